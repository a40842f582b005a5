/** Telegram's errors → what they mean for us. Tables; the rest of the connector asks here. Source: core.telegram.org/api/errors. */
import { tl } from '@mtcute/node';
import { MtPeerNotFoundError } from '@mtcute/core';
import type { RefusalCode } from '@olchat/domain';

/** What a failed call means. */
export type Meaning =
  /** For good, for this message. */
  | { kind: 'refused'; code: RefusalCode }
  /** Not now: the server counts calls of this kind. */
  | { kind: 'wait'; ms: number }
  /** PEER_FLOOD: no first messages for a time; running conversations go on. */
  | { kind: 'restricted' }
  /** The account itself is out of use. */
  | { kind: 'account'; state: 'LOGIN_REQUIRED' | 'RESTRICTED'; code: RefusalCode }
  /** RANDOM_ID_DUPLICATE: the server has this message already. */
  | { kind: 'duplicate' }
  /** The address is stale, the uploaded parts are gone, it is no picture: once more, in another way. */
  | { kind: 'once-more'; how: 'resolve' | 'upload' | 'document'; code: RefusalCode }
  /** The server had trouble of its own, or nobody answered: it may have been done. */
  | { kind: 'unknown' }
  /** Nothing was asked. */
  | { kind: 'not-sent' };

const refused = (code: RefusalCode): Meaning => ({ kind: 'refused', code });
const endedSession: Meaning = { kind: 'account', state: 'LOGIN_REQUIRED', code: 'SESSION_ENDED' };
const banned: Meaning = { kind: 'account', state: 'LOGIN_REQUIRED', code: 'ACCOUNT_BANNED' };
const stale: Meaning = { kind: 'once-more', how: 'resolve', code: 'NOT_IN_TELEGRAM' };
const uploadLost: Meaning = { kind: 'once-more', how: 'upload', code: 'FILE_UNREADABLE' };
const noPicture: Meaning = { kind: 'once-more', how: 'document', code: 'FILE_UNREADABLE' };

const EXACT: Record<string, Meaning> = {
  PEER_FLOOD: { kind: 'restricted' },
  FROZEN_METHOD_INVALID: { kind: 'account', state: 'RESTRICTED', code: 'ACCOUNT_FROZEN' },

  PRIVACY_PREMIUM_REQUIRED: refused('PREMIUM_NEEDED'),
  PREMIUM_ACCOUNT_REQUIRED: refused('PREMIUM_NEEDED'),
  USER_PRIVACY_RESTRICTED: refused('CONTACT_REFUSED'),
  USER_IS_BLOCKED: refused('BLOCKED_BY_CLIENT'),
  YOU_BLOCKED_USER: refused('CLIENT_BLOCKED'),
  INPUT_USER_DEACTIVATED: refused('CLIENT_DELETED'),
  USER_IS_BOT: refused('NOT_A_PERSON'),
  CHAT_WRITE_FORBIDDEN: refused('CONTACT_REFUSED'),
  CHAT_RESTRICTED: refused('CONTACT_REFUSED'),
  VOICE_MESSAGES_FORBIDDEN: refused('VOICE_REFUSED'),

  PEER_ID_INVALID: stale,
  USER_ID_INVALID: stale,
  USER_INVALID: stale,

  MESSAGE_EMPTY: refused('TEXT_EMPTY'),
  MESSAGE_TOO_LONG: refused('TEXT_TOO_LONG'),
  MEDIA_CAPTION_TOO_LONG: refused('TEXT_TOO_LONG'),
  ENTITY_BOUNDS_INVALID: refused('MESSENGER_REFUSED'),
  ENTITIES_TOO_LONG: refused('MESSENGER_REFUSED'),

  MEDIA_EMPTY: uploadLost,
  MEDIA_INVALID: uploadLost,
  FILE_PARTS_INVALID: uploadLost,
  FILE_PART_LENGTH_INVALID: uploadLost,
  MD5_CHECKSUM_INVALID: uploadLost,
  FILE_PART_EMPTY: refused('FILE_EMPTY'),
  IMAGE_PROCESS_FAILED: noPicture,

  RANDOM_ID_DUPLICATE: { kind: 'duplicate' },

  AUTH_KEY_UNREGISTERED: endedSession,
  AUTH_KEY_INVALID: endedSession,
  AUTH_KEY_DUPLICATED: endedSession,
  SESSION_REVOKED: endedSession,
  SESSION_EXPIRED: endedSession,
  SESSION_PASSWORD_NEEDED: endedSession,
  USER_DEACTIVATED: banned,
  USER_DEACTIVATED_BAN: banned,

  // Protocol: the library mends it, and the same call may be made again.
  CONNECTION_NOT_INITED: { kind: 'unknown' },
  MSG_ID_INVALID: { kind: 'unknown' },
  TIMEOUT: { kind: 'unknown' },
};

/** Errors with a number at their end. */
const BY_BEGINNING: [string, Meaning][] = [
  ['ALLOW_PAYMENT_REQUIRED', refused('PAYMENT_NEEDED')],
  ['FILE_PART_', uploadLost],
  ['FILE_REFERENCE_', uploadLost],
  ['PHOTO_', noPicture],
  ['CHAT_SEND_', refused('CONTACT_REFUSED')],
];

const WAITS = ['FLOOD_WAIT', 'FLOOD_PREMIUM_WAIT', 'SLOWMODE_WAIT', 'FLOOD_TEST_PHONE_WAIT'];

export function meaningOf(error: unknown): Meaning {
  if (error instanceof MtPeerNotFoundError) return stale;
  if (!isRpcError(error)) return { kind: 'unknown' };
  const seconds = waitSeconds(error);
  if (seconds !== null) return { kind: 'wait', ms: seconds * 1000 };
  const exact = EXACT[error.text];
  if (exact !== undefined) return exact;
  const begun = BY_BEGINNING.find(([beginning]) => error.text.startsWith(beginning));
  if (begun !== undefined) return begun[1];
  // 5xx, negative and whatever is no answer of ours: the server itself does not know.
  return error.code >= 400 && error.code < 500 ? refused('MESSENGER_REFUSED') : { kind: 'unknown' };
}

/** Telegram's word, kept beside ours: `PEER_FLOOD`, `FLOOD_WAIT_30`. */
export function rawCodeOf(error: unknown): string | null {
  if (error instanceof MtPeerNotFoundError) return 'PEER_NOT_FOUND';
  return isRpcError(error) ? error.text.replace('%d', String(numberOf(error) ?? '%d')) : null;
}

/** The library takes the number out of a word that it knows, and gives it a name of its own. */
const numberOf = (error: tl.RpcError): number | undefined =>
  Object.entries(error).find(([name, value]) => name !== 'code' && typeof value === 'number')?.[1] as number | undefined;

function waitSeconds(error: tl.RpcError): number | null {
  if (!WAITS.some(beginning => error.text.startsWith(beginning))) return null;
  const seconds = numberOf(error) ?? Number(/_(\d+)$/.exec(error.text)?.[1]);
  return Number.isFinite(seconds) ? seconds : 60;
}

/** The library's own test reads a property of what it is given. */
export const isRpcError = (error: unknown): error is tl.RpcError => typeof error === 'object' && error !== null && tl.RpcError.is(error);

/** For the log: long numbers are not shown (SE-51). */
export const reasonOf = (error: unknown): string =>
  rawCodeOf(error) ?? (error instanceof Error ? error.message : String(error)).replace(/\d{5,}/g, '…').slice(0, 200);
