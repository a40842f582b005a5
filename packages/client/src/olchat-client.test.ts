import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FeedServer, startFeedServer } from '../testing/feed-server.ts';
import { createOlchatClient, NO_ANSWER, OlchatError, SaveDraftDocument } from './index.ts';

let server: FeedServer;

beforeEach(async () => {
  server = await startFeedServer();
});

afterEach(() => server.close());

const input = { idempotencyKey: 'key', accountId: 'account', recipientId: 'recipient', text: '' };

describe('operations', () => {
  it('answers with what stands in the field of the operation', async () => {
    server.emit();
    const client = createOlchatClient({ ...server, token: () => 'key' });
    expect(await client.feedCursor()).toBe('1');
    expect(server.seenTokens).toEqual(['Bearer key']);
  });

  it('answers with a refusal as a value', async () => {
    const client = createOlchatClient({ ...server, token: async () => 'key' });
    const result = await client.sendMessage({ input });
    expect(result).toMatchObject({ __typename: 'ContentRejected', code: 'TEXT_EMPTY', message: 'Напишите текст', retry: 'AFTER_FIX' });
  });

  it('throws what is not a refusal, with the code of the server', async () => {
    const client = createOlchatClient({ ...server, token: () => 'key' });
    await expect(client.viewer()).rejects.toMatchObject({ name: 'OlchatError', code: 'UNAVAILABLE', message: 'Later' });
  });

  it('lets a small request outlive its page; a large one the browser would not take so', async () => {
    const fetch = vi.fn(async (_url: unknown, _init?: RequestInit) => Response.json({ data: { saveDraft: null } }));
    const client = createOlchatClient({ ...server, token: () => 'key', fetch });
    const save = (text: string, keepalive?: boolean) =>
      client.request(
        SaveDraftDocument,
        { input: { card: { type: 'DEAL', id: '1' }, recipientId: 'r', text } },
        { ...(keepalive && { keepalive }) },
      );
    await save('Добрый день', true);
    await save('ы'.repeat(40_000), true);
    await save('Добрый день');
    expect(fetch.mock.calls.map(([, init]) => init?.keepalive)).toEqual([true, undefined, undefined]);
  });

  it('names the request that failed, from what the server says or from the header of its answer', async () => {
    const failing = (answer: () => Response) => createOlchatClient({ ...server, token: () => 'key', fetch: async () => answer() });
    const headers = { 'x-request-id': 'from-header' };
    const errors = [{ message: 'Internal error', extensions: { code: 'INTERNAL', traceId: 'from-server' } }];
    await expect(failing(() => Response.json({ errors }, { headers })).feedCursor()).rejects.toMatchObject({ traceId: 'from-server' });
    await expect(failing(() => new Response('<h1>', { status: 502, headers })).feedCursor()).rejects.toMatchObject({
      traceId: 'from-header',
    });
    await expect(failing(() => new Response('<h1>', { status: 502 })).feedCursor()).rejects.toMatchObject({ traceId: undefined });
  });

  it('throws NO_ANSWER when nobody answers', async () => {
    const client = createOlchatClient({ ...server, url: 'http://127.0.0.1:1/graphql', token: () => 'key' });
    await expect(client.feedCursor()).rejects.toMatchObject({ code: NO_ANSWER });
  });

  it('throws NO_ANSWER when the answer cannot be read', async () => {
    const client = createOlchatClient({
      ...server,
      token: () => 'key',
      fetch: async () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
    });
    await expect(client.feedCursor()).rejects.toMatchObject({ code: NO_ANSWER });
  });

  it('asks for a new token once for all requests, and repeats them', async () => {
    server.knownToken = 'new';
    let token = 'old';
    const onUnauthenticated = vi.fn(async () => {
      token = 'new';
    });
    const client = createOlchatClient({ ...server, token: () => token, onUnauthenticated });
    expect(await Promise.all([client.feedCursor(), client.feedCursor(), client.feedCursor()])).toEqual(['0', '0', '0']);
    expect(onUnauthenticated).toHaveBeenCalledOnce();
  });

  it.each([undefined, () => Promise.reject(new Error('gone'))])(
    'throws UNAUTHENTICATED when there is no new token',
    async onUnauthenticated => {
      server.knownToken = 'new';
      const client = createOlchatClient({ ...server, token: () => 'old', onUnauthenticated });
      await expect(client.feedCursor()).rejects.toBeInstanceOf(OlchatError);
      await expect(client.feedCursor()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    },
  );
});
