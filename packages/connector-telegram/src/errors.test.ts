import { MtPeerNotFoundError } from '@mtcute/core';
import { tl } from '@mtcute/node';
import { REFUSAL_CODES } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import { meaningOf, rawCodeOf, reasonOf } from './errors.ts';

const failure = (errorCode: number, errorMessage: string): unknown => tl.RpcError.fromTl({ _: 'mt_rpc_error', errorCode, errorMessage });

describe('an error of Telegram (E-16, E-30)', () => {
  it.each([
    [420, 'FLOOD_WAIT_30', { kind: 'wait', ms: 30_000 }],
    [420, 'FLOOD_PREMIUM_WAIT_3', { kind: 'wait', ms: 3000 }],
    [420, 'FROZEN_METHOD_INVALID', { kind: 'account', state: 'RESTRICTED', code: 'ACCOUNT_FROZEN' }],
    [400, 'PEER_FLOOD', { kind: 'restricted' }],
    [403, 'PRIVACY_PREMIUM_REQUIRED', { kind: 'refused', code: 'PREMIUM_NEEDED' }],
    [406, 'PRIVACY_PREMIUM_REQUIRED', { kind: 'refused', code: 'PREMIUM_NEEDED' }],
    [403, 'ALLOW_PAYMENT_REQUIRED_10', { kind: 'refused', code: 'PAYMENT_NEEDED' }],
    [403, 'USER_PRIVACY_RESTRICTED', { kind: 'refused', code: 'CONTACT_REFUSED' }],
    [400, 'USER_IS_BLOCKED', { kind: 'refused', code: 'BLOCKED_BY_CLIENT' }],
    [400, 'YOU_BLOCKED_USER', { kind: 'refused', code: 'CLIENT_BLOCKED' }],
    [400, 'INPUT_USER_DEACTIVATED', { kind: 'refused', code: 'CLIENT_DELETED' }],
    [400, 'USER_IS_BOT', { kind: 'refused', code: 'NOT_A_PERSON' }],
    [400, 'PEER_ID_INVALID', { kind: 'once-more', how: 'resolve', code: 'NOT_IN_TELEGRAM' }],
    [400, 'MESSAGE_TOO_LONG', { kind: 'refused', code: 'TEXT_TOO_LONG' }],
    [400, 'MEDIA_INVALID', { kind: 'once-more', how: 'upload', code: 'FILE_UNREADABLE' }],
    [400, 'FILE_PART_3_MISSING', { kind: 'once-more', how: 'upload', code: 'FILE_UNREADABLE' }],
    [400, 'FILE_REFERENCE_EXPIRED', { kind: 'once-more', how: 'upload', code: 'FILE_UNREADABLE' }],
    [400, 'PHOTO_INVALID_DIMENSIONS', { kind: 'once-more', how: 'document', code: 'FILE_UNREADABLE' }],
    [400, 'VOICE_MESSAGES_FORBIDDEN', { kind: 'refused', code: 'VOICE_REFUSED' }],
    [403, 'CHAT_SEND_MEDIA_FORBIDDEN', { kind: 'refused', code: 'CONTACT_REFUSED' }],
    [500, 'RANDOM_ID_DUPLICATE', { kind: 'duplicate' }],
    [500, 'RPC_CALL_FAIL', { kind: 'unknown' }],
    [-503, 'Timeout', { kind: 'unknown' }],
    [400, 'TIMEOUT', { kind: 'unknown' }],
    [401, 'AUTH_KEY_UNREGISTERED', { kind: 'account', state: 'LOGIN_REQUIRED', code: 'SESSION_ENDED' }],
    [406, 'AUTH_KEY_DUPLICATED', { kind: 'account', state: 'LOGIN_REQUIRED', code: 'SESSION_ENDED' }],
    [401, 'USER_DEACTIVATED_BAN', { kind: 'account', state: 'LOGIN_REQUIRED', code: 'ACCOUNT_BANNED' }],
    [400, 'SOMETHING_NEW', { kind: 'refused', code: 'MESSENGER_REFUSED' }],
  ])('%i %s', (code, text, meaning) => {
    const error = failure(code, text);
    expect(meaningOf(error)).toEqual(meaning);
    expect(rawCodeOf(error)).toBe(text);
    if ('code' in meaning) expect(REFUSAL_CODES).toContain(meaning.code);
  });

  it('that is none of Telegram says that nobody knows, and shows no long number (SE-51)', () => {
    expect(meaningOf(new Error('socket hang up'))).toEqual({ kind: 'unknown' });
    expect(reasonOf(new Error('no peer 700000011'))).toBe('no peer …');
    expect(meaningOf(new MtPeerNotFoundError('Peer 1 is not found'))).toMatchObject({ how: 'resolve' });
    expect(meaningOf(null)).toEqual({ kind: 'unknown' });
  });
});
