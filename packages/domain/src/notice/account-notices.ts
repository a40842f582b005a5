/** Which news of an account people hear (N-2, N-3, N-4). Coming and going within a minute is no news. */
import type { Account } from '../account/account.ts';
import type { AccountState } from '../account/account-state.ts';
import type { Transaction } from '../ports/storage.ts';
import type { NoticeDetails } from './notice.ts';
import { raiseNotice } from './raise-notice.ts';

/** The account as it was before the change. */
export interface AccountBefore {
  state: AccountState;
  wasConnectedOnce: boolean;
  firstMessagesHeldUntil: Date | null;
}

export const accountBefore = (account: Account): AccountBefore => ({
  state: account.state,
  wasConnectedOnce: account.connectedAt !== null,
  firstMessagesHeldUntil: account.firstMessagesHeldUntil,
});

export async function raiseAccountNotices(tx: Transaction, now: Date, account: Account, before: AccountBefore): Promise<void> {
  const accountId = account.id;
  if (isNewlyHeld(account, before, now)) {
    await raiseNotice(tx, now, {
      kind: 'spam-warning',
      accountId,
      details: until(account.restrictedUntil ?? account.firstMessagesHeldUntil),
    });
  }
  if (account.state === before.state) return;
  switch (account.state) {
    case 'CONNECTED':
      return raiseConnected(tx, now, account, before);
    case 'CONNECTING':
    case 'SYNCHRONISING':
    case 'DISCONNECTED':
      if (before.state === 'CONNECTED' || before.state === 'RESTRICTED') await raiseNotice(tx, now, { kind: 'connection-lost', accountId });
      return;
    case 'LOGIN_REQUIRED':
      // Before the first login somebody looks at the code already.
      if (!before.wasConnectedOnce) return;
      await raiseDeviceLost(tx, now, account);
      return raiseNotice(tx, now, { kind: 'scan-needed', accountId });
    case 'RESTRICTED':
    case 'UNPAID':
      return;
  }
}

async function raiseConnected(tx: Transaction, now: Date, account: Account, before: AccountBefore): Promise<void> {
  const accountId = account.id;
  if (before.state === 'RESTRICTED') await raiseNotice(tx, now, { kind: 'spam-over', accountId });
  // Whoever was told to scan a code, or that the account is off, hears that it is on; after a mere break, that the break is over.
  const wasOff = await tx.notices.standing(['scan-needed', 'account-disconnected'], accountId);
  const isNew = !before.wasConnectedOnce || wasOff.length > 0;
  await raiseNotice(tx, now, { kind: isNew ? 'account-connected' : 'connection-restored', accountId });
}

/** N-4: only where something was on its way. */
async function raiseDeviceLost(tx: Transaction, now: Date, account: Account): Promise<void> {
  const waiting = await tx.messages.queued(account.id);
  if (waiting > 0) await raiseNotice(tx, now, { kind: 'device-lost', accountId: account.id, details: { waiting } });
}

/** The whole account, or only its first messages. */
const isNewlyHeld = (account: Account, before: AccountBefore, now: Date): boolean => {
  if (account.state === 'RESTRICTED' && before.state !== 'RESTRICTED') return true;
  const wasHeld = before.firstMessagesHeldUntil !== null && before.firstMessagesHeldUntil > now;
  return !wasHeld && account.firstMessagesHeldUntil !== null && account.firstMessagesHeldUntil > now;
};

const until = (moment: Date | null): NoticeDetails => (moment === null ? {} : { until: moment.toISOString() });
