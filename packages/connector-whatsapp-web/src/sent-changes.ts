/** An edit or a deletion of what we sent: a message of its own that names the first (O-30). */
import { generateWAMessageContent, type proto, type SocketConfig } from 'baileys';

const noUpload = (): Promise<never> => Promise.reject(new Error('A change has nothing to upload'));

/** What the stanza itself says of its content, which the server cannot read. */
export interface ChangeContent {
  content: proto.Message;
  attributes: { edit: string };
}

/** Values of the stanza's `edit` as the official web client sends them. */
const EDITED = '1';
const TAKEN_BACK = '7';

export async function editContent(jid: string, targetId: string, text: string, logger: SocketConfig['logger']): Promise<ChangeContent> {
  const edit = { remoteJid: jid, fromMe: true, id: targetId };
  return {
    content: await generateWAMessageContent({ text, edit, linkPreview: null }, { logger, upload: noUpload }),
    attributes: { edit: EDITED },
  };
}

export async function removeContent(jid: string, targetId: string, logger: SocketConfig['logger']): Promise<ChangeContent> {
  return {
    content: await generateWAMessageContent({ delete: { remoteJid: jid, fromMe: true, id: targetId } }, { logger, upload: noUpload }),
    attributes: { edit: TAKEN_BACK },
  };
}
