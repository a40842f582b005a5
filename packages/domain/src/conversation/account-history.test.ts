import { beforeEach, describe, expect, it } from 'vitest';
import { aMessage, DEAL, World } from '../../testing/index.ts';
import type { HistoryAnswer, HistoryMessage, HistoryQuery } from '../ports/connector/history.ts';
import { newId, type FileId, type HistoryRequestId } from '../ids.ts';
import { isRefusal } from '../refusal.ts';
import { accountHistory } from './account-history.ts';
import { HISTORIES_PER_MINUTE, HISTORY_WAIT_MS } from './history-request.ts';
import type { HistoryCursor, HistorySpan } from './join-history.ts';
import { readNextHistory } from './read-history.ts';
import type { ConversationEntry } from './received-message.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 10, 9, minute));
const told = (externalMessageId: string, minute: number): HistoryMessage => ({
  ...{ externalMessageId, fromClient: true, text: externalMessageId, file: null, unsupported: null },
  ...{ occurredAt: at(minute), editedAt: null, status: null },
});
const PAGE: HistoryAnswer = { kind: 'page', messages: [told('m2', 2), told('m1', 1)], before: 'm1' };

let world: World;
let asked: HistoryQuery[];
let wishes: (HistorySpan & { externalIds: readonly string[] })[];
let known: ConversationEntry[];
/** Null: no worker has the account. */
let answer: HistoryAnswer | null;

beforeEach(async () => {
  world = await World.open({ capabilities: { readsHistory: true } });
  [asked, wishes, known, answer] = [[], [], [], PAGE];
  world.untilChange = async (_portalId, ms) => {
    world.clock.advance(ms);
    if (answer === null) return;
    const now = answer;
    const history = (query: HistoryQuery): Promise<HistoryAnswer> => {
      asked.push(query);
      return Promise.resolve(now);
    };
    const context = { lease: world.lease(), accountId: world.account.id, session: { history }, signal: new AbortController().signal };
    await readNextHistory(world, context);
  };
});

const read = (fields: { after?: HistoryCursor | null; recipientId?: string; first?: number } = {}) =>
  accountHistory(
    {
      ...{ storage: world.storage, clock: world.clock, crm: world.crm, directory: world.directory, connectors: world.connectors },
      untilChange: world.untilChange,
      known: (_portalId, _pair, wish) => {
        wishes.push(wish);
        return Promise.resolve(known);
      },
    },
    world.caller,
    { card: DEAL, accountId: world.account.id, recipientId: world.recipient.id, first: 20, after: null, ...fields },
  );
const pageOf = async (fields: Parameters<typeof read>[0] = {}) => {
  const page = await read(fields);
  if (isRefusal(page)) throw new Error(page.code);
  return page;
};

describe('the history that an account reads (S-11)', () => {
  it('is asked for by the worker that holds the account, and goes on behind its last message', async () => {
    const { entries, next } = await pageOf({ first: 2 });
    expect(entries.map(entry => entry.told?.text)).toEqual(['m2', 'm1']);
    expect(next).toEqual({ before: 'm1', until: at(1), shown: [] });
    answer = { kind: 'page', messages: [], before: null };
    expect(await pageOf({ after: next })).toEqual({ entries: [], next: null });
    const { address, messengerAddress } = world.recipient;
    expect(asked).toEqual([
      { address, messengerAddress, before: null, newest: null, limit: 2 },
      { address, messengerAddress, before: 'm1', newest: null, limit: 20 },
    ]);
  });

  it('looks among what we know for the ids of the page and for its time, and shows our own as ours', async () => {
    const { portalId } = world.caller;
    const ours = aMessage({ portalId, accountId: world.account.id, recipientId: world.recipient.id, externalMessageId: 'm1' });
    known = [{ kind: 'SENT', message: ours }];
    const { entries } = await pageOf();
    expect(wishes).toEqual([{ externalIds: ['m2', 'm1'], from: at(1), until: null }]);
    expect(entries.map(({ known: one }) => one)).toEqual([null, known[0]]);
  });

  it('begins at the newest message that we know the messenger to have, and only then', async () => {
    const id = newId<FileId>();
    const pair = { accountId: world.account.id, recipientId: world.recipient.id };
    const content = { fromPhone: false, text: 'Сколько стоит?', file: null, unsupported: null };
    const heard = { ...pair, id, externalMessageId: 'm3', ...content, occurredAt: at(3), editedAt: null, removedAt: null };
    await world.do(tx => tx.received.add(heard));
    const { next } = await pageOf();
    await pageOf({ after: next });
    const start = { externalMessageId: 'm3', fromClient: true, occurredAt: at(3) };
    expect(asked.map(({ before, newest }) => ({ before, newest }))).toEqual([
      { before: null, newest: start },
      { before: 'm1', newest: null },
    ]);
  });

  it('leaves nothing of the messenger’s answer behind', async () => {
    await pageOf();
    const [kept] = [...world.storage.stateOf(world.portal.id).histories.values()];
    expect(kept?.answer).toBeNull();
    expect(world.storage.stateOf(world.portal.id).received.size).toBe(0);
    expect(world.waiting('forward-inbound')).toEqual([]);
  });

  it('is refused for whom the card does not name, and asks nobody then (E-71)', async () => {
    expect(await read({ recipientId: 'somebody else' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(asked).toEqual([]);
  });

  it('is refused to who may not use the account, as if it were not there (A-10)', async () => {
    await world.changeAccount({ access: [{ kind: 'USER', id: '999', name: 'Вера' }] });
    world.caller.isAdministrator = false;
    expect(await read()).toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
    expect(asked).toEqual([]);
  });

  it('is not offered where the messenger does not give it, and needs a connected account (E-02)', async () => {
    world.capabilities.readsHistory = false;
    expect(await read()).toMatchObject({ code: 'HISTORY_NOT_OFFERED', retry: 'NO' });
    world.capabilities.readsHistory = true;
    await world.changeAccount({ state: 'LOGIN_REQUIRED' });
    expect(await read()).toMatchObject({ code: 'ACCOUNT_NOT_CONNECTED' });
    expect(asked).toEqual([]);
  });

  it('says when the messenger did not tell, when it wants a pause, and when nobody answers in time', async () => {
    answer = { kind: 'unknown', reason: 'no answer' };
    expect(await read()).toMatchObject({ code: 'HISTORY_UNAVAILABLE', retry: 'YES' });
    answer = { kind: 'limited', retryAfterMs: 30_000 };
    expect(await read()).toMatchObject({
      code: 'LIMIT_REACHED',
      details: { freeAt: new Date(world.clock.now().getTime() + 30_000).toISOString() },
    });
    answer = { kind: 'no-start' };
    expect(await read()).toMatchObject({ code: 'HISTORY_NO_START', retry: 'AFTER_FIX' });
    answer = { kind: 'phone-silent' };
    expect(await read()).toMatchObject({ code: 'HISTORY_PHONE_SILENT', retry: 'AFTER_FIX' });
    answer = null;
    expect(await read()).toMatchObject({ code: 'HISTORY_UNAVAILABLE' });
  });

  it('asks nothing for whom nobody waits any more', async () => {
    answer = null;
    await read();
    answer = PAGE;
    await world.untilChange(world.portal.id, 300);
    expect(asked).toEqual([]);
  });

  it('keeps nothing of an answer that came too late', async () => {
    const [id, accountId, recipientId] = [newId<HistoryRequestId>(), world.account.id, world.recipient.id];
    const history = (): Promise<HistoryAnswer> => {
      world.clock.advance(HISTORY_WAIT_MS + 1);
      return Promise.resolve(PAGE);
    };
    await world.do(tx => tx.histories.ask({ id, accountId, recipientId, before: null, limit: 20, askedAt: world.clock.now() }));
    const context = { lease: world.lease(), accountId: world.account.id, session: { history }, signal: new AbortController().signal };
    expect(await readNextHistory(world, context)).toBe('page');
    expect(world.storage.stateOf(world.portal.id).histories.get(id)?.answer).toEqual({ kind: 'unknown', reason: 'too late' });
  });

  it('does not flood the account: so many pages a minute, of everybody together', async () => {
    const began = world.clock.now().getTime();
    for (let page = 0; page < HISTORIES_PER_MINUTE; page++) await pageOf();
    const refused = await read();
    expect(refused).toMatchObject({ code: 'LIMIT_REACHED', details: { limit: HISTORIES_PER_MINUTE } });
    expect(asked).toHaveLength(HISTORIES_PER_MINUTE);
    world.clock.advance(began + 60_001 - world.clock.now().getTime());
    await pageOf();
  });
});
