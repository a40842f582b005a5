/** The official REST client, unchanged, against this portal. */
import { B24OAuth } from '@bitrix24/b24jssdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APPLICATION, Bench, FIRST, PETER } from '../test-bench.ts';

let bench: Bench;
let b24: B24OAuth;

beforeAll(async () => {
  bench = await Bench.start();
  const pair = bench.service.issueTokens(FIRST, String(PETER));
  b24 = new B24OAuth(
    {
      applicationToken: 'x',
      userId: PETER,
      memberId: FIRST,
      accessToken: pair.accessToken,
      refreshToken: pair.refreshToken,
      expires: pair.expires,
      expiresIn: pair.expiresIn,
      scope: 'crm',
      domain: new URL(bench.baseUrl).host,
      clientEndpoint: `${bench.baseUrl}/rest/`,
      serverEndpoint: `${bench.baseUrl}/rest/`,
      status: 'L',
    },
    { clientId: APPLICATION.clientId, clientSecret: APPLICATION.clientSecret },
  );
  b24.offClientSideWarning();
});
afterAll(() => bench.close());

describe('@bitrix24/b24jssdk', () => {
  it('reads a card', async () => {
    const answer = await b24.actions.v2.call.make<{ item: { id: number; lastName: string } }>({
      method: 'crm.item.get',
      params: { entityTypeId: 3, id: 51 },
    });
    expect(answer.isSuccess).toBe(true);
    expect(answer.getData()?.result.item).toMatchObject({ id: 51, lastName: 'Петров' });
  });

  it('runs batches by name and by order', async () => {
    const named = await b24.actions.v2.batch.make({
      calls: { me: ['profile', {}], card: ['crm.item.get', { entityTypeId: 2, id: 81 }] },
      options: { isHaltOnError: false },
    });
    expect(named.getData()).toMatchObject({ me: { ID: '5' }, card: { item: { id: 81 } } });
    const listed = await b24.actions.v2.batch.make({
      calls: [
        ['profile', {}],
        ['user.admin', {}],
      ],
    });
    expect(listed.getData()).toMatchObject([{ ID: '5' }, false]);
  });

  it('refreshes an expired token by itself and goes on', async () => {
    const refreshed: string[] = [];
    b24.setCallbackRefreshAuth(({ b24OAuthParams }) => {
      refreshed.push(b24OAuthParams.refreshToken);
      return Promise.resolve();
    });
    bench.service.expireAccessTokens(FIRST);
    const answer = await b24.actions.v2.call.make({ method: 'profile' });
    expect(answer.isSuccess).toBe(true);
    expect(refreshed).toHaveLength(1);
  });

  it('throws the platform’s refusal', async () => {
    const answer = b24.actions.v2.call.make({ method: 'crm.item.get', params: { entityTypeId: 3, id: 999 } });
    await expect(answer).rejects.toMatchObject({ code: 'NOT_FOUND', status: 400 });
  });
});
