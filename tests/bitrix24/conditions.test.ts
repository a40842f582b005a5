/** What the installation needs around it, and each way in which it can be wrong (G-13). */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Conditions } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import { ensureMediaCertificate } from '../../apps/sandbox/src/whatsapp-web/media-certificate.ts';
import { FIRST, given, PORTAL, PortalBench } from './portal-bench.ts';

const GOOD = ['token-server', 'pub-folder'];

/** The bench with the portal at its own address. */
async function opened(): Promise<PortalBench> {
  const portal = { memberId: FIRST, clientEndpoint: '', tokenUrl: '', language: 'ru' };
  const bench = await PortalBench.open({}, { addresses: { addresses: async () => portal } });
  const base = bench.portal.baseUrl;
  Object.assign(portal, { clientEndpoint: `${base}/portals/${FIRST}/rest/`, tokenUrl: `${base}/oauth/token/` });
  return bench;
}

const around = (bench: PortalBench): Promise<Conditions> => bench.bitrix24.application.conditions(PORTAL);

describe('what the installation needs around it (G-13)', () => {
  it('is all there', async () => {
    await using bench = await opened();
    expect(await around(bench)).toEqual({ kept: GOOD, failed: [] });
    // Nothing is exchanged for it.
    expect(bench.accepted('oauth.token')).toBe(0);
  });

  it('names an authorisation server that does not answer, one in trouble, and one that does not know us', async () => {
    await using bench = await opened();
    const faults = bench.portal.faults;
    const look = async (rule: Parameters<typeof faults.add>[0][number]) => {
      faults.clear();
      faults.add([rule]);
      return (await around(bench)).failed;
    };
    const door = { service: 'bitrix24', method: 'oauth.token' } as const;
    expect(await look({ ...door, do: 'drop' })).toMatchObject([
      { what: 'token-server', code: expect.stringMatching(/^NOT_CONNECTED /) as unknown },
    ]);
    expect(await look({ ...door, do: 'refuse', status: 502, code: 'BAD_GATEWAY' })).toMatchObject([{ code: 'NOT_CONNECTED BAD_GATEWAY' }]);
    expect(await look({ ...door, do: 'refuse', status: 401, code: 'invalid_client' })).toEqual([
      { what: 'token-server', code: 'invalid_client' },
    ]);
    faults.clear();
    expect((await around(bench)).failed).toEqual([]);
  });

  it('names a public folder that asks guests for a login, until it does not any more', async () => {
    await using bench = await opened();
    bench.portal.service.live(FIRST, { do: 'close-pub', isClosed: true });
    expect(await around(bench)).toEqual({ kept: ['token-server'], failed: [{ what: 'pub-folder', code: 'CLOSED_TO_GUESTS' }] });
    bench.portal.service.live(FIRST, { do: 'close-pub', isClosed: false });
    expect(await around(bench)).toEqual({ kept: GOOD, failed: [] });
  });

  it('names a certificate that nobody vouches for, by the code that says why', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'olchat-certificate-'));
    const { certificate, key } = await ensureMediaCertificate(folder);
    const server = createServer({ cert: certificate, key }, (_request, response) => response.end());
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      let tokenUrl = '';
      const portal = { memberId: FIRST, clientEndpoint: `https://${host}/rest/`, language: 'ru' };
      const addresses = { addresses: async () => ({ ...portal, tokenUrl }) };
      await using bench = await PortalBench.open({}, { addresses, privateHosts: [host] });
      tokenUrl = `https://${host}/oauth/token/`;
      const { kept, failed } = await around(bench);
      expect(kept).toEqual([]);
      expect(failed.map(({ what }) => what)).toEqual(['token-server', 'certificate']);
      for (const { code } of failed) expect(code).toBe('CERTIFICATE DEPTH_ZERO_SELF_SIGNED_CERT');
    } finally {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the test event (G-13)', () => {
  it('comes to our door, and does not while something stands between', async () => {
    await using bench = await opened();
    given(await bench.bitrix24.app.register(PORTAL));
    expect(await bench.bitrix24.application.raiseTestEvent(PORTAL)).toBeNull();
    expect((await bench.portal.eventsNamed('ONAPPTEST', 1))[0]?.data).toMatchObject({ LANGUAGE_ID: 'ru' });
    bench.portal.faults.add([{ service: 'bitrix24', method: 'ONAPPTEST', do: 'drop' }]);
    expect(await bench.bitrix24.application.raiseTestEvent(PORTAL)).toBeNull();
    expect(await bench.bitrix24.application.raiseTestEvent(PORTAL)).toBeNull();
    expect(await bench.portal.eventsNamed('ONAPPTEST', 1)).toHaveLength(1);
  });
});
