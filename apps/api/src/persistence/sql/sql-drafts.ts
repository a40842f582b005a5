/** Drafts: what they say is sealed like a message's text; what decides (whose, where, which version) is not. */
import {
  cardKey,
  DRAFT_DAYS,
  draftKey,
  type Draft,
  type DraftContent,
  type DraftPlace,
  type Drafts,
  type DraftVersion,
  type DraftWriter,
  type EmployeeId,
} from '@olchat/domain';
import { seal, unseal, type Place } from '../sealing/sealer.ts';
import type { Sql } from './sql.ts';

interface DraftRow {
  sealed_content: Buffer;
  version: DraftVersion;
  saved_at: Date;
  writer: string | null;
  step: number | null;
}

const WHERE = 'portal_id = ? and employee_id = ? and card_key = ? and recipient_id = ?';
const IS_LIVING = `draft.saved_at > ?::timestamptz - make_interval(days => ${DRAFT_DAYS})`;
/** The version that its writer saw, or an earlier step of the same writer. Nulls are equal to nothing. */
const IS_MEANT = '(draft.version = ?::uuid or (draft.writer = ?::text and draft.step < ?::integer))';

export class SqlDrafts implements Drafts {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async find(place: DraftPlace, now: Date): Promise<Draft | null> {
    const [row] = await this.#sql.execute<DraftRow>(
      `select sealed_content, version, saved_at, writer, step from draft where ${WHERE} and ${IS_LIVING}`,
      [...this.#key(place), now],
    );
    if (row === undefined) return null;
    const { employeeId, card, recipientId } = place;
    const content = JSON.parse(unseal(this.#sql.key, this.#seal(place), row.sealed_content).toString('utf8')) as DraftContent;
    const savedBy = row.writer === null || row.step === null ? null : { writer: row.writer, step: row.step };
    return { employeeId, card, recipientId, content, version: row.version, savedAt: new Date(row.saved_at), savedBy };
  }

  async save(draft: Draft, baseVersion: DraftVersion | null): Promise<boolean> {
    const { content, version, savedAt, savedBy } = draft;
    const sealed = seal(this.#sql.key, this.#seal(draft), JSON.stringify(content));
    const writer = [savedBy?.writer ?? null, savedBy?.step ?? null];
    const rows =
      baseVersion === null
        ? await this.#sql.execute(
            `insert into draft (portal_id, employee_id, card_key, recipient_id, sealed_content, version, saved_at, writer, step)
             values (?, ?, ?, ?, ?, ?, ?, ?, ?)
             on conflict (portal_id, employee_id, card_key, recipient_id) do update
               set sealed_content = excluded.sealed_content, version = excluded.version, saved_at = excluded.saved_at,
                 writer = excluded.writer, step = excluded.step
               where not (${IS_LIVING}) or ${IS_MEANT}
             returning version`,
            [...this.#key(draft), sealed, version, savedAt, ...writer, savedAt, null, ...writer],
          )
        : await this.#sql.execute(
            `update draft set sealed_content = ?, version = ?, saved_at = ?, writer = ?, step = ?
             where ${WHERE} and ${IS_MEANT} and ${IS_LIVING} returning version`,
            [sealed, version, savedAt, ...writer, ...this.#key(draft), baseVersion, ...writer, savedAt],
          );
    return rows.length > 0;
  }

  async remove(place: DraftPlace, version: DraftVersion | null, now: Date, removedBy: DraftWriter | null = null): Promise<boolean> {
    const rows = await this.#sql.execute(`delete from draft where ${WHERE} and ${IS_MEANT} and ${IS_LIVING} returning version`, [
      ...this.#key(place),
      version,
      removedBy?.writer ?? null,
      removedBy?.step ?? null,
      now,
    ]);
    return rows.length > 0;
  }

  #key({ employeeId, card, recipientId }: DraftPlace): [string, EmployeeId, string, string] {
    return [this.#sql.portalId, employeeId, cardKey(card), recipientId];
  }

  /** Moved to another employee, card or client it does not open. */
  #seal(place: DraftPlace): Place {
    return { portalId: this.#sql.portalId, column: 'draft.sealed_content', row: draftKey(place) };
  }
}
