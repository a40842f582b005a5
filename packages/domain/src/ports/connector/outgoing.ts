/** What goes out through a session, and what the messenger says of it. */
import type { MessageId } from '../../ids.ts';
import type { MessageFile } from '../../message/message.ts';
import type { RefusalCode } from '../../refusal.ts';

export interface OutgoingMessage {
  messageId: MessageId;
  externalMessageId: string;
  /** Of the recipient: E.164 with + where the messenger knows people by numbers, else the messenger's own id of the person (FoundPerson). */
  address: string;
  /** The messenger's own form of the address, learnt from a check or an inbound message; null when unknown. */
  messengerAddress: string | null;
  /** With a file: its caption, or empty. */
  text: string;
  /** A line above the text, in the messenger's own bold (S-15); null or absent: none. Plain, without marks of formatting. */
  senderLine?: string | null;
  file: OutgoingFile | null;
}

export interface OutgoingFile extends Omit<MessageFile, 'id'> {
  /** The content from its beginning; may be called for every attempt. Throws in the reading when it cannot be read. */
  open(): AsyncIterable<Uint8Array>;
  /**
   * Called once, when the file lies at the messenger and only then: up to here nothing was sent and everything may be repeated,
   * from here on the message itself may leave. False: it must not, and the answer is `not-sent`.
   */
  aboutToLeave(): Promise<boolean>;
}

/** A change of a message that we sent, itself a message at the messenger. */
export interface SentMessageChange {
  /** The messenger's id of the change, the same for every attempt. */
  externalMessageId: string;
  /** The messenger's id of what is changed. */
  targetExternalId: string;
  address: string;
  messengerAddress: string | null;
}

/** The new text of a message; the line above it stays as it was sent (S-15). */
export type SentTextChange = SentMessageChange & Pick<OutgoingMessage, 'text' | 'senderLine'>;

export type SendOutcome =
  /** The messenger's server has it. */
  | { kind: 'accepted'; at: Date }
  /** The messenger said no. */
  | { kind: 'refused'; code: RefusalCode; rawCode: string | null; freeAt: Date | null }
  /** Provably nothing left us: a repeat is safe (RE-9). */
  | { kind: 'not-sent'; reason: string; retryAfterMs: number | null }
  /** Nobody knows: asked again with the same id where `capabilities.repeatIsHarmless`, otherwise never by itself (GU-3, Q-3). */
  | { kind: 'unknown'; reason: string };

/**
 * What the messenger says about our messages. Comes in any order, repeated, before the answer of the send call (RE-23).
 * One message each: a messenger that says «everything up to this one» is expanded by its connector, which alone knows its numbers.
 */
export interface Receipt {
  externalMessageId: string;
  status: 'sent' | 'delivered' | 'read' | 'failed';
  /** By the messenger; where it does not tell the time, when we heard of it. */
  occurredAt: Date;
  rawCode: string | null;
}
