/** The files that a message takes along, and the recording that becomes its voice note (W-20, T-8). */
import type { StoredFile } from '../file/stored-file.ts';
import type { FileId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { Transaction } from '../ports/storage.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { voiceOf } from '../voice/make-voice.ts';
import type { SentContent } from './message-parts.ts';
import type { SendMessage, SendMessageDeps } from './send-message.ts';

/** A recording in another format becomes a voice note before the transaction: that takes longer than one may be held open. */
export async function prepareVoice(
  deps: SendMessageDeps,
  caller: Caller,
  { voiceFileId = null }: SendMessage,
  ownFiles: boolean,
): Promise<Refusal | null> {
  if (voiceFileId === null) return null;
  const recording = await deps.storage.transaction(caller.portalId, tx => tx.files.find(voiceFileId));
  // What is wrong with the file itself is said with the rest of the content.
  if (recording?.state !== 'READY' || !mayUse(recording, caller, ownFiles)) return null;
  const voice = await voiceOf(deps, caller.portalId, recording);
  return isRefusal(voice) ? voice : null;
}

const mayUse = (file: StoredFile, caller: Caller, ownFiles: boolean): boolean => !ownFiles || file.ownerId === caller.employeeId;

/** The files that are meant: the caller's own, still there, and kept for the message from now on. */
export async function filesOf(
  tx: Transaction,
  deps: Pick<SendMessageDeps, 'files' | 'clock'>,
  caller: Caller,
  { text, fileIds = [], voiceFileId = null, asDocument = false }: SendMessage,
  ownFiles: boolean,
): Promise<SentContent | Refusal> {
  const load = async (id: FileId, field: string): Promise<StoredFile | Refusal> => {
    const file = await tx.files.lock(id);
    if (file === null || file.state === 'UPLOADING' || !mayUse(file, caller, ownFiles)) return refuse('NOT_FOUND', { field });
    if (file.state === 'GONE' || !(await deps.files.has(file.portalId, file.storageKey))) return refuse('FILE_GONE', { field });
    file.use(deps.clock.now());
    await tx.files.save(file);
    return file;
  };
  const files: StoredFile[] = [];
  for (const id of fileIds) {
    const file = await load(id, 'fileIds');
    if (isRefusal(file)) return file;
    files.push(file);
  }
  const recording = voiceFileId === null ? null : await load(voiceFileId, 'voiceFileId');
  if (isRefusal(recording)) return recording;
  const voice = recording?.voiceId == null ? recording : await load(recording.voiceId, 'voiceFileId');
  return isRefusal(voice) ? voice : { text, files, voice, asDocument };
}
