/** Accounts, each with its lane. */
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { Account, accountLane, type AccountId, type Accounts, type LineId, type Messenger } from '@olchat/domain';
import type { Sql } from '../sql/sql.ts';

export const accountsOf = (em: EntityManager, sql: Sql): Accounts => {
  const { portalId } = sql;
  const openLane = async (id: AccountId): Promise<void> => {
    await sql.execute(
      `insert into lane (portal_id, key, kind, run_at) values (?, ?, 'ACCOUNT', now())
       on conflict (portal_id, key) do update set run_at = least(lane.run_at, now())`,
      [portalId, accountLane(id)],
    );
    sql.wake();
  };
  const save = async (account: Account): Promise<void> => {
    em.persist(account);
    await em.flush();
  };
  return {
    find: id => em.findOne(Account, { portalId, id }),
    lock: id => em.findOne(Account, { portalId, id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true }),
    list: () => em.find(Account, { portalId }, { orderBy: { createdAt: 'asc' } }),
    findByLine: (messenger: Messenger, lineId: LineId) => em.findOne(Account, { portalId, messenger, lineId }),
    save,
    async add(account) {
      await save(account);
      await openLane(account.id);
    },
    async reopen(account) {
      await save(account);
      await openLane(account.id);
    },
  };
};
