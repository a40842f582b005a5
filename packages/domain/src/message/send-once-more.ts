/** A failed or cancelled message becomes one new message, whoever presses and however many at once (L-12). */
import type { Transaction } from '../ports/storage.ts';
import { activityLane } from '../ports/tasks.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import type { AcceptedMessage } from './accepted-message.ts';
import { announceDetails } from './announce-message.ts';
import type { Message } from './message.ts';

/** `accept` takes the new message in, in this transaction. Who comes second waits here for the first, and gets what he sent. */
export async function sendOnceMore(
  tx: Transaction,
  { id }: Message,
  accept: () => Promise<AcceptedMessage | Refusal>,
): Promise<AcceptedMessage | Refusal> {
  const first = await tx.messages.lock(id);
  const known = first?.sentAgainAs == null ? null : await tx.messages.find(first.sentAgainAs);
  if (known !== null) return { messages: await tx.messages.group(known.groupId), isDuplicate: true };
  // A late receipt may have come while he pressed: the client has it after all.
  if (first !== null && first.status !== 'FAILED' && first.status !== 'CANCELLED') return refuse('ALREADY_FINAL');
  const accepted = await accept();
  const again = isRefusal(accepted) ? undefined : accepted.messages[0];
  // The key of the first message itself names that one, and no other.
  if (first === null || again === undefined || again.id === id) return accepted;
  first.sentAgainAs = again.id;
  await tx.messages.save(first);
  announceDetails(tx, first);
  await showInTimeline(tx, first);
  return accepted;
}

/** Its block loses the button, and says why. */
export async function showInTimeline(tx: Transaction, { createActivity, groupId }: Message): Promise<void> {
  if (createActivity) await tx.tasks.add({ name: 'sync-activity', laneKey: activityLane(groupId), subjectId: groupId });
}
