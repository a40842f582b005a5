/** A self-hosted portal: behind a proxy of the company, at a port of its own, its REST under a prefix (G-13). */
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameAncestors } from '../../apps/api/src/http/frame-ancestors.ts';
import { countryOf } from '../../apps/api/src/portals/country-of.ts';
import { portalOrigin } from '../../apps/api/src/portals/portal-origin.ts';
import { aPortal } from '@olchat/domain/testing';
import { EVENTS } from '@olchat/bitrix24';
import { FIRST, given, MARIA, PORTAL, PortalBench } from './portal-bench.ts';

const PREFIX = '/intranet/b24';

let proxy: Server;
let front: string;
let backPort = 0;
/** Addresses that were asked for, as the proxy heard them. */
let asked: string[] = [];

beforeAll(async () => {
  proxy = createServer((incoming, outgoing) => {
    const url = incoming.url ?? '';
    asked.push(url);
    if (!url.startsWith(`${PREFIX}/`)) return void outgoing.writeHead(404).end();
    const { method, headers } = incoming;
    const passed = request({ host: '127.0.0.1', port: backPort, path: url.slice(PREFIX.length), method, headers }, answer => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
  front = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});
afterAll(async () => {
  proxy.closeAllConnections();
  await new Promise(resolve => proxy.close(resolve));
});

const opened = async (): Promise<PortalBench> => {
  asked = [];
  const endpoint = `${front}${PREFIX}/portals/${FIRST}/rest/`;
  const tokenUrl = `${front}${PREFIX}/oauth/token/`;
  const portal = { memberId: FIRST, clientEndpoint: endpoint, tokenUrl, language: 'ru' };
  const bench = await PortalBench.open(
    { baseUrl: `${front}${PREFIX}` },
    { tokenUrl, privateHosts: [new URL(front).host], addresses: { addresses: async () => portal } },
  );
  backPort = Number(new URL(bench.portal.baseUrl).port);
  return bench;
};

describe('a self-hosted portal under a prefix, at its own port (G-13)', () => {
  it('is installed, registered, and works on over expired tokens, all at its own address', async () => {
    await using bench = await opened();
    const claim = { refreshToken: bench.pairOf(MARIA).refreshToken, serverEndpoint: `${front}${PREFIX}/rest/` };
    const proven = given(await bench.bitrix24.app.proveInstallation(claim));
    expect(proven.clientEndpoint).toBe(`${front}${PREFIX}/portals/${FIRST}/rest/`);
    expect(given(await bench.bitrix24.app.register(PORTAL)).failed).toEqual([]);
    bench.portal.service.expireAccessTokens();
    expect(await bench.bitrix24.app.checkToken(PORTAL, 'main')).toBeNull();
    expect(given(await bench.bitrix24.app.register(PORTAL)).kept).toEqual(expect.arrayContaining(EVENTS.map(event => `event ${event}`)));
    expect(await bench.bitrix24.application.conditions(PORTAL)).toEqual({ kept: ['token-server', 'pub-folder'], failed: [] });
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter(url => !url.startsWith(PREFIX))).toEqual([]);
  });

  it('may frame our pages from its own port, with its name in any alphabet, and from nowhere else', () => {
    const at = (clientEndpoint: string) => frameAncestors(aPortal({ clientEndpoint }), null);
    expect(at('https://b24.example.ru:8443/intranet/b24/rest/')).toBe('https://b24.example.ru:8443');
    expect(at('https://портал.компания.рф/rest/')).toBe('https://xn--80awhdgm.xn--80aqeigdi5k.xn--p1ai');
    expect(portalOrigin({ clientEndpoint: 'http://192.168.1.20:8080/rest/' })).toBe('http://192.168.1.20:8080');
    expect(countryOf('b24.example.ru:8443', 'en')).toBe('RU');
  });
});
