import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FeedServer, startFeedServer } from '../testing/feed-server.ts';
import { AccountStateDocument, createOlchatClient, LoginDocument, type OlchatClient } from './index.ts';
import { resumingSubscription } from './resuming-subscription.ts';
import type { SubscriptionSocket } from './subscription-socket.ts';

let server: FeedServer;
let client: OlchatClient;
let token = 'first';

beforeEach(async () => {
  server = await startFeedServer();
  token = 'first';
});

afterEach(async () => {
  await client.close();
  await server.close();
});

function subscribe(after: string | null = '0', renew?: () => Promise<void>) {
  client = createOlchatClient({ ...server, token: () => token, ...(renew && { onUnauthenticated: renew }), random: () => 0.01 });
  const received: number[] = [];
  const starts: string[] = [];
  const resyncs: string[] = [];
  const states: string[] = [];
  const errors: string[] = [];
  const subscription = client.resumingSubscription(
    AccountStateDocument,
    { after },
    {
      onEvent: event => received.push(Number(event.cursor)),
      onStart: ({ cursor }) => starts.push(cursor),
      onResync: ({ cursor }) => resyncs.push(cursor),
      onConnection: state => states.push(state),
      onError: error => errors.push(error.code),
    },
  );
  return { received, starts, resyncs, states, errors, subscription };
}

function upTo(length: number): number[] {
  return Array.from({ length }, (_, index) => index + 1);
}

describe('the resuming subscription (RE-34)', () => {
  it('has no hole and no double when the connection is cut again and again in the middle', async () => {
    const { received } = subscribe();
    for (let cut = 0; cut < 6; cut++) {
      for (let count = 0; count < 5; count++) server.emit();
      await expect.poll(() => received.length).toBeGreaterThan(cut * 5);
      server.emit();
      server.cut();
      server.emit();
    }
    await expect.poll(() => received.length).toBe(42);
    expect(received).toEqual(upTo(42));
  });

  it('subscribes again with the cursor it has reached, not with its first one', async () => {
    const { received } = subscribe();
    for (let count = 0; count < 3; count++) server.emit();
    await expect.poll(() => received).toEqual([1, 2, 3]);
    server.cut();
    await expect.poll(() => server.subscribedAfter).toEqual(['0', '3']);
  });

  it('goes on from a position although no event of its own came (RE-31)', async () => {
    for (let count = 0; count < 7; count++) server.emit();
    const { subscription } = subscribe(null);
    await expect.poll(() => subscription.cursor).toBe('7');
    server.cut();
    await expect.poll(() => server.subscribedAfter).toEqual([null, '7']);
  });

  it('tells once where it started, so that nothing between a snapshot and the feed is missed', async () => {
    server.emit();
    const { received, starts } = subscribe(null);
    await expect.poll(() => starts).toEqual(['1']);
    server.cut();
    await expect.poll(() => server.subscribedAfter).toEqual([null, '1']);
    server.emit();
    await expect.poll(() => received).toEqual([2]);
    expect(starts).toEqual(['1']);
  });

  it('has no start to tell of with `after`: everything since comes as events', async () => {
    server.emit();
    const { received, starts } = subscribe('0');
    await expect.poll(() => received).toEqual([1]);
    expect(starts).toEqual([]);
  });

  it('drops an event whose cursor it has', async () => {
    const { received } = subscribe();
    server.emit();
    server.emit();
    await expect.poll(() => received).toEqual([1, 2]);
    server.repeat(1);
    server.repeat(2);
    server.emit();
    await expect.poll(() => received.at(-1)).toBe(3);
    expect(received).toEqual([1, 2, 3]);
  });

  it.each([1000, 1001, 1011, 1012, 4400, 4408, 4429, 4500])('comes back after close code %i', async code => {
    const { received, states } = subscribe();
    server.emit();
    await expect.poll(() => received).toEqual([1]);
    server.cut(code);
    await expect.poll(() => server.subscribedAfter).toEqual(['0', '1']);
    server.emit();
    await expect.poll(() => received).toEqual([1, 2]);
    expect(states).toEqual(['connecting', 'connected', 'lost', 'connecting', 'connected']);
  });

  it('comes back to a server that was away', async () => {
    const { received, states } = subscribe();
    await expect.poll(() => states.at(-1)).toBe('connected');
    await server.stopListening();
    server.emit();
    await expect.poll(() => states.filter(state => state === 'lost').length).toBeGreaterThan(3);
    await server.listenAgain();
    await expect.poll(() => received).toEqual([1]);
  });

  it('never comes back after 4403 of a dismissed employee', async () => {
    const { states } = subscribe();
    await expect.poll(() => states.at(-1)).toBe('connected');
    server.cut(4403);
    await expect.poll(() => states.at(-1)).toBe('stopped');
    expect(server.subscribedAfter).toHaveLength(1);
  });

  it('renews its token before it comes back', async () => {
    const renew = vi.fn(async () => {
      token = 'second';
    });
    const { received, states } = subscribe('0', renew);
    await expect.poll(() => states.at(-1)).toBe('connected');
    server.knownToken = 'second';
    server.cut(1012);
    server.emit();
    await expect.poll(() => received).toEqual([1]);
    expect(renew).toHaveBeenCalledOnce();
    expect(server.seenTokens).toEqual(['Bearer first', 'Bearer first', 'Bearer second']);
  });

  it('hands a resync over and goes on from its cursor (RE-33)', async () => {
    server.emit();
    server.emit();
    server.forgetCursors();
    const { received, resyncs } = subscribe('0');
    await expect.poll(() => resyncs).toEqual(['2']);
    server.emit();
    await expect.poll(() => received).toEqual([3]);
    server.cut();
    await expect.poll(() => server.subscribedAfter).toEqual(['0', '3']);
  });

  it('stops for good when the subscription itself is wrong', async () => {
    server.refuseNext('BAD_USER_INPUT');
    const { states, errors } = subscribe();
    await expect.poll(() => states.at(-1)).toBe('stopped');
    expect(errors).toEqual(['BAD_USER_INPUT']);
  });

  it('comes back when the server could not serve it for a while', async () => {
    server.refuseNext('UNAVAILABLE');
    const { received, errors } = subscribe();
    server.emit();
    await expect.poll(() => received).toEqual([1]);
    expect(errors).toEqual(['UNAVAILABLE']);
  });

  it('is quiet after stop()', async () => {
    const { received, states, subscription } = subscribe();
    server.emit();
    await expect.poll(() => received).toEqual([1]);
    subscription.stop();
    server.emit();
    server.cut();
    await client.feedCursor();
    expect(received).toEqual([1]);
    expect(states.at(-1)).toBe('stopped');
  });
});

describe('a feed that the server ends with its last item', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is asked for less and less often until it is stopped', async () => {
    let subscribed = 0;
    const socket = {
      renewToken: async () => true,
      client: {
        on: () => () => undefined,
        subscribe: (_query: unknown, sink: { next: (result: unknown) => void; complete: () => void }) => {
          subscribed += 1;
          void Promise.resolve().then(() => {
            sink.next({ data: { login: { __typename: 'LoginStep', kind: 'DONE' } } });
            sink.complete();
          });
          return () => undefined;
        },
      },
    } as unknown as SubscriptionSocket;
    const told = vi.fn();
    const subscription = resumingSubscription({ socket, random: () => 1 }, LoginDocument, { accountId: '1' }, { onEvent: told });
    await vi.advanceTimersByTimeAsync(60_000);
    expect([subscribed, told.mock.calls.length]).toEqual([7, 7]);
    subscription.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(subscribed).toBe(7);
  });
});
