import type { HistoryQuery } from '@olchat/domain';
import { proto } from 'baileys';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CLIENT_JID, CLIENT_LID } from './fixtures/stanzas.ts';
import { PhoneHistory, type PhoneHistoryParts } from './phone-history.ts';

const WAIT_MS = 20_000;
const PAUSE_MS = 2_000;
const NOON = new Date('2026-03-10T12:00:00Z');
const never = new AbortController().signal;
const newest = { externalMessageId: '3ANEWEST', fromClient: true, occurredAt: NOON };
const query: HistoryQuery = { address: '+79261112233', messengerAddress: null, before: null, newest, limit: 20 };

type Asked = Parameters<PhoneHistoryParts['ask']>;

let asked: Asked[];
let fetched: number;
let phone: PhoneHistory;
/** What the blob of the phone's next answer holds. */
let blob: proto.IHistorySync;
let ask: (id: string) => Promise<string>;

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const answer = (id: string | null = `Q${asked.length}`): void => phone.answered({ peerDataRequestSessionId: id });
const history = (...ids: string[]): proto.IHistorySync => ({
  conversations: [
    {
      id: CLIENT_JID,
      messages: ids.map((id, n) => ({
        message: {
          key: { id, fromMe: false },
          messageTimestamp: NOON.getTime() / 1000 - n - 1,
          ...(id.startsWith('STUB') ? { messageStubType: 1 } : { message: { conversation: id } }),
        },
      })),
    },
  ],
});
const idsOf = (read: Awaited<ReturnType<PhoneHistory['read']>>): unknown =>
  read.kind === 'page' ? read.messages.map(({ externalMessageId }) => externalMessageId) : read;

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
  [asked, fetched, blob] = [[], 0, history('B', 'A')];
  ask = id => Promise.resolve(id);
  phone = new PhoneHistory({
    ask: (...question) => {
      asked.push(question);
      return ask(`Q${asked.length}`);
    },
    fetch: async () => {
      fetched += 1;
      return Promise.resolve(proto.HistorySync.create(blob));
    },
    waitMs: WAIT_MS,
    pauseMs: PAUSE_MS,
  });
});

afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('a question to the account’s own phone (S-11)', () => {
  it('begins at the newest message that we know, and goes on behind the last that the phone told', async () => {
    const first = phone.read(query, never);
    await settle();
    answer();
    const page = await first;
    expect(idsOf(page)).toEqual(['B', 'A']);
    const before = page.kind === 'page' ? page.before : null;
    const second = phone.read({ ...query, newest: null, before, limit: 100 }, never);
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    blob = history();
    answer();
    expect(await second).toEqual({ kind: 'page', messages: [], before: null });
    expect(asked).toEqual([
      [20, { remoteJid: CLIENT_JID, fromMe: false, id: '3ANEWEST' }, NOON.getTime()],
      // Fifty at most, whatever the caller wants.
      [50, { remoteJid: CLIENT_JID, fromMe: false, id: 'A' }, NOON.getTime() - 2000],
    ]);
  });

  it('is about the address under which the messenger knows the person, where one was learnt', async () => {
    const read = phone.read({ ...query, messengerAddress: CLIENT_LID }, never);
    await settle();
    expect(asked[0]?.[1].remoteJid).toBe(CLIENT_LID);
    phone.close('enough');
    await read;
  });

  it('is not asked without a message to begin from, nor from a mark that is none of ours', async () => {
    expect(await phone.read({ ...query, newest: null }, never)).toEqual({ kind: 'no-start' });
    expect(await phone.read({ ...query, before: 'A~1' }, never)).toMatchObject({ kind: 'unknown' });
    expect(asked).toEqual([]);
  });

  it('that the phone does not answer ends in time, and a late answer is not even fetched', async () => {
    const read = phone.read(query, never);
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    expect(await read).toEqual({ kind: 'phone-silent' });
    answer();
    await settle();
    expect(fetched).toBe(0);
  });

  it('takes its own answer only: neither that to an earlier question nor one that nobody asked for', async () => {
    answer('Q0');
    const read = phone.read(query, never);
    await settle();
    answer('Q0');
    await settle();
    expect(fetched).toBe(0);
    answer('Q1');
    expect(idsOf(await read)).toEqual(['B', 'A']);
    expect(fetched).toBe(1);
  });

  it('takes an answer that does not name the question while it waits, and one that is faster than the word that it left', async () => {
    const unnamed = phone.read(query, never);
    await settle();
    answer(null);
    expect(idsOf(await unnamed)).toEqual(['B', 'A']);
    ask = async id => {
      answer(id);
      return Promise.resolve(id);
    };
    const fast = phone.read(query, never);
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    expect(idsOf(await fast)).toEqual(['B', 'A']);
  });

  it('waits for the one before it, and a while after', async () => {
    const reads = [phone.read(query, never), phone.read(query, never)];
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    expect(asked).toHaveLength(1);
    answer();
    await reads[0];
    await vi.advanceTimersByTimeAsync(PAUSE_MS - 1);
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toHaveLength(2);
    answer();
    expect(idsOf(await reads[1]!)).toEqual(['B', 'A']);
  });

  it('passes over a page of nothing but service messages, and gives up on many of them', async () => {
    const stubs = ['STUB4', 'STUB3', 'STUB2', 'STUB1'];
    const tell = async (...ids: string[]) => {
      blob = history(...ids);
      answer();
      await vi.advanceTimersByTimeAsync(PAUSE_MS);
    };
    const read = phone.read(query, never);
    await settle();
    await tell(...stubs.slice(0, 1));
    expect(asked[1]?.[1].id).toBe('STUB4');
    await tell(...stubs.slice(0, 1), 'B');
    expect(idsOf(await read)).toEqual(['B']);

    const hopeless = phone.read(query, never);
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    for (let told = 1; told <= 3; told++) await tell(...stubs.slice(0, told));
    expect(await hopeless).toEqual({ kind: 'unknown', reason: 'nothing but service messages' });
  });

  it('ends with the connection, with the caller, and with what could not be sent or read, without a throw', async () => {
    const caller = new AbortController();
    const given = phone.read(query, caller.signal);
    await settle();
    caller.abort();
    expect(await given).toMatchObject({ kind: 'unknown' });
    ask = () => Promise.reject(new Error('All encryptions failed'));
    const unsent = phone.read(query, never);
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    expect(await unsent).toEqual({ kind: 'unknown', reason: 'All encryptions failed' });
    ask = id => Promise.resolve(id);
    blob = { conversations: [{ id: '79990000009@s.whatsapp.net' }] };
    const other = phone.read(query, never);
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    answer();
    expect(await other).toEqual({ kind: 'unknown', reason: 'the phone told of another chat' });
    const cut = phone.read(query, never);
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    phone.close('the line was cut');
    expect(await cut).toMatchObject({ kind: 'unknown' });
    expect(await phone.read(query, never)).toMatchObject({ kind: 'unknown' });
  });
});
