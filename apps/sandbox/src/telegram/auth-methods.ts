/** Logging in: by code, by QR, with a cloud password; and out. */
import { randomBytes } from 'node:crypto';
import { Long } from '@mtcute/core';
import type { tl } from '@mtcute/node';
import type { Collection } from '../kernel/store.ts';
import { now, type Cloud, type Request } from './cloud.ts';
import { userOf, type PersonRecord } from './people.ts';
import { RpcFailure } from './rpc-error.ts';
import { beginProof, type PasswordProof } from './srp.ts';

/** Every account's code: it comes into the account's own chat with Telegram, as the real one does. */
export const LOGIN_CODE = '12345';
/** Telegram's account for its notices. */
export const TELEGRAM = 777000;

const CODE_LIVES_S = 300;
const QR_LIVES_S = 30;

interface SentCode {
  phone: string;
  expires: number;
}

interface QrToken {
  key: string;
  expires: number;
}

/** They are asked before anybody is logged in: with the key of the device only. */
export type AuthHandlers = { [M in tl.RpcMethod['_']]?: (key: string, request: Request<M>) => tl.RpcCallReturn[M] };

export class Auth {
  readonly #cloud: Cloud;
  readonly #codes: Collection<SentCode>;
  readonly #tokens: Collection<QrToken>;
  /** The server's secret of a proof ends with the process; the client asks for another one. */
  readonly #proofs = new Map<string, { userId: number; proof: PasswordProof }>();

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
    this.#codes = cloud.parts.store.collection('telegram.code');
    this.#tokens = cloud.parts.store.collection('telegram.qr');
  }

  /** A phone of the company scans what the application shows. */
  scan(account: PersonRecord, qr: string): void {
    const token = /^tg:\/\/login\?token=([\w-]+)=*$/.exec(qr)?.[1];
    const found = token === undefined ? undefined : this.#tokens.get(token);
    if (token === undefined || found === undefined || found.expires < now()) throw new RpcFailure(400, 'AUTH_TOKEN_EXPIRED');
    this.#tokens.delete(token);
    this.#enter(found.key, account);
    this.#cloud.parts.sessions.pushTo(found.key, { _: 'updateShort', update: { _: 'updateLoginToken' }, date: now() });
  }

  readonly handlers: AuthHandlers = {
    'auth.exportLoginToken': key => {
      const { sessions, people } = this.#cloud.parts;
      const { userId, awaitsPassword } = sessions.of(key);
      if (awaitsPassword !== null) throw new RpcFailure(401, 'SESSION_PASSWORD_NEEDED');
      const account = userId === null ? undefined : people.get(userId);
      if (account !== undefined) return { _: 'auth.loginTokenSuccess', authorization: authorization(account) };
      const token = randomBytes(24);
      const expires = now() + QR_LIVES_S;
      this.#tokens.put(token.toString('base64url'), { key, expires });
      return { _: 'auth.loginToken', token: new Uint8Array(token), expires };
    },
    'auth.sendCode': (_key, { phoneNumber }) => {
      if (!/^\d{8,15}$/.test(phoneNumber)) throw new RpcFailure(400, 'PHONE_NUMBER_INVALID');
      const account = this.#cloud.parts.people.byPhone(phoneNumber);
      if (account === undefined) throw new RpcFailure(400, 'PHONE_NUMBER_UNOCCUPIED');
      this.#tellCode(account);
      return this.#sendCode(phoneNumber);
    },
    'auth.resendCode': (_key, { phoneNumber, phoneCodeHash }) => {
      if (this.#codes.get(phoneCodeHash)?.phone !== phoneNumber) throw new RpcFailure(400, 'PHONE_CODE_EXPIRED');
      this.#codes.delete(phoneCodeHash);
      return this.#sendCode(phoneNumber);
    },
    'auth.signIn': (key, { phoneNumber, phoneCodeHash, phoneCode }) => {
      const sent = this.#codes.get(phoneCodeHash);
      const account = this.#cloud.parts.people.byPhone(phoneNumber);
      if (sent?.phone !== phoneNumber || sent.expires < now() || account === undefined) throw new RpcFailure(400, 'PHONE_CODE_EXPIRED');
      if (phoneCode === undefined || phoneCode === '') throw new RpcFailure(400, 'PHONE_CODE_EMPTY');
      if (phoneCode !== LOGIN_CODE) throw new RpcFailure(400, 'PHONE_CODE_INVALID');
      this.#codes.delete(phoneCodeHash);
      this.#enter(key, account);
      if (account.password !== null) throw new RpcFailure(401, 'SESSION_PASSWORD_NEEDED');
      return authorization(account);
    },
    'account.getPassword': key => {
      const { sessions, people } = this.#cloud.parts;
      const account = people.get(sessions.of(key).awaitsPassword ?? 0);
      if (account === undefined || account.password === null) throw new RpcFailure(401, 'AUTH_KEY_UNREGISTERED');
      const proof = beginProof(account.password);
      const srpId = Long.fromBytesBE([...randomBytes(8)]);
      this.#proofs.set(srpId.toString(), { userId: account.userId, proof });
      return {
        _: 'account.password',
        hasPassword: true,
        currentAlgo: proof.algo,
        srpB: proof.srpB,
        srpId,
        hint: `${[...account.password].length} знаков`,
        newAlgo: proof.algo,
        newSecureAlgo: { _: 'securePasswordKdfAlgoUnknown' },
        secureRandom: new Uint8Array(randomBytes(32)),
      };
    },
    'auth.checkPassword': (key, { password }) => {
      const { sessions, people } = this.#cloud.parts;
      const awaited = sessions.of(key).awaitsPassword;
      if (password._ !== 'inputCheckPasswordSRP') throw new RpcFailure(400, 'PASSWORD_HASH_INVALID');
      const begun = this.#proofs.get(password.srpId.toString());
      const account = people.get(awaited ?? 0);
      if (begun === undefined || account === undefined || begun.userId !== awaited) throw new RpcFailure(400, 'SRP_ID_INVALID');
      this.#proofs.delete(password.srpId.toString());
      if (!begun.proof.verify(password.A, password.M1)) throw new RpcFailure(400, 'PASSWORD_HASH_INVALID');
      sessions.logIn(key, account.userId);
      return authorization(account);
    },
    'auth.logOut': key => {
      this.#cloud.parts.sessions.logOut(key);
      return { _: 'auth.loggedOut' };
    },
  };

  #enter(key: string, account: PersonRecord): void {
    const { sessions, changed } = this.#cloud.parts;
    if (account.password === null) sessions.logIn(key, account.userId);
    else sessions.awaitPassword(key, account.userId);
    changed(account.userId);
  }

  #sendCode(phone: string): tl.auth.RawSentCode {
    const phoneCodeHash = randomBytes(9).toString('base64url');
    this.#codes.put(phoneCodeHash, { phone, expires: now() + CODE_LIVES_S });
    return {
      _: 'auth.sentCode',
      type: { _: 'auth.sentCodeTypeApp', length: LOGIN_CODE.length },
      phoneCodeHash,
      nextType: { _: 'auth.codeTypeSms' },
      timeout: 60,
    };
  }

  /** Into the account's own chat with Telegram: whoever is logged in there already sees it. */
  #tellCode({ userId }: PersonRecord): void {
    const { mailboxes, people } = this.#cloud.parts;
    people.ensure({ userId: TELEGRAM, name: 'Telegram' });
    const text = `Код для входа в Telegram: ${LOGIN_CODE}. Не давайте код никому, даже если его требуют от имени Telegram!`;
    const { message, pts } = mailboxes.add(userId, {
      peer: TELEGRAM,
      out: false,
      text,
      media: null,
      randomId: null,
      status: 'sent',
      withheld: false,
    });
    this.#cloud.tell(userId, { pts, change: { kind: 'message', id: message.id } });
  }
}

const authorization = (account: PersonRecord): tl.auth.RawAuthorization => ({ _: 'auth.authorization', user: userOf(account, account) });
