import { describe, expect, it, vi } from 'vitest';
import { createSession } from './session.ts';

const auth = {
  authId: 'fresh',
  refreshId: 'refresh',
  expiresIn: 3600,
  placement: 'CRM_DEAL_DETAIL_ACTIVITY',
  placementOptions: { ID: '42' },
};
const answer = (status: number, body: unknown) => vi.fn(async () => Response.json(body, { status }));

function session(fetch: ReturnType<typeof answer>, sessionToken: string | null = 'old', refreshAuth = vi.fn(async () => auth)) {
  return createSession({ page: { sessionToken, memberId: 'member', locale: 'ru' }, frame: { refreshAuth }, fetch });
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
    expect(JSON.parse(request.body as string)).toEqual({ memberId: 'member', locale: 'ru', ...auth });
  });

  it('is lost when the server refuses, and may be renewed later', async () => {
    const fetch = answer(200, { sessionToken: 'new' });
    fetch.mockResolvedValueOnce(Response.json({ code: 'FORBIDDEN', message: 'Недостаточно прав' }, { status: 403 }));
    const refused = session(fetch);
    await expect(refused.renew()).rejects.toThrow('403');
    expect([refused.state.value, refused.refusal.value]).toEqual(['lost', 'Недостаточно прав']);
    await refused.renew();
    expect([refused.state.value, refused.refusal.value]).toEqual(['valid', undefined]);
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

it('keeps the page of a proxy to itself', async () => {
  const fetch = vi.fn(async () => new Response('<h1>502</h1>', { status: 502, headers: { 'content-type': 'text/html' } }));
  const unreachable = session(fetch);
  await expect(unreachable.renew()).rejects.toThrow('502');
  expect(unreachable.refusal.value).toBeUndefined();
});
