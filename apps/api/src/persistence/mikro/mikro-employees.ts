/** Employees and the keys that they made. */
import type { EntityManager } from '@mikro-orm/postgresql';
import { Employee, PartnerKey, type EmployeeId, type Employees, type PartnerKeyId, type PartnerKeys } from '@olchat/domain';
import type { Sql } from '../sql/sql.ts';

export const employeesOf = (em: EntityManager, sql: Sql): Employees => ({
  find: (id: EmployeeId) => em.findOne(Employee, { portalId: sql.portalId, id }),
  async save(employee) {
    em.persist(employee);
    await em.flush();
  },
  administrators: async () => {
    const rows = await em.find(Employee, { portalId: sql.portalId, isAdministrator: true }, { fields: ['id'], orderBy: { id: 'asc' } });
    return rows.map(({ id }) => id);
  },
  present: async () => {
    const rows = await em.find(Employee, { portalId: sql.portalId, dismissedAt: null }, { fields: ['id'], orderBy: { id: 'asc' } });
    return rows.map(({ id }) => id);
  },
  async dismiss(id, at) {
    await sql.execute('update employee set dismissed_at = ?, is_administrator = false where portal_id = ? and id = ?', [
      at,
      sql.portalId,
      id,
    ]);
    await sql.execute('update partner_key set revoked_at = ? where portal_id = ? and employee_id = ? and revoked_at is null', [
      at,
      sql.portalId,
      id,
    ]);
    await sql.execute('delete from token where portal_id = ? and employee_id = ?', [sql.portalId, id]);
    // His pair stands in for no main one any more.
    await sql.execute('update bitrix24_token set is_administrator = false where portal_id = ? and employee_id = ?', [sql.portalId, id]);
  },
});

export const partnerKeysOf = (em: EntityManager, sql: Sql): PartnerKeys => {
  const { portalId } = sql;
  return {
    find: (id: PartnerKeyId) => em.findOne(PartnerKey, { portalId, id }),
    async add(key, tokenHash) {
      em.persist(key);
      await em.flush();
      await sql.execute(
        `insert into token (portal_id, token_hash, kind, employee_id, partner_key_id, is_administrator, locale)
         select ?, decode(?, 'hex'), 'PARTNER_KEY', id, ?, is_administrator, (select language from portal where portal_id = ?) from employee
         where portal_id = ? and id = ?`,
        [portalId, tokenHash, key.id, portalId, portalId, key.employeeId],
      );
    },
    async save(key) {
      em.persist(key);
      await em.flush();
      if (key.revokedAt !== null) await sql.execute('delete from token where portal_id = ? and partner_key_id = ?', [portalId, key.id]);
    },
  };
};
