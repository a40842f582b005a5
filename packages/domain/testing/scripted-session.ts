import type { OutgoingMessage, PresenceAnswer, SendOutcome, Session } from '../src/index.ts';

type Step<T> = T | ((message: OutgoingMessage) => T | Promise<T>);

/** A session that answers what the test says, in order; then it accepts, and everybody exists. */
export class ScriptedSession implements Session {
  readonly sent: OutgoingMessage[] = [];
  readonly asked: string[] = [];
  readonly #outcomes: Step<SendOutcome>[] = [];
  readonly #answers: PresenceAnswer[] = [];
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  willAnswer(...outcomes: Step<SendOutcome>[]): void {
    this.#outcomes.push(...outcomes);
  }

  willFind(...answers: PresenceAnswer[]): void {
    this.#answers.push(...answers);
  }

  async send(message: OutgoingMessage): Promise<SendOutcome> {
    this.sent.push(message);
    const outcome = this.#outcomes.shift() ?? { kind: 'accepted', at: this.#now() };
    return typeof outcome === 'function' ? outcome(message) : outcome;
  }

  async checkPresence(address: string): Promise<PresenceAnswer> {
    this.asked.push(address);
    return this.#answers.shift() ?? { presence: 'EXISTS', messengerAddress: `${address.slice(1)}@s.whatsapp.net` };
  }

  continueLogin(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  logOut(): Promise<void> {
    return Promise.resolve();
  }
}
