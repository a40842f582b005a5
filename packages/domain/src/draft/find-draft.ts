/** The caller's own draft for a client in a card, with those of its files that are still there. */
import type { CardRef } from '../card/card.ts';
import type { StoredFile } from '../file/stored-file.ts';
import type { FileId, RecipientId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { Draft } from './draft.ts';
import { draftRefusal, type DraftDeps } from './save-draft.ts';

export interface FoundDraft {
  draft: Draft;
  files: StoredFile[];
  voice: StoredFile | null;
  /** Files whose time was over: they are not in the draft any more. */
  lostFiles: number;
}

export async function findDraft(
  deps: DraftDeps,
  caller: Caller,
  { card, recipientId }: { card: CardRef; recipientId: RecipientId },
): Promise<FoundDraft | null> {
  if ((await draftRefusal(deps, caller, card)) !== null) return null;
  return deps.storage.transaction(caller.portalId, async tx => {
    const draft = await tx.drafts.find({ employeeId: caller.employeeId, card, recipientId }, deps.clock.now());
    if (draft === null) return null;
    const stored = async (id: FileId): Promise<StoredFile | null> => {
      const file = await tx.files.find(id);
      return file?.state === 'READY' && file.ownerId === caller.employeeId ? file : null;
    };
    const files: StoredFile[] = [];
    for (const id of draft.content.fileIds) {
      const file = await stored(id);
      if (file !== null) files.push(file);
    }
    const { voiceFileId } = draft.content;
    const voice = voiceFileId === null ? null : await stored(voiceFileId);
    const wanted = draft.content.fileIds.length + (voiceFileId === null ? 0 : 1);
    return { draft, files, voice, lostFiles: wanted - files.length - (voice === null ? 0 : 1) };
  });
}
