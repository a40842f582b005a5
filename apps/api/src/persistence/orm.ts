/** The portal-scoped door to the database: every transaction names its portal (SE-10). */
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import type { PortalId } from '@olchat/domain';
import { poolConfig, type DatabaseSettings } from './connections.ts';
import { ENTITIES } from './entities/entities.ts';
import { giveUpLostConnections } from './lost-connections.ts';

export type Orm = MikroORM;

/** By the constructor: `init` would load seeder, generator and migrator as well, half a second of every start. It connects at the first question. */
export function openOrm(settings: DatabaseSettings): Orm {
  const { max, ...driverOptions } = poolConfig(settings, settings.poolSize, 'portal');
  return new MikroORM({
    clientUrl: settings.url,
    entities: ENTITIES,
    pool: { min: 0, max: max ?? 10 },
    driverOptions: { ...driverOptions, onPoolCreated: giveUpLostConnections },
    ensureDatabase: false,
    discovery: { checkDuplicateTableNames: true },
    // Rows are loaded and stored inside one transaction of one fork; nothing lives longer than that.
    forceUtcTimezone: true,
  });
}

/** A fresh entity manager whose transactions belong to this portal. */
export const portalManager = (orm: Orm, portalId: PortalId): EntityManager =>
  orm.em.fork({ session: { variables: { 'olchat.portal_id': portalId } } });
