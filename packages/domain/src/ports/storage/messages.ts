/** Messages with what hangs on them: the record in the timeline, the callers’ keys. */
import type { RecentCalls } from '../../account/message-limits.ts';
import type { Activity } from '../../activity/activity.ts';
import type { AccountId, EmployeeId, MessageGroupId, MessageId, RecipientId } from '../../ids.ts';
import type { Message } from '../../message/message.ts';

export interface Messages {
  find(id: MessageId): Promise<Message | null>;
  /** As `find`, and nobody else changes it until the commit. */
  lock(id: MessageId): Promise<Message | null>;
  lockByExternalId(accountId: AccountId, externalMessageId: string): Promise<Message | null>;
  group(groupId: MessageGroupId): Promise<Message[]>;
  /** Puts them at the end of their account's lane, in order, and wakes its worker. */
  accept(messages: readonly Message[]): Promise<void>;
  save(message: Message): Promise<void>;
  /**
   * The account's next message that may leave now, locked: the oldest READY one whose recipient is held neither by an unconfirmed one (RE-7)
   * nor by the limits of first messages (`FirstMessages.hold`). `onlyUnlimited`: the limits of messages hold the others (Q-11); only operators'
   * messages, and those that are asked for again, are looked at.
   */
  next(accountId: AccountId, recipientHoldMs: number, onlyUnlimited?: boolean): Promise<Message | null>;
  /** CLAIMED or CALLING: left behind by a worker that died. */
  unfinished(accountId: AccountId): Promise<Message[]>;
  /** Puts a message back to be sent now, at its place (RE-13). */
  requeue(message: Message): Promise<void>;
  /** READY ones of the account, oldest first, locked. */
  ready(accountId: AccountId): Promise<Message[]>;
  /** READY ones that he wrote, of all accounts, oldest first, locked. */
  readyOf(senderId: EmployeeId, limit: number): Promise<Message[]>;
  /** QUEUED ones, of all accounts, that were accepted before then and do not leave at this moment; the oldest first, locked. */
  overdue(before: Date, limit: number): Promise<Message[]>;
  queued(accountId: AccountId): Promise<number>;
  /** Queued ones whose call has not begun: each will be counted by `called`. */
  waiting(accountId: AccountId): Promise<number>;
  /** Those whose call began after `since`, the newest `atMost` of them. */
  called(accountId: AccountId, since: Date, atMost: number): Promise<RecentCalls>;
  /** Cards with messages of this account and recipient, newest first: whose activities show the chat's button (L-5). */
  groupsOf(accountId: AccountId, recipientId: RecipientId, limit: number): Promise<MessageGroupId[]>;
  /** Accepted by the messenger, to be shown as outgoing, not yet known to stand in the chat: what an echo may belong to (O-24). */
  unpublishedOutgoing(accountId: AccountId, recipientId: RecipientId): Promise<Message[]>;
  /** The client wrote: a conversation runs, first-message limits do not hold it. */
  noteInbound(accountId: AccountId, recipientId: RecipientId, at: Date): Promise<void>;
  /** The account's owner wrote from his phone: an answer to the client, and a conversation (H-2). */
  noteAnswer(accountId: AccountId, recipientId: RecipientId, at: Date): Promise<void>;
  /** They wrote to each other before the account was connected: nobody knows when. */
  noteConversation(accountId: AccountId, recipientId: RecipientId): Promise<void>;
  /** A message in either direction was exchanged with this recipient (decision 25). */
  hasConversation(accountId: AccountId, recipientId: RecipientId): Promise<boolean>;
}

export interface Activities {
  find(groupId: MessageGroupId): Promise<Activity | null>;
  save(activity: Activity): Promise<void>;
}

/** The callers' idempotency keys, unique per portal for ever (GU-2, RE-4). */
export interface Intents {
  /** Inserts first; answers what stands there when the key was used before. Waits for a concurrent first use. */
  claim(intent: {
    key: string;
    contentHash: string;
    messageId: MessageId;
    groupId: MessageGroupId;
  }): Promise<{ contentHash: string; groupId: MessageGroupId } | null>;
}
