/** The pages of a conversation over both its tables, on PostgreSQL (S-11). */
import { momentOf, newId, type AccountId, type FileId, type HistoryRequestId, type PortalId, type RecipientId } from '@olchat/domain';
import { aChat, aMessage, anAccount, MemoryFileStore, newNumber } from '@olchat/domain/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SqlReads } from '../../apps/api/src/persistence/sql/sql-reads.ts';
import { Retention } from '../../apps/api/src/worker/retention.ts';
import { openTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { openParts, type StorageParts } from './parts.ts';

let database: TestDatabase;
let parts: StorageParts;
let reads: SqlReads;
let portalId: PortalId;
let accountId: AccountId;
let recipientId: RecipientId;

const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 10, 9, minute));

beforeAll(async () => {
  database = await openTestDatabase();
  parts = await openParts(database.url);
  reads = new SqlReads(parts.orm, parts.sql, parts.keys);
  portalId = await parts.newPortal();
  const account = anAccount(portalId);
  accountId = account.id;
  await parts.storage.transaction(portalId, async tx => {
    await tx.accounts.add(account);
    const [anna, boris] = await tx.recipients.ensure('WHATSAPP', [
      { address: newNumber(), name: 'Анна' },
      { address: newNumber(), name: 'Борис' },
    ]);
    if (anna === undefined || boris === undefined) throw new Error('no recipient was made');
    recipientId = anna.id;
    const sent = (to: RecipientId, text: string, minute: number) =>
      aMessage({ portalId, accountId, recipientId: to, text, createdAt: at(minute) });
    await tx.messages.accept([sent(anna.id, 'один', 1), sent(anna.id, 'четыре', 4), sent(boris.id, 'чужое', 9)]);
    const received = (to: RecipientId, text: string, minute: number, fromPhone = false) =>
      tx.received.add({
        id: newId<FileId>(),
        accountId,
        recipientId: to,
        externalMessageId: text,
        fromPhone,
        text,
        file: null,
        unsupported: null,
        occurredAt: at(minute),
        editedAt: null,
        removedAt: null,
      });
    await received(anna.id, 'два', 2);
    await received(anna.id, 'три', 3, true);
    await received(anna.id, 'пять', 5);
    await received(boris.id, 'чужое', 8);
    await tx.chats.save(aChat({ portalId, accountId, recipientId: anna.id }));
  });
});

afterAll(async () => {
  await parts[Symbol.asyncDispose]();
  await database.close();
});

const textOf = (entry: Awaited<ReturnType<SqlReads['conversation']>>['entries'][number]): string | null =>
  entry.kind === 'SENT' ? entry.message.text : entry.received.text;

it('brings both directions of one client in one order, page by page, and says since when it knows (S-11)', async () => {
  const texts: (string | null)[] = [];
  let after: string | null = null;
  let pages = 0;
  for (let hasNextPage = true; hasNextPage; pages++) {
    const page = await reads.conversation(portalId, { accountId, recipientId }, { first: 2, after });
    texts.push(...page.entries.map(textOf));
    const last = page.entries.at(-1);
    after = last === undefined ? null : last.kind === 'SENT' ? last.message.id : last.received.id;
    hasNextPage = page.hasNextPage;
    expect(page.keptSince.getTime()).toBeGreaterThan(Date.now() - 600_000);
  }
  expect(texts).toEqual(['пять', 'четыре', 'три', 'два', 'один']);
  expect(pages).toBe(3);
});

it('brings nothing behind a cursor that nobody gave', async () => {
  const page = await reads.conversation(portalId, { accountId, recipientId }, { first: 2, after: newId<FileId>() });
  expect(page).toMatchObject({ entries: [], hasNextPage: false });
});

it('finds what it knows of a page that a messenger gave: by its ids, and of its time (S-11)', async () => {
  const known = (wish: { externalIds: string[]; from: Date | null; until: Date | null }) =>
    reads.knownHistory(portalId, { accountId, recipientId }, wish).then(entries => entries.map(textOf).toSorted());
  expect(await known({ externalIds: ['два'], from: at(2), until: at(3) })).toEqual(['два', 'один', 'три', 'четыре']);
  expect(await known({ externalIds: [], from: null, until: null })).toEqual(['два', 'один', 'пять', 'три', 'четыре']);
  // Ours may have waited for a day before they left, and clocks differ; what came is told with the messenger’s own time.
  expect(await known({ externalIds: [], from: at(60), until: null })).toEqual(['один', 'четыре']);
  expect(await known({ externalIds: [], from: at(60 * 25), until: null })).toEqual([]);
  expect(await known({ externalIds: ['чужое'], from: at(60 * 25), until: null })).toEqual([]);
});

it('says of many pairs at once which wrote to each other: a message left, or the messenger showed one (decision 25)', async () => {
  const [queued, sent, noted, ofAnother] = await parts.storage.transaction(portalId, async tx => {
    const people = await tx.recipients.ensure(
      'WHATSAPP',
      ['Вера', 'Глеб', 'Дарья', 'Егор'].map(name => ({ address: newNumber(), name })),
    );
    const [vera, gleb, darya, egor] = people.map(({ id }) => ({ accountId, recipientId: id }));
    if (!vera || !gleb || !darya || !egor) throw new Error('no recipient was made');
    await tx.messages.accept([aMessage({ portalId, ...vera }), aMessage({ portalId, ...gleb, status: 'SENT' })]);
    await tx.messages.noteConversation(accountId, darya.recipientId);
    return [vera, gleb, darya, { accountId: newId<AccountId>(), recipientId: gleb.recipientId }];
  });
  const found = await reads.conversations(portalId, [queued, sent, noted, ofAnother]);
  expect(found).toEqual(new Set([sent, noted].map(pair => `${pair.accountId}:${pair.recipientId}`)));
});

it('names the newest entry of each pair, and the chats of each client (S-9)', async () => {
  const last = await reads.lastEntries(portalId, [
    { accountId, recipientId },
    { accountId, recipientId: newId<RecipientId & PortalId>() },
  ]);
  expect([...last].map(([pair, entry]) => [pair, textOf(entry), momentOf(entry)])).toEqual([
    [`${accountId}:${recipientId}`, 'пять', at(5)],
  ]);
  expect((await reads.chatsOfRecipients(portalId, [recipientId])).get(recipientId)).toMatchObject([{ accountId }]);
});

it('goes after a year, and with it nothing younger (decision 21); a question for a history after minutes (S-11)', async () => {
  const question = { id: newId<HistoryRequestId>(), accountId, recipientId, before: null, limit: 20 };
  await parts.storage.transaction(portalId, async tx => {
    await tx.histories.ask({ ...question, askedAt: new Date(Date.now() - 360_000) });
    await tx.histories.ask({ ...question, id: newId<HistoryRequestId>(), askedAt: new Date() });
  });
  await parts.owner.query(
    `update received_message set occurred_at = now() - interval '366 days' where portal_id = $1 and external_message_id = 'два'`,
    [portalId],
  );
  const nothingSaid = { info: () => undefined, warn: () => undefined, error: () => undefined } as never;
  const files = { storage: parts.storage, files: new MemoryFileStore(), clock: { now: () => new Date() } };
  expect(await new Retention(parts.routing, parts.sql, nothingSaid, files).run()).toBe(2);
  const page = await reads.conversation(portalId, { accountId, recipientId }, { first: 9, after: null });
  expect(page.entries.map(textOf)).toEqual(['пять', 'четыре', 'три', 'один']);
});
