/** What all methods of the simulated Telegram stand on. */
import type { tl } from '@mtcute/node';
import type { Faults } from '../kernel/faults.ts';
import type { Ledger } from '../kernel/ledger.ts';
import type { Store } from '../kernel/store.ts';
import type { Files } from './files.ts';
import type { LoggedChange, Mailboxes, StoredMessage } from './mailbox.ts';
import { accessHash, userOf, type People, type PersonRecord } from './people.ts';
import { RpcFailure } from './rpc-error.ts';
import type { Sessions } from './sessions.ts';
import { updateOf } from './tl-objects.ts';

export interface CloudParts {
  store: Store;
  ledger: Ledger;
  faults: Faults;
  people: People;
  mailboxes: Mailboxes;
  sessions: Sessions;
  files: Files;
  /** A message of the company lies in the cloud. */
  accepted: (message: StoredMessage) => void;
  changed: (userId: number) => void;
}

/** Whose call it is: the account that is logged in by the key it came with. */
export interface Caller {
  key: string;
  account: PersonRecord;
}

export type Request<M extends tl.RpcMethod['_']> = Extract<tl.RpcMethod, { _: M }>;
export type Handler<M extends tl.RpcMethod['_']> = (caller: Caller, request: Request<M>) => tl.RpcCallReturn[M];
/** Of those that ask for an account. */
export type Handlers = { [M in tl.RpcMethod['_']]?: Handler<M> };

export class Cloud {
  readonly parts: CloudParts;

  constructor(parts: CloudParts) {
    this.parts = parts;
  }

  state(userId: number): tl.updates.RawState {
    return {
      _: 'updates.state',
      pts: this.parts.mailboxes.pts(userId),
      qts: 1,
      date: now(),
      seq: 0,
      unreadCount: 0,
    };
  }

  /** Tells the account's devices; `except` made it itself and has its answer. */
  tell(userId: number, line: LoggedChange, except?: string): void {
    const update = updateOf(line, id => this.parts.mailboxes.get(userId, id));
    if (update === null) return;
    const updates = this.updates(userId, [update]);
    for (const key of this.parts.sessions.keysOf(userId)) if (key !== except) this.parts.sessions.pushTo(key, updates);
  }

  updates(userId: number, updates: tl.TypeUpdate[]): tl.RawUpdates {
    return { _: 'updates', updates, users: this.everybody(userId), chats: [], date: now(), seq: 0 };
  }

  /** Everybody the account has to do with, himself included. */
  everybody(userId: number): tl.RawUser[] {
    const { people, mailboxes } = this.parts;
    const account = people.get(userId);
    if (account === undefined) return [];
    const ids = new Set([userId, ...account.contacts, ...mailboxes.all(userId).map(({ peer }) => peer)]);
    return [...ids].flatMap(id => {
      const person = people.get(id);
      return person === undefined ? [] : [userOf(person, account)];
    });
  }

  /** The person behind an address that the caller gave; only his own hash opens it. */
  personOf({ account }: Caller, peer: tl.TypeInputPeer | tl.TypeInputUser): PersonRecord {
    if (peer._ === 'inputPeerSelf' || peer._ === 'inputUserSelf') return account;
    if (peer._ !== 'inputPeerUser' && peer._ !== 'inputUser') throw new RpcFailure(400, 'PEER_ID_INVALID');
    const person = this.parts.people.get(peer.userId);
    if (person === undefined || !accessHash(account.userId, peer.userId).eq(peer.accessHash)) throw new RpcFailure(400, 'PEER_ID_INVALID');
    return person;
  }
}

export const now = (): number => Math.floor(Date.now() / 1000);
