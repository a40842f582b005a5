/** The keys of portals: made at installation, wrapped by the master key, kept unwrapped in this process's memory only. */
import { randomBytes } from 'node:crypto';
import { seal, unseal, type Place } from './sealer.ts';

export interface WrappedKeys {
  read(portalId: string): Promise<Buffer | null>;
}

const KEY_VERSION = 1;
const place = (portalId: string): Place => ({ portalId, column: 'portal_key.wrapped_key', row: String(KEY_VERSION) });

export class PortalKeys {
  readonly #master: Buffer;
  readonly #stored: WrappedKeys;
  readonly #open = new Map<string, Promise<Buffer>>();

  constructor(master: Buffer, stored: WrappedKeys) {
    this.#master = master;
    this.#stored = stored;
  }

  of(portalId: string): Promise<Buffer> {
    const known = this.#open.get(portalId);
    if (known !== undefined) return known;
    const opening = this.#unwrap(portalId);
    this.#open.set(portalId, opening);
    opening.catch(() => this.#open.delete(portalId));
    return opening;
  }

  /** Wraps a fresh key for a new portal; the caller stores it with the portal. */
  wrapNew(portalId: string): Buffer {
    return seal(this.#master, place(portalId), randomBytes(32));
  }

  async #unwrap(portalId: string): Promise<Buffer> {
    const wrapped = await this.#stored.read(portalId);
    if (wrapped === null) throw new Error('the portal has no key');
    try {
      return unseal(this.#master, place(portalId), wrapped);
    } catch (cause) {
      throw new Error('The master key does not open this database. Give the MASTER_KEY (or MASTER_KEY_FILE) it was made with.', { cause });
    }
  }
}
