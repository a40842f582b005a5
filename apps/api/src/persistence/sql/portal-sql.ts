/** Plain SQL of one portal outside a use case's transaction: tokens, budgets, sessions, reads. Each call is one short transaction. */
import type { PortalId } from '@olchat/domain';
import type { Pool, PoolClient } from 'pg';

export interface PortalSql {
  /** Runs `work` in one transaction that sees this portal only. */
  run<T>(portalId: PortalId, work: (client: PoolClient) => Promise<T>, options?: { snapshot?: boolean }): Promise<T>;
}

export const portalSql = (pool: Pool): PortalSql => ({
  async run(portalId, work, options = {}) {
    const client = await pool.connect();
    try {
      await client.query(options.snapshot === true ? 'begin isolation level repeatable read read only' : 'begin');
      await client.query(`select set_config('olchat.portal_id', $1, true)`, [portalId]);
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => undefined); // the connection is gone: the first error tells more
      throw error;
    } finally {
      client.release();
    }
  },
});
