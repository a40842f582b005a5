/** The master key must be the one this database was begun with: a wrong one stops the start, before anything is half sealed with another (AT-14). */
import type { Pool } from 'pg';
import { seal, unseal, type Place } from './sealer.ts';

export class WrongMasterKey extends Error {
  override readonly name = 'WrongMasterKey';
}

const PLACE: Place = { portalId: '', column: 'system_seal.sealed', row: '' };

export async function proveMasterKey(pool: Pool, masterKey: Buffer): Promise<void> {
  const { rows } = await pool.query<{ sealed: Buffer }>('select sealed from system_seal limit 1');
  const sealed = rows[0]?.sealed;
  if (sealed === undefined) {
    await pool.query('insert into system_seal (sealed) select $1 where not exists (select from system_seal)', [
      seal(masterKey, PLACE, 'olchat'),
    ]);
    return;
  }
  try {
    unseal(masterKey, PLACE, sealed);
  } catch (cause) {
    throw new WrongMasterKey(
      'This database was begun with another master key. Give MASTER_KEY (or MASTER_KEY_FILE) the key it was made with.',
      {
        cause,
      },
    );
  }
}
