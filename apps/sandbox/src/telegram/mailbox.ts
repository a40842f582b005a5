/** What lies in the cloud of one company's account: messages, numbered in one sequence, and the log that a client catches up from. */
import type { Collection, Store } from '../kernel/store.ts';

export interface StoredMedia {
  /** How it is shown. */
  as: 'photo' | 'document' | 'video' | 'audio' | 'voice';
  fileId: string;
  name: string;
  mime: string;
  size: number;
  seconds: number | null;
  sha256: string;
}

export interface StoredMessage {
  owner: number;
  id: number;
  /** The other side. */
  peer: number;
  /** The company wrote it. */
  out: boolean;
  text: string;
  media: StoredMedia | null;
  /** Decimal, of a message that came with one. */
  randomId: string | null;
  /** Seconds since 1970, as Telegram counts. */
  date: number;
  editDate: number | null;
  deleted: boolean;
  /** At the client: came to his phone, was read, a voice was played. For his own: sent. */
  status: 'accepted' | 'delivered' | 'read' | 'played' | 'sent';
  /** Seconds since 1970; absent: the client has not read it. */
  readAt?: number;
  /** Number of the message of the same conversation that it answers. */
  replyTo?: number;
  /** Whose words they were first, by the name that he lets others see. */
  forwardedFrom?: string;
  /** The client's emoji; null: taken away. */
  reaction?: string | null;
  /** Came while the client had blocked the company: he never sees it. */
  withheld: boolean;
  /** Milliseconds since 1970. */
  acceptedAt: number;
}

/** A line of the log. */
export type Change =
  | { kind: 'message'; id: number }
  | { kind: 'edit'; id: number }
  /** The client put his emoji there, or took it away. */
  | { kind: 'reaction'; id: number }
  | { kind: 'delete'; ids: number[] }
  /** The client's pointer. */
  | { kind: 'read'; peer: number; maxId: number };

export interface LoggedChange {
  pts: number;
  change: Change;
}

const FIRST_ID = 1001;

export class Mailboxes {
  readonly #store: Store;
  readonly #messages: Collection<StoredMessage>;
  readonly #log: Collection<Change>;
  readonly #pointers: Collection<number>;
  readonly #byRandomId: Collection<number>;
  readonly #pts: Collection<number>;

  constructor(store: Store) {
    this.#store = store;
    this.#messages = store.collection('telegram.message');
    this.#log = store.collection('telegram.log');
    this.#pointers = store.collection('telegram.pointer');
    this.#byRandomId = store.collection('telegram.random-id');
    this.#pts = store.collection('telegram.pts');
  }

  add(owner: number, message: Omit<StoredMessage, 'owner' | 'id' | 'date' | 'editDate' | 'deleted' | 'acceptedAt'>): LoggedMessage {
    const acceptedAt = Date.now();
    const added: StoredMessage = {
      ...message,
      owner,
      id: this.#store.next(`telegram.message.${owner}`, FIRST_ID),
      date: Math.floor(acceptedAt / 1000),
      editDate: null,
      deleted: false,
      acceptedAt,
    };
    this.put(added);
    if (added.randomId !== null) this.#byRandomId.put(`${owner}/${added.randomId}`, added.id);
    return { message: added, pts: this.append(owner, { kind: 'message', id: added.id }) };
  }

  /** From before everything else: under the numbers that come before, and no news for anybody. Answers whether there was room in time. */
  addPast(owner: number, message: Omit<StoredMessage, 'owner' | 'id' | 'editDate' | 'deleted' | 'acceptedAt'>): StoredMessage | null {
    const own = this.with(owner, message.peer);
    const lastPast = own.findLast(({ id }) => id < FIRST_ID);
    const firstLive = own.find(({ id }) => id >= FIRST_ID);
    if ((lastPast?.date ?? 0) > message.date || (firstLive?.date ?? Infinity) < message.date) return null;
    const id = this.#store.next(`telegram.past.${owner}`, 1);
    if (id >= FIRST_ID) return null;
    const added: StoredMessage = { ...message, owner, id, editDate: null, deleted: false, acceptedAt: message.date * 1000 };
    this.put(added);
    return added;
  }

  put(message: StoredMessage): void {
    this.#messages.put(messageKey(message.owner, message.id), message);
  }

  get(owner: number, id: number): StoredMessage | undefined {
    return this.#messages.get(messageKey(owner, id));
  }

  /** Kept for ever, so that a repeat is known as one. */
  byRandomId(owner: number, randomId: string): StoredMessage | undefined {
    const id = this.#byRandomId.get(`${owner}/${randomId}`);
    return id === undefined ? undefined : this.get(owner, id);
  }

  /** In order. */
  all(owner: number): StoredMessage[] {
    return this.#messages.values(`${owner}/`);
  }

  with(owner: number, peer: number): StoredMessage[] {
    return this.all(owner).filter(message => message.peer === peer);
  }

  /** Answers the number of the log's line. */
  append(owner: number, change: Change): number {
    const pts = this.pts(owner) + 1;
    this.#pts.put(String(owner), pts);
    this.#log.put(`${owner}/${String(pts).padStart(12, '0')}`, change);
    return pts;
  }

  /** Begins with the time, so that an account made anew is ahead of what its client remembers. */
  pts(owner: number): number {
    const known = this.#pts.get(String(owner));
    if (known !== undefined) return known;
    const first = Math.floor(Date.now() / 1000);
    this.#pts.put(String(owner), first);
    return first;
  }

  after(owner: number, pts: number): LoggedChange[] {
    return this.#log
      .entries(`${owner}/`)
      .map(({ key, value }) => ({ pts: Number(key.split('/')[1]), change: value }))
      .filter(line => line.pts > pts);
  }

  /** The client has read everything of the company up to this number. */
  pointer(owner: number, peer: number): number {
    return this.#pointers.get(`${owner}/${peer}`) ?? 0;
  }

  movePointer(owner: number, peer: number, maxId: number): void {
    this.#pointers.put(`${owner}/${peer}`, maxId);
  }

  /** Messages go; numbers and the log stay, since what a client knows of them must not come again. */
  clear(owners: readonly number[]): void {
    for (const owner of owners) {
      const ids = this.all(owner).map(({ id }) => id);
      if (ids.length > 0) this.append(owner, { kind: 'delete', ids });
    }
    this.#messages.clear();
    this.#pointers.clear();
  }
}

export interface LoggedMessage {
  message: StoredMessage;
  pts: number;
}

const messageKey = (owner: number, id: number): string => `${owner}/${String(id).padStart(10, '0')}`;
