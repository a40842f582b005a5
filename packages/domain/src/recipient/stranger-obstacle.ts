/** What the messenger said of people when they were looked up: some of them take no first message from just anybody (T-3, E-16). */
import type { AccountId, RecipientId } from '../ids.ts';
import type { Transaction } from '../ports/storage.ts';
import type { RefusalCode } from '../refusal.ts';
import { queryKey } from './look-up.ts';
import type { Recipient } from './recipient.ts';

/**
 * Why a first message of the account to each of them would be refused. Who is not in it may be written to, as far as anybody knows; a running
 * conversation needs nobody's leave. Nobody is asked for it (K-2), so it may be as old as the look-up is (7 days).
 */
export async function strangerObstacles(
  tx: Transaction,
  accountId: AccountId,
  recipients: readonly Recipient[],
): Promise<Map<RecipientId, RefusalCode>> {
  const queryOf = ({ address }: Recipient) => ({ kind: 'ID' as const, value: address });
  const known = new Map((await tx.lookUps.find(accountId, recipients.map(queryOf))).map(lookUp => [queryKey(lookUp.query), lookUp]));
  const obstacles = new Map<RecipientId, RefusalCode>();
  for (const recipient of recipients) {
    const lookUp = known.get(queryKey(queryOf(recipient)));
    if (lookUp?.obstacle == null || lookUp.recipientId !== recipient.id) continue;
    if (!(await tx.messages.hasConversation(accountId, recipient.id))) obstacles.set(recipient.id, lookUp.obstacle);
  }
  return obstacles;
}
