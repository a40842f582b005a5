/** Embeddings in smart processes: a handful of rows of a portal. */
import type { Embedding, Embeddings, EmployeeId } from '@olchat/domain';
import type { Sql } from './sql.ts';

interface Row {
  smart_process_type_id: string;
  embedded_by: EmployeeId;
  embedded_at: Date | string;
}

export class SqlEmbeddings implements Embeddings {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async list(): Promise<Embedding[]> {
    const rows = await this.#sql.execute<Row>(
      `select smart_process_type_id, embedded_by, embedded_at from smart_process_embedding
       where portal_id = ? order by embedded_at, smart_process_type_id`,
      [this.#sql.portalId],
    );
    return rows.map(row => ({
      smartProcessTypeId: row.smart_process_type_id,
      embeddedBy: row.embedded_by,
      embeddedAt: new Date(row.embedded_at),
    }));
  }

  async add({ smartProcessTypeId, embeddedBy, embeddedAt }: Embedding): Promise<void> {
    await this.#sql.execute(
      `insert into smart_process_embedding (portal_id, smart_process_type_id, embedded_by, embedded_at) values (?, ?, ?, ?)
       on conflict (portal_id, smart_process_type_id) do nothing`,
      [this.#sql.portalId, smartProcessTypeId, embeddedBy, embeddedAt],
    );
  }

  async remove(smartProcessTypeId: string): Promise<void> {
    await this.#sql.execute('delete from smart_process_embedding where portal_id = ? and smart_process_type_id = ?', [
      this.#sql.portalId,
      smartProcessTypeId,
    ]);
  }
}
