/** A new session for a page that stayed open. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MEMBER_ID } from '../graphql/testing/fake-portal.ts';
import { DoorsBench, NEW_MEMBER } from './testing/doors-bench.ts';

const bench = new DoorsBench();

beforeEach(() => bench.start());
afterEach(() => bench.server.close());

describe('a session for a page that stayed open', () => {
  const ask = (body: object) =>
    fetch(`${bench.server.url}/bitrix24/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('is given for the employee’s fresh token', async () => {
    const response = await ask({
      memberId: MEMBER_ID,
      authId: 'employee-token',
      refreshId: 'r',
      placement: 'CRM_DEAL_DETAIL_ACTIVITY',
      placementOptions: { ID: '17' },
    });
    expect(response.status).toBe(200);
    const { sessionToken } = (await response.json()) as { sessionToken: string };
    expect(await bench.server.ask(sessionToken, '{ viewer { employee { id } } }')).toEqual({ viewer: { employee: { id: '2' } } });
  });

  it('is refused with a code for another token, and for malformed bodies', async () => {
    const refused = await ask({ memberId: MEMBER_ID, authId: 'stolen' });
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([401, 'PORTAL_TOKEN_REFUSED']);
    expect((await ask({ memberId: [MEMBER_ID], authId: 'x' })).status).toBe(400);
  });

  it('is asked of the portal at most 120 times a minute', async () => {
    const statuses = [];
    for (let n = 0; n < 121; n++) statuses.push((await ask({ memberId: MEMBER_ID, authId: 'stolen' })).status);
    expect(statuses.filter(status => status === 401)).toHaveLength(120);
    expect(statuses.at(-1)).toBe(429);
    expect((await ask({ memberId: NEW_MEMBER, authId: 'x' })).status).toBe(401);
  });
});
