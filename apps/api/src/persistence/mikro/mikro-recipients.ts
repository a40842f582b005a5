/** Recipients, one per address. */
import type { EntityManager } from '@mikro-orm/postgresql';
import { newId, Recipient, type RecipientId, type Recipients } from '@olchat/domain';
import type { Sql } from '../sql/sql.ts';

export const recipientsOf = (em: EntityManager, sql: Sql): Recipients => {
  const { portalId } = sql;
  return {
    find: (id: RecipientId) => em.findOne(Recipient, { portalId, id }),
    findByAddress: (messenger, addresses) => em.findOne(Recipient, { portalId, messenger, address: { $in: [...addresses] } }),
    async ensure(messenger, people, names = 'KEPT') {
      const isGiven = names === 'KEPT' ? 'recipient.name is null' : 'recipient.name is distinct from excluded.name';
      // One order for all writers, so that two cards with the same numbers never wait for each other in a circle.
      for (const person of people.toSorted((a, b) => (a.address < b.address ? -1 : 1))) {
        await sql.execute(
          `insert into recipient (portal_id, id, messenger, address, name) values (?, ?, ?, ?, ?)
           on conflict (portal_id, messenger, address) do update set name = excluded.name where ${isGiven} and excluded.name <> ''`,
          [portalId, newId<RecipientId>(), messenger, person.address, person.name],
        );
      }
      const found = await em.find(
        Recipient,
        { portalId, messenger, address: { $in: people.map(person => person.address) } },
        { refresh: true },
      );
      const byAddress = new Map(found.map(recipient => [recipient.address, recipient]));
      return people.map(person => byAddress.get(person.address)).filter(recipient => recipient !== undefined);
    },
    async save(recipient) {
      em.persist(recipient);
      await em.flush();
    },
  };
};
