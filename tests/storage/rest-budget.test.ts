/** Bitrix24's limits in the database, one bucket for all processes: here two of them (RE-44, Q-23). */
import type { Lane } from '@olchat/bitrix24';
import type { PortalId } from '@olchat/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SqlRestBudget } from '../../apps/api/src/persistence/sql/sql-rest-budget.ts';
import { openTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { openParts, type StorageParts } from './parts.ts';

let database: TestDatabase;
let parts: StorageParts;
let portalId: PortalId;
let one: SqlRestBudget;
let other: SqlRestBudget;

beforeAll(async () => {
  database = await openTestDatabase();
  parts = await openParts(database.url);
  [one, other] = [new SqlRestBudget(parts.sql), new SqlRestBudget(parts.sql)];
});

beforeEach(async () => {
  portalId = await parts.newPortal();
});

afterAll(async () => {
  await parts[Symbol.asyncDispose]();
  await database.close();
});

/** True when the call may leave at once. */
const mayLeave = async (budget: SqlRestBudget, lane: Lane, portal = portalId): Promise<boolean> => {
  // The bucket answers at once or has to wait; it is given up in the first wait.
  const giveUp = new AbortController();
  const taken = budget.take(portal, lane, giveUp.signal).then(
    () => true,
    () => false,
  );
  const limit = setTimeout(() => giveUp.abort(), 200);
  const answer = await taken;
  clearTimeout(limit);
  return answer;
};

const takeTogether = async (count: number, lane: Lane): Promise<number> => {
  const answers = await Promise.all(Array.from({ length: count }, (_, index) => mayLeave(index % 2 === 0 ? one : other, lane)));
  return answers.filter(Boolean).length;
};

describe('the bucket of a portal', () => {
  it('is one for all processes: background work fills half of it, people the rest (RE-44)', async () => {
    // While these were asked the bucket drained a little.
    const background = await takeTogether(40, 'background');
    expect(background).toBeGreaterThanOrEqual(25);
    expect(background).toBeLessThanOrEqual(30);
    const people = await takeTogether(30, 'person');
    expect(people).toBeGreaterThanOrEqual(22);
    expect(await mayLeave(other, 'person', await parts.newPortal())).toBe(true);
  });

  it('holds everything back after QUERY_LIMIT_EXCEEDED, and is full then: the portal counts, not we', async () => {
    await one.slowDown(portalId, new Date(Date.now() + 400), null);
    expect(await mayLeave(other, 'person')).toBe(false);
    await expect.poll(() => mayLeave(other, 'person'), { timeout: 5000 }).toBe(true);
    expect(await mayLeave(one, 'background')).toBe(false);
  });
});

describe('a method whose operating time is used up', () => {
  it('is stopped for every process until its reset; the others run on', async () => {
    const until = new Date(Date.now() + 60_000);
    await one.slowDown(portalId, until, 'crm.item.get');
    const { signal } = new AbortController();
    expect(await other.take(portalId, 'person', signal, ['crm.item.get'])).toEqual(until);
    expect(await other.take(portalId, 'person', signal, ['crm.item.update'])).toBeNull();
    expect(await other.take(await parts.newPortal(), 'person', signal, ['crm.item.get'])).toBeNull();
  });
});
