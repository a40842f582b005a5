/** How a person logs the account of this session in: one attempt at a time, beside the steps of the session, for a person takes his time (C-4). */
import type { Announcer, StateDetails, Steps } from '@olchat/connector-kit';
import type { LoginInput, LoginStep } from '@olchat/domain';
import type { User } from '@mtcute/node';
import type { Connection } from './connection.ts';
import { LoginAttempt } from './login-attempt.ts';
import { LoginFailed } from './login.ts';

export type FirstInput = Extract<LoginInput, { kind: 'NEW_QR' | 'PHONE' }>;

export interface AccountLoginParts {
  announcer: Announcer;
  steps: Steps;
  /** Of the session. */
  ended: AbortSignal;
  loginMs: number;
  tell: (details: StateDetails) => Promise<void>;
  /** Leaves what was connected and forgets whose session it was. */
  clear: () => Promise<void>;
  connect: () => Connection;
  /** The connection is the session's own from here on. */
  loggedIn: (connection: Connection, user: User) => Promise<void>;
  warn: (message: string, error: unknown) => void;
}

export class AccountLogin {
  readonly #parts: AccountLoginParts;
  #attempt: LoginAttempt | null = null;

  constructor(parts: AccountLoginParts) {
    this.#parts = parts;
  }

  /** Null: none runs. */
  get connection(): Connection | null {
    return this.#attempt?.connection ?? null;
  }

  /** False: nobody asked for that now. */
  answer(input: LoginInput): boolean {
    return this.#attempt?.answer(input) ?? false;
  }

  /** What no step asked for: a new login, or somebody who looks at the one that runs. */
  async beginOrShow(input: LoginInput): Promise<void> {
    const isShown = input.kind === 'NEW_QR' && this.#attempt?.step?.kind === 'QR';
    if ((input.kind === 'NEW_QR' && !isShown) || input.kind === 'PHONE') return this.begin(input);
    await this.#parts.announcer.login(this.#attempt?.step ?? { kind: 'EXPIRED' });
  }

  async begin(input: FirstInput): Promise<void> {
    const { announcer, steps, ended, loginMs, tell, clear, connect } = this.#parts;
    this.drop();
    await clear();
    await tell({ state: 'LOGIN_REQUIRED' });
    const attempt = new LoginAttempt({ connection: connect(), ended, loginMs, tell: step => announcer.login(step) });
    this.#attempt = attempt;
    attempt.run(input).then(
      user => steps.add(() => this.#done(attempt, user)),
      (error: unknown) => steps.add(() => this.#failed(attempt, error)),
    );
  }

  /** Nothing is told of it any more; the connection is left to whoever ends the session. */
  end(why: string): void {
    this.#attempt?.end(why);
  }

  /** Ends the one that runs, with its connection. */
  drop(): void {
    this.end('another login begins');
    this.connection?.drop();
    this.#attempt = null;
  }

  async #done(attempt: LoginAttempt, user: User): Promise<void> {
    const { connection } = attempt;
    if (this.#attempt !== attempt) return connection.drop();
    this.#attempt = null;
    await this.#parts.loggedIn(connection, user);
  }

  async #failed(attempt: LoginAttempt, error: unknown): Promise<void> {
    attempt.connection.drop();
    if (attempt.wasEnded || this.#attempt !== attempt) return;
    this.#attempt = null;
    const step: LoginStep = error instanceof LoginFailed ? error.step : { kind: 'EXPIRED' };
    if (!(error instanceof LoginFailed)) this.#parts.warn('the login ended', error);
    await this.#parts.tell({ state: 'LOGIN_REQUIRED', reason: 'LOGIN_EXPIRED' });
    await this.#parts.announcer.login(step);
  }
}
