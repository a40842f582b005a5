/** What the messenger keeps of a conversation, asked for page by page (S-11). */
import type { InboundFile } from './inbound.ts';

export interface HistoryQuery {
  /** As `OutgoingMessage.address`. */
  address: string;
  messengerAddress: string | null;
  /** `before` of the answer with newer messages; null: the newest. */
  before: string | null;
  /**
   * With `before` null, the newest message of the conversation that we know to stand in the messenger; null: we know of none. A messenger that
   * tells only what is older than a message begins here, and may leave this one out: whoever asks has it.
   */
  newest: HistoryStart | null;
  /** From 1 to 100. */
  limit: number;
}

export type HistoryStart = Pick<HistoryMessage, 'externalMessageId' | 'fromClient' | 'occurredAt'>;

export type HistoryAnswer =
  /** Newest first. `before`: where the older ones are asked for; null: these are the first ever. */
  | { kind: 'page'; messages: HistoryMessage[]; before: string | null }
  /** The messenger answers such questions again after so long. */
  | { kind: 'limited'; retryAfterMs: number }
  /** It tells only what is older than a message, and there is none to begin from. */
  | { kind: 'no-start' }
  /** The account's own phone keeps the history, and did not answer in time. */
  | { kind: 'phone-silent' }
  | { kind: 'unknown'; reason: string };

/** A message as the messenger keeps it, whoever brought it there. */
export interface HistoryMessage {
  /** Ours for what we sent, that of `InboundMessage` for everything else: what is known of it is found by this. */
  externalMessageId: string;
  /** False: from the account, by us, by its owner or by another program. */
  fromClient: boolean;
  /** With a file: its caption. */
  text: string | null;
  /** What the messenger says of it; the content is not fetched. */
  file: Omit<InboundFile, 'reference'> | null;
  /** Kind of content that cannot be shown, in the messenger's word. */
  unsupported: string | null;
  occurredAt: Date;
  editedAt: Date | null;
  /** Of one from the account, as far as the messenger tells; null of one from the client. */
  status: 'sent' | 'delivered' | 'read' | null;
}
