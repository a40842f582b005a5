/** What a surprise tells the caller, and what the log (SE-21). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

describe('surprises', () => {
  it('become INTERNAL with a trace id that stands in the log, and nothing else leaves (SE-21)', async () => {
    server.services.storage.transaction = () => Promise.reject(new Error('select secret from table at /srv/x.ts'));
    const { status, body } = await server.raw('employee', { query: '{ viewer { locale } }' });
    expect(status).toBe(200);
    const text = JSON.stringify(body);
    expect(body.errors?.[0]?.extensions.code).toBe('INTERNAL');
    expect(text).not.toMatch(/secret|\.ts|stack/);
    const traceId = /[0-9a-f-]{36}/.exec(text)?.[0] ?? '';
    expect(server.log.join('\n')).toContain(traceId);
  });

  it('have the name of their request, which its answer bears in any case; nobody brings one along', async () => {
    const post = (query: string) =>
      fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer employee', 'x-request-id': 'mine' },
        body: JSON.stringify({ query }),
      });
    const fine = await post('{ viewer { locale } }');
    expect(fine.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    server.services.storage.transaction = () => Promise.reject(new Error('no'));
    const [one, other] = await Promise.all([post('{ viewer { locale } messages { asOf } }'), post('{ viewer { locale } }')]);
    for (const answer of [one, other]) {
      const { errors } = (await answer.json()) as { errors: { extensions: { traceId: string } }[] };
      expect(errors[0]?.extensions.traceId).toBe(answer.headers.get('x-request-id'));
      expect(server.log.join('\n')).toContain(answer.headers.get('x-request-id'));
    }
    expect(one.headers.get('x-request-id')).not.toBe(other.headers.get('x-request-id'));
  });
});
