/**
 * What a messenger connector is. Written in our words; a connector adapts (one package each, the same file names in each).
 * Trouble of a connection is state, told through events; it is never thrown out of `open`.
 */
import type { AdvisedLimits } from '../account/account-limits.ts';
import type { AccountState } from '../account/account-state.ts';
import type { FileKind } from '../file/file-kind.ts';
import type { AccountId, MessageId } from '../ids.ts';
import type { RefusalCode } from '../refusal.ts';
import type { SessionStore } from './session-store.ts';

export const MESSENGERS = ['WHATSAPP', 'TELEGRAM'] as const;
export type Messenger = (typeof MESSENGERS)[number];
export const CONNECTOR_KINDS = ['WHATSAPP_WEB', 'WHATSAPP_CLOUD', 'TELEGRAM'] as const;
export type ConnectorKind = (typeof CONNECTOR_KINDS)[number];

/** What a connector can do, as data. Each number names its source beside it in the connector. */
export interface ConnectorCapabilities {
  /** The first message to a stranger may be free text. */
  freeTextFirst: boolean;
  /** `checkPresence` can tell whether an address has an account. */
  checksPresence: boolean;
  /** Receipts that the messenger reports; what is absent is never invented (L-13). */
  reports: { delivered: boolean; read: boolean };
  /** Characters (code points) in one text. */
  maxTextLength: number;
  /** Its texts have that limit only (T-7); absent: the portal's own holds as well (W-15). */
  keepsOwnTextLimit?: boolean;
  /** Files that it sends; null when it sends none. */
  files: FileCapabilities | null;
  /** Our own messages that it can change afterwards (O-30). Times in ms after the send; null = always. */
  changes: { edit: { withinMs: number | null } | null; remove: { withinMs: number | null } | null };
  /** A repeat with the same id is harmless, so an unknown outcome may be asked again (GU-3). */
  repeatIsHarmless: boolean;
  /** How much an account should do at most, each number with its source; absent: nobody is held back, checks as everywhere. */
  limits?: AdvisedLimits;
  /** The messenger unlinks us when the account's phone was not used for so many days (C-22); absent: it does not. */
  unlinksAfterDays?: number;
  /** Ways to log an account in; the first is the one that `open` begins with. */
  login: readonly LoginWay[];
  /** `picture` tells the picture that a person shows of himself (H-1); absent: it cannot. */
  pictures?: boolean;
  /** `history` reads what was written before the account was connected, or past us (S-11); absent: it cannot. */
  readsHistory?: boolean;
  /** What `resolve` can find a person by (D-30, D-31); empty: the address of the card is the address of the messenger. */
  resolves: readonly RecipientQuery['kind'][];
}

/** QR: a phone scans a code · PHONE: a number, then a code, then perhaps a password (C-4) · TOKEN: a secret of the messenger's own. */
export type LoginWay = 'QR' | 'PHONE' | 'TOKEN';

export interface FileCapabilities {
  /** Bytes of one file. */
  maxBytes: number;
  /** Kinds whose text goes as a caption; with any other the text is a message of its own before the file (W-18). */
  captions: readonly FileKind[];
  /** Characters of a caption; a longer text is a message of its own before the file. */
  maxCaptionLength: number;
  /** Content types that a recording must have to arrive as a voice note (W-22). */
  voiceMimes: readonly string[];
}

export interface Connector {
  readonly kind: ConnectorKind;
  readonly messenger: Messenger;
  readonly capabilities: ConnectorCapabilities;
  /** The messenger's id of our message, derived from ours before the first attempt; pure, the same for every attempt (RE-3). */
  externalMessageId(messageId: MessageId): string;
  /**
   * Begins the live session of one account and returns at once; everything later comes through `events`.
   * Called only by the worker that holds the account's lease (RE-40). Never throws for trouble of the network.
   */
  open(account: SessionAccount, store: SessionStore, events: SessionEvents): Session;
}

export interface SessionAccount {
  id: AccountId;
  /** The number or id of the connected account, if it is known already. */
  address: string | null;
}

export interface Session {
  /**
   * Asks the messenger once. Resolves when its fate is known or cannot be known (at most ~30 s, with a file also the time of its
   * upload), never throws for a refusal.
   * May be called only while the account is CONNECTED; otherwise answers `not-sent`. Calls for one session run one after another.
   */
  send(message: OutgoingMessage, signal: AbortSignal): Promise<SendOutcome>;
  /** One address, one question (D-6). `unknown` is not "no" (D-7). May be called only when `capabilities.checksPresence`. */
  checkPresence(address: string, signal: AbortSignal): Promise<PresenceAnswer>;
  /**
   * Who stands behind an entry of a card (D-20…D-31). One question to the messenger at most, and none for what the session knows; the caller
   * keeps the answers and the budget (Q-12, Q-40…Q-43). Never adds a contact. May be called only for a kind in `capabilities.resolves`;
   * never throws for a refusal. While the account is not CONNECTED or SYNCHRONISING it answers `unknown`.
   */
  resolve(query: RecipientQuery, signal: AbortSignal): Promise<ResolveAnswer>;
  /**
   * Changes the text of a message that we sent (O-30). May be called only when `capabilities.changes.edit`; a repeat is harmless, so an
   * unknown outcome may be asked again. Runs in turn with `send`.
   */
  edit(change: SentTextChange, signal: AbortSignal): Promise<SendOutcome>;
  /** Takes a message that we sent back at both sides (O-30). As `edit`, when `capabilities.changes.remove`. */
  remove(change: SentMessageChange, signal: AbortSignal): Promise<SendOutcome>;
  /** Begins to fetch a file that came in. May be called again later: the messenger keeps it for days. Never throws for a refusal. */
  download(reference: string, signal: AbortSignal): Promise<DownloadOutcome>;
  /**
   * The picture that a person shows of himself, by `messengerAddress` (H-1). May be called only when `capabilities.pictures`; one question to
   * the messenger, and one fetch. Runs beside the sends and never holds one up. Never throws for a refusal.
   */
  picture?(messengerAddress: string, signal: AbortSignal): Promise<PictureAnswer>;
  /**
   * A page of what the account and a person wrote to each other, as the messenger keeps it (S-11). May be called only when
   * `capabilities.readsHistory`. Few questions to the messenger, less than HISTORY_WAIT_MS; runs beside the sends and never holds one up. Marks
   * nothing as read, reports nothing as inbound, keeps nothing. Never throws for a refusal.
   */
  history?(query: HistoryQuery, signal: AbortSignal): Promise<HistoryAnswer>;
  /**
   * A person's answer to a login step. Returns when the messenger was told, or at once when the answer does not fit the step of now; what
   * follows comes by `events.login`: the next step, or the same one with its `problem`. May be called at any time before the login is done:
   * `NEW_QR` and `PHONE` begin anew. Codes and passwords are neither stored nor logged. Rejects only for a closed session.
   */
  continueLogin(input: LoginInput): Promise<void>;
  /** Closes the connection and lets go of everything; stored keys stay. After it no event comes. May be called twice. */
  close(): Promise<void>;
  /** Unlinks the device at the messenger, then closes; stored keys are removed. */
  logOut(): Promise<void>;
}

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

export interface OutgoingFile {
  kind: FileKind;
  name: string;
  mime: string;
  /** Bytes. */
  size: number;
  /** Length of a recording in seconds, where it is known. */
  seconds: number | null;
  /** How loud a voice note is along its length, at most 64 numbers, 0…100 each; null or absent: nobody drew it. */
  waveform?: readonly number[] | null;
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

export type DownloadOutcome =
  /** The reading throws when the content breaks off or is not what the message announced: nothing read so far may be used then. */
  | { kind: 'content'; bytes: AsyncIterable<Uint8Array> }
  /** The messenger has it no more. */
  | { kind: 'gone' }
  | { kind: 'unavailable'; reason: string };

export type PictureAnswer =
  /** The reading throws when the content breaks off: nothing read so far may be used then. */
  | { kind: 'content'; bytes: AsyncIterable<Uint8Array> }
  /** The person has none, or hides it from us: the two are one. */
  | { kind: 'none' }
  | { kind: 'unavailable'; reason: string };

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

export type SendOutcome =
  /** The messenger's server has it. */
  | { kind: 'accepted'; at: Date }
  /** The messenger said no. */
  | { kind: 'refused'; code: RefusalCode; rawCode: string | null; freeAt: Date | null }
  /** Provably nothing left us: a repeat is safe (RE-9). */
  | { kind: 'not-sent'; reason: string; retryAfterMs: number | null }
  /** Nobody knows: asked again with the same id where `capabilities.repeatIsHarmless`, otherwise never by itself (GU-3, Q-3). */
  | { kind: 'unknown'; reason: string };

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

/**
 * What the login needs now. `problem`: why the last answer did not do; the same step then waits for another one.
 * Where a login ends for good (`EXPIRED`), a person begins anew.
 */
export type LoginStep =
  | { kind: 'QR'; qr: string; expiresAt: Date }
  /** The code was scanned, or an answer is with the messenger: nothing to do but wait. */
  | { kind: 'WAIT' }
  | { kind: 'PHONE'; problem: LoginProblem | null }
  | CodeStep
  /** The cloud password (C-4). `hint`: the person's own reminder. */
  | { kind: 'PASSWORD'; hint: string | null; problem: LoginProblem | null }
  /** The series of codes, or the time for an answer, ended; a person begins anew by `continueLogin`. */
  | { kind: 'EXPIRED'; problem?: LoginProblem }
  | { kind: 'DONE' };

export interface CodeStep {
  kind: 'CODE';
  /** The number that it was asked for, E.164 with +. */
  phone: string;
  /** Where it went. APP: into the person's own chat with the messenger, not by SMS. */
  sentBy: 'APP' | 'SMS' | 'CALL' | 'MISSED_CALL' | 'EMAIL' | 'OTHER';
  /** Characters; null where the messenger does not tell. */
  length: number | null;
  /** From then on another one may be asked for; null: never. */
  resendAt: Date | null;
  problem: LoginProblem | null;
}

export interface LoginProblem {
  /** LOGIN_… of the catalogue, NUMBER_MALFORMED, LIMIT_REACHED. */
  code: RefusalCode;
  rawCode: string | null;
  /** When the next try can succeed. */
  freeAt: Date | null;
}

export type LoginInput =
  | { kind: 'NEW_QR' }
  /** Any notation with the country's code. */
  | { kind: 'PHONE'; phone: string }
  | { kind: 'CODE'; code: string }
  | { kind: 'RESEND_CODE' }
  | { kind: 'PASSWORD'; password: string };

/**
 * The session calls these and waits for them: what they store is stored before the messenger is told that we have it (GU-5).
 * When `receipts` or `inbound` reject, nothing is acknowledged, the connection ends and the session makes a new one: the messenger delivers again.
 * `state` and `login` are repeated until they resolve. A LeaseLostError from any of them ends the session.
 */
export interface SessionEvents {
  state(change: AccountStateChange): Promise<void>;
  login(step: LoginStep): Promise<void>;
  /**
   * A receipt for a message that we do not have is dropped: ids are given before the send and stored with the message (RE-3), so it is of one
   * that somebody typed on the phone or another device. The wait of 24 h that RE-23 asks for does not exist; a messenger that gives its ids
   * only with the answer needs it, for there a receipt can overtake the answer.
   */
  receipts(receipts: Receipt[]): Promise<void>;
  inbound(messages: InboundMessage[]): Promise<void>;
}

export interface AccountStateChange {
  state: AccountState;
  /** Why it is not connected; null while it is or comes back by itself. */
  reason: RefusalCode | null;
  rawCode: string | null;
  /** When a restriction ends, if the messenger said so. */
  until: Date | null;
  /** Known after login: E.164 with +. */
  address: string | null;
  name: string | null;
  /** First messages are refused until then; running conversations go on. */
  firstMessagesHeldUntil: Date | null;
  /** The messenger's own id and user name of the account (C-4); absent: not known, or the messenger has none. */
  messengerId?: string;
  username?: string;
  /** While SYNCHRONISING (D-32): people known so far, and of how many where the messenger tells. */
  progress?: { done: number; total: number | null };
}

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

/** A surprise inside a connector. `outcome` says whether the messenger may have got the message. */
export class ConnectorError extends Error {
  override readonly name = 'ConnectorError';
  readonly outcome: 'not-sent' | 'unknown';
  readonly rawCode: string | null;

  constructor(message: string, options: { outcome: 'not-sent' | 'unknown'; rawCode?: string; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.outcome = options.outcome;
    this.rawCode = options.rawCode ?? null;
  }
}
