/** Errors of a login → what a person is told (C-4); pure. */
import { MtArgumentError } from '@mtcute/core';
import type { LoginProblem, RefusalCode } from '@olchat/domain';
import { meaningOf, rawCodeOf } from './errors.ts';

const CODES: Record<string, RefusalCode> = {
  PHONE_NUMBER_INVALID: 'NUMBER_MALFORMED',
  PHONE_NUMBER_UNOCCUPIED: 'LOGIN_NO_ACCOUNT',
  PHONE_NUMBER_BANNED: 'LOGIN_NUMBER_BANNED',
  PHONE_NUMBER_FLOOD: 'LOGIN_TOO_MANY_TRIES',
  PHONE_PASSWORD_FLOOD: 'LOGIN_TOO_MANY_TRIES',
  PHONE_CODE_INVALID: 'LOGIN_CODE_WRONG',
  PHONE_CODE_EMPTY: 'LOGIN_CODE_WRONG',
  PHONE_CODE_EXPIRED: 'LOGIN_CODE_EXPIRED',
  PHONE_CODE_HASH_EMPTY: 'LOGIN_CODE_EXPIRED',
  PHONE_HASH_EXPIRED: 'LOGIN_CODE_EXPIRED',
  PASSWORD_HASH_INVALID: 'LOGIN_PASSWORD_WRONG',
  SEND_CODE_UNAVAILABLE: 'LIMIT_REACHED',
  API_ID_INVALID: 'LOGIN_NOT_CONFIGURED',
  API_ID_PUBLISHED_FLOOD: 'LOGIN_NOT_CONFIGURED',
  UPDATE_APP_TO_LOGIN: 'LOGIN_NOT_CONFIGURED',
  USER_DEACTIVATED: 'ACCOUNT_BANNED',
  USER_DEACTIVATED_BAN: 'ACCOUNT_BANNED',
};

export function problemOf(error: unknown): LoginProblem {
  const meaning = meaningOf(error);
  const rawCode = rawCodeOf(error);
  if (meaning.kind === 'wait') return { code: 'LIMIT_REACHED', rawCode, freeAt: new Date(Date.now() + meaning.ms) };
  // The library's own words for a login that asks for money.
  if (error instanceof MtArgumentError && error.message.startsWith('Payment')) {
    return { code: 'LOGIN_UNSUPPORTED', rawCode: 'PAYMENT_REQUIRED', freeAt: null };
  }
  if (error instanceof MtArgumentError) return { code: 'NUMBER_MALFORMED', rawCode: null, freeAt: null };
  return { code: CODES[rawCode ?? ''] ?? 'MESSENGER_REFUSED', rawCode, freeAt: null };
}

/** The person may answer the same step again. */
export const mayAnswerAgain = ({ code }: LoginProblem): boolean =>
  code === 'LOGIN_CODE_WRONG' || code === 'LOGIN_PASSWORD_WRONG' || code === 'NUMBER_MALFORMED';
