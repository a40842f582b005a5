/**
 * What a messenger connector is. Written in our words; a connector adapts (one package each, the same file names in each).
 * Trouble of a connection is state, told through events; it is never thrown out of `open`.
 */
import type { AdvisedLimits } from '../account/account-limits.ts';
import type { AccountState } from '../account/account-state.ts';
import type { FileKind } from '../file/file-kind.ts';
import type { AccountId, MessageId } from '../ids.ts';
import type { RefusalCode } from '../refusal.ts';
import type { HistoryAnswer, HistoryQuery } from './connector/history.ts';
import type { DownloadOutcome, InboundMessage } from './connector/inbound.ts';
import type { LoginInput, LoginStep, LoginWay } from './connector/login.ts';
import type { OutgoingMessage, Receipt, SendOutcome, SentMessageChange, SentTextChange } from './connector/outgoing.ts';
import type { PictureAnswer, PresenceAnswer, RecipientQuery, ResolveAnswer } from './connector/people.ts';
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
