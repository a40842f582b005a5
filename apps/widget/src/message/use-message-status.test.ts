import { NO_ANSWER, OlchatError } from '@olchat/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { card, message } from '../../testing/builders.ts';
import { fakeApi, type FakeApi, statusChanged } from '../../testing/fake-api.ts';
import { mountComposable } from '../../testing/mount.ts';
import { useMessageStore } from './message-store.ts';
import { useMessageStatus } from './use-message-status.ts';

const page = (asOf: string, ...nodes: ReturnType<typeof message>[]) => ({ nodes, asOf, pageInfo: { hasNextPage: false, endCursor: null } });

async function open(api: FakeApi) {
  const { result, unmount } = mountComposable(() => ({ ...useMessageStatus(card), store: useMessageStore() }), api);
  await result.load();
  await vi.advanceTimersByTimeAsync(0);
  return { ...result, unmount, statuses: () => result.store.messages.map(({ status }) => status) };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the messages of a card, live', () => {
  it('are a snapshot and a feed that begins exactly there (RE-31)', async () => {
    const api = fakeApi({ messages: () => page('cursor-7', message(['QUEUED', 'SENT'])) });
    const { statuses } = await open(api);
    expect(statuses()).toEqual(['SENT']);
    expect(api.feed('messageStatus').variables).toEqual({ card, after: 'cursor-7' });
  });

  it('change in place, and never go back (L-8)', async () => {
    const api = fakeApi({ messages: () => page('c', message(['QUEUED', 'SENT'])) });
    const { statuses } = await open(api);
    const feed = api.feed('messageStatus');
    feed.emit({ __typename: 'FeedPosition', cursor: '8' });
    feed.emit(statusChanged(message(['QUEUED', 'SENT', 'DELIVERED', 'READ'])));
    feed.emit(statusChanged(message(['QUEUED', 'SENT', 'DELIVERED'])));
    expect(statuses()).toEqual(['READ']);
  });

  it('keep what was told of them while a list was under way, also where no status tells which is newer (Q-11, L-12)', async () => {
    const api = fakeApi({ messages: () => page('c', message()) });
    const { load, store } = await open(api);
    const loaded = load();
    const waitsUntil = '2026-01-01T12:00:00.000Z';
    api.feed('messageStatus').emit({ __typename: 'MessageWaitChanged', cursor: '8', message: message(['QUEUED'], { waitsUntil }) });
    await loaded;
    expect(store.messages.map(one => one.waitsUntil)).toEqual([waitsUntil]);
    await load();
    expect(store.messages.map(one => one.waitsUntil)).toEqual([null]);
  });

  it('have one subscription, whatever happens to them', async () => {
    const api = fakeApi({ messages: () => page('c', message()) });
    const { load } = await open(api);
    api.feed('messageStatus').emit(statusChanged(message(['QUEUED', 'SENT'])));
    await load();
    expect(api.calls('messageStatus')).toHaveLength(1);
  });

  it('include those of colleagues, newest first', async () => {
    const api = fakeApi({ messages: () => page('c', message(['QUEUED'], { id: 'mine' })) });
    const { store } = await open(api);
    api.feed('messageStatus').emit(statusChanged(message(['QUEUED'], { id: 'theirs', createdAt: '2026-01-01T12:00:00.000Z' })));
    expect(store.messages.map(({ id }) => id)).toEqual(['theirs', 'mine']);
  });

  it('are loaded again after a resync (RE-33)', async () => {
    const api = fakeApi({ messages: () => page('c', message(['QUEUED'])) });
    const { statuses } = await open(api);
    api.answers['messages'] = () => page('d', message(['QUEUED', 'SENT', 'DELIVERED']));
    api.feed('messageStatus').emit({ __typename: 'FeedResync', cursor: '99', reason: 'TOO_OLD' });
    await vi.advanceTimersByTimeAsync(0);
    expect(statuses()).toEqual(['DELIVERED']);
  });

  it('are loaded again after a resync as deep as they are shown, and none between them is left out (RE-33)', async () => {
    const all = (...statuses: Parameters<typeof message>[0] & string[]) =>
      [3, 2, 1].map(day => message(statuses, { id: `of-${day}`, createdAt: `2026-01-0${day}T00:00:00.000Z` }));
    let known = all('QUEUED', 'SENT');
    const api = fakeApi({
      messages: ({ after }) => {
        const from = after === null ? 0 : Number(after);
        const isLast = from + 1 >= known.length;
        return { ...page('c', ...known.slice(from, from + 1)), pageInfo: { hasNextPage: !isLast, endCursor: `${from + 1}` } };
      },
    });
    const { loadOlder, statuses } = await open(api);
    await loadOlder();
    await loadOlder();
    expect(statuses()).toEqual(['SENT', 'SENT', 'SENT']);

    known = [message(['QUEUED'], { id: 'missed', createdAt: '2026-01-04T00:00:00.000Z' }), ...all('QUEUED', 'SENT', 'READ')];
    api.feed('messageStatus').emit({ __typename: 'FeedResync', cursor: '99', reason: 'TOO_OLD' });
    await vi.advanceTimersByTimeAsync(0);
    expect(statuses()).toEqual(['QUEUED', 'READ', 'READ', 'READ']);
  });

  it('that an earlier form of the page left are read anew, however deep they stand: nothing was told of them meanwhile', async () => {
    const old = { id: 'old', createdAt: '2025-01-01T00:00:00.000Z' };
    const api = fakeApi({
      messages: ({ after }) =>
        after === 'older'
          ? page('c', message(['QUEUED', 'SENT', 'READ'], old))
          : { ...page('c', message()), pageInfo: { hasNextPage: true, endCursor: 'older' } },
    });
    const { result } = mountComposable(() => {
      const store = useMessageStore();
      store.merge([message(['QUEUED', 'SENT'], old)]);
      return { ...useMessageStatus(card), store };
    }, api);
    await result.load();
    expect(result.store.messages.map(({ status }) => status)).toEqual(['QUEUED', 'READ']);
  });

  it('are asked for again when the answer to a resync does not come: nobody would see that they are old', async () => {
    const api = fakeApi({ messages: () => page('c', message(['QUEUED'])) });
    const { statuses, unmount } = await open(api);
    api.answers['messages'] = () => Promise.reject(new OlchatError(NO_ANSWER, 'No answer'));
    api.feed('messageStatus').connection('connected');
    api.feed('messageStatus').emit({ __typename: 'FeedResync', cursor: '99', reason: 'TOO_OLD' });
    await vi.advanceTimersByTimeAsync(0);
    api.answers['messages'] = () => page('d', message(['QUEUED', 'SENT', 'DELIVERED']));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(statuses()).toEqual(['DELIVERED']);
    const asked = api.calls('messages').length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(api.calls('messages')).toHaveLength(asked);
    unmount();
  });

  it('that could not be loaded are asked for again by themselves: what is sent meanwhile has no feed', async () => {
    const api = fakeApi({ messages: () => Promise.reject(new OlchatError(NO_ANSWER, 'No answer')) });
    const { loading, unmount } = await open(api);
    expect(loading.value).toBe('failed');
    api.answers['messages'] = () => page('c', message());
    await vi.advanceTimersByTimeAsync(10_000);
    expect(loading.value).toBe('ready');
    expect(api.feed('messageStatus').variables).toEqual({ card, after: 'c' });
    unmount();
  });

  it('come page by page', async () => {
    const api = fakeApi({
      messages: ({ after }) =>
        after === 'older'
          ? page('c', message(['READ'], { id: 'old', createdAt: '2025-01-01T00:00:00.000Z' }))
          : { ...page('c', message()), pageInfo: { hasNextPage: true, endCursor: 'older' } },
    });
    const { hasOlder, loadOlder, store } = await open(api);
    expect(hasOlder.value).toBe(true);
    await loadOlder();
    expect(store.messages.map(({ id }) => id)).toEqual(['message-1', 'old']);
    expect(hasOlder.value).toBe(false);
  });

  it('say that they could not be loaded, and may be asked for again', async () => {
    const api = fakeApi({ messages: () => Promise.reject(new OlchatError(NO_ANSWER, 'No answer')) });
    const { loading, load, statuses } = await open(api);
    expect(loading.value).toBe('failed');
    api.answers['messages'] = () => page('c', message());
    await load();
    expect([loading.value, statuses()]).toEqual(['ready', ['QUEUED']]);
  });

  it('end with the screen', async () => {
    const api = fakeApi();
    const { unmount } = await open(api);
    unmount();
    await vi.advanceTimersByTimeAsync(0);
    expect(api.feed('messageStatus').isStopped).toBe(true);
  });
});

describe('a lost connection (RE-34)', () => {
  it('is told of after 10 s, and polled over, until the feed is back', async () => {
    const api = fakeApi({ messages: () => page('c', message()) });
    const { isOffline, statuses } = await open(api);
    const feed = api.feed('messageStatus');
    feed.connection('connected');
    feed.connection('lost');
    await vi.advanceTimersByTimeAsync(9_999);
    expect(isOffline.value).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(isOffline.value).toBe(true);

    api.answers['messages'] = () => page('c', message(['QUEUED', 'SENT']));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(statuses()).toEqual(['SENT']);

    feed.connection('connected');
    await vi.advanceTimersByTimeAsync(0);
    expect(isOffline.value).toBe(false);
    const asked = api.calls('messages').length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(api.calls('messages')).toHaveLength(asked);
  });

  it('is told of although attempts go on all the time', async () => {
    const api = fakeApi();
    const { isOffline } = await open(api);
    const feed = api.feed('messageStatus');
    feed.connection('connected');
    for (let second = 0; second < 10; second++) {
      feed.connection(second % 2 === 0 ? 'lost' : 'connecting');
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(isOffline.value).toBe(true);
  });

  it('is not told of when it is short', async () => {
    const api = fakeApi();
    const { isOffline } = await open(api);
    const feed = api.feed('messageStatus');
    feed.connection('lost');
    await vi.advanceTimersByTimeAsync(5_000);
    feed.connection('connected');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(isOffline.value).toBe(false);
  });

  it('for good is told of at once', async () => {
    const api = fakeApi();
    const { isStopped } = await open(api);
    api.feed('messageStatus').connection('stopped');
    expect(isStopped.value).toBe(true);
  });
});
