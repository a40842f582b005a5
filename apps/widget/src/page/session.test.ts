import { describe, expect, it, vi } from 'vitest';
import { createSession } from './session.ts';

const auth = { authId: 'fresh', placement: 'CRM_DEAL_DETAIL_ACTIVITY', placementOptions: { ID: '42' } };
const answer = (status: number, body: unknown) => vi.fn(async () => new Response(JSON.stringify(body), { status }));

function session(fetch: ReturnType<typeof answer>, sessionToken: string | null = 'old', refreshAuth = vi.fn(async () => auth)) {
  return createSession({ page: { sessionToken, memberId: 'member' }, frame: { refreshAuth }, fetch });
}

describe('a session (SE-4)', () => {
  it('begins with the token of the page', () => {
    expect(session(answer(200, {})).token()).toBe('old');
  });

  it('is missing on a page without a token', () => {
    expect(session(answer(200, {}), null).state.value).toBe('missing');
  });

  it('is renewed with a fresh proof of the portal', async () => {
    const fetch = answer(200, { sessionToken: 'new' });
    const renewed = session(fetch, null);
    await renewed.renew();
    expect(renewed.token()).toBe('new');
    expect(renewed.state.value).toBe('valid');
    const [url, request] = fetch.mock.calls[0] as unknown as [string, RequestInit];
    expect(url).toBe('/bitrix24/session');
    expect(JSON.parse(request.body as string)).toEqual({ memberId: 'member', ...auth });
  });

  it('is lost when the server refuses, and may be renewed later', async () => {
    const fetch = answer(200, { sessionToken: 'new' });
    fetch.mockResolvedValueOnce(new Response('{}', { status: 403 }));
    const refused = session(fetch);
    await expect(refused.renew()).rejects.toThrow('403');
    expect(refused.state.value).toBe('lost');
    await refused.renew();
    expect(refused.state.value).toBe('valid');
  });

  it('is lost when the portal keeps silent', async () => {
    const silent = session(
      answer(200, {}),
      'old',
      vi.fn(() => Promise.reject(new Error('The portal kept silent'))),
    );
    await expect(silent.renew()).rejects.toThrow('silent');
    expect(silent.state.value).toBe('lost');
  });
});
