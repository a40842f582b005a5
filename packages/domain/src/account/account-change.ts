/** What the session says about its account, stored and told to subscribers. */
import type { AccountId } from '../ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { AccountStateChange, LoginStep } from '../ports/connector.ts';
import type { Lease, Storage, Transaction } from '../ports/storage.ts';
import { lineLane } from '../ports/tasks.ts';
import { accountBefore, raiseAccountNotices } from '../notice/account-notices.ts';
import type { Account } from './account.ts';

export async function changeAccountState(
  deps: { storage: Storage; clock: Clock },
  lease: Lease,
  accountId: AccountId,
  change: AccountStateChange,
): Promise<void> {
  await deps.storage.transaction(lease.portalId, async tx => {
    await tx.holdLease(lease);
    const account = await tx.accounts.lock(accountId);
    if (account === null || !account.wanted) return;
    const now = deps.clock.now();
    const before = accountBefore(account);
    const isNewAddress = change.address !== null && change.address !== account.address;
    const isNews = account.state !== change.state || account.stateReason !== change.reason || isNewAddress;
    if (account.state !== change.state) account.stateSince = now;
    account.state = change.state;
    account.stateReason = change.reason;
    account.stateRawCode = change.rawCode;
    account.restrictedUntil = change.until;
    account.firstMessagesHeldUntil = change.firstMessagesHeldUntil ?? account.firstMessagesHeldUntil;
    if (change.state === 'CONNECTED') account.connectedAt ??= now;
    if (isNewAddress) {
      account.address = change.address;
      await tx.tasks.add({ name: 'attach-line', laneKey: lineLane(accountId), subjectId: accountId });
    }
    await tx.accounts.save(account);
    if (isNews) announceAccount(tx, account);
    await raiseAccountNotices(tx, now, account, before);
  });
}

export async function changeLoginStep(deps: { storage: Storage }, lease: Lease, accountId: AccountId, step: LoginStep): Promise<void> {
  await deps.storage.transaction(lease.portalId, async tx => {
    await tx.holdLease(lease);
    await tx.logins.save(accountId, step);
    tx.publish({ kind: 'login', accountId });
  });
}

export function announceAccount(tx: Transaction, account: Account): void {
  tx.publish({
    kind: 'account-state',
    accountId: account.id,
    state: account.state,
    reason: account.stateReason,
    since: account.stateSince.toISOString(),
  });
}
