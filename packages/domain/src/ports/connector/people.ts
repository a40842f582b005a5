/** Who stands behind an address, as the messenger tells when it is asked. */
import type { RefusalCode } from '../../refusal.ts';

export type PictureAnswer =
  /** The reading throws when the content breaks off: nothing read so far may be used then. */
  | { kind: 'content'; bytes: AsyncIterable<Uint8Array> }
  /** The person has none, or hides it from us: the two are one. */
  | { kind: 'none' }
  | { kind: 'unavailable'; reason: string };

export type PresenceAnswer =
  { presence: 'EXISTS'; messengerAddress: string } | { presence: 'ABSENT' } | { presence: 'UNKNOWN'; reason: string };

/** An entry of a card, read already: the messenger's id of a person, a user name in lower case without @, a number in E.164 with +. */
export type RecipientQuery = { kind: 'ID'; value: string } | { kind: 'USERNAME'; value: string } | { kind: 'PHONE'; value: string };

export type ResolveAnswer =
  | { kind: 'found'; person: FoundPerson }
  /** Nobody, or somebody who hides: the messenger does not tell which (D-26, D-27). */
  | { kind: 'absent' }
  /** It is there, but nobody to write to. */
  | { kind: 'not-a-person'; what: 'BOT' | 'GROUP' | 'DELETED' | 'OWN' | 'SERVICE' }
  /** The messenger answers such questions again after so long: they wait until then. */
  | { kind: 'limited'; retryAfterMs: number }
  | { kind: 'unknown'; reason: string };

export interface FoundPerson {
  /** The messenger's own id of the person, which never changes: `Recipient.address`, one row per person (D-25). */
  address: string;
  /** As the person calls himself. */
  name: string | null;
  /** Without @, as the person spells it; null: there is none to copy (T-5). */
  username: string | null;
  /** E.164 with +, where the messenger shows it to us. */
  phone: string | null;
  /** We have written to each other: further messages are no first ones. */
  hasConversation: boolean;
  /** Null: free to write, as far as the messenger tells; else what a send would answer. */
  refusal: Extract<RefusalCode, 'PREMIUM_NEEDED' | 'PAYMENT_NEEDED'> | null;
}
