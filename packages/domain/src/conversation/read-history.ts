/** Asks the messenger for the pages of history that somebody waits for (S-11). */
import type { AccountId } from '../ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Session } from '../ports/connector.ts';
import type { HistoryAnswer } from '../ports/connector/history.ts';
import type { Lease, Storage } from '../ports/storage.ts';
import { HISTORY_WAIT_MS } from './history-request.ts';
import { historyStart } from './join-history.ts';

export interface ReadHistoryContext {
  lease: Lease;
  accountId: AccountId;
  session: Pick<Session, 'history'>;
  signal: AbortSignal;
}

/** One page. Null: nobody waits for one. */
export async function readNextHistory(
  { storage, clock }: { storage: Storage; clock: Clock },
  { lease, accountId, session, signal }: ReadHistoryContext,
): Promise<HistoryAnswer['kind'] | null> {
  const asked = await storage.transaction(lease.portalId, async tx => {
    await tx.holdLease(lease);
    const request = await tx.histories.next(accountId, new Date(clock.now().getTime() - HISTORY_WAIT_MS));
    if (request === null) return null;
    const newest = request.before === null ? await tx.histories.newest(accountId, request.recipientId) : null;
    return { request, recipient: await tx.recipients.find(request.recipientId), newest: newest === null ? null : historyStart(newest) };
  });
  if (asked === null) return null;
  const { request, recipient, newest } = asked;
  const { before, limit } = request;
  const answer: HistoryAnswer =
    recipient === null || session.history === undefined
      ? { kind: 'unknown', reason: 'nobody to ask' }
      : await session.history({ address: recipient.address, messengerAddress: recipient.messengerAddress, before, newest, limit }, signal);
  const isWaitedFor = clock.now().getTime() - request.askedAt.getTime() < HISTORY_WAIT_MS;
  await storage.transaction(lease.portalId, async tx => {
    await tx.holdLease(lease);
    // What others wrote is not left lying about for nobody.
    await tx.histories.answer(request.id, isWaitedFor ? answer : { kind: 'unknown', reason: 'too late' });
  });
  return answer.kind;
}
