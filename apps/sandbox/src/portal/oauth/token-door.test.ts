import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APPLICATION, Bench, FIRST, IRINA, MARIA, PETER } from '../test-bench.ts';

let bench: Bench;
beforeAll(async () => void (bench = await Bench.start()));
afterAll(() => bench.close());

const exchange = async (refreshToken: string, clientSecret = APPLICATION.clientSecret): Promise<[number, Record<string, unknown>]> => {
  const answer = await fetch(`${bench.baseUrl}/oauth/token/`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: APPLICATION.clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
    }),
  });
  return [answer.status, (await answer.json()) as Record<string, unknown>];
};

describe('the token door', () => {
  it('gives a new pair for a refresh token once; the second use is invalid_grant (RE-42)', async () => {
    const { refreshToken } = bench.service.issueTokens(FIRST, String(PETER));
    const [status, pair] = await exchange(refreshToken);
    expect(status).toBe(200);
    expect(pair).toMatchObject({
      member_id: FIRST,
      user_id: PETER,
      expires_in: 3600,
      client_endpoint: `${bench.baseUrl}/portals/${FIRST}/rest/`,
      server_endpoint: `${bench.baseUrl}/rest/`,
      status: 'L',
    });
    expect((await bench.post('/rest/profile', { auth: pair['access_token'] })).body).toMatchObject({ result: { ID: '5' } });
    expect(await exchange(refreshToken)).toMatchObject([400, { error: 'invalid_grant' }]);
    expect((await exchange(String(pair['refresh_token'])))[0]).toBe(200);
    expect(bench.ledger.rows().filter(({ method }) => method === 'oauth.token')).toMatchObject([{ to: FIRST }, { to: FIRST }]);
  });

  it('takes GET as documented', async () => {
    const { refreshToken } = bench.service.issueTokens(FIRST, String(MARIA));
    const query = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: APPLICATION.clientId,
      client_secret: APPLICATION.clientSecret,
      refresh_token: refreshToken,
    });
    expect((await fetch(`${bench.baseUrl}/oauth/token/?${query.toString()}`)).status).toBe(200);
  });

  it('refuses a wrong secret, a token of another application, and an employee without access', async () => {
    const own = bench.service.issueTokens(FIRST, String(MARIA)).refreshToken;
    expect(await exchange(own, 'wrong')).toMatchObject([400, { error: 'invalid_client' }]);
    expect(await exchange(bench.service.issueTokens(FIRST, String(MARIA), 'foreign').refreshToken)).toMatchObject([
      400,
      { error: 'invalid_grant' },
    ]);
    expect(await exchange(bench.service.issueTokens(FIRST, String(IRINA)).refreshToken)).toMatchObject([400, { error: 'invalid_grant' }]);
  });

  it('says expired_token 401 after the hour, and the refresh token still works', async () => {
    const { accessToken, refreshToken } = bench.service.issueTokens(FIRST, String(MARIA));
    bench.service.expireAccessTokens(FIRST);
    expect(await bench.post('/rest/profile', { auth: accessToken })).toMatchObject({ status: 401, body: { error: 'expired_token' } });
    expect((await exchange(refreshToken))[0]).toBe(200);
  });

  it('spends the token although its answer is lost (RE-43)', async () => {
    const { refreshToken } = bench.service.issueTokens(FIRST, String(MARIA));
    bench.faults.add([{ service: 'bitrix24', method: 'oauth.token', times: 1, do: 'lose-answer' }]);
    await expect(exchange(refreshToken)).rejects.toThrow('fetch failed');
    expect(await exchange(refreshToken)).toMatchObject([400, { error: 'invalid_grant' }]);
  });

  it('keeps tokens over a restart', async () => {
    const { accessToken, refreshToken } = bench.service.issueTokens(FIRST, String(MARIA));
    await bench.restart();
    expect((await bench.post('/rest/profile', { auth: accessToken })).status).toBe(200);
    expect((await exchange(refreshToken))[0]).toBe(200);
  });
});
