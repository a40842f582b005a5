/** A person asks for a check: answered from the cache, or by the worker that holds the account (D-6, D-8). */
import { standingFor } from '../account/account-access.ts';
import { accessRefusal, stateRefusal } from '../account/account-refusal.ts';
import { accountLimits } from '../account/account-limits.ts';
import type { AccountId, RecipientId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectorProfiles } from '../ports/connectors.ts';
import type { Directory } from '../ports/directory.ts';
import type { Storage } from '../ports/storage.ts';
import { accountLane } from '../ports/tasks.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { isPresenceFresh } from './presence-age.ts';
import type { Recipient } from './recipient.ts';

export interface RequestCheckDeps {
  storage: Storage;
  directory: Directory;
  connectors: ConnectorProfiles;
  clock: Clock;
  /** Resolves when something of the portal may have changed, or after `ms`; a hint, never the truth (RE-12). */
  untilChange(portalId: string, ms: number): Promise<void>;
}

const WAIT_MS = 15_000;
const LOOK_EVERY_MS = 500;

export async function requestCheck(
  deps: RequestCheckDeps,
  caller: Caller,
  command: { accountId: AccountId; recipientId: RecipientId; fresh: boolean },
): Promise<Recipient | Refusal> {
  const standing = await standingFor(deps, caller, command.accountId);
  const begun = await deps.storage.transaction(caller.portalId, async tx => {
    const account = await tx.accounts.find(command.accountId);
    if (account === null) return refuse('ACCOUNT_NOT_FOUND');
    const refusal = accessRefusal(account, standing);
    if (refusal !== null) return refusal;
    const recipient = await tx.recipients.find(command.recipientId);
    if (recipient === null || recipient.messenger !== account.messenger) return refuse('NOT_FOUND');
    if (!command.fresh && isPresenceFresh(recipient, deps.clock.now())) return { recipient, asked: false };
    const unavailable = stateRefusal(account);
    if (unavailable !== null) return unavailable;
    const capabilities = deps.connectors.profile(account.kind)?.capabilities;
    if (capabilities?.checksPresence !== true) return refuse('CHECK_IMPOSSIBLE');
    const { CHECK } = await tx.usage.today(account.id);
    const { checksPerDay } = accountLimits(account, capabilities, deps.clock.now());
    if (CHECK >= checksPerDay) return refuse('LIMIT_REACHED', { limit: checksPerDay, freeAt: nextUtcDay(deps.clock.now()).toISOString() });
    await tx.tasks.add({ name: 'check-presence', laneKey: accountLane(account.id), subjectId: recipient.id });
    return { recipient, asked: true };
  });
  if ('refused' in begun) return begun;
  if (!begun.asked) return begun.recipient;
  return awaitAnswer(deps, caller, command.recipientId, begun.recipient.checkedAt);
}

async function awaitAnswer(
  deps: RequestCheckDeps,
  caller: Caller,
  recipientId: RecipientId,
  before: Date | null,
): Promise<Recipient | Refusal> {
  const deadline = deps.clock.now().getTime() + WAIT_MS;
  while (deps.clock.now().getTime() < deadline) {
    await deps.untilChange(caller.portalId, LOOK_EVERY_MS);
    const recipient = await deps.storage.transaction(caller.portalId, tx => tx.recipients.find(recipientId));
    if (recipient !== null && recipient.checkedAt?.getTime() !== before?.getTime()) {
      return recipient.presence === 'UNKNOWN' ? refuse('CHECK_IMPOSSIBLE') : recipient;
    }
  }
  return refuse('CHECK_IMPOSSIBLE');
}

/** Days of counters are those of UTC. */
export const nextUtcDay = (now: Date): Date => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1));
