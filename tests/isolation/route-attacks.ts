/** What every route tells a browser (AT-12), and GraphQL called from pages of other origins (AT-9). */
import { describe, expect, it } from 'vitest';
import type { AttackedSystem } from './attacked-system.ts';
import { doors } from './doors.ts';
import { DOORS, EVERYWHERE, PROTECTING_HEADERS, shownPolicy } from './http-doors.ts';

export function routeAttacks(current: () => AttackedSystem): void {
  const { send, count } = doors(current);

  describe('routes of the API', () => {
    it('all stand in the table', () => {
      const routes = current()
        .routes()
        .filter(route => !route.startsWith('HEAD ')); // each GET answers it too
      expect(routes.sort()).toEqual(
        [...new Set(Object.keys(DOORS).map(name => name.split(',')[0]))].filter(name => name !== 'GET /nothing').sort(),
      );
    });

    it.each(Object.entries(DOORS))('%s answers with the headers of the table, and no others (SE-40)', async (_name, door) => {
      const { status, headers } = door;
      const [path, init] = door.request(current());
      const response = await send(path, init);
      expect(response.status).toBe(status);
      const shown = Object.fromEntries(PROTECTING_HEADERS.map(name => [name, response.headers.get(name)]));
      expect({ ...shown, 'content-security-policy': shownPolicy(shown['content-security-policy'] ?? null, current()) }).toEqual({
        ...EVERYWHERE,
        ...headers,
      });
    });
  });

  describe('/graphql from another origin', () => {
    const mutation = 'mutation { createPartnerKey(input: { title: "CSRF" }) { __typename } }';
    const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const multipart = () => {
      const form = new FormData();
      form.set('operations', JSON.stringify({ query: mutation }));
      return form;
    };

    it.each([
      ['a form', () => ({ body: new URLSearchParams({ query: mutation }) })],
      ['text', () => ({ body: JSON.stringify({ query: mutation }), headers: { 'content-type': 'text/plain' } })],
      ['a multipart form', () => ({ body: multipart() })],
    ])('takes no %s, even with a token (AT-9)', async (_what, init) => {
      const before = await count('partner_key');
      const { headers = {}, ...rest } = init() as RequestInit & { headers?: Record<string, string> };
      const response = await send('/graphql', {
        method: 'POST',
        ...rest,
        headers: { ...evil, ...headers, authorization: `Bearer ${current().portals.tokens.owner}` },
      });
      expect(response.status).toBe(415);
      expect(await count('partner_key')).toBe(before);
    });

    it('runs no mutation by GET', async () => {
      const before = await count('partner_key');
      const response = await send(`/graphql?query=${encodeURIComponent(mutation)}`, {
        headers: { ...evil, authorization: `Bearer ${current().portals.tokens.owner}` },
      });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
      expect(await count('partner_key')).toBe(before);
    });

    it('gives no page of another origin leave to send a token', async () => {
      const response = await send('/graphql', {
        method: 'OPTIONS',
        headers: { ...evil, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization, content-type' },
      });
      expect(response.status).toBe(404);
      expect([...response.headers.keys()].filter(name => name.startsWith('access-control'))).toEqual([]);
    });
  });
}
