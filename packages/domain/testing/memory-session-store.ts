import { LeaseLostError, type SessionKey, type SessionStore } from '../src/index.ts';

/** Keeps keys as the database does, without sealing; `loseLease` gives the account to another worker. */
export class MemorySessionStore implements SessionStore {
  #credentials: string | null = null;
  readonly #keys = new Map<string, string>();
  readonly #sent = new Map<string, Uint8Array>();
  #isMine = true;

  loseLease(): void {
    this.#isMine = false;
  }

  readCredentials(): Promise<string | null> {
    return Promise.resolve(this.#credentials);
  }

  writeCredentials(credentials: string): Promise<void> {
    return this.#write(() => (this.#credentials = credentials));
  }

  readKeys(type: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = ids.flatMap(id => {
      const value = this.#keys.get(keyOf({ type, id }));
      return value === undefined ? [] : [[id, value] as const];
    });
    return Promise.resolve(new Map(found));
  }

  writeKeys(upserts: readonly (SessionKey & { value: string })[], deletes: readonly SessionKey[]): Promise<void> {
    return this.#write(() => {
      for (const upsert of upserts) this.#keys.set(keyOf(upsert), upsert.value);
      for (const key of deletes) this.#keys.delete(keyOf(key));
    });
  }

  readSent(externalMessageId: string): Promise<Uint8Array | null> {
    return Promise.resolve(this.#sent.get(externalMessageId) ?? null);
  }

  writeSent(externalMessageId: string, content: Uint8Array): Promise<void> {
    return this.#write(() => this.#sent.set(externalMessageId, content));
  }

  erase(): Promise<void> {
    return this.#write(() => {
      this.#credentials = null;
      this.#keys.clear();
    });
  }

  #write(change: () => unknown): Promise<void> {
    if (!this.#isMine) return Promise.reject(new LeaseLostError('The account belongs to another worker'));
    change();
    return Promise.resolve();
  }
}

const keyOf = ({ type, id }: SessionKey): string => JSON.stringify([type, id]);
