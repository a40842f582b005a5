/** The record cannot be altered unseen: every entry carries a hash over itself and the hash before it (SE-52). */
import type { Change } from './change.ts';

/** The hash before the first entry. */
export const FIRST_HASH = '';

/** What is hashed for an entry. The storage hashes with the portal's key: who reaches the tables only cannot make a chain that holds. */
export const chainText = (change: Omit<Change, 'hash'>, previousHash: string): string =>
  JSON.stringify([
    previousHash,
    change.portalId,
    change.seq,
    change.id,
    change.at.toISOString(),
    change.employeeId,
    change.employeeName,
    change.what,
    change.subjectId,
    change.subject,
    change.before,
    change.after,
  ]);

/** MISSING: an entry of this number is gone, or the record ends before it. CHANGED: this entry is not what was written. */
export interface ChainBreak {
  seq: number;
  kind: 'MISSING' | 'CHANGED';
}

/** Where a chain stands: the number and hash of its last entry. */
export interface ChainHead {
  seq: number;
  hash: string;
}

export const EMPTY_CHAIN: ChainHead = { seq: 0, hash: FIRST_HASH };

/** Follows the chain over the next entries, oldest first. Answers where it stands then, or where it breaks. */
export function followChain(from: ChainHead, entries: readonly Change[], hash: (text: string) => string): ChainHead | ChainBreak {
  let head = from;
  for (const entry of entries) {
    if (entry.seq !== head.seq + 1) return { seq: head.seq + 1, kind: 'MISSING' };
    if (entry.hash !== hash(chainText(entry, head.hash))) return { seq: entry.seq, kind: 'CHANGED' };
    head = { seq: entry.seq, hash: entry.hash };
  }
  return head;
}

export const isBreak = (answer: ChainHead | ChainBreak): answer is ChainBreak => 'kind' in answer;

/** The whole record was followed to `found`; `expected` is where it was when it was written last. */
export function endBreak(found: ChainHead, expected: ChainHead): ChainBreak | null {
  if (found.seq < expected.seq) return { seq: found.seq + 1, kind: 'MISSING' };
  return found.seq === expected.seq && found.hash === expected.hash ? null : { seq: found.seq, kind: 'CHANGED' };
}
