/** A server over a folder of its own for each test, with two company phones, one client, and nothing that happens by itself. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import type { LedgerRow } from '../kernel/ledger.ts';
import type { Phone, PhoneAction } from '../kernel/phones.ts';
import { BaileysClient, pair } from './baileys-client.ts';
import { startStandalone, type Standalone } from './standalone.ts';

export const COMPANY = '79990000001';
export const OTHER_COMPANY = '79990000002';
export const CLIENT = '79261112233';
/** A number without WhatsApp. */
export const NOBODY = '79260000000';

class Bench {
  sandbox!: Standalone;
  #folder = '';
  #clients: BaileysClient[] = [];
  #log: string[] = [];

  async setUp(): Promise<void> {
    this.#folder = mkdtempSync(join(tmpdir(), 'whatsapp-web-'));
    this.#clients = [];
    this.#log = [];
    await this.start();
    this.sandbox.auto.set({ deliverAfterMs: null, readAfterMs: null });
  }

  async tearDown(): Promise<void> {
    for (const client of this.#clients) if (client.closedWith === undefined) await client.close();
    await this.sandbox.close();
    rmSync(this.#folder, { recursive: true, force: true });
    expect(this.#log.filter(text => !text.includes('cannot decrypt'))).toEqual([]);
  }

  /** Again over the same folder, after a close. */
  async start(): Promise<void> {
    this.sandbox = await startStandalone({ folder: this.#folder, log: text => this.#log.push(text) });
    this.sandbox.server.ensureCompanyPhone(COMPANY, 'Компания');
    this.sandbox.server.ensureCompanyPhone(OTHER_COMPANY, 'Второй номер');
    this.sandbox.server.ensureClient(CLIENT, 'Иван');
  }

  /** Closed after the test if it still is open then. */
  keep(client: BaileysClient): BaileysClient {
    this.#clients.push(client);
    return client;
  }

  get folder(): string {
    return this.#folder;
  }

  async link(company = COMPANY): Promise<BaileysClient> {
    return this.keep(await pair(this.sandbox.url, qr => this.act({ do: 'scan', qr }, company)));
  }

  reconnect(client: BaileysClient): Promise<BaileysClient> {
    return this.keep(new BaileysClient(this.sandbox.url, client.memory)).opened();
  }

  act(action: PhoneAction, number = CLIENT): Promise<Phone> {
    return this.sandbox.server.phones.act(`whatsapp:${number}`, action);
  }

  phone(number = CLIENT): Phone {
    const phone = this.sandbox.server.phones.get(`whatsapp:${number}`);
    if (phone === undefined) throw new Error(`no phone ${number}`);
    return phone;
  }

  rows(method: string): LedgerRow[] {
    return this.sandbox.ledger.rows().filter(row => row.method === method);
  }
}

export const useBench = (): Bench => {
  const bench = new Bench();
  beforeEach(() => bench.setUp());
  afterEach(() => bench.tearDown());
  return bench;
};
