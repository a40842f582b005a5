/** What comes in through a session. */
import type { FileKind } from '../../file/file-kind.ts';

export type DownloadOutcome =
  /** The reading throws when the content breaks off or is not what the message announced: nothing read so far may be used then. */
  | { kind: 'content'; bytes: AsyncIterable<Uint8Array> }
  /** The messenger has it no more. */
  | { kind: 'gone' }
  | { kind: 'unavailable'; reason: string };

export interface InboundMessage {
  externalMessageId: string;
  /** As `OutgoingMessage.address`; null when the messenger hides the number and it was never learnt. */
  address: string | null;
  messengerAddress: string;
  /** True for a message that the account's owner wrote on his own phone (O-25). */
  fromPhone: boolean;
  /** The name that the client gave himself in the messenger. */
  name: string | null;
  /** With a file: its caption. Null without one, and for what this version cannot show: see `unsupported`. */
  text: string | null;
  file: InboundFile | null;
  /** It is no message of its own: the writer changed (then `text` is the new text) or took back an earlier one. */
  change: { kind: 'EDIT' | 'DELETE'; externalMessageId: string } | null;
  /** Kind of content that has no text, in the messenger's word. */
  unsupported: string | null;
  /** The earlier message that it answers, or that `reaction` is about (H-4); absent: none. */
  quote?: InboundQuote;
  /** The writer passed it on from somebody else; the name where the messenger tells one. */
  forwarded?: { from: string | null };
  /** It is no message of its own: the writer put an emoji to the message in `quote`, or took it away (H-4). */
  reaction?: InboundReaction;
  occurredAt: Date;
}

export interface InboundQuote {
  /** Of the quoted message; null when it is not known to us by any id. */
  externalMessageId: string | null;
  /** What was quoted, or all that the message says. Null with `file` null too: not told, it is looked up by its id. */
  text: string | null;
  file: FileKind | null;
}

export interface InboundReaction {
  /** Emoji as the writer sees them, one after another; null: there is none any more. */
  now: string | null;
  /** There was another one before, as far as the connector knows. */
  isChange: boolean;
}

export interface InboundFile {
  kind: FileKind;
  /** As the sender named it; null when the messenger tells no name. */
  name: string | null;
  mime: string;
  /** Bytes as the sender announced them: a claim, not a measure. */
  size: number;
  seconds: number | null;
  /** What `Session.download` needs; opaque, carries the key of the content. */
  reference: string;
}
