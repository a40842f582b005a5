/** Keeps a draft: the last write wins, but never over words that its writer has not seen. */
import type { CardRef } from '../card/card.ts';
import { newId, type DraftVersion, type FileId, type RecipientId } from '../ids.ts';
import { textLength } from '../message/content.ts';
import type { Clock } from '../ports/clock.ts';
import type { Crm } from '../ports/crm.ts';
import type { Storage, Transaction } from '../ports/storage.ts';
import type { Caller } from '../portal/caller.ts';
import { isPassing } from '../portal/refusal-outcome.ts';
import { refuse, type Refusal } from '../refusal.ts';
import {
  draftExpiry,
  isEmptyDraft,
  isLaterStep,
  MAX_DRAFT_FILES,
  MAX_DRAFT_LENGTH,
  type Draft,
  type DraftContent,
  type DraftPlace,
  type DraftWriter,
} from './draft.ts';

export interface SaveDraft {
  card: CardRef;
  recipientId: RecipientId;
  /** The version that the words were written over; null: there was no draft. */
  baseVersion: DraftVersion | null;
  savedBy?: DraftWriter | null;
  content: DraftContent;
}

export type DraftDeps = { storage: Storage; crm: Crm; clock: Clock };

/** `draft` null: it was empty, and nothing is kept. */
export async function saveDraft(deps: DraftDeps, caller: Caller, command: SaveDraft): Promise<{ draft: Draft | null } | Refusal> {
  const { content, baseVersion, savedBy = null } = command;
  if (textLength(content.text) > MAX_DRAFT_LENGTH) return refuse('TEXT_TOO_LONG', { field: 'text', limit: MAX_DRAFT_LENGTH });
  if (content.fileIds.length > MAX_DRAFT_FILES) return refuse('LIMIT_REACHED', { field: 'fileIds', limit: MAX_DRAFT_FILES });
  const rightRefusal = await draftRefusal(deps, caller, command.card);
  if (rightRefusal !== null) return rightRefusal;

  return deps.storage.transaction(caller.portalId, async tx => {
    if ((await tx.recipients.find(command.recipientId)) === null) return refuse('NOT_FOUND', { field: 'recipientId' });
    const place = { employeeId: caller.employeeId, card: command.card, recipientId: command.recipientId };
    const now = deps.clock.now();
    if (isEmptyDraft(content)) {
      if (baseVersion === null && savedBy === null) return { draft: null };
      const isGone = await tx.drafts.remove(place, baseVersion, now, savedBy);
      return isGone || baseVersion === null ? { draft: null } : changed(tx, place, savedBy, now);
    }
    const fileRefusal = await keepFiles(tx, caller, content, now);
    if (fileRefusal !== null) return fileRefusal;
    const draft: Draft = { ...place, content, version: newId<DraftVersion>(), savedAt: now, savedBy };
    return (await tx.drafts.save(draft, baseVersion)) ? { draft } : changed(tx, place, savedBy, now);
  });
}

/** By another window, or by a later step of the same one: then this saving was on the way for longer, and has nothing to say any more. */
async function changed(
  tx: Transaction,
  place: DraftPlace,
  savedBy: DraftWriter | null,
  now: Date,
): Promise<{ draft: Draft | null } | Refusal> {
  const standing = savedBy === null ? null : await tx.drafts.find(place, now);
  return isLaterStep(standing?.savedBy ?? null, savedBy) ? { draft: standing } : refuse('DRAFT_CHANGED');
}

/** Who may not write from the card has no drafts there. While the portal cannot be asked, his own words are not lost. */
export async function draftRefusal({ crm }: Pick<DraftDeps, 'crm'>, caller: Caller, card: CardRef): Promise<Refusal | null> {
  const refusal = await crm.changeRefusal(caller.portalId, caller.employeeId, card);
  return refusal === null || isPassing(refusal) ? null : refusal;
}

/** The caller's own uploads, kept as long as the draft. */
async function keepFiles(tx: Transaction, caller: Caller, { fileIds, voiceFileId }: DraftContent, now: Date): Promise<Refusal | null> {
  const wanted: [FileId, string][] = fileIds.map(id => [id, 'fileIds']);
  if (voiceFileId !== null) wanted.push([voiceFileId, 'voiceFileId']);
  for (const [id, field] of wanted) {
    const file = await tx.files.lock(id);
    if (file === null || file.ownerId !== caller.employeeId || file.state === 'UPLOADING') return refuse('NOT_FOUND', { field });
    if (file.state === 'GONE') continue; // the draft says so when it is opened
    file.keepUntil(draftExpiry(now));
    await tx.files.save(file);
  }
  return null;
}
