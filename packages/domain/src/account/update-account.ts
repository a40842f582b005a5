/** Settings of an account (C-7, C-9, C-11, C-16, C-18, O-22); what is absent stays as it is. */
import { changeBy, differences } from '../change/change.ts';
import type { AccountId } from '../ids.ts';
import type { Publication } from '../message/message.ts';
import type { Caller } from '../portal/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { Storage } from '../ports/storage.ts';
import { lineLane } from '../ports/tasks.ts';
import { normalisePhone } from '../recipient/normalise-phone.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import type { Account } from './account.ts';
import { announceAccount } from './account-change.ts';
import { LIMIT_RANGES, type OwnLimits } from './account-limits.ts';
import { MAX_SEND_INTERVAL_MS, MIN_SEND_INTERVAL_MS } from './sending-limits.ts';

export const MAX_ACCOUNT_TITLE = 100;
export const MAX_IGNORED_NUMBERS = 1000;

const SETTINGS = ['title', 'publishOutgoing', 'defaultPublication', 'sendIntervalMs', 'ownLimits', 'ignoredNumbers', 'hidden'] as const;

export interface AccountSettings {
  title: string;
  publishOutgoing: boolean;
  defaultPublication: Publication;
  sendIntervalMs: number;
  /** All of them: what is absent is as the connector advises. */
  ownLimits: OwnLimits;
  /** As people write them; stored as E.164. */
  ignoredNumbers: readonly string[];
  hidden: boolean;
}

export async function updateAccount(
  deps: { storage: Storage; clock: Clock },
  caller: Caller,
  accountId: AccountId,
  wanted: Partial<AccountSettings>,
): Promise<Account | Refusal> {
  if (!caller.isAdministrator) return refuse('FORBIDDEN', { right: 'administrator' });
  return deps.storage.transaction(caller.portalId, async tx => {
    const account = await tx.accounts.lock(accountId);
    if (account === null) return refuse('ACCOUNT_NOT_FOUND');
    const checked = checkedSettings(wanted, account, (await tx.portal()).country);
    if (isRefusal(checked)) return checked;
    const before = { ...account };
    Object.assign(account, checked);
    const changed = differences<Account>(before as Account, account, SETTINGS);
    if (changed === null) return account;
    await tx.accounts.save(account);
    await tx.changes.add(
      changeBy(caller, deps.clock.now(), { what: 'ACCOUNT_SETTINGS', subjectId: account.id, subject: before.title, ...changed }),
    );
    // The open line shows the name too (C-7).
    if (account.title !== before.title && account.wanted) {
      await tx.tasks.add({ name: 'attach-line', laneKey: lineLane(account.id), subjectId: account.id });
    }
    if (changed.after['ownLimits'] !== undefined) await tx.firstMessages.reconsider(account.id);
    // A worker that waits for the end of a longer pause looks again (C-16: at once).
    if (account.sendIntervalMs < before.sendIntervalMs && account.wanted) await tx.accounts.reopen(account);
    announceAccount(tx, account);
    return account;
  });
}

function checkedSettings(wanted: Partial<AccountSettings>, account: Account, country: string): Partial<Account> | Refusal {
  const settings: Partial<Account> = {};
  if (wanted.title !== undefined) {
    const title = wanted.title.trim();
    if (title === '') return refuse('TEXT_EMPTY', { field: 'title' });
    if (title.length > MAX_ACCOUNT_TITLE) return refuse('TEXT_TOO_LONG', { field: 'title', limit: MAX_ACCOUNT_TITLE });
    settings.title = title;
  }
  if (wanted.sendIntervalMs !== undefined) {
    const range = { from: MIN_SEND_INTERVAL_MS, to: MAX_SEND_INTERVAL_MS };
    if (wanted.sendIntervalMs < range.from || wanted.sendIntervalMs > range.to)
      return refuse('OUT_OF_RANGE', { field: 'sendIntervalMs', ...range });
    settings.sendIntervalMs = wanted.sendIntervalMs;
  }
  if (wanted.ownLimits !== undefined) {
    const outside = limitOutside(wanted.ownLimits);
    if (outside !== null) return refuse('OUT_OF_RANGE', { field: outside, ...LIMIT_RANGES[outside] });
    settings.ownLimits = wanted.ownLimits;
  }
  if (wanted.ignoredNumbers !== undefined) {
    if (wanted.ignoredNumbers.length > MAX_IGNORED_NUMBERS)
      return refuse('OUT_OF_RANGE', { field: 'ignoredNumbers', from: 0, to: MAX_IGNORED_NUMBERS });
    const numbers = wanted.ignoredNumbers.map(number => normalisePhone(number, country));
    if (numbers.includes(null)) return refuse('NUMBER_MALFORMED', { field: 'ignoredNumbers' });
    settings.ignoredNumbers = [...new Set(numbers.filter(number => number !== null))];
  }
  if (wanted.hidden === true && account.wanted && account.state !== 'UNPAID')
    return refuse('ACCOUNT_CONNECTED', { accountState: account.state });
  if (wanted.hidden !== undefined) settings.hidden = wanted.hidden;
  if (wanted.publishOutgoing !== undefined) settings.publishOutgoing = wanted.publishOutgoing;
  if (wanted.defaultPublication !== undefined) settings.defaultPublication = wanted.defaultPublication;
  return settings;
}

function limitOutside(limits: OwnLimits): keyof OwnLimits | null {
  for (const [name, { from, to }] of Object.entries(LIMIT_RANGES) as [keyof OwnLimits, { from: number; to: number }][]) {
    const value = limits[name];
    if (value !== undefined && (value < from || value > to)) return name;
  }
  return null;
}
