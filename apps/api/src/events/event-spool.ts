/**
 * Bitrix24 never repeats an event, so while the database is away it is kept on disk until it can be stored (RE-21).
 * What was answered 200 stands in a file that was written whole, flushed, and renamed: nobody appends to a file that has its name, so a kill
 * leaves at most a nameless one, which nobody was told of. Several processes share the folder; whoever finds a file may replay it, because
 * the inbox takes each id once.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { PortalId } from '@olchat/domain';
import { openLine, sealLine } from './spool-line.ts';

export interface Arrival {
  /** Given by the door: the key by which the inbox takes it once. */
  id: string;
  receivedAt: Date;
  /** Whose token it showed. */
  portalId: PortalId;
  body: string;
}

export interface EventSpoolOptions {
  folder: string;
  /** 32 bytes; events carry tokens and texts. */
  key: Buffer;
  /** Of all files together. Default 1 GiB (RE-21). */
  maxBytes?: number;
  /** Writes a file and flushes it. Replaced in tests of a full disk. */
  write?: (path: string, bytes: Buffer) => Promise<void>;
}

/** FULL: its limit is reached, or the portal's share of it. FAILED: the disk did not take it. */
export type Kept = 'KEPT' | 'FULL' | 'FAILED';

export const SPOOL_MAX_BYTES = 2 ** 30;
/** One portal that floods us leaves room for the others. */
const SHARE_OF_A_PORTAL = 1 / 4;
const ALARM_AT = 0.1;
const NAMED = /\.spool$/;
const NAMELESS = /\.part$/;
/** Of a process that was killed while it wrote. */
const NAMELESS_KEPT_MS = 60_000;

interface Waiting {
  portalId: PortalId;
  line: Buffer;
  settle: (kept: Kept) => void;
}

export class EventSpool {
  readonly #options: Required<EventSpoolOptions>;
  readonly #waiting: Waiting[] = [];
  readonly #byPortal = new Map<PortalId, number>();
  #writing: Promise<void> | undefined;
  #bytes = 0;
  #files = 0;
  #lastError: unknown = null;

  private constructor(options: EventSpoolOptions) {
    this.#options = { maxBytes: SPOOL_MAX_BYTES, write: writeFlushed, ...options };
  }

  static async open(options: EventSpoolOptions): Promise<EventSpool> {
    await mkdir(options.folder, { recursive: true, mode: 0o700 });
    const spool = new EventSpool(options);
    await spool.#removeNameless();
    await spool.measure();
    return spool;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get isEmpty(): boolean {
    return this.#files === 0 && this.#waiting.length === 0 && this.#writing === undefined;
  }

  /** RE-59: somebody must look, from a tenth of the limit on, and when the disk refuses. */
  get isAlarming(): boolean {
    return this.#bytes >= this.#options.maxBytes * ALARM_AT || this.#lastError !== null;
  }

  /** Of the last write that failed; null when the last one went well. */
  get lastError(): unknown {
    return this.#lastError;
  }

  /** On disk when it answers KEPT. Those that come together are flushed together. */
  async keep(arrival: Arrival): Promise<Kept> {
    const line = sealLine(this.#options.key, arrival);
    const ofPortal = (this.#byPortal.get(arrival.portalId) ?? 0) + line.length;
    const { maxBytes } = this.#options;
    if (this.#bytes + this.#waitingBytes + line.length > maxBytes || ofPortal > maxBytes * SHARE_OF_A_PORTAL) return 'FULL';
    this.#byPortal.set(arrival.portalId, ofPortal);
    return new Promise(settle => {
      this.#waiting.push({ portalId: arrival.portalId, line, settle });
      this.#writing ??= this.#writeWaiting();
    });
  }

  /** Names of the files that stand, the oldest first. Also counts them anew: other processes write and remove here too. */
  async measure(): Promise<string[]> {
    const names = (await readdir(this.#options.folder)).filter(name => NAMED.test(name)).toSorted();
    const sizes = await Promise.all(names.map(name => this.#size(name)));
    this.#bytes = sizes.reduce((sum, size) => sum + size, 0);
    this.#files = names.length;
    if (names.length === 0 && this.#waiting.length === 0) this.#byPortal.clear();
    return names;
  }

  /** What stands in one file, and how many of its lines cannot be read: torn, or sealed under another key. */
  async read(name: string): Promise<{ arrivals: Arrival[]; unreadable: number }> {
    const lines = (await this.#content(name)).split('\n').filter(line => line !== '');
    const arrivals = lines.map(line => openLine(this.#options.key, line)).filter(arrival => arrival !== null);
    return { arrivals, unreadable: lines.length - arrivals.length };
  }

  async remove(name: string): Promise<void> {
    await unlink(join(this.#options.folder, name)).catch(missingIsFine);
    await this.measure();
  }

  /** Out of the way of the others, for a person to look at; it is not replayed again. */
  async setAside(name: string): Promise<void> {
    await rename(join(this.#options.folder, name), join(this.#options.folder, `${name}.unreadable`)).catch(missingIsFine);
    await this.measure();
  }

  async flush(): Promise<void> {
    await this.#writing;
  }

  get #waitingBytes(): number {
    return this.#waiting.reduce((sum, { line }) => sum + line.length, 0);
  }

  async #writeWaiting(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const batch = this.#waiting.splice(0);
        const kept = await this.#writeBatch(Buffer.concat(batch.map(({ line }) => line)));
        for (const { settle } of batch) settle(kept);
      }
    } finally {
      // In one step with the last look: who comes after it begins a writing of his own.
      this.#writing = undefined;
    }
  }

  async #writeBatch(bytes: Buffer): Promise<Kept> {
    const { folder, write } = this.#options;
    const name = `${String(Date.now()).padStart(14, '0')}-${String(process.hrtime.bigint()).padStart(20, '0')}-${randomUUID().slice(0, 8)}`;
    const [nameless, named] = [join(folder, `${name}.part`), join(folder, `${name}.spool`)];
    try {
      await write(nameless, bytes);
      await rename(nameless, named);
      await flushFolder(folder);
    } catch (error) {
      this.#lastError = error;
      await unlink(nameless).catch(missingIsFine);
      return 'FAILED';
    }
    this.#lastError = null;
    this.#bytes += bytes.length;
    this.#files += 1;
    return 'KEPT';
  }

  async #removeNameless(): Promise<void> {
    for (const name of (await readdir(this.#options.folder)).filter(one => NAMELESS.test(one))) {
      const path = join(this.#options.folder, name);
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() })); // another process was faster
      if (Date.now() - mtimeMs > NAMELESS_KEPT_MS) await unlink(path).catch(missingIsFine);
    }
  }

  /** Another process may have replayed it meanwhile. */
  async #size(name: string): Promise<number> {
    return stat(join(this.#options.folder, name)).then(
      ({ size }) => size,
      (error: unknown) => {
        missingIsFine(error);
        return 0;
      },
    );
  }

  async #content(name: string): Promise<string> {
    return readFile(join(this.#options.folder, name), 'utf8').catch((error: unknown) => {
      missingIsFine(error);
      return '';
    });
  }
}

function missingIsFine(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}

async function writeFlushed(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** So that the name survives a power cut as well. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
