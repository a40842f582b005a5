import { useApolloClient } from '@vue/apollo-composable';
import { DraftDocument } from '@olchat/client';
import type { SentAttachments } from '../files/attachment.ts';
import type { Card } from '../message/message.ts';
import type { DraftForm, StoredDraft } from './use-composer-draft.ts';

const NOTHING: SentAttachments = { files: [], voice: null, asDocument: false };
/** They lie on the server already. */
const THERE = { state: 'ready', progress: 1, asLink: false } as const;

/** What of the attachments a draft can keep: those that have reached the server. */
export function keptFiles({ files, voice, asDocument }: SentAttachments): Pick<DraftForm, 'fileIds' | 'voiceFileId' | 'asDocument'> {
  return { fileIds: files.flatMap(({ fileId }) => fileId ?? []), voiceFileId: voice?.fileId ?? null, asDocument };
}

/** The attachments of a stored draft as they stood in the form; none without a draft. */
export function useDraftAttachments(card: Card): (draft: StoredDraft | null, recipientId: string | undefined) => SentAttachments {
  const { client } = useApolloClient();

  /** Links end five minutes after they were made (SE-34), and a recording is heard when somebody wants to hear it. */
  async function hear(recipientId: string): Promise<Blob> {
    const { data } = await client.query({ query: DraftDocument, variables: { card, recipientId } });
    return fetched(data.draft?.voice?.url);
  }

  return (draft, recipientId) => {
    if (draft === null || recipientId === undefined) return NOTHING;
    const { files, voice, asDocument } = draft;
    return {
      files: files.map(({ id, kind, name, size, url, previewUrl }) => ({
        ...{ key: id, fileId: id, kind, name, size, ...THERE },
        content: () => fetched(url),
        preview: previewUrl,
      })),
      voice: voice && {
        ...{ key: voice.fileId, fileId: voice.fileId, kind: 'VOICE', name: '', size: 0, preview: null, ...THERE },
        content: () => hear(recipientId),
        ...(voice.waveform && { waveform: voice.waveform }),
        ...(voice.seconds !== null && { seconds: voice.seconds }),
      },
      asDocument,
    };
  };
}

async function fetched(url: string | undefined): Promise<Blob> {
  const answer = url === undefined ? null : await fetch(url);
  if (!answer?.ok) throw new Error('The file is not kept any more');
  return answer.blob();
}
