/**
 * One login, from its first step to the account: over a client of its own, which is destroyed when it does not end well. What a person
 * types lives in memory only, and only until the server has it.
 */
import type { SentCode, TelegramClient } from '@mtcute/node';
import { User } from '@mtcute/node';
import type { CodeStep, LoginInput, LoginProblem, LoginStep } from '@olchat/domain';
import { rawCodeOf } from './errors.ts';
import { phoneAddress } from './ids.ts';
import { mayAnswerAgain, problemOf } from './login-problems.ts';

export interface LoginParts {
  client: TelegramClient;
  /** Ends the login from outside: another one begins, the time is over, the session closes. */
  signal: AbortSignal;
  tell: (step: LoginStep) => Promise<void>;
}

/** The login ended without an account: what the person is shown, and with which step a new one begins. */
export class LoginFailed extends Error {
  override readonly name = 'LoginFailed';
  readonly step: LoginStep;

  constructor(step: LoginStep) {
    super('the login ended');
    this.step = step;
  }
}

type Answer<Kind extends LoginInput['kind']> = Extract<LoginInput, { kind: Kind }>;

export class Login {
  readonly #parts: LoginParts;
  #step: LoginStep | null = null;
  #wanted: { kinds: readonly LoginInput['kind'][]; give: (input: LoginInput) => void } | null = null;

  constructor(parts: LoginParts) {
    this.#parts = parts;
  }

  /** For somebody who opens the page in the middle of it. */
  get step(): LoginStep | null {
    return this.#step;
  }

  /** False: nobody asked for that now. */
  answer(input: LoginInput): boolean {
    const wanted = this.#wanted;
    if (wanted === null || !wanted.kinds.includes(input.kind)) return false;
    this.#wanted = null;
    wanted.give(input);
    return true;
  }

  async byQr(): Promise<User> {
    const { client, signal } = this.#parts;
    let isWrong = false;
    try {
      return await client.signInQr({
        onUrlUpdated: (qr, expiresAt) => void this.#show({ kind: 'QR', qr, expiresAt }),
        onQrScanned: () => void this.#show({ kind: 'WAIT' }),
        password: async () => (await this.#askPassword(isWrong)).password,
        invalidPasswordCallback: () => void (isWrong = true),
        abortSignal: signal,
      });
    } catch (error) {
      throw signal.aborted ? error : new LoginFailed({ kind: 'EXPIRED', problem: problemOf(error) });
    }
  }

  async byPhone(phone: string): Promise<User> {
    const { client, signal } = this.#parts;
    const number = phone.replace(/[^\d]/g, '');
    await this.#show({ kind: 'WAIT' });
    try {
      const sent = await this.#restarted(() => client.sendCode({ phone: number, abortSignal: signal }));
      return sent instanceof User ? sent : await this.#byCode(number, sent);
    } catch (error) {
      if (signal.aborted || error instanceof LoginFailed) throw error;
      throw new LoginFailed({ kind: 'PHONE', problem: problemOf(error) });
    }
  }

  /** AUTH_RESTART: the server wants the same once more. */
  async #restarted<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (rawCodeOf(error) === 'AUTH_RESTART') return ask();
      throw error;
    }
  }

  async #byCode(phone: string, first: SentCode): Promise<User> {
    const { client, signal } = this.#parts;
    let sent = first;
    let problem: LoginProblem | null = null;
    for (;;) {
      if (sent.type === 'email_required') throw new LoginFailed({ kind: 'PHONE', problem: unsupported('EMAIL_REQUIRED') });
      await this.#show(codeStep(phone, sent, problem));
      const input = await this.#next(['CODE', 'RESEND_CODE']);
      await this.#show({ kind: 'WAIT' });
      const { phoneCodeHash } = sent;
      try {
        if (input.kind === 'RESEND_CODE') {
          sent = await client.resendCode({ phone, phoneCodeHash, abortSignal: signal });
          problem = null;
        } else if (input.kind === 'CODE') {
          return await client.signIn({ phone, phoneCodeHash, phoneCode: input.code.replace(/\D/g, ''), abortSignal: signal });
        }
      } catch (error) {
        if (rawCodeOf(error) === 'SESSION_PASSWORD_NEEDED') return this.#byPassword();
        problem = problemOf(error);
        if (!mayAnswerAgain(problem) && input.kind === 'CODE') throw error;
      }
    }
  }

  async #byPassword(): Promise<User> {
    const { client, signal } = this.#parts;
    let isWrong = false;
    for (;;) {
      const { password } = await this.#askPassword(isWrong);
      await this.#show({ kind: 'WAIT' });
      try {
        return await client.checkPassword({ password, abortSignal: signal });
      } catch (error) {
        const code = rawCodeOf(error);
        isWrong = code === 'PASSWORD_HASH_INVALID';
        // Stale data of the proof are fetched anew by the next try.
        if (!isWrong && code !== 'SRP_ID_INVALID' && code !== 'SRP_PASSWORD_CHANGED') throw error;
      }
    }
  }

  async #askPassword(isWrong: boolean): Promise<Answer<'PASSWORD'>> {
    const hint = (await this.#parts.client.getPasswordHint()) ?? null;
    const problem: LoginProblem | null = isWrong ? { code: 'LOGIN_PASSWORD_WRONG', rawCode: 'PASSWORD_HASH_INVALID', freeAt: null } : null;
    await this.#show({ kind: 'PASSWORD', hint, problem });
    return this.#next(['PASSWORD']);
  }

  async #show(step: LoginStep): Promise<void> {
    if (this.#parts.signal.aborted) return;
    this.#step = step;
    await this.#parts.tell(step);
  }

  #next<Kind extends LoginInput['kind']>(kinds: readonly Kind[]): Promise<Answer<Kind>> {
    const { signal } = this.#parts;
    return new Promise((resolve, reject) => {
      const give = (input: LoginInput): void => resolve(input as Answer<Kind>);
      this.#wanted = { kinds, give };
      const end = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('the login was ended'));
      if (signal.aborted) return end();
      signal.addEventListener('abort', end, { once: true });
    });
  }
}

const unsupported = (rawCode: string): LoginProblem => ({ code: 'LOGIN_UNSUPPORTED', rawCode, freeAt: null });

const SENT_BY: Partial<Record<SentCode['type'], CodeStep['sentBy']>> = {
  app: 'APP',
  sms: 'SMS',
  sms_word: 'SMS',
  sms_phrase: 'SMS',
  firebase: 'SMS',
  call: 'CALL',
  flash_call: 'MISSED_CALL',
  missed_call: 'MISSED_CALL',
  email: 'EMAIL',
};

const codeStep = (phone: string, sent: SentCode, problem: LoginProblem | null): CodeStep => ({
  kind: 'CODE',
  phone: phoneAddress(phone),
  sentBy: SENT_BY[sent.type] ?? 'OTHER',
  length: sent.length > 0 ? sent.length : null,
  resendAt: sent.nextType === 'none' ? null : new Date(Date.now() + sent.timeout * 1000),
  problem,
});
