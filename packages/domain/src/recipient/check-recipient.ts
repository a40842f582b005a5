/** Asks the messenger whether a number has an account (D-6…D-8): cached, rationed, "unknown" is not "no". */
import type { AccountId, RecipientId } from '../ids.ts';
import { accountLimits } from '../account/account-limits.ts';
import { noteDailyLimit } from '../notice/daily-limit.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectorCapabilities, Session } from '../ports/connector.ts';
import type { Lease, Storage } from '../ports/storage.ts';
import { isPresenceFresh } from './presence-age.ts';
import type { Presence } from './recipient.ts';

export interface CheckContext {
  lease: Lease;
  accountId: AccountId;
  session: Session;
  capabilities: Pick<ConnectorCapabilities, 'limits'>;
  signal: AbortSignal;
}

/** Runs in the account's lane. Counts the check before it is made: the messenger counts it too, answered or not. */
export async function checkPresence(
  deps: { storage: Storage; clock: Clock },
  context: CheckContext,
  recipientId: RecipientId,
  ask: { person: boolean },
): Promise<Presence> {
  const asked = await deps.storage.transaction(context.lease.portalId, async tx => {
    await tx.holdLease(context.lease);
    const recipient = await tx.recipients.find(recipientId);
    if (recipient === null) return null;
    if (!ask.person && isPresenceFresh(recipient, deps.clock.now())) return { known: recipient.presence };
    const account = await tx.accounts.find(context.accountId);
    if (account === null) return null;
    const { checksPerDay } = accountLimits(account, context.capabilities, deps.clock.now());
    if (!(await tx.usage.spend(context.accountId, 'CHECK', checksPerDay))) return { known: 'UNKNOWN' as const };
    await noteDailyLimit(tx, deps.clock.now(), context.accountId, 'CHECK', checksPerDay);
    return { address: recipient.address, heardAt: recipient.checkedAt };
  });
  if (asked === null) return 'UNKNOWN';
  if ('known' in asked) return asked.known;
  const answer = await context.session.checkPresence(asked.address, context.signal);
  return deps.storage.transaction(context.lease.portalId, async tx => {
    await tx.holdLease(context.lease);
    const recipient = await tx.recipients.find(recipientId);
    if (recipient === null) return answer.presence;
    // He wrote himself while the messenger was asked: no answer knows better than that.
    const wroteMeanwhile = recipient.presence === 'EXISTS' && recipient.checkedAt?.getTime() !== asked.heardAt?.getTime();
    if (wroteMeanwhile && answer.presence !== 'EXISTS') return recipient.presence;
    const messengerAddress = answer.presence === 'EXISTS' ? answer.messengerAddress : null;
    recipient.learnPresence(answer.presence, messengerAddress, context.accountId, deps.clock.now());
    await tx.recipients.save(recipient);
    return answer.presence;
  });
}
