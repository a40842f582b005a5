/** A known "no": a value that a use case returns, or the reason of a failed message. Catalogue: section 12 of the product (E-01…E-71). */
import type { VoiceProblem } from './ports/voice-converter.ts';

export const REFUSAL_CODES = [
  'NO_ACCOUNT', // E-01
  'ACCOUNT_NOT_CONNECTED', // E-02
  'ACCOUNT_NOT_FOUND', // E-03
  'ACCOUNT_UNPAID', // E-04
  'FORBIDDEN', // E-05
  'PORTAL_AUTH_MISSING', // E-06
  'PORTAL_TOKEN_REFUSED', // E-07
  'PORTAL_UNAVAILABLE', // Bitrix24 did not answer, or its limit is used up
  'NOT_IN_WHATSAPP', // E-10
  'NO_ADDRESS', // E-11
  'NOT_IN_TELEGRAM', // E-12
  'NUMBER_MALFORMED', // E-13
  'OWN_NUMBER', // E-14
  'CHECK_IMPOSSIBLE', // E-15
  'HISTORY_NOT_OFFERED', // S-11: the messenger does not give what was written before it was connected
  'HISTORY_UNAVAILABLE', // S-11: it did not answer
  'HISTORY_NO_START', // S-11: it tells what is older than a message, and no message is known
  'HISTORY_PHONE_SILENT', // S-11: the account's own phone keeps it, and did not answer
  'CONTACT_REFUSED', // E-16
  'TEXT_EMPTY', // E-20
  'TEXT_TOO_LONG', // E-20
  'VARIABLE_UNKNOWN', // E-21
  'VARIABLE_EMPTY', // E-21
  'FILE_EMPTY', // E-23
  'FILE_TOO_LARGE', // E-23
  'FILE_UNREADABLE', // E-23
  'PICTURE_TOO_LARGE', // SE-33: more points than may be decoded
  'FILE_SPACE_FULL', // SE-33: the portal's files take all the room that they have
  'FILE_INFECTED', // SE-33: the scanner found a virus
  'FILE_NOT_SCANNED', // SE-33: the scanner does not answer
  'FILE_GONE', // E-23
  'VOICE_NOT_CONVERTIBLE', // E-25
  'ACCOUNT_RESTRICTED', // E-30
  'LIMIT_REACHED', // E-31
  'DEVICE_LOST', // E-32
  'MESSENGER_REFUSED', // E-33
  'NOT_CONFIRMED', // E-34, L-11
  'TOO_OLD', // waited longer than a day
  'CHAT_NOT_CREATED', // E-40
  'CHAT_OF_ANOTHER', // O-6, O-7: an open chat of another operator is not taken away
  'NO_CLIENT', // G-4: no contact or company is linked to the order or smart-process item
  'CHAT_CLOSING', // O-8: Bitrix24 still closes the last dialogue
  'PUBLICATION_UNAVAILABLE', // E-41
  'PUBLICATION_SWITCHED_OFF', // C-11, O-28, W-24
  'ACTIVITY_NOT_WRITTEN', // E-43
  'IDEMPOTENCY_CONFLICT',
  'DRAFT_CHANGED', // decision 17: another window saved or sent it meanwhile
  'IN_FLIGHT', // a claimed message cannot be cancelled
  'ALREADY_FINAL', // cancelling or repeating what is over
  'LINE_TAKEN', // G-5: the connector already stands on this line
  'ACCOUNT_CONNECTED', // C-9: only what is disconnected can be hidden
  'OUT_OF_RANGE', // a setting outside of what is possible
  'LOGIN_EXPIRED', // C-2: the series of QR codes ended
  'PREMIUM_NEEDED', // E-16: the client takes messages of strangers from Telegram Premium only
  'PAYMENT_NEEDED', // E-16: the client takes money for a message of a stranger
  'BLOCKED_BY_CLIENT', // E-16
  'CLIENT_BLOCKED', // E-16: by the account itself
  'CLIENT_DELETED', // E-16
  'NOT_A_PERSON', // E-16: a bot, a group, a channel
  'VOICE_REFUSED', // E-16: the client takes no voice notes
  'ACCOUNT_FROZEN', // E-30: by moderation, until an appeal
  'ACCOUNT_BANNED', // E-30: for good
  'SESSION_ENDED', // C-8: ended at the messenger, a person logs in anew
  'LOGIN_CODE_WRONG', // C-4
  'LOGIN_CODE_EXPIRED', // C-4
  'LOGIN_PASSWORD_WRONG', // C-4
  'LOGIN_TOO_MANY_TRIES', // C-4
  'LOGIN_NO_ACCOUNT', // C-4
  'LOGIN_NUMBER_BANNED', // C-4
  'LOGIN_UNSUPPORTED', // C-4
  'LOGIN_NOT_CONFIGURED', // the installation has no application of its own at the messenger, or the messenger refuses it
  'SENDER_DISMISSED', // SE-4, A-13: its sender left the portal before it was sent
  'NOT_FOUND', // E-71: missing and foreign look the same
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** NO: never as it is · YES: at once, by a person · AFTER_FIX: when the cause is gone · AUTOMATIC: the system itself repeats. */
export type Retry = 'NO' | 'YES' | 'AFTER_FIX' | 'AUTOMATIC';

/** What a sentence may name. Never a token, another client's number or another portal's object (E-71). */
export interface RefusalDetails {
  /** Which right is missing: account, card, line, app, administrator. */
  right?: 'account' | 'card' | 'line' | 'app' | 'administrator';
  field?: string;
  limit?: number;
  /** What a value may be, both ends included. */
  from?: number;
  to?: number;
  /** When the next try can succeed, ISO 8601. */
  freeAt?: string;
  accountState?: string;
  /** The other side's own code, kept as it came. */
  rawCode?: string;
  ownerName?: string;
  /** Variable of a template, in its braces. */
  variable?: string;
  /** Why a recording cannot be a voice note. */
  voiceProblem?: VoiceProblem;
}

export interface Refusal {
  readonly refused: true;
  readonly code: RefusalCode;
  readonly retry: Retry;
  readonly details: RefusalDetails;
}

const RETRY: Record<RefusalCode, Retry> = {
  NO_ACCOUNT: 'NO',
  ACCOUNT_NOT_CONNECTED: 'AFTER_FIX',
  ACCOUNT_NOT_FOUND: 'NO',
  ACCOUNT_UNPAID: 'AFTER_FIX',
  FORBIDDEN: 'NO',
  PORTAL_AUTH_MISSING: 'YES',
  PORTAL_TOKEN_REFUSED: 'AUTOMATIC',
  PORTAL_UNAVAILABLE: 'YES',
  NOT_IN_WHATSAPP: 'NO',
  NO_ADDRESS: 'NO',
  NOT_IN_TELEGRAM: 'NO',
  NUMBER_MALFORMED: 'NO',
  OWN_NUMBER: 'NO',
  CHECK_IMPOSSIBLE: 'YES',
  HISTORY_NOT_OFFERED: 'NO',
  HISTORY_UNAVAILABLE: 'YES',
  HISTORY_NO_START: 'AFTER_FIX',
  HISTORY_PHONE_SILENT: 'AFTER_FIX',
  CONTACT_REFUSED: 'NO',
  TEXT_EMPTY: 'NO',
  TEXT_TOO_LONG: 'NO',
  VARIABLE_UNKNOWN: 'NO',
  VARIABLE_EMPTY: 'NO',
  FILE_EMPTY: 'NO',
  FILE_TOO_LARGE: 'NO',
  FILE_UNREADABLE: 'NO',
  PICTURE_TOO_LARGE: 'NO',
  FILE_SPACE_FULL: 'AFTER_FIX',
  FILE_INFECTED: 'NO',
  FILE_NOT_SCANNED: 'YES',
  FILE_GONE: 'NO',
  VOICE_NOT_CONVERTIBLE: 'NO',
  ACCOUNT_RESTRICTED: 'AFTER_FIX',
  LIMIT_REACHED: 'AFTER_FIX',
  DEVICE_LOST: 'AUTOMATIC',
  MESSENGER_REFUSED: 'YES',
  NOT_CONFIRMED: 'YES',
  TOO_OLD: 'YES',
  CHAT_NOT_CREATED: 'YES',
  CHAT_OF_ANOTHER: 'NO',
  NO_CLIENT: 'AFTER_FIX',
  CHAT_CLOSING: 'AUTOMATIC',
  PUBLICATION_UNAVAILABLE: 'NO',
  PUBLICATION_SWITCHED_OFF: 'AFTER_FIX',
  ACTIVITY_NOT_WRITTEN: 'AUTOMATIC',
  IDEMPOTENCY_CONFLICT: 'NO',
  DRAFT_CHANGED: 'AFTER_FIX',
  IN_FLIGHT: 'NO',
  ALREADY_FINAL: 'NO',
  LINE_TAKEN: 'NO',
  ACCOUNT_CONNECTED: 'AFTER_FIX',
  OUT_OF_RANGE: 'NO',
  LOGIN_EXPIRED: 'YES',
  PREMIUM_NEEDED: 'NO',
  PAYMENT_NEEDED: 'NO',
  BLOCKED_BY_CLIENT: 'NO',
  CLIENT_BLOCKED: 'AFTER_FIX',
  CLIENT_DELETED: 'NO',
  NOT_A_PERSON: 'NO',
  VOICE_REFUSED: 'NO',
  ACCOUNT_FROZEN: 'AFTER_FIX',
  ACCOUNT_BANNED: 'NO',
  SESSION_ENDED: 'AFTER_FIX',
  LOGIN_CODE_WRONG: 'AFTER_FIX',
  LOGIN_CODE_EXPIRED: 'YES',
  LOGIN_PASSWORD_WRONG: 'AFTER_FIX',
  LOGIN_TOO_MANY_TRIES: 'AFTER_FIX',
  LOGIN_NO_ACCOUNT: 'AFTER_FIX',
  LOGIN_NUMBER_BANNED: 'NO',
  LOGIN_UNSUPPORTED: 'AFTER_FIX',
  LOGIN_NOT_CONFIGURED: 'AFTER_FIX',
  SENDER_DISMISSED: 'YES',
  NOT_FOUND: 'NO',
};

export const refuse = (code: RefusalCode, details: RefusalDetails = {}): Refusal => ({ refused: true, code, retry: RETRY[code], details });

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'refused' in value && value.refused === true;

/** The reason that stands on a failed or unconfirmed message: the same catalogue, as data of the message. */
export interface Failure {
  code: RefusalCode;
  details: RefusalDetails;
}
