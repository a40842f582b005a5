import { gql } from '@apollo/client/core';
import { NO_ANSWER, type OlchatConnection } from '@olchat/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ref } from 'vue';
import { createApi, createConnection, failureCode } from './api.ts';
import type { Session } from './page/session.ts';

const query = gql`
  query feedCursor {
    feedCursor
  }
`;

function withServer(answer: (authorization: string) => Response | Promise<Response>, renewed = 'new') {
  let token = 'old';
  const session: Session = {
    state: ref('valid'),
    refusal: ref(),
    token: () => token,
    renew: vi.fn(async () => {
      token = renewed;
    }),
  };
  const fetch = vi.fn(async (_url: string, { headers }: { headers: { authorization: string } }) => answer(headers.authorization));
  vi.stubGlobal('fetch', fetch);
  return { session, fetch, ask: () => createApi(createConnection(session, 'https://chat.example')).query({ query }) };
}

const unauthenticated = () => Response.json({ errors: [{ message: 'Who are you?', extensions: { code: 'UNAUTHENTICATED' } }] });

afterEach(() => vi.unstubAllGlobals());

describe('a request', () => {
  it('goes to the own origin with the token of the session in the header (SE-4)', async () => {
    const { fetch, ask } = withServer(() => Response.json({ data: { feedCursor: '7' } }));
    expect((await ask()).data).toEqual({ feedCursor: '7' });
    const [url, request] = fetch.mock.calls[0] ?? [];
    expect([url, request?.headers.authorization]).toEqual(['https://chat.example/graphql', 'Bearer old']);
  });

  it('of an expired session is repeated after its renewal', async () => {
    const { session, ask } = withServer(authorization =>
      authorization === 'Bearer new' ? Response.json({ data: { feedCursor: '7' } }) : unauthenticated(),
    );
    expect((await ask()).data).toEqual({ feedCursor: '7' });
    expect(session.renew).toHaveBeenCalledOnce();
  });

  it('fails with the code of the server', async () => {
    const { ask } = withServer(unauthenticated);
    expect(failureCode(await ask().catch((error: unknown) => error))).toBe('UNAUTHENTICATED');
  });

  it('fails with NO_ANSWER when nobody answers', async () => {
    const { ask } = withServer(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(failureCode(await ask().catch((error: unknown) => error))).toBe(NO_ANSWER);
  });
});

it('takes whatever is not ours for a bug', () => {
  expect(failureCode(new Error('boom'))).toBe('INTERNAL');
});

describe('a feed', () => {
  const subscription = gql`
    subscription accountState($after: Cursor) {
      accountState(after: $after) {
        __typename
      }
    }
  `;

  /** A connection whose feed the test speaks for. */
  function withFeed() {
    let handlers: Parameters<OlchatConnection['resumingSubscription']>[2] | undefined;
    const connection = {
      ...createConnection(withServer(unauthenticated).session, 'https://chat.example'),
      resumingSubscription: vi.fn((_document: unknown, _variables: unknown, given: typeof handlers) => {
        handlers = given;
        return { stop: vi.fn(), cursor: undefined };
      }),
    };
    const heard: unknown[] = [];
    createApi(connection)
      .subscribe({ query: subscription })
      .subscribe(({ data }) => heard.push(data));
    if (!handlers) throw new Error('Nobody subscribed');
    return { handlers, heard };
  }

  it('says where it starts and where it lost the thread, so that screens ask once more (RE-31, RE-33)', async () => {
    const { handlers, heard } = withFeed();
    handlers.onStart?.({ cursor: '7' });
    handlers.onResync?.({ cursor: '9', reason: 'TOO_OLD' });
    await vi.waitFor(() => expect(heard).toHaveLength(2));
    expect(heard).toEqual([
      { accountState: { __typename: 'FeedPosition', cursor: '7' } },
      { accountState: { __typename: 'FeedResync', cursor: '9', reason: 'TOO_OLD' } },
    ]);
  });
});
