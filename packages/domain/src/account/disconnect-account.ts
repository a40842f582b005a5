/** «Отключить аккаунт» (C-6): the device is unlinked; what waits is kept for the next connection or cancelled, as the person says. */
import { changeBy } from '../change/change.ts';
import type { AccountId } from '../ids.ts';
import { announceDetails } from '../message/announce-message.ts';
import type { Message } from '../message/message.ts';
import { cancelUnsent } from '../message/finish-message.ts';
import { showInTimeline } from '../message/send-once-more.ts';
import { raiseNotice } from '../notice/raise-notice.ts';
import type { Caller } from '../portal/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { Storage, Transaction } from '../ports/storage.ts';
import { accountLane } from '../ports/tasks.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Account } from './account.ts';
import { announceAccount } from './account-change.ts';

export async function disconnectAccount(
  deps: { storage: Storage; clock: Clock },
  caller: Caller,
  command: { accountId: AccountId; queued: 'KEEP' | 'CANCEL' },
): Promise<Account | Refusal> {
  if (!caller.isAdministrator) return refuse('FORBIDDEN', { right: 'administrator' });
  return deps.storage.transaction(caller.portalId, async tx => {
    const account = await tx.accounts.lock(command.accountId);
    if (account === null) return refuse('ACCOUNT_NOT_FOUND');
    if (!account.wanted) return account;
    const now = deps.clock.now();
    account.wanted = false;
    account.state = 'DISCONNECTED';
    account.stateReason = null;
    account.stateSince = now;
    await tx.accounts.save(account);
    announceAccount(tx, account);
    await raiseNotice(tx, now, { kind: 'account-disconnected', accountId: account.id });
    await tx.changes.add(
      changeBy(caller, now, {
        what: 'ACCOUNT_DISCONNECTED',
        subjectId: account.id,
        subject: account.title,
        before: { address: account.address },
        after: { queued: command.queued },
      }),
    );
    await tx.tasks.add({ name: 'log-out', laneKey: accountLane(account.id), subjectId: account.id });
    if (command.queued === 'CANCEL') {
      for (const message of await tx.messages.ready(account.id)) await takeBack(tx, message, now);
    }
    return account;
  });
}

async function takeBack(tx: Transaction, message: Message, now: Date): Promise<void> {
  if (message.status === 'QUEUED') return cancelUnsent(tx, message, now);
  // It was to be tried once more. The client may have it already, which nobody can cancel, but it does not leave again.
  message.delivery = 'DONE';
  await tx.messages.save(message);
  announceDetails(tx, message);
  await showInTimeline(tx, message);
}
