/** Accounts, their logins, and how much they have sent. */
import type { Account } from '../../account/account.ts';
import type { GrantedFirstMessages } from '../../account/first-messages.ts';
import type { AccountId, LineId, RecipientId } from '../../ids.ts';
import type { Messenger } from '../connector.ts';
import type { LoginInput, LoginStep } from '../connector/login.ts';

export interface Accounts {
  find(id: AccountId): Promise<Account | null>;
  /** As `find`, and nobody else changes it until the commit. */
  lock(id: AccountId): Promise<Account | null>;
  list(): Promise<Account[]>;
  findByLine(messenger: Messenger, lineId: LineId): Promise<Account | null>;
  /** Also opens the account's lane, so that a worker takes it. */
  add(account: Account): Promise<void>;
  save(account: Account): Promise<void>;
  /** As `save`, and opens the lane of an account that was disconnected. */
  reopen(account: Account): Promise<void>;
}

export interface Logins {
  find(accountId: AccountId): Promise<LoginStep | null>;
  /** When the step was shown; the same step anew is a change too. Null: none is shown. */
  shownAt(accountId: AccountId): Promise<Date | null>;
  save(accountId: AccountId, step: LoginStep): Promise<void>;
  /** A login begins anew: what the last one showed is not true any more. */
  clear(accountId: AccountId): Promise<void>;
  /** What a person answered to the step of now, for the worker; a later answer takes the place of one that nobody took. Kept sealed. */
  giveAnswer(accountId: AccountId, answer: LoginInput, at: Date): Promise<void>;
  /** Takes it away: it is kept no longer than until it is read. Null: there is none. */
  takeAnswer(accountId: AccountId): Promise<{ answer: LoginInput; givenAt: Date } | null>;
}

/** CHECK: a number was looked up · SEARCH: a user name was. */
export type UsageKind = 'SENT' | 'FIRST_MESSAGE' | 'CHECK' | 'SEARCH';

export interface Usage {
  /** A message of the account was given to the messenger until now: the next pause begins. */
  noteCall(accountId: AccountId, at: Date): Promise<void>;
  /** Null: none yet. */
  lastCallAt(accountId: AccountId): Promise<Date | null>;
  /** Counts one more of today unless `limit` is reached; false then. Atomic over all processes. */
  spend(accountId: AccountId, kind: UsageKind, limit: number): Promise<boolean>;
  today(accountId: AccountId): Promise<Record<UsageKind, number>>;
}

/** New recipients of an account. Only the holder of its lane writes. */
export interface FirstMessages {
  /** Those granted after `since`. */
  granted(accountId: AccountId, since: Date): Promise<GrantedFirstMessages>;
  /** Null: this recipient never was. */
  grantedAt(accountId: AccountId, recipientId: RecipientId): Promise<Date | null>;
  /** Counts the recipient as written to first at that moment, and ends his hold. */
  grant(accountId: AccountId, recipientId: RecipientId, at: Date): Promise<void>;
  /** His messages are stepped over until then; those of others go on. */
  hold(accountId: AccountId, recipientId: RecipientId, until: Date): Promise<void>;
  /** The limits changed: nobody's messages are stepped over any more until they are weighed anew. */
  reconsider(accountId: AccountId): Promise<void>;
}
