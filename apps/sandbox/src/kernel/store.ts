/** Everything the sandbox remembers. One SQLite file under DATA_DIR, committed before a call is answered (contract 5). */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface Collection<T> {
  get(key: string): T | undefined;
  put(key: string, value: T): void;
  delete(key: string): void;
  /** In order of keys. `prefix` limits to keys that start with it. */
  entries(prefix?: string): { key: string; value: T }[];
  values(prefix?: string): T[];
  clear(): void;
}

export class Store {
  readonly #db: DatabaseSync;
  #depth = 0;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#db = new DatabaseSync(join(folder, 'sandbox.sqlite'));
    // WAL + NORMAL survives a killed process; only a power cut may cost the last commits.
    this.#db.exec(`
      pragma journal_mode = wal;
      pragma synchronous = normal;
      create table if not exists item (collection text, key text, value text not null, primary key (collection, key)) without rowid;
      create table if not exists counter (name text primary key, value integer not null) without rowid;
      create table if not exists ledger (n integer primary key autoincrement, at text not null, row text not null);
    `);
  }

  collection<T>(name: string): Collection<T> {
    const get = this.#db.prepare('select value from item where collection = ? and key = ?');
    const put = this.#db.prepare('insert or replace into item (collection, key, value) values (?, ?, ?)');
    const del = this.#db.prepare('delete from item where collection = ? and key = ?');
    const all = this.#db.prepare('select key, value from item where collection = ? and substr(key, 1, length(?)) = ? order by key');
    const clear = this.#db.prepare('delete from item where collection = ?');
    const entries = (prefix = ''): { key: string; value: T }[] =>
      all.all(name, prefix, prefix).map(row => ({ key: String(row['key']), value: JSON.parse(String(row['value'])) as T }));
    return {
      get: key => {
        const row = get.get(name, key);
        return row === undefined ? undefined : (JSON.parse(String(row['value'])) as T);
      },
      put: (key, value) => void put.run(name, key, JSON.stringify(value)),
      delete: key => void del.run(name, key),
      entries,
      values: prefix => entries(prefix).map(entry => entry.value),
      clear: () => void clear.run(name),
    };
  }

  /** 1, 2, 3 …; never repeats, not even after a reset. `first` is the first value given out. */
  next(counter: string, first = 1): number {
    const row = this.#db
      .prepare('insert into counter (name, value) values (?, ?) on conflict (name) do update set value = value + 1 returning value')
      .get(counter, first);
    return Number(row?.['value']);
  }

  /** All or nothing; may be nested. */
  transaction<T>(work: () => T): T {
    if (this.#depth > 0) return work();
    this.#db.exec('begin immediate');
    this.#depth++;
    try {
      const result = work();
      this.#db.exec('commit');
      return result;
    } catch (error) {
      this.#db.exec('rollback');
      throw error;
    } finally {
      this.#depth--;
    }
  }

  appendLedger(at: string, row: string): number {
    return Number(this.#db.prepare('insert into ledger (at, row) values (?, ?)').run(at, row).lastInsertRowid);
  }

  readLedger(after = 0): { n: number; at: string; row: string }[] {
    return this.#db
      .prepare('select n, at, row from ledger where n > ? order by n')
      .all(after)
      .map(row => ({ n: Number(row['n']), at: String(row['at']), row: String(row['row']) }));
  }

  close(): void {
    this.#db.close();
  }
}
