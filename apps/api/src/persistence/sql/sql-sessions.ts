/** Widget sessions and partner keys: found by the hash of their token before the portal is known, then read inside it (SE-4, SE-7). */
import { createHash, randomBytes } from 'node:crypto';
import type { Caller, EmployeeId, NewToken, PortalId } from '@olchat/domain';
import type { Pool } from 'pg';
import type { Sessions } from '../../portals/sessions.ts';
import type { PortalSql } from './portal-sql.ts';

const SLIDING_HOURS = 1;
const ABSOLUTE_HOURS = 12;
/** A revoked caller is heard at most this long (SE-5 allows 5 s). */
const REMEMBERED_MS = 2000;
const REMEMBERED_AT_MOST = 10_000;

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** 256 random bits; the prefix tells people what they hold. */
export const newToken = (prefix: 'olc' | 'ols' = 'olc'): NewToken => {
  const token = `${prefix}_${randomBytes(32).toString('base64url')}`;
  return { token, hash: hashToken(token).toString('hex') };
};

export class SqlSessions implements Sessions {
  readonly #routing: Pool;
  readonly #sql: PortalSql;
  readonly #recent = new Map<string, { caller: Caller | null; at: number }>();

  constructor(routing: Pool, sql: PortalSql) {
    this.#routing = routing;
    this.#sql = sql;
  }

  async open(session: Parameters<Sessions['open']>[0]): Promise<string> {
    const { token, hash } = newToken('ols');
    await this.#sql.run(session.portalId, async client => {
      await client.query(
        `insert into token (portal_id, token_hash, kind, employee_id, is_administrator, locale) values ($1, decode($2, 'hex'), 'SESSION', $3, $4, $5)`,
        [session.portalId, hash, session.employeeId, session.isAdministrator, session.locale],
      );
    });
    return token;
  }

  async caller(token: string): Promise<Caller | null> {
    const hash = hashToken(token);
    const key = hash.toString('hex');
    const known = this.#recent.get(key);
    if (known !== undefined && performance.now() - known.at < REMEMBERED_MS) return known.caller;
    const caller = await this.#find(hash);
    if (this.#recent.size >= REMEMBERED_AT_MOST) this.#recent.clear();
    this.#recent.set(key, { caller, at: performance.now() });
    return caller;
  }

  async revoked(tokens: readonly string[]): Promise<ReadonlySet<string>> {
    // Those of a suspended portal stay and open nothing until it comes back (SE-2).
    const { rows } = await this.#routing.query<{ token_hash: Buffer }>(
      'select token_hash from token join portal_route using (portal_id) where token_hash = any($1) and suspended_at is null',
      [tokens.map(hashToken)],
    );
    const known = new Set(rows.map(row => row.token_hash.toString('hex')));
    return new Set(tokens.filter(token => !known.has(hashToken(token).toString('hex'))));
  }

  async #find(hash: Buffer): Promise<Caller | null> {
    const { rows } = await this.#routing.query<{
      portal_id: PortalId;
      kind: 'SESSION' | 'PARTNER_KEY';
      employee_id: EmployeeId;
      locale: 'ru' | 'en';
      is_alive: boolean;
      is_stale: boolean;
    }>(
      `select portal_id, kind, employee_id, locale, seen_at < now() - interval '1 minute' as is_stale,
         kind = 'PARTNER_KEY' or (seen_at > now() - make_interval(hours => $2) and opened_at > now() - make_interval(hours => $3)) as is_alive
       from token where token_hash = $1`,
      [hash, SLIDING_HOURS, ABSOLUTE_HOURS],
    );
    const row = rows[0];
    if (row === undefined || !row.is_alive) return null;
    return this.#sql.run(row.portal_id, async client => {
      if (row.is_stale)
        await client.query('update token set seen_at = now() where portal_id = $1 and token_hash = $2', [row.portal_id, hash]);
      const found = await client.query<{ name: string; is_administrator: boolean }>(
        `select employee.name, employee.is_administrator from employee join portal using (portal_id)
         where employee.portal_id = $1 and employee.id = $2 and portal.state = 'ACTIVE'`,
        [row.portal_id, row.employee_id],
      );
      const employee = found.rows[0];
      if (employee === undefined) return null;
      return {
        portalId: row.portal_id,
        employeeId: row.employee_id,
        employeeName: employee.name,
        isAdministrator: employee.is_administrator,
        locale: row.locale,
        via: row.kind === 'SESSION' ? 'WIDGET' : 'PARTNER_KEY',
      };
    });
  }
}
