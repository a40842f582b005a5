/** The login that runs: its steps, and the client that it runs over. One at a time; another one takes its place. */
import type { User } from '@mtcute/node';
import type { LoginInput, LoginStep } from '@olchat/domain';
import type { Connection } from './connection.ts';
import { Login } from './login.ts';

export interface LoginAttemptParts {
  connection: Connection;
  /** Of the session. */
  ended: AbortSignal;
  loginMs: number;
  tell: (step: LoginStep) => Promise<void>;
}

export class LoginAttempt {
  readonly connection: Connection;
  readonly #ended = new AbortController();
  readonly #flow: Login;

  constructor({ connection, ended, loginMs, tell }: LoginAttemptParts) {
    this.connection = connection;
    const signal = AbortSignal.any([this.#ended.signal, ended, AbortSignal.timeout(loginMs)]);
    this.#flow = new Login({ client: connection.client, signal, tell });
  }

  /** Rejects with a LoginFailed that names the step a person sees then. */
  run(input: Extract<LoginInput, { kind: 'NEW_QR' | 'PHONE' }>): Promise<User> {
    return input.kind === 'PHONE' ? this.#flow.byPhone(input.phone) : this.#flow.byQr();
  }

  /** For somebody who opens the page in the middle of it. */
  get step(): LoginStep | null {
    return this.#flow.step;
  }

  /** False: nobody asked for that now. */
  answer(input: LoginInput): boolean {
    return this.#flow.answer(input);
  }

  /** Somebody ended it from outside: how it came out is nobody's business any more. */
  get wasEnded(): boolean {
    return this.#ended.signal.aborted;
  }

  end(why: string): void {
    this.#ended.abort(new Error(why));
  }
}
