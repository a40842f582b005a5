/** What came from outside. */
import type { ReceivedMessage } from '../../conversation/received-message.ts';
import type { AccountId } from '../../ids.ts';

export interface InboxEntry {
  id: string;
  source: 'BITRIX24' | 'MESSENGER';
  accountId: AccountId | null;
  /** What makes a repeat recognisable (RE-20). */
  dedupKey: string;
  body: unknown;
  receivedAt: Date;
}

export interface Inbox {
  /** False: it was there already. */
  add(entry: InboxEntry): Promise<boolean>;
  find(id: string): Promise<InboxEntry | null>;
  findByKey(source: InboxEntry['source'], dedupKey: string): Promise<InboxEntry | null>;
}

/** What came through the accounts, for the history of a conversation (S-11). */
export interface ReceivedMessages {
  /** Of one account and external id once: a repeat changes nothing. */
  add(message: ReceivedMessage): Promise<void>;
  findByExternalId(accountId: AccountId, externalMessageId: string): Promise<ReceivedMessage | null>;
  /** Content and marks of one that is there. */
  save(message: ReceivedMessage): Promise<void>;
}
