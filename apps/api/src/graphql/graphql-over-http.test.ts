import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** The stock suite, with plain `fetch` and no special header. */
describe('GraphQL over HTTP', () => {
  const audits = serverAudits({ url: () => `${server.url}/graphql`, fetchFn: fetch });

  it.each(audits.map(audit => [audit.id, audit.name, audit] as const))('%s: %s', async (_id, _name, audit) => {
    const result = await audit.fn();
    expect({ status: result.status, reason: 'reason' in result ? result.reason : '' }).toEqual({ status: 'ok', reason: '' });
  });

  it('runs no mutation by GET', async () => {
    const mutation = encodeURIComponent('mutation { createPartnerKey(input: { title: "x" }) { __typename } }');
    const response = await fetch(`${server.url}/graphql?query=${mutation}`, { headers: { authorization: 'Bearer admin' } });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(server.services.rows.partnerKeys.size).toBe(0);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])('takes no %s (AT-9)', async type => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': type, authorization: 'Bearer admin' },
      body: JSON.stringify({ query: 'mutation { createPartnerKey(input: { title: "x" }) { __typename } }' }),
    });
    expect(response.status).toBe(415);
  });

  it('refuses a body of more than 256 KB, and a batch (SE-20)', async () => {
    expect((await server.raw('admin', { query: '{ __typename }', variables: { x: 'x'.repeat(300_000) } })).status).toBe(413);
    expect((await server.raw('admin', [{ query: '{ __typename }' }])).status).toBe(400);
  });
});
