/** Files of the widget over a real socket. */
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../graphql/testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('files of the widget', () => {
  it('are served for ever under names that change with their content', async () => {
    const response = await fetch(`${server.url}/widget/assets/card-4f2a.js`);
    expect(await response.text()).toBe('export {};');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
  });

  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0.5', 'br'],
    ['gzip, br;q=0', null],
    ['gzip', null],
    ['', null],
  ])('go as the build compressed them to whoever takes that («%s»: %s)', async (accepted, encoding) => {
    const response = await fetch(`${server.url}/widget/assets/card-4f2a.js`, { headers: { 'accept-encoding': accepted } });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('vary')).toContain('accept-encoding');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await response.text()).toBe('export {};');
  });

  it.each([
    '/widget/card.html',
    '/widget/assets/none.js',
    '/widget/assets/card-4f2a.js.br',
    '/widget/assets',
    '/widget/../../../etc/passwd',
    '/widget/%2e%2e/%2e%2e/etc/hosts.json',
    '/widget/assets/..%2f..%2fx.js',
  ])('hold no %s', async path => {
    // Not by fetch, which would tidy the path.
    const status = await new Promise(resolve =>
      request({ port: server.port, host: '127.0.0.1', path }, response => resolve(response.resume().statusCode)).end(),
    );
    expect(status).toBe(404);
  });
});
