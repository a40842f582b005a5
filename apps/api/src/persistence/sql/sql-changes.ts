/** The record of changes: entries are added and read. The role of the application may do nothing else to them (SE-52). */
import {
  chainText,
  EMPTY_CHAIN,
  endBreak,
  followChain,
  isBreak,
  newId,
  type ChainBreak,
  type ChainHead,
  type Change,
  type ChangeId,
  type Changes,
  type ChangedThing,
  type EmployeeId,
  type NewChange,
} from '@olchat/domain';
import { keyedHash } from '../sealing/sealer.ts';
import type { Sql } from './sql.ts';

interface ChangeRow {
  seq: string;
  id: ChangeId;
  at: Date;
  employee_id: EmployeeId;
  employee_name: string;
  what: ChangedThing;
  subject_id: string | null;
  subject: string | null;
  before: string | null;
  after: string | null;
  hash: string;
}

const COLUMNS = 'seq, id, at, employee_id, employee_name, what, subject_id, subject, before, after, hash';
/** Entries that are followed at once. */
const STRIDE = 500;

export class SqlChanges implements Changes {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async add(change: NewChange): Promise<void> {
    const { portalId } = this.#sql;
    const { seq, hash: previous } = await this.#takeHead();
    const entry = { ...change, portalId, id: newId<ChangeId>(), seq: seq + 1, before: json(change.before), after: json(change.after) };
    const hash = this.#hash(chainText(entry, previous));
    await this.#sql.execute(
      `insert into change (portal_id, seq, id, at, employee_id, employee_name, what, subject_id, subject, before, after, hash)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        portalId,
        entry.seq,
        entry.id,
        entry.at,
        entry.employeeId,
        entry.employeeName,
        entry.what,
        entry.subjectId,
        entry.subject,
        entry.before,
        entry.after,
        hash,
      ],
    );
    await this.#sql.execute('update change_head set seq = ?, hash = ? where portal_id = ?', [entry.seq, hash, portalId]);
  }

  async page(first: number, after: ChangeId | null): Promise<Change[]> {
    const { portalId } = this.#sql;
    const before = after === null ? '' : 'and seq < (select seq from change where portal_id = ? and id = ?)';
    const rows = await this.#sql.execute<ChangeRow>(
      `select ${COLUMNS} from change where portal_id = ? ${before} order by seq desc limit ?`,
      [portalId, ...(after === null ? [] : [portalId, after]), first],
    );
    return rows.map(row => this.#change(row));
  }

  async firstBreak(): Promise<ChainBreak | null> {
    const expected = await this.#head();
    let head = EMPTY_CHAIN;
    for (;;) {
      const rows = await this.#sql.execute<ChangeRow>(
        `select ${COLUMNS} from change where portal_id = ? and seq > ? order by seq limit ${STRIDE}`,
        [this.#sql.portalId, head.seq],
      );
      const followed = followChain(
        head,
        rows.map(row => this.#change(row)),
        text => this.#hash(text),
      );
      if (isBreak(followed)) return followed;
      head = followed;
      if (rows.length < STRIDE) return endBreak(head, expected);
    }
  }

  /** Held until the commit: whoever adds the next entry waits for this one. */
  async #takeHead(): Promise<ChainHead> {
    const [row] = await this.#sql.execute<{ seq: string; hash: string }>(
      `insert into change_head (portal_id, seq, hash) values (?, ?, ?)
       on conflict (portal_id) do update set seq = change_head.seq returning seq, hash`,
      [this.#sql.portalId, EMPTY_CHAIN.seq, EMPTY_CHAIN.hash],
    );
    if (row === undefined) throw new Error('the record of changes has no head');
    return { seq: Number(row.seq), hash: row.hash };
  }

  /** Held, so that nothing is added while the chain is followed. */
  async #head(): Promise<ChainHead> {
    const [row] = await this.#sql.execute<{ seq: string; hash: string }>(
      'select seq, hash from change_head where portal_id = ? for share',
      [this.#sql.portalId],
    );
    return row === undefined ? EMPTY_CHAIN : { seq: Number(row.seq), hash: row.hash };
  }

  #hash(text: string): string {
    return keyedHash(this.#sql.key, 'change', text).toString('hex');
  }

  #change(row: ChangeRow): Change {
    return {
      portalId: this.#sql.portalId,
      id: row.id,
      seq: Number(row.seq),
      at: new Date(row.at),
      employeeId: row.employee_id,
      employeeName: row.employee_name,
      what: row.what,
      subjectId: row.subject_id,
      subject: row.subject,
      before: row.before,
      after: row.after,
      hash: row.hash,
    };
  }
}

const json = (values: unknown): string | null => (values === null ? null : JSON.stringify(values));
