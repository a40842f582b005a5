/** Every call that a simulated service accepted, in order: the oracle of tests (contract 5, FA-1). */
import type { Store } from './store.ts';

export type Service = 'bitrix24' | 'whatsapp-web' | 'whatsapp-cloud' | 'telegram';

export interface LedgerEntry {
  service: Service;
  /** Method or kind of stanza: `crm.item.get`, `message`, `usync.contact` … */
  method: string;
  /** Id that the service gave or took for the thing made, e.g. the WhatsApp message id. */
  externalId?: string;
  /** Our own id where it travels with the call (origin id of an activity, external message id). */
  ours?: string;
  /** Whom it went to: a number, a chat, a portal. */
  to?: string;
  /** HTTP request that brought the call: commands of one batch have the same. */
  request?: number;
  /** Content as the other side understands it: decrypted text, parameters without tokens. */
  body?: unknown;
}

export interface LedgerRow extends LedgerEntry {
  n: number;
  at: string;
}

export class Ledger {
  readonly #store: Store;
  readonly #listeners = new Set<(row: LedgerRow) => void>();

  constructor(store: Store) {
    this.#store = store;
  }

  append(entry: LedgerEntry): LedgerRow {
    const at = new Date().toISOString();
    const row: LedgerRow = { n: this.#store.appendLedger(at, JSON.stringify(entry)), at, ...entry };
    for (const listener of this.#listeners) listener(row);
    return row;
  }

  rows(after = 0): LedgerRow[] {
    return this.#store.readLedger(after).map(({ n, at, row }) => ({ n, at, ...(JSON.parse(row) as LedgerEntry) }));
  }

  onAppend(listener: (row: LedgerRow) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
