/** The record of changes in PostgreSQL: whoever reaches its tables past the application cannot alter it unseen (SE-52). */
import { changeBy, type ChainBreak, type PortalId } from '@olchat/domain';
import { aCaller } from '@olchat/domain/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { openParts, type StorageParts } from './parts.ts';

let database: TestDatabase;
let parts: StorageParts;
let portalId: PortalId;

beforeAll(async () => {
  database = await openTestDatabase();
  parts = await openParts(database.url);
});

afterAll(async () => {
  await parts[Symbol.asyncDispose]();
  await database.close();
});

beforeEach(async () => {
  portalId = await parts.newPortal();
  await parts.storage.transaction(portalId, async tx => {
    for (const title of ['один', 'два', 'три', 'четыре']) {
      await tx.changes.add(changeBy(aCaller(portalId), new Date(), { what: 'ACCOUNT_SETTINGS', subject: title, after: { title } }));
    }
  });
});

const firstBreak = (): Promise<ChainBreak | null> => parts.storage.transaction(portalId, tx => tx.changes.firstBreak());
const tamper = (sql: string): Promise<unknown> => parts.owner.query(sql, [portalId]);

describe('a record that somebody altered in the database', () => {
  it('holds while nobody did', async () => {
    expect(await firstBreak()).toBeNull();
  });

  it.each([
    ['another text', `update change set after = '{"title":"пять"}' where portal_id = $1 and seq = 2`, { seq: 2, kind: 'CHANGED' }],
    ['another person', `update change set employee_id = '99' where portal_id = $1 and seq = 3`, { seq: 3, kind: 'CHANGED' }],
    ['another time', `update change set at = at - interval '1 day' where portal_id = $1 and seq = 1`, { seq: 1, kind: 'CHANGED' }],
    ['an entry less in the middle', `delete from change where portal_id = $1 and seq = 2`, { seq: 2, kind: 'MISSING' }],
    ['an entry less at the beginning', `delete from change where portal_id = $1 and seq = 1`, { seq: 1, kind: 'MISSING' }],
    ['an entry less at the end', `delete from change where portal_id = $1 and seq = 4`, { seq: 4, kind: 'MISSING' }],
    ['all entries less', `delete from change where portal_id = $1`, { seq: 1, kind: 'MISSING' }],
    [
      'a gap closed by other numbers',
      `with gone as (delete from change where portal_id = $1 and seq = 2 returning seq)
       update change set seq = -change.seq from gone where portal_id = $1 and change.seq > gone.seq`,
      { seq: 2, kind: 'MISSING' },
    ],
    [
      'an entry put in with a hash that anybody can make',
      `with more as (insert into change select portal_id, 5, gen_random_uuid(), at, employee_id, employee_name, what, subject_id, 'пять', before, after,
         encode(sha256(hash::bytea), 'hex') from change where portal_id = $1 and seq = 4 returning hash)
       update change_head set seq = 5, hash = more.hash from more where portal_id = $1`,
      { seq: 5, kind: 'CHANGED' },
    ],
  ])('is found by its chain: %s', async (_what, sql, found) => {
    await tamper(sql);
    expect(await firstBreak()).toEqual(found);
  });
});
