/** A client's file that the chat waited for in vain: its message goes without it, and the file follows as a message of its own (H-1, SE-33). */
import { newId, type AccountId, type PortalId } from '../ids.ts';
import type { Transaction } from '../ports/storage.ts';
import { lateFileLane } from '../ports/tasks.ts';

const FIRST_LOOK_MS = 60_000;

/** From here on the file is left to `forwardLateFile`, however often the message itself is tried again: it comes once. */
export async function promiseLateFile(tx: Transaction, accountId: AccountId, inboxId: string, now: Date): Promise<void> {
  const isNew = await tx.inbox.add({
    id: newId<PortalId>(),
    source: 'MESSENGER',
    accountId,
    dedupKey: promiseKey(inboxId),
    body: {},
    receivedAt: now,
  });
  if (!isNew) return;
  const runAt = new Date(now.getTime() + FIRST_LOOK_MS);
  await tx.tasks.add({ name: 'forward-late-file', laneKey: lateFileLane(inboxId), subjectId: inboxId, runAt });
}

export const isFileLate = async (tx: Transaction, inboxId: string): Promise<boolean> =>
  (await tx.inbox.findByKey('MESSENGER', promiseKey(inboxId))) !== null;

const promiseKey = (inboxId: string): string => `late-file:${inboxId}`;
