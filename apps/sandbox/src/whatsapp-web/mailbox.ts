/** What the server still owes to linked devices: kept until the device says that it has it, sent again after a reconnect as `offline`. */
import type { Collection, Store } from '../kernel/store.ts';
import type { Connection } from './connection.ts';
import { deviceKey } from './devices.ts';
import { fromStored, toStored, type Stanza, type StoredStanza } from './stanza.ts';

interface LiveDevice {
  connection: Connection;
  /** Keys of what was sent on this connection and not taken yet, by what the device will name. */
  sent: Map<string, string[]>;
}

const nameOf = (tag: string, id: string | undefined, type: string | undefined): string => `${tag} ${id ?? ''} ${type ?? ''}`;

export class Mailbox {
  readonly #store: Store;
  readonly #letters: Collection<StoredStanza>;
  readonly #live = new Map<string, LiveDevice>();

  constructor(store: Store) {
    this.#store = store;
    this.#letters = store.collection('whatsapp-web.letter');
  }

  /** Stores, and sends once the surrounding transaction is committed: transactions are synchronous, a microtask runs after them. */
  put(number: string, device: number, stanza: Stanza): void {
    const owner = deviceKey(number, device);
    const key = `${owner}/${String(this.#store.next('whatsapp-web.letter')).padStart(12, '0')}`;
    this.#letters.put(key, toStored(stanza));
    queueMicrotask(() => {
      const live = this.#live.get(owner);
      if (live !== undefined) this.#send(live, key);
    });
  }

  /** The connection that had this device before, if another one still has. */
  connect(number: string, device: number, connection: Connection): Connection | undefined {
    const owner = deviceKey(number, device);
    const before = this.#live.get(owner)?.connection;
    this.#live.set(owner, { connection, sent: new Map() });
    return before;
  }

  /** Sends everything that waits; says how much it was. */
  sendWaiting(number: string, device: number): number {
    const owner = deviceKey(number, device);
    const live = this.#live.get(owner);
    if (live === undefined) return 0;
    const waiting = this.#letters.entries(`${owner}/`);
    for (const { key } of waiting) this.#send(live, key, { offline: '1' });
    return waiting.length;
  }

  disconnect(connection: Connection): void {
    for (const [owner, live] of this.#live) if (live.connection === connection) this.#live.delete(owner);
  }

  connectionOf(number: string, device: number): Connection | undefined {
    return this.#live.get(deviceKey(number, device))?.connection;
  }

  /** The device has it: an ack of class `tag`, or its own receipt for a message. */
  taken(number: string, device: number, tag: string, id: string | undefined, type?: string): void {
    const sent = this.#live.get(deviceKey(number, device))?.sent;
    const name = nameOf(tag, id, type);
    const [key, ...rest] = sent?.get(name) ?? [];
    if (key === undefined) return;
    this.#letters.delete(key);
    if (rest.length > 0) sent?.set(name, rest);
    else sent?.delete(name);
  }

  forget(number: string, device: number): void {
    const owner = deviceKey(number, device);
    for (const { key } of this.#letters.entries(`${owner}/`)) this.#letters.delete(key);
  }

  clear(): void {
    this.#letters.clear();
  }

  close(): void {
    this.#live.clear();
  }

  #send(live: LiveDevice, key: string, extra: Record<string, string> = {}): void {
    const letter = this.#letters.get(key);
    if (letter === undefined || !live.connection.isOpen) return;
    const stanza = fromStored(letter);
    const name = nameOf(stanza.tag, stanza.attrs['id'], stanza.tag === 'message' ? undefined : stanza.attrs['type']);
    live.sent.set(name, [...(live.sent.get(name) ?? []), key]);
    live.connection.send({ ...stanza, attrs: { ...stanza.attrs, ...extra } });
  }
}
