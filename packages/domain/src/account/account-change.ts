/** What the session says about its account, stored and told to subscribers. */
import type { AccountId } from '../ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { AccountStateChange } from '../ports/connector.ts';
import type { LoginStep } from '../ports/connector/login.ts';
import type { Lease, Storage, Transaction } from '../ports/storage.ts';
import { lineLane } from '../ports/tasks.ts';
import { accountBefore, raiseAccountNotices } from '../notice/account-notices.ts';
import type { Account } from './account.ts';
import type { AccountState } from './account-state.ts';

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
    const progress = change.state === 'SYNCHRONISING' ? (change.progress ?? account.progress) : null;
    const isNews =
      account.state !== change.state ||
      account.stateReason !== change.reason ||
      isNewAddress ||
      progress?.done !== account.progress?.done ||
      change.until?.getTime() !== account.restrictedUntil?.getTime() ||
      (change.username ?? account.username) !== account.username ||
      isUntil(account.firstMessagesHeldUntil, change.firstMessagesHeldUntil);
    if (account.state !== change.state) account.stateSince = now;
    account.state = change.state;
    account.stateReason = change.reason;
    account.stateRawCode = change.rawCode;
    if (change.reason !== null && isNews) {
      account.lastFailure = { code: change.reason, details: change.rawCode === null ? {} : { rawCode: change.rawCode } };
      account.lastFailedAt = now;
    }
    account.progress = progress;
    account.messengerId = change.messengerId ?? account.messengerId;
    account.username = change.username ?? account.username;
    account.restrictedUntil = change.until;
    account.firstMessagesHeldUntil = change.firstMessagesHeldUntil ?? account.firstMessagesHeldUntil;
    if (change.state === 'CONNECTED') account.connectedAt ??= now;
    if (isNewAddress) {
      account.address = change.address;
      await tx.tasks.add({ name: 'attach-line', laneKey: lineLane(accountId), subjectId: accountId });
    }
    await tx.accounts.save(account);
    if (isNews) announceAccount(tx, account);
    await followLogin(deps, tx, accountId, change.state);
    await raiseAccountNotices(tx, now, account, before);
  });
}

/** The messenger began to hold first messages, or holds them longer: people see until when. */
const isUntil = (before: Date | null, after: Date | null): boolean => after !== null && after.getTime() !== before?.getTime();

export async function changeLoginStep(
  deps: { storage: Storage; clock: Clock },
  lease: Lease,
  accountId: AccountId,
  step: LoginStep,
): Promise<void> {
  await deps.storage.transaction(lease.portalId, async tx => {
    await tx.holdLease(lease);
    await saveStep(deps, tx, accountId, step);
  });
}

/**
 * What is shown of a login agrees with the account, whichever session says so: the one that showed the codes may have died between the keys
 * and its last word, and the next one only finds the keys (C-2). A login that has to be done again is not done.
 */
async function followLogin(deps: { clock: Clock }, tx: Transaction, accountId: AccountId, state: AccountState): Promise<void> {
  if (state === 'CONNECTING' || state === 'RESTRICTED') return;
  const isDone = (await tx.logins.find(accountId))?.kind === 'DONE';
  const isLoggedIn = state === 'CONNECTED' || state === 'SYNCHRONISING';
  if (isLoggedIn && !isDone) await saveStep(deps, tx, accountId, { kind: 'DONE' });
  if (!isLoggedIn && isDone) await tx.logins.clear(accountId);
}

async function saveStep(deps: { clock: Clock }, tx: Transaction, accountId: AccountId, step: LoginStep): Promise<void> {
  if (step.kind === 'DONE' && (await tx.logins.find(accountId))?.kind === 'QR') await seePhone(tx, accountId, deps.clock.now());
  await tx.logins.save(accountId, step);
  tx.publish({ kind: 'login', accountId });
}

/** C-22 counts days: what is known to the hour is enough, and a busy phone does not write a row per message. */
const PHONE_NEWS_MS = 3_600_000;

/** The account's phone is in somebody's hands: it scanned our code, or wrote a message itself. */
export async function seePhone(tx: Transaction, accountId: AccountId, at: Date): Promise<void> {
  const isNews = (known: Account): boolean => at.getTime() - (known.phoneSeenAt?.getTime() ?? 0) >= PHONE_NEWS_MS;
  const known = await tx.accounts.find(accountId);
  const account = known !== null && isNews(known) ? await tx.accounts.lock(accountId) : null;
  if (account === null || !isNews(account)) return;
  account.phoneSeenAt = at;
  await tx.accounts.save(account);
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
