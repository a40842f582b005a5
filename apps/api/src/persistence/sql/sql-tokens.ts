/** Bitrix24's token pairs: one row per employee who opened the application, sealed; renewed once over all processes (RE-42, RE-43). */
import type { ActingAs, EmployeeId, PortalId, PortalTokens } from '@olchat/domain';
import type { PortalAddress, PortalAddresses, TokenPair, TokenStore } from '@olchat/bitrix24';
import type { PoolClient } from 'pg';
import type { PortalKeys } from '../sealing/portal-keys.ts';
import { seal, unseal, type Place } from '../sealing/sealer.ts';
import type { PortalSql } from './portal-sql.ts';

/** Connections that may wait for the authorisation server at once; the rest of the pool stays for the work (RE-42). */
const EXCHANGES_AT_ONCE = 2;

const place = (portalId: PortalId, employeeId: string): Place => ({ portalId, column: 'bitrix24_token.sealed_pair', row: employeeId });

export class SqlTokens implements TokenStore, PortalTokens, PortalAddresses {
  readonly #sql: PortalSql;
  readonly #keys: PortalKeys;
  #exchanging = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(sql: PortalSql, keys: PortalKeys) {
    this.#sql = sql;
    this.#keys = keys;
  }

  async read(portalId: PortalId, owner: ActingAs): Promise<TokenPair | null> {
    const key = await this.#keys.of(portalId);
    return this.#sql.run(portalId, client => readPair(client, key, portalId, owner, ''));
  }

  async renew(
    portalId: PortalId,
    owner: ActingAs,
    used: string,
    exchange: (refreshToken: string) => Promise<TokenPair | null>,
  ): Promise<TokenPair | null> {
    const key = await this.#keys.of(portalId);
    await this.#enter();
    try {
      return await this.#sql.run(portalId, async client => {
        await client.query(
          `set local lock_timeout = '20s'; set local statement_timeout = '25s'; set local idle_in_transaction_session_timeout = '20s'`,
        );
        const employeeId = await ownerId(client, portalId, owner);
        const stored = await readPair(client, key, portalId, employeeId, 'for update');
        if (stored === null || stored.accessToken !== used) return stored;
        const renewed = await exchange(stored.refreshToken);
        if (renewed === null) {
          await client.query('delete from bitrix24_token where portal_id = $1 and employee_id = $2', [portalId, employeeId]);
          // He may be dismissed, or the application removed: that is looked at now and not within the hour (SE-4).
          await client.query(
            `update chore set run_at = least(run_at, now()), lease_token = null where portal_id = $1 and name = 'CHECK_RIGHTS'`,
            [portalId],
          );
          return null;
        }
        await writePair(client, key, portalId, employeeId, renewed, null);
        return renewed;
      });
    } finally {
      this.#leave();
    }
  }

  async mainOwners(portalId: PortalId): Promise<ActingAs[]> {
    return this.#sql.run(portalId, async client => {
      const { rows } = await client.query<{ employee_id: EmployeeId }>(
        `select employee_id from bitrix24_token join portal using (portal_id)
         where portal_id = $1 and is_administrator and employee_id <> main_employee_id order by renewed_at desc limit 5`,
        [portalId],
      );
      return rows.map(row => row.employee_id);
    });
  }

  /** Whoever has a pair, the administrators first; at most 20. */
  async owners(portalId: PortalId): Promise<EmployeeId[]> {
    return this.#employees(portalId, 'order by is_administrator desc, renewed_at desc limit 20', []);
  }

  async staleOwners(portalId: PortalId, before: Date): Promise<EmployeeId[]> {
    return this.#employees(portalId, 'and renewed_at < $2 order by renewed_at limit 50', [before]);
  }

  async #employees(portalId: PortalId, which: string, params: readonly unknown[]): Promise<EmployeeId[]> {
    return this.#sql.run(portalId, async client => {
      const { rows } = await client.query<{ employee_id: EmployeeId }>(
        `select employee_id from bitrix24_token where portal_id = $1 ${which}`,
        [portalId, ...params],
      );
      return rows.map(row => row.employee_id);
    });
  }

  async has(portalId: PortalId, employeeId: EmployeeId): Promise<boolean> {
    return this.#sql.run(portalId, async client => {
      const { rowCount } = await client.query('select 1 from bitrix24_token where portal_id = $1 and employee_id = $2', [
        portalId,
        employeeId,
      ]);
      return rowCount === 1;
    });
  }

  /** The authorisation server named another REST address for this portal: the proof of a move (SE-3). */
  async move(portalId: PortalId, clientEndpoint: string): Promise<void> {
    const domain = new URL(clientEndpoint).host;
    await this.#sql.run(portalId, client =>
      client.query(
        'update portal set client_endpoint = $2, title = case when title = domain then $3 else title end, domain = $3 where portal_id = $1',
        [portalId, clientEndpoint, domain],
      ),
    );
  }

  async addresses(portalId: PortalId): Promise<PortalAddress | null> {
    return this.#sql.run(portalId, async client => {
      const { rows } = await client.query<{ member_id: string; client_endpoint: string; token_url: string; language: string }>(
        // A suspended one too: whether the application is still there is what it is asked then (SE-2).
        'select member_id, client_endpoint, token_url, language from portal where portal_id = $1',
        [portalId],
      );
      const row = rows[0];
      return row === undefined
        ? null
        : { memberId: row.member_id, clientEndpoint: row.client_endpoint, tokenUrl: row.token_url, language: row.language };
    });
  }

  async #enter(): Promise<void> {
    while (this.#exchanging >= EXCHANGES_AT_ONCE) await new Promise<void>(resolve => this.#waiting.push(resolve));
    this.#exchanging += 1;
  }

  #leave(): void {
    this.#exchanging -= 1;
    this.#waiting.shift()?.();
  }
}

export async function writePair(
  client: PoolClient,
  key: Buffer,
  portalId: PortalId,
  employeeId: string,
  pair: TokenPair,
  isAdministrator: boolean | null,
): Promise<void> {
  const sealed = seal(key, place(portalId, employeeId), JSON.stringify([pair.accessToken, pair.refreshToken]));
  await client.query(
    `insert into bitrix24_token (portal_id, employee_id, sealed_pair, is_administrator, expires_at) values ($1, $2, $3, coalesce($4, false), $5)
     on conflict (portal_id, employee_id) do update set sealed_pair = excluded.sealed_pair, expires_at = excluded.expires_at, renewed_at = now(),
       is_administrator = coalesce($4, bitrix24_token.is_administrator)`,
    [portalId, employeeId, sealed, isAdministrator, pair.expiresAt],
  );
}

async function ownerId(client: PoolClient, portalId: PortalId, owner: ActingAs): Promise<string> {
  if (owner !== 'main') return owner;
  const { rows } = await client.query<{ main_employee_id: string }>('select main_employee_id from portal where portal_id = $1', [portalId]);
  return rows[0]?.main_employee_id ?? '';
}

async function readPair(
  client: PoolClient,
  key: Buffer,
  portalId: PortalId,
  owner: string,
  lock: '' | 'for update',
): Promise<TokenPair | null> {
  const employeeId = await ownerId(client, portalId, owner as ActingAs);
  const { rows } = await client.query<{ sealed_pair: Buffer; expires_at: Date }>(
    `select sealed_pair, expires_at from bitrix24_token where portal_id = $1 and employee_id = $2 ${lock}`,
    [portalId, employeeId],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const [accessToken, refreshToken] = JSON.parse(unseal(key, place(portalId, employeeId), row.sealed_pair).toString('utf8')) as [
    string,
    string,
  ];
  return { accessToken, refreshToken, expiresAt: row.expires_at };
}
