import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { PortalKeys } from './portal-keys.ts';

const MASTER = randomBytes(32);

function given(master = MASTER) {
  const stored = new Map<string, Buffer>();
  const reads: string[] = [];
  let isAway = false;
  const keys = new PortalKeys(master, {
    read: async portalId => {
      reads.push(portalId);
      if (isAway) throw new Error('the database is away');
      return stored.get(portalId) ?? null;
    },
  });
  return { keys, stored, reads, goAway: (away: boolean) => (isAway = away) };
}

it('opens a portal’s key once, also when many ask at the same time', async () => {
  const { keys, stored, reads } = given();
  stored.set('p1', keys.wrapNew('p1'));
  const opened = await Promise.all(Array.from({ length: 10 }, () => keys.of('p1')));
  expect([new Set(opened.map(key => key.toString('hex'))).size, opened[0]?.length, reads]).toEqual([1, 32, ['p1']]);
});

it('gives every portal a key of its own', async () => {
  const { keys, stored } = given();
  for (const id of ['p1', 'p2']) stored.set(id, keys.wrapNew(id));
  expect((await keys.of('p1')).equals(await keys.of('p2'))).toBe(false);
});

it('asks again after the database was away', async () => {
  const { keys, stored, goAway } = given();
  stored.set('p1', keys.wrapNew('p1'));
  goAway(true);
  await expect(keys.of('p1')).rejects.toThrow('away');
  goAway(false);
  expect((await keys.of('p1')).length).toBe(32);
});

it('does not open a key of another portal, nor with another master key (AT-14)', async () => {
  const { keys, stored } = given();
  const wrapped = keys.wrapNew('p1');
  stored.set('p2', wrapped);
  await expect(keys.of('p2')).rejects.toThrow('The master key does not open this database');
  const stranger = given(randomBytes(32));
  stranger.stored.set('p1', wrapped);
  await expect(stranger.keys.of('p1')).rejects.toThrow('The master key does not open this database');
});

it('says that a portal has no key, instead of making one', async () => {
  await expect(given().keys.of('p1')).rejects.toThrow('no key');
});
