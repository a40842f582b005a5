import type {
  DownloadOutcome,
  LoginInput,
  OutgoingMessage,
  PictureAnswer,
  PresenceAnswer,
  RecipientQuery,
  ResolveAnswer,
  SendOutcome,
  SentMessageChange,
  SentTextChange,
  Session,
} from '../src/index.ts';

type Step<T> = T | ((message: OutgoingMessage) => T | Promise<T>);

/** A session that answers what the test says, in order; then it accepts, and everybody exists. */
export class ScriptedSession implements Session {
  readonly sent: OutgoingMessage[] = [];
  readonly edits: SentTextChange[] = [];
  readonly removals: SentMessageChange[] = [];
  /** What can be fetched, by reference; anything else is gone. */
  readonly downloads = new Map<string, DownloadOutcome>();
  /** What is shown, by messenger address; anybody else shows none. */
  readonly pictures = new Map<string, PictureAnswer>();
  readonly picturesAsked: string[] = [];
  readonly asked: string[] = [];
  readonly #outcomes: Step<SendOutcome>[] = [];
  readonly queries: RecipientQuery[] = [];
  /** What the person answered to the steps of the login. */
  readonly loginInputs: LoginInput[] = [];
  readonly #answers: PresenceAnswer[] = [];
  readonly #people: ResolveAnswer[] = [];
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

  willResolve(...answers: ResolveAnswer[]): void {
    this.#people.push(...answers);
  }

  async send(message: OutgoingMessage): Promise<SendOutcome> {
    this.sent.push(message);
    if (message.file !== null && !(await message.file.aboutToLeave())) {
      return { kind: 'not-sent', reason: 'not to leave any more', retryAfterMs: null };
    }
    const outcome = this.#outcomes.shift() ?? { kind: 'accepted', at: this.#now() };
    return typeof outcome === 'function' ? outcome(message) : outcome;
  }

  edit(change: SentTextChange): Promise<SendOutcome> {
    this.edits.push(change);
    return this.#next();
  }

  remove(change: SentMessageChange): Promise<SendOutcome> {
    this.removals.push(change);
    return this.#next();
  }

  download(reference: string): Promise<DownloadOutcome> {
    return Promise.resolve(this.downloads.get(reference) ?? { kind: 'gone' });
  }

  picture(messengerAddress: string): Promise<PictureAnswer> {
    this.picturesAsked.push(messengerAddress);
    return Promise.resolve(this.pictures.get(messengerAddress) ?? { kind: 'none' });
  }

  /** A change is answered from the same row; the message that a scripted answer is told of is the last one sent. */
  async #next(): Promise<SendOutcome> {
    const outcome = this.#outcomes.shift() ?? { kind: 'accepted', at: this.#now() };
    const last = this.sent.at(-1);
    if (typeof outcome !== 'function') return outcome;
    if (last === undefined) throw new Error('nothing was sent yet');
    return outcome(last);
  }

  async resolve(query: RecipientQuery): Promise<ResolveAnswer> {
    this.queries.push(query);
    return this.#people.shift() ?? { kind: 'absent' };
  }

  async checkPresence(address: string): Promise<PresenceAnswer> {
    this.asked.push(address);
    return this.#answers.shift() ?? { presence: 'EXISTS', messengerAddress: `${address.slice(1)}@s.whatsapp.net` };
  }

  continueLogin(input: LoginInput): Promise<void> {
    this.loginInputs.push(input);
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  logOut(): Promise<void> {
    return Promise.resolve();
  }
}
