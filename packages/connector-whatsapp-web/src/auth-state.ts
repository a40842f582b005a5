/** Credentials and keys of a linked device over the session store. Full access to the account's WhatsApp: the store seals them (SE-50). */
import type { SessionStore } from '@olchat/domain';
import {
  BufferJSON,
  initAuthCreds,
  proto,
  type AuthenticationCreds,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStore,
} from 'baileys';

/** The phone has accepted this device. `registered` stays false after a QR code; `me` alone may be a pairing that was broken off. */
export const isPaired = (creds: AuthenticationCreds): boolean => Boolean(creds.account && creds.me?.id.includes(':'));

const toText = (value: unknown): string => JSON.stringify(value, BufferJSON.replacer);
const fromText = (text: string): unknown => JSON.parse(text, BufferJSON.reviver);

/** Baileys changes the object in place and announces parts of it: always the whole is saved, one save after another. */
export class Credentials {
  #creds: AuthenticationCreds;
  #saved: string | null;
  #saving: Promise<void> = Promise.resolve();
  readonly #store: SessionStore;

  private constructor(store: SessionStore, creds: AuthenticationCreds, saved: string | null) {
    this.#store = store;
    this.#creds = creds;
    this.#saved = saved;
  }

  static async load(store: SessionStore): Promise<Credentials> {
    const saved = await store.readCredentials();
    return new Credentials(store, saved === null ? initAuthCreds() : (fromText(saved) as AuthenticationCreds), saved);
  }

  get current(): AuthenticationCreds {
    return this.#creds;
  }

  get isPaired(): boolean {
    return isPaired(this.#creds);
  }

  /** False: the account never began to log in. */
  get isStored(): boolean {
    return this.#saved !== null;
  }

  /** New keys for a new device; what was begun and not finished is worthless. */
  renew(): void {
    this.#creds = initAuthCreds();
  }

  /** Resolves when what stands in memory now is stored. */
  save(): Promise<void> {
    const save = this.#saving.then(async () => {
      const text = toText(this.#creds);
      if (text === this.#saved) return;
      await this.#store.writeCredentials(text);
      this.#saved = text;
    });
    this.#saving = save.catch(() => undefined);
    return save;
  }

  /** After a log-out: everything of this device is gone. */
  async erase(): Promise<void> {
    await this.#saving;
    await this.#store.erase();
    this.#saved = null;
    this.renew();
  }
}

export interface ConnectionKeys {
  store: SignalKeyStore;
  /** From now on nothing is read or written: a connection that is over may not touch what its successor uses. */
  seal(): void;
}

/** Keys for one connection. `onTrouble` is called before the failure reaches the library, which would take it for «no such key». */
export function connectionKeys(store: SessionStore, onTrouble: (error: unknown) => void): ConnectionKeys {
  let sealed = false;
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (sealed) throw new Error('The connection of these keys is over');
    try {
      return await work();
    } catch (error) {
      onTrouble(error);
      throw error;
    }
  };
  return {
    seal: () => void (sealed = true),
    store: {
      get: (type, ids) => guarded(async () => revived(type, await store.readKeys(type, ids))),
      // One call, one transaction: the library hands over what belongs together (RE-26).
      set: data => guarded(() => write(store, data)),
    },
  };
}

function revived<T extends keyof SignalDataTypeMap>(type: T, rows: ReadonlyMap<string, string>): { [id: string]: SignalDataTypeMap[T] } {
  const values: { [id: string]: SignalDataTypeMap[T] } = {};
  for (const [id, text] of rows) {
    const value = fromText(text);
    // The library calls methods of this one, so it has to be the class again.
    values[id] = (
      type === 'app-state-sync-key' ? proto.Message.AppStateSyncKeyData.fromObject(value as object) : value
    ) as SignalDataTypeMap[T];
  }
  return values;
}

async function write(store: SessionStore, data: SignalDataSet): Promise<void> {
  const entries = Object.entries(data).flatMap(([type, values]) =>
    Object.entries(values ?? {}).map(([id, value]) => ({ type, id, value: value as unknown })),
  );
  // Null stands for «delete».
  const gone = (value: unknown): boolean => value === null || value === undefined;
  const upserts = entries.filter(entry => !gone(entry.value)).map(({ type, id, value }) => ({ type, id, value: toText(value) }));
  const deletes = entries.filter(entry => gone(entry.value)).map(({ type, id }) => ({ type, id }));
  if (upserts.length > 0 || deletes.length > 0) await store.writeKeys(upserts, deletes);
}
