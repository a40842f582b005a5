/** A sent file as the open-line chat shows it (O-27): by a link that the portal fetches, or as the employee's own upload. */
import type { StoredFile } from '../file/stored-file.ts';
import type { Message } from '../message/message.ts';
import type { LineMessage } from '../ports/open-lines.ts';
import type { Refusal } from '../refusal.ts';
import type { ChatFileDeps } from './ensure-chat.ts';

/** How long the portal may fetch a file of ours. */
export const PORTAL_LINK_MS = 10 * 60_000;

/** As the employee; a file whose bytes are gone is at least named, since the client has it. */
export async function postCopy(deps: ChatFileDeps, message: Message, openLineChatId: string): Promise<string | Refusal> {
  const { portalId, senderId, text, file } = message;
  if (file === null) return deps.openLines.postAsEmployee(portalId, senderId, openLineChatId, text);
  const stored = await storedFile(deps, message);
  if (stored === null) return deps.openLines.postAsEmployee(portalId, senderId, openLineChatId, withName(file.name, text));
  const content = deps.files.read(portalId, stored.storageKey);
  return deps.openLines.postFileAsEmployee(portalId, senderId, openLineChatId, { name: file.name, content }, text);
}

/** As if from the client, under a mark. The portal fetches the file while we wait. */
export async function incomingContent(deps: ChatFileDeps, message: Message, mark: string): Promise<Pick<LineMessage, 'text' | 'files'>> {
  const { portalId, file, text } = message;
  if (file === null) return { text: `${mark}\n${text}` };
  if ((await storedFile(deps, message)) === null) return { text: `${mark}\n${withName(file.name, text)}` };
  const url = deps.fileLinks.url(portalId, file.id, new Date(deps.clock.now().getTime() + PORTAL_LINK_MS));
  return { text: text === '' ? mark : `${mark}\n${text}`, files: [{ name: file.name, url }] };
}

/** Null: its bytes are not there any more. */
async function storedFile(deps: ChatFileDeps, { portalId, file }: Message): Promise<StoredFile | null> {
  const stored = file === null ? null : await deps.storage.transaction(portalId, tx => tx.files.find(file.id));
  return stored?.state === 'READY' && (await deps.files.has(portalId, stored.storageKey)) ? stored : null;
}

const withName = (name: string, text: string): string => (text === '' ? `📎 ${name}` : `📎 ${name}\n${text}`);
