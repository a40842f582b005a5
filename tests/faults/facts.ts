/** Everything that is known about one send whose process was killed: the database's word and the ledger's. */
import type { Delivery, DeliveryStatus, Publication } from '@olchat/domain';

/** NOT_STORED: the kill came before the commit of the acceptance. */
export type AtDeath = Delivery | 'NOT_STORED';

export interface Facts {
  portalId: string;
  key: string;
  publication: Publication;
  /** Null: never came to the place where it should have died. */
  killedAt: string | null;
  /** What the caller was told, in order; the last time when he asked again after the kill. */
  answers: { messageId: string; isDuplicate: boolean }[];
  messageId: string | null;
  /** More messages of the same intent. */
  others: number;
  atDeath: AtDeath;
  callsAtDeath: number;
  /** When everything had come to rest, before a person did anything. */
  atRest: DeliveryStatus | null;
  callsAtRest: number;
  /** From here on at the very end. */
  status: DeliveryStatus | null;
  isDone: boolean;
  /** Ids under which the messenger took it. */
  calls: string[];
  externalId: string | null;
  publishedAs: string | null;
  /** The message itself says that nobody knows whether it stands in the chat. */
  isUnheard: boolean;
  posts: number;
  activities: number;
  lastBadge: string | null;
  /** Statuses in the order subscribers saw them. */
  feed: DeliveryStatus[];
}
