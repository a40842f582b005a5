/** The simulated Telegram: what a client may ask, and what the clients' phones do with it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { tl } from '@mtcute/node';
import type { Auto } from '../kernel/auto.ts';
import type { Faults } from '../kernel/faults.ts';
import type { Ledger } from '../kernel/ledger.ts';
import type { Phones } from '../kernel/phones.ts';
import type { Store } from '../kernel/store.ts';
import { accountMethods } from './account-methods.ts';
import { Auth } from './auth-methods.ts';
import { Cloud, type Caller } from './cloud.ts';
import { Files } from './files.ts';
import { historyMethods } from './history-methods.ts';
import { Mailboxes } from './mailbox.ts';
import { People, type NewPerson } from './people.ts';
import { readDateMethods } from './read-date-methods.ts';
import { PhoneBehaviour } from './phone-behaviour.ts';
import { answerOf, codeOf, RpcFailure } from './rpc-error.ts';
import { sendMethods } from './send-methods.ts';
import { Sessions, type Link } from './sessions.ts';
import { TelegramPhones } from './telegram-phones.ts';
import { updateMethods } from './update-methods.ts';

export interface TelegramOptions {
  /** Where files lie. */
  folder: string;
  store: Store;
  ledger: Ledger;
  faults: Faults;
  auto: Auto;
}

/** An answer to a call, or that there will be none. */
export type Answer = { result: unknown } | 'silence' | 'cut';

/** Asked before anybody is logged in, and afterwards too. */
const WITHOUT_ACCOUNT = /^(auth\.|help\.|account\.getPassword$)/;

type AnyHandler = (who: unknown, request: tl.RpcMethod) => unknown;

export class Telegram {
  readonly #faults: Faults;
  readonly #people: People;
  readonly #files: Files;
  readonly #sessions: Sessions;
  readonly #mailboxes: Mailboxes;
  readonly #behaviour: PhoneBehaviour;
  readonly #phones: TelegramPhones;
  readonly #auth: Auth;
  readonly #methods: Partial<Record<string, AnyHandler>>;
  /** Hears of every call before it is answered; for tests of its clients. */
  onCall: (method: string) => void = () => undefined;

  constructor({ folder, store, ledger, faults, auto }: TelegramOptions) {
    this.#faults = faults;
    this.#people = new People(store);
    this.#files = new Files(folder, store);
    this.#sessions = new Sessions(store);
    this.#mailboxes = new Mailboxes(store);
    const cloud = new Cloud({
      store,
      ledger,
      faults,
      people: this.#people,
      mailboxes: this.#mailboxes,
      sessions: this.#sessions,
      files: this.#files,
      accepted: message => this.#behaviour.accepted(message),
      changed: userId => this.#phones.changed(userId),
    });
    this.#auth = new Auth(cloud);
    this.#behaviour = new PhoneBehaviour(cloud, auto);
    this.#phones = new TelegramPhones(cloud, this.#behaviour, this.#auth);
    this.#methods = {
      ...accountMethods(cloud),
      ...updateMethods(cloud),
      ...historyMethods(cloud),
      ...readDateMethods(cloud),
      ...sendMethods(cloud),
    } as Partial<Record<string, AnyHandler>>;
    this.#behaviour.start();
  }

  /** Addresses are `telegram:<user id>`. */
  get phones(): Phones {
    return this.#phones;
  }

  /** Seed: makes the account if it is not there; `shows`: the picture that it has from the beginning. */
  ensurePerson({ shows, ...person }: NewPerson & { shows?: Uint8Array }): void {
    if (this.#people.get(person.userId) !== undefined) return;
    this.#people.ensure({ ...person, ...(shows !== undefined && { picture: this.#files.keep(shows).fileId }) });
  }

  attach(link: Link): void {
    this.#sessions.attach(link);
    // What happened while the device was away is asked for by it.
    if (this.#sessions.of(link.key).userId !== null) link.push({ _: 'updatesTooLong' });
  }

  detach(link: Link): void {
    this.#sessions.detach(link);
  }

  async answer(key: string, request: tl.RpcMethod): Promise<Answer> {
    this.onCall(request._);
    const call = { service: 'telegram' as const, method: request._, ...addressee(request) };
    const fault = this.#faults.hit(call, ['delay', 'refuse', 'lose-answer', 'drop', 'close']);
    if (fault?.do === 'drop') return 'silence';
    if (fault?.do === 'delay') await sleep(fault.ms ?? 0);
    const code = fault?.code ?? 'RPC_CALL_FAIL';
    if (fault?.do === 'refuse') return { result: answerOf(new RpcFailure(fault.status ?? codeOf(code), code)) };
    const result = this.#do(key, request);
    if (fault?.do === 'lose-answer') return 'silence';
    return fault?.do === 'close' ? 'cut' : { result };
  }

  /** POST /control/reset: messages as in the seed; accounts, sessions and numbers of messages stay. */
  resetMessages(): void {
    const companies = this.#people.list().filter(({ role }) => role === 'company');
    this.#mailboxes.clear(companies.map(({ userId }) => userId));
    this.#behaviour.clear();
    for (const { userId } of this.#people.list()) {
      this.#people.change(userId, { online: true, blocked: false });
      this.#phones.changed(userId);
    }
  }

  stop(): void {
    this.#behaviour.stop();
  }

  #do(key: string, request: tl.RpcMethod): unknown {
    try {
      const auth = this.#auth.handlers[request._] as AnyHandler | undefined;
      if (auth !== undefined) return auth(key, request);
      const { userId, awaitsPassword } = this.#sessions.of(key);
      const account = userId === null ? undefined : this.#people.get(userId);
      if (account === undefined && !WITHOUT_ACCOUNT.test(request._)) {
        throw new RpcFailure(401, awaitsPassword === null ? 'AUTH_KEY_UNREGISTERED' : 'SESSION_PASSWORD_NEEDED');
      }
      const handler = this.#methods[request._];
      if (handler === undefined || account === undefined) throw new RpcFailure(400, `METHOD_NOT_SIMULATED_${request._}`);
      return handler({ key, account } satisfies Caller, request);
    } catch (error) {
      if (error instanceof RpcFailure) return answerOf(error);
      throw error;
    }
  }
}

/** Whom a call concerns, for rules of trouble: a user id, a number, a name. */
function addressee(request: tl.RpcMethod): { to?: string } {
  if ('peer' in request && typeof request.peer === 'object' && 'userId' in request.peer) return { to: String(request.peer.userId) };
  if (request._ === 'contacts.resolvePhone') return { to: request.phone };
  if (request._ === 'contacts.resolveUsername') return { to: request.username };
  if ('phoneNumber' in request) return { to: request.phoneNumber };
  return {};
}
