/** Portals as proven at installation (SE-1, SE-3); the address by which a request finds its portal is a table without content. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { DEFAULT_TEXT_LIMIT, newId, type Portal, type PortalId } from '@olchat/domain';
import type { Pool } from 'pg';
import type { PortalRegistry, ProvenInstallation, Suspension } from '../../portals/portal-registry.ts';
import { portalManager, type Orm } from '../orm.ts';
import { PortalSchema } from '../entities/entities.ts';
import type { PortalKeys } from '../sealing/portal-keys.ts';
import type { PortalSql } from './portal-sql.ts';
import { LASTING_CHORES } from './sql-chores.ts';
import { writePair } from './sql-tokens.ts';

/** One transaction of an erasure stays short, and one run of it too. */
const ERASED_AT_ONCE = 5000;
const ERASED_BATCHES = 500;

const hash = (token: string): Buffer => createHash('sha256').update(token).digest();

export class SqlPortalRegistry implements PortalRegistry {
  readonly #orm: Orm;
  readonly #routing: Pool;
  readonly #sql: PortalSql;
  readonly #keys: PortalKeys;

  constructor(orm: Orm, routing: Pool, sql: PortalSql, keys: PortalKeys) {
    this.#orm = orm;
    this.#routing = routing;
    this.#sql = sql;
    this.#keys = keys;
  }

  async findByMemberId(memberId: string): Promise<Portal | null> {
    const portalId = await this.#route(memberId);
    return portalId === null ? null : portalManager(this.#orm, portalId).findOne(PortalSchema, { id: portalId });
  }

  async install(proof: ProvenInstallation): Promise<Portal> {
    const portalId = await this.#renew(proof);
    await this.#saveEmployee(portalId, { ...proof.administrator, isAdministrator: true });
    const portal = await this.findByMemberId(proof.memberId);
    if (portal === null) throw new Error('an installed portal vanished');
    return portal;
  }

  async #renew(proof: ProvenInstallation): Promise<PortalId> {
    for (;;) {
      const portalId = (await this.#route(proof.memberId)) ?? (await this.#create(proof));
      const key = await this.#keys.of(portalId);
      const isThere = await this.#sql.run(portalId, async client => {
        // First of all: what is being erased now cannot come back, and the portal begins anew (SE-2).
        const { rowCount } = await client.query('update portal_route set suspended_at = null, uninstalled_at = null where portal_id = $1', [
          portalId,
        ]);
        if (rowCount === 0) return false;
        await client.query(
          `update portal set client_endpoint = $2, token_url = $3, domain = $4, title = $5, language = $6, main_employee_id = $7, state = 'ACTIVE'
           where portal_id = $1`,
          [portalId, proof.clientEndpoint, proof.tokenUrl, proof.domain, proof.title, proof.language, proof.administrator.id],
        );
        await writePair(client, key, portalId, proof.administrator.id, proof.tokens, true);
        await client.query(
          `insert into installation (portal_id, rights_since) values ($1, now())
           on conflict (portal_id) do update set rights_state = 'OK', rights_since = now()`,
          [portalId],
        );
        await client.query(
          `insert into chore (portal_id, name) select $1, unnest($2::text[])
           on conflict (portal_id, name) do update set run_at = now(), lease_token = null`,
          [portalId, LASTING_CHORES],
        );
        return true;
      });
      if (isThere) return portalId;
    }
  }

  /** Two installations at once make one portal: the second finds the first's address. */
  async #create(proof: ProvenInstallation): Promise<PortalId> {
    const portalId = newId<PortalId>();
    const isFirst = await this.#sql.run(portalId, async client => {
      await client.query(
        `insert into portal (portal_id, member_id, client_endpoint, token_url, domain, title, state, language, country, main_employee_id, text_limit)
         values ($1, $2, $3, $4, $5, $6, 'ACTIVE', $7, $8, $9, $10)`,
        [
          portalId,
          proof.memberId,
          proof.clientEndpoint,
          proof.tokenUrl,
          proof.domain,
          proof.title,
          proof.language,
          proof.country,
          proof.administrator.id,
          DEFAULT_TEXT_LIMIT,
        ],
      );
      await client.query('insert into portal_key (portal_id, version, wrapped_key) values ($1, 1, $2)', [
        portalId,
        this.#keys.wrapNew(portalId),
      ]);
      await client.query('insert into feed_head (portal_id, seq) values ($1, 0)', [portalId]);
      const { rowCount } = await client.query('insert into portal_route (member_id, portal_id) values ($1, $2) on conflict do nothing', [
        proof.memberId,
        portalId,
      ]);
      if (rowCount === 1) return true;
      await client.query('delete from feed_head where portal_id = $1', [portalId]);
      await client.query('delete from portal_key where portal_id = $1', [portalId]);
      await client.query('delete from portal where portal_id = $1', [portalId]);
      return false;
    });
    return isFirst ? portalId : ((await this.#route(proof.memberId)) ?? portalId);
  }

  async saveApplicationToken(portalId: PortalId, token: string): Promise<void> {
    await this.#sql.run(portalId, client =>
      client.query('update portal set application_token_hash = $2 where portal_id = $1', [portalId, hash(token)]),
    );
  }

  async applicationTokenMatches(portalId: PortalId, token: string): Promise<boolean> {
    const stored = await this.#sql.run(portalId, async client => {
      const { rows } = await client.query<{ application_token_hash: Buffer | null }>(
        'select application_token_hash from portal where portal_id = $1',
        [portalId],
      );
      return rows[0]?.application_token_hash ?? null;
    });
    return stored !== null && timingSafeEqual(stored, hash(token));
  }

  async saveEmployee(
    portalId: PortalId,
    employee: Parameters<PortalRegistry['saveEmployee']>[1],
    tokens: Parameters<PortalRegistry['saveEmployee']>[2],
  ): Promise<void> {
    await this.#saveEmployee(portalId, employee);
    if (tokens === null) return;
    const key = await this.#keys.of(portalId);
    await this.#sql.run(portalId, client => writePair(client, key, portalId, employee.id, tokens, employee.isAdministrator));
  }

  async suspend(portalId: PortalId, at: Date): Promise<void> {
    await this.#sql.run(portalId, async client => {
      await client.query('update portal_route set suspended_at = coalesce(suspended_at, $2) where portal_id = $1', [portalId, at]);
      await client.query(`update portal set state = 'SUSPENDED' where portal_id = $1`, [portalId]);
      // Pages ask for a new session by themselves; keys of partners cannot, so they stay and open nothing meanwhile.
      await client.query(`delete from token where portal_id = $1 and kind = 'SESSION'`, [portalId]);
      await client.query(
        `insert into chore (portal_id, name, run_at) values ($1, 'UNINSTALL', $2) on conflict (portal_id, name) do update set run_at = $2`,
        [portalId, at],
      );
    });
  }

  async suspension(portalId: PortalId): Promise<Suspension | null> {
    return this.#sql.run(portalId, async client => {
      const { rows } = await client.query<{ suspended_at: Date | null; uninstalled_at: Date | null }>(
        'select suspended_at, uninstalled_at from portal_route where portal_id = $1',
        [portalId],
      );
      const row = rows[0];
      // Its erasure has begun: only the address is gone so far.
      if (row === undefined) return { since: new Date(0), uninstalledAt: new Date(0) };
      return row.suspended_at === null ? null : { since: row.suspended_at, uninstalledAt: row.uninstalled_at };
    });
  }

  async resume(portalId: PortalId): Promise<void> {
    await this.#sql.run(portalId, async client => {
      const { rowCount } = await client.query(
        'update portal_route set suspended_at = null, uninstalled_at = null where portal_id = $1 and suspended_at is not null',
        [portalId],
      );
      if (rowCount === 1) await client.query(`update portal set state = 'ACTIVE' where portal_id = $1`, [portalId]);
    });
  }

  async confirmUninstalled(portalId: PortalId, at: Date): Promise<void> {
    await this.#sql.run(portalId, client =>
      client.query(
        'update portal_route set uninstalled_at = coalesce(uninstalled_at, $2) where portal_id = $1 and suspended_at is not null',
        [portalId, at],
      ),
    );
  }

  async erase(portalId: PortalId): Promise<boolean> {
    for (let batches = 0; batches < ERASED_BATCHES; batches += 1) {
      const gone = await this.#sql.run(portalId, async client => {
        const { rows } = await client.query<{ gone: string }>('select erase_some($1) as gone', [ERASED_AT_ONCE]);
        return Number(rows[0]?.gone ?? 0);
      });
      if (gone === 0) return true;
    }
    return false;
  }

  async #saveEmployee(portalId: PortalId, employee: { id: string; name: string; isAdministrator: boolean }): Promise<void> {
    await this.#sql.run(portalId, client =>
      client.query(
        `insert into employee (portal_id, id, name, is_administrator, seen_at) values ($1, $2, $3, $4, now())
         on conflict (portal_id, id) do update set name = excluded.name, is_administrator = excluded.is_administrator,
           seen_at = now(), dismissed_at = null`,
        [portalId, employee.id, employee.name, employee.isAdministrator],
      ),
    );
  }

  async #route(memberId: string): Promise<PortalId | null> {
    const { rows } = await this.#routing.query<{ portal_id: PortalId }>('select portal_id from portal_route where member_id = $1', [
      memberId,
    ]);
    return rows[0]?.portal_id ?? null;
  }
}
