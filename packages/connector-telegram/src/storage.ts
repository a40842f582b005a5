/**
 * What the library keeps, in the account's session store (RE-27, SE-50): keys of the session, who we are and the state of updates in one
 * sealed document, since they are worth the account together; people, with the access hashes that only this account may use, one by one.
 */
import { BaseStorageDriver } from '@mtcute/core';
import type {
  IAuthKeysRepository,
  IKeyValueRepository,
  IPeersRepository,
  IReferenceMessagesRepository,
  ITelegramStorageProvider,
} from '@mtcute/core';
import type { SessionStore } from '@olchat/domain';

interface Document {
  /** Of the login: people known to another one are useless. */
  generation: number;
  /** Permanent keys by data centre, base64. */
  keys: Record<string, string>;
  /** The library's own values by name, base64. */
  values: Record<string, string>;
  /** Contacts and conversations were loaded once (D-32). */
  isSynchronised: boolean;
}

const CURRENT_USER = 'current_user';
const POINTER = 'updates_pts';
/** Stand after the pointer and are worth nothing without it: they go with the next write. */
const BESIDE_POINTER = new Set(['updates_qts', 'updates_date', 'updates_seq']);

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
/** As the library writes numbers. */
function int32(value: number): Uint8Array {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32LE(value);
  return buffer;
}

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

export class TelegramStorage implements ITelegramStorageProvider {
  readonly driver: BaseStorageDriver;
  readonly #store: SessionStore;
  #document: Document;
  #isStored: boolean;
  #isSealed = false;
  #isDirty = false;
  #writing: Promise<void> | null = null;
  readonly #people = new Map<number, IPeersRepository.PeerInfo>();
  readonly #temporary = new Map<string, { key: Uint8Array; expires: number }>();

  /** What was handed out and is not stored yet must be stored before the pointer moves over it. */
  beforePointer: () => Promise<void> = () => Promise.resolve();

  private constructor(store: SessionStore, document: Document | null) {
    this.#store = store;
    this.#isStored = document !== null;
    this.#document = document ?? emptyDocument(1);
    this.driver = new Driver(() => this.#writePeople());
  }

  static async load(store: SessionStore): Promise<TelegramStorage> {
    const stored = await store.readCredentials();
    return new TelegramStorage(store, stored === null ? null : (JSON.parse(stored) as Document));
  }

  /** Something was stored, be it of a login that did not end. */
  get isStored(): boolean {
    return this.#isStored;
  }

  get isLoggedIn(): boolean {
    return (this.#document.values[CURRENT_USER] ?? '') !== '';
  }

  get isSynchronised(): boolean {
    return this.#document.isSynchronised;
  }

  async noteSynchronised(): Promise<void> {
    this.#document.isSynchronised = true;
    await this.flush();
  }

  get hasPointer(): boolean {
    return POINTER in this.#document.values;
  }

  /** Where updates begin. The library writes it down with the first update only, and would begin elsewhere after a restart before that. */
  async beginUpdates(state: { pts: number; qts: number; date: number; seq: number }): Promise<void> {
    if (this.hasPointer) return;
    for (const name of ['qts', 'date', 'seq'] as const) this.#document.values[`updates_${name}`] = text(int32(state[name]));
    this.#document.values[POINTER] = text(int32(state.pts));
    await this.flush();
  }

  /** As if it had never logged in; for a new login, and after the messenger ended the session. */
  async renew(): Promise<void> {
    this.#document = emptyDocument(this.#document.generation + 1);
    this.#people.clear();
    this.#temporary.clear();
    await this.flush();
  }

  /** Takes nothing more: a client that is being destroyed may still have something to say. */
  seal(): void {
    this.#isSealed = true;
  }

  /** For the next client. */
  unseal(): void {
    this.#isSealed = false;
  }

  /** Durable when it resolves. Writes that are asked for while one runs are one. */
  flush(): Promise<void> {
    if (this.#isSealed) return Promise.resolve();
    this.#isDirty = true;
    this.#writing ??= this.#write();
    return this.#writing;
  }

  async #write(): Promise<void> {
    try {
      while (this.#isDirty) {
        this.#isDirty = false;
        await this.#store.writeCredentials(JSON.stringify(this.#document));
        this.#isStored = true;
      }
    } finally {
      // In one step with the last look: who asks after it begins a write of his own.
      this.#writing = null;
    }
  }

  readonly authKeys: IAuthKeysRepository = {
    set: (dc, key) => {
      if (key === null) delete this.#document.keys[dc];
      else this.#document.keys[dc] = text(key);
      return this.flush();
    },
    get: dc => {
      const key = this.#document.keys[dc];
      return key === undefined ? null : bytes(key);
    },
    // Forward secrecy is off, so there are none; if there were, a lost one is made anew.
    setTemp: (dc, index, key, expires) => {
      if (key === null) this.#temporary.delete(`${dc}/${index}`);
      else this.#temporary.set(`${dc}/${index}`, { key, expires });
    },
    getTemp: (dc, index, now) => {
      const found = this.#temporary.get(`${dc}/${index}`);
      return found !== undefined && found.expires > now ? found.key : null;
    },
    deleteByDc: dc => {
      delete this.#document.keys[dc];
      return this.flush();
    },
    deleteAll: () => {
      this.#document.keys = {};
      this.#temporary.clear();
      return this.flush();
    },
  };

  readonly kv: IKeyValueRepository = {
    set: async (name, value) => {
      if (name === POINTER) await this.beforePointer();
      this.#document.values[name] = text(value);
      if (!BESIDE_POINTER.has(name)) await this.flush();
    },
    get: name => {
      const value = this.#document.values[name];
      return value === undefined ? null : bytes(value);
    },
    delete: name => {
      delete this.#document.values[name];
      return this.flush();
    },
    deleteAll: () => {
      this.#document.values = {};
      return this.flush();
    },
  };

  readonly peers: IPeersRepository = {
    // Written together: the library calls `save` after each batch.
    store: person => void this.#people.set(person.id, person),
    getById: id => this.#person(id),
    getByUsername: async username => this.#byIndex('peer-name', username, person => person.usernames.includes(username)),
    getByPhone: async phone => this.#byIndex('peer-phone', phone, person => person.phone === phone),
    deleteAll: () => {
      this.#people.clear();
      this.#document.generation += 1;
      return this.flush();
    },
  };

  /** Where a person was seen whose hash is unknown: in channels, which are none of our business. */
  readonly refMessages: IReferenceMessagesRepository = {
    store: () => undefined,
    getByPeer: () => null,
    delete: () => undefined,
    deleteByPeer: () => undefined,
    deleteAll: () => undefined,
  };

  #id(id: string | number): string {
    return `${this.#document.generation}/${id}`;
  }

  async #person(id: number): Promise<IPeersRepository.PeerInfo | null> {
    const waiting = this.#people.get(id);
    if (waiting !== undefined) return waiting;
    const key = this.#id(id);
    const found = (await this.#store.readKeys('peer', [key])).get(key);
    return found === undefined ? null : revive(found);
  }

  /** A name or a number may have gone to somebody else since it was written down. */
  async #byIndex(
    type: 'peer-name' | 'peer-phone',
    value: string,
    isStill: (person: IPeersRepository.PeerInfo) => boolean,
  ): Promise<IPeersRepository.PeerInfo | null> {
    const key = this.#id(value);
    const id = (await this.#store.readKeys(type, [key])).get(key);
    const waiting = [...this.#people.values()].find(isStill);
    const person = waiting ?? (id === undefined ? null : await this.#person(Number(id)));
    return person !== null && !person.isMin && isStill(person) ? person : null;
  }

  async #writePeople(): Promise<void> {
    if (this.#isSealed || this.#people.size === 0) return;
    const people = [...this.#people.values()];
    await this.#store.writeKeys(
      people.flatMap(person => [
        { type: 'peer', id: this.#id(person.id), value: JSON.stringify({ ...person, complete: text(person.complete) }) },
        ...person.usernames.map(name => ({ type: 'peer-name', id: this.#id(name), value: String(person.id) })),
        ...(person.phone === undefined ? [] : [{ type: 'peer-phone', id: this.#id(person.phone), value: String(person.id) }]),
      ]),
      [],
    );
    for (const person of people) if (this.#people.get(person.id) === person) this.#people.delete(person.id);
  }
}

class Driver extends BaseStorageDriver {
  readonly #writePeople: () => Promise<void>;

  constructor(writePeople: () => Promise<void>) {
    super();
    this.#writePeople = writePeople;
  }

  _load(): void {}
  _save(): Promise<void> {
    return this.#writePeople();
  }
  _destroy(): Promise<void> {
    return this.#writePeople();
  }
}

const emptyDocument = (generation: number): Document => ({ generation, keys: {}, values: {}, isSynchronised: false });

function revive(stored: string): IPeersRepository.PeerInfo {
  const person = JSON.parse(stored) as Omit<IPeersRepository.PeerInfo, 'complete'> & { complete: string };
  return { ...person, complete: bytes(person.complete) };
}
