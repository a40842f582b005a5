/** A queue that does not move although its account is connected (N-6), and its end. Asked by the worker that holds the account. */
import type { AccountId, PortalId } from '../ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Storage } from '../ports/storage.ts';
import { raiseNotice } from './raise-notice.ts';

/** Nothing left for so long, and something could have. */
export const STUCK_MS = 300_000;

interface QueueDeps {
  storage: Storage;
  clock: Clock;
}

/** Messages that wait for their time, after a refusal or by a person's wish, are no trouble. */
export async function noteStillQueue(deps: QueueDeps, portalId: PortalId, accountId: AccountId): Promise<void> {
  await deps.storage.transaction(portalId, async tx => {
    const now = deps.clock.now();
    const waiting = (await tx.messages.ready(accountId)).filter(({ runAt }) => now.getTime() - runAt.getTime() >= STUCK_MS).length;
    if (waiting > 0) await raiseNotice(tx, now, { kind: 'queue-stuck', accountId, details: { waiting } });
  });
}

export async function noteMovingQueue(deps: QueueDeps, portalId: PortalId, accountId: AccountId): Promise<void> {
  await deps.storage.transaction(portalId, tx => raiseNotice(tx, deps.clock.now(), { kind: 'queue-moves', accountId }));
}
