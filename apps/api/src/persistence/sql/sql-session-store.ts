/** Keys of one account's messenger session: sealed, one transaction per change, fenced by the account's lease (RE-26, SE-50). */
import { LeaseLostError, type AccountId, type Lease, type PortalId, type SessionStore } from '@olchat/domain';
import type { EntityManager } from '@mikro-orm/postgresql';
import { portalManager, type Orm } from '../orm.ts';
import type { PortalKeys } from '../sealing/portal-keys.ts';
import { seal, unseal, type Place } from '../sealing/sealer.ts';

export class SqlSessionStore implements SessionStore {
  readonly #orm: Orm;
  readonly #keys: PortalKeys;
  readonly #lease: Lease;
  readonly #accountId: AccountId;

  constructor(orm: Orm, keys: PortalKeys, lease: Lease, accountId: AccountId) {
    this.#orm = orm;
    this.#keys = keys;
    this.#lease = lease;
    this.#accountId = accountId;
  }

  async readCredentials(): Promise<string | null> {
    return this.#read(async (em, key) => {
      const [row] = await em.execute<{ sealed_credentials: Buffer }[]>(
        'select sealed_credentials from session_credentials where portal_id = ? and account_id = ?',
        [this.#portalId, this.#accountId],
      );
      return row === undefined ? null : unseal(key, this.#place('session_credentials', ''), row.sealed_credentials).toString('utf8');
    });
  }

  async writeCredentials(credentials: string): Promise<void> {
    await this.#write(async (em, key) => {
      await em.execute(
        `insert into session_credentials (portal_id, account_id, sealed_credentials) values (?, ?, ?)
         on conflict (portal_id, account_id) do update set sealed_credentials = excluded.sealed_credentials`,
        [this.#portalId, this.#accountId, seal(key, this.#place('session_credentials', ''), credentials)],
      );
    });
  }

  async readKeys(type: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    return this.#read(async (em, key) => {
      const rows = await em.execute<{ id: string; sealed_value: Buffer }[]>(
        'select id, sealed_value from session_key where portal_id = ? and account_id = ? and type = ? and id = any(?::text[])',
        [this.#portalId, this.#accountId, type, textArray(ids)],
      );
      return new Map(
        rows.map(row => [row.id, unseal(key, this.#place('session_key', `${type}/${row.id}`), row.sealed_value).toString('utf8')]),
      );
    });
  }

  async writeKeys(
    upserts: readonly { type: string; id: string; value: string }[],
    deletes: readonly { type: string; id: string }[],
  ): Promise<void> {
    await this.#write(async (em, key) => {
      if (upserts.length > 0) {
        await em.execute(
          `insert into session_key (portal_id, account_id, type, id, sealed_value)
           select ?, ?, item->>'type', item->>'id', decode(item->>'value', 'base64') from jsonb_array_elements(?::jsonb) as item
           on conflict (portal_id, account_id, type, id) do update set sealed_value = excluded.sealed_value`,
          [
            this.#portalId,
            this.#accountId,
            JSON.stringify(
              upserts.map(({ type, id, value }) => ({
                type,
                id,
                value: seal(key, this.#place('session_key', `${type}/${id}`), value).toString('base64'),
              })),
            ),
          ],
        );
      }
      if (deletes.length > 0) {
        await em.execute(
          `delete from session_key using jsonb_array_elements(?::jsonb) as item
           where portal_id = ? and account_id = ? and type = item->>'type' and id = item->>'id'`,
          [JSON.stringify(deletes), this.#portalId, this.#accountId],
        );
      }
    });
  }

  async readSent(externalMessageId: string): Promise<Uint8Array | null> {
    return this.#read(async (em, key) => {
      const [row] = await em.execute<{ sealed_content: Buffer }[]>(
        'select sealed_content from sent_content where portal_id = ? and account_id = ? and external_message_id = ?',
        [this.#portalId, this.#accountId, externalMessageId],
      );
      return row === undefined ? null : unseal(key, this.#place('sent_content', externalMessageId), row.sealed_content);
    });
  }

  async writeSent(externalMessageId: string, content: Uint8Array): Promise<void> {
    await this.#write(async (em, key) => {
      await em.execute(
        `insert into sent_content (portal_id, account_id, external_message_id, sealed_content) values (?, ?, ?, ?)
         on conflict (portal_id, account_id, external_message_id) do update set sealed_content = excluded.sealed_content`,
        [this.#portalId, this.#accountId, externalMessageId, seal(key, this.#place('sent_content', externalMessageId), content)],
      );
    });
  }

  async erase(): Promise<void> {
    await this.#write(async em => {
      for (const table of ['session_credentials', 'session_key', 'sent_content']) {
        await em.execute(`delete from ${table} where portal_id = ? and account_id = ?`, [this.#portalId, this.#accountId]);
      }
    });
  }

  get #portalId(): PortalId {
    return this.#lease.portalId;
  }

  #place(table: string, row: string): Place {
    return { portalId: this.#portalId, column: `${table}.sealed`, row: `${this.#accountId}/${row}` };
  }

  async #read<T>(work: (em: EntityManager, key: Buffer) => Promise<T>): Promise<T> {
    const key = await this.#keys.of(this.#portalId);
    return portalManager(this.#orm, this.#portalId).transactional(em => work(em, key));
  }

  async #write(work: (em: EntityManager, key: Buffer) => Promise<void>): Promise<void> {
    await this.#read(async (em, key) => {
      const held = await em.execute<unknown[]>(
        'select 1 from lane where portal_id = ? and key = ? and lease_token = ?::uuid and lease_until > clock_timestamp() for share',
        [this.#portalId, this.#lease.laneKey, this.#lease.token],
      );
      if (held.length === 0) throw new LeaseLostError(`the lease of ${this.#lease.laneKey} is lost`);
      await work(em, key);
    });
  }
}

/** MikroORM spreads arrays into placeholders; PostgreSQL reads this as one array. */
const textArray = (items: readonly string[]): string => `{${items.map(item => `"${item.replace(/(["\\])/g, '\\$1')}"`).join(',')}}`;
