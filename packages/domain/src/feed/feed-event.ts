/** What subscribers hear of (RE-30): a row of the portal's feed, numbered in commit order. */
import type { AccountState } from '../account/account-state.ts';
import type { AccountId, ChatId, MessageId, PortalId } from '../ids.ts';
import type { DeliveryStatus } from '../message/delivery-status.ts';
import type { RefusalCode } from '../refusal.ts';

export type FeedEvent =
  | {
      kind: 'message-status';
      messageId: MessageId;
      accountId: AccountId;
      /** cardKey of the message's card, or null. */
      cardKey: string | null;
      /** The message as of this event: later changes must not shine through. */
      status: DeliveryStatus;
      /** Length of the history then; the change itself is its last entry of this status. */
      historyLength: number;
      chatId: ChatId | null;
      activityId: string | null;
    }
  /** What stands beside the status of a message changed: until when it waits, that it is tried or was sent again, why it is not in the chat. */
  | { kind: 'message-wait'; messageId: MessageId; accountId: AccountId; cardKey: string | null }
  | { kind: 'account-state'; accountId: AccountId; state: AccountState; reason: RefusalCode | null; since: string }
  | { kind: 'login'; accountId: AccountId };

export interface FeedRow {
  portalId: PortalId;
  seq: number;
  at: Date;
  event: FeedEvent;
}
