import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Faults } from '../kernel/faults.ts';
import { Ledger } from '../kernel/ledger.ts';
import type { Phone, PhoneAction } from '../kernel/phones.ts';
import { Store } from '../kernel/store.ts';
import { PortalService } from '../portal/portal.ts';
import { FakeProduct } from './fake-product.ts';
import { Seed } from './seed.ts';

describe('the seed goes through the front doors (contract 5)', () => {
  let folder: string;
  let store: Store;
  let portal: PortalService;
  let product: FakeProduct;
  let productUrl: string;
  let scans: string[];
  const running: Seed[] = [];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'seed-'));
    store = new Store(folder);
    product = new FakeProduct();
    productUrl = await product.start();
    scans = [];
    portal = new PortalService({
      store,
      ledger: new Ledger(store),
      faults: new Faults(store),
      baseUrl: 'http://127.0.0.1:4100',
      application: {
        clientId: 'a',
        clientSecret: 's',
        code: 'a',
        kind: 'local',
        callbackUrl: 'http://127.0.0.1:1/bitrix24/events',
        installUrl: `${productUrl}/bitrix24/install`,
        appUrl: `${productUrl}/bitrix24/placement/DEFAULT`,
      },
    });
    portal.seed();
  });

  afterEach(async () => {
    for (const seed of running.splice(0)) await seed.close();
    await portal.close();
    await product.close();
    store.close();
    rmSync(folder, { recursive: true });
  });

  const start = (): Seed => {
    const phones = {
      list: () => [],
      get: () => undefined,
      act: async (address: string, action: PhoneAction) => {
        if (action.do !== 'scan') throw new Error(`the seed does ${action.do}`);
        scans.push(address);
        product.scanned(action.qr);
        return { address } as Phone;
      },
      onChange: () => () => undefined,
    };
    const companyPhones = ['whatsapp:79000000091', 'whatsapp:79000000092'];
    const doors = { productUrl, installUrl: `${productUrl}/bitrix24/install`, portalHost: 'localhost:4100' };
    const companyTelegram = 'telegram:700000091';
    const seed = new Seed({ store, desk: portal.desk, phones, companyPhones, companyTelegram, ...doors, log: () => undefined });
    running.push(seed);
    seed.start();
    return seed;
  };
  const done = (seed: Seed) => vi.waitFor(() => expect(seed.result).toBeDefined(), { timeout: 10_000 });
  const memberIds = (): string[] => portal.desk.portals().map(({ memberId }) => memberId);

  it('installs in both portals, connects WhatsApp in each and Telegram in the first with their own phones, and makes the demo key of the first', async () => {
    const seed = start();
    await done(seed);
    expect(product.installed).toEqual(memberIds());
    expect(portal.desk.portals().every(({ installed }) => installed)).toBe(true);
    expect(scans.toSorted()).toEqual(['telegram:700000091', 'whatsapp:79000000091', 'whatsapp:79000000092']);
    expect(seed.result).toMatchObject({
      partnerKey: expect.stringMatching(/^key/) as unknown,
      accounts: [{ kind: 'WHATSAPP_WEB' }, { kind: 'TELEGRAM' }],
    });
  });

  it('waits for a product that is not ready, and says so', async () => {
    product.isReady = false;
    const seed = start();
    await vi.waitFor(() => expect(seed.waitingFor).toContain('Waiting for the product'));
    expect(product.installed).toEqual([]);
    product.isReady = true;
    await done(seed);
  });

  it('does nothing twice: a second start only asks whether the key is still known', async () => {
    const first = start();
    await done(first);
    await first.close();
    product.operations.length = 0;
    const second = start();
    await done(second);
    expect(product.operations).toEqual(['viewer']);
    expect(product.installed).toHaveLength(2);
    expect(second.result).toEqual(first.result);
  });

  it('goes on where it was killed: an account that was begun is finished, not made again', async () => {
    const accounts = (): string[] => [...product.accounts.values()].flat().map(({ id }) => id);
    product.failNext = 'createPartnerKey';
    const killed = start();
    await vi.waitFor(() => expect(product.failNext).toBeUndefined(), { timeout: 10_000 });
    await killed.close();
    const made = accounts();
    await done(start());
    expect(accounts()).toEqual(made);
    expect(product.installed).toHaveLength(2);
    expect(scans).toHaveLength(3);
  });

  it('tries again after a failure of the product and says what went wrong', async () => {
    product.failNext = 'connectAccount';
    const seed = start();
    await vi.waitFor(() => expect(seed.waitingFor).toContain('Out of order'), { timeout: 10_000 });
    await done(seed);
  });

  it('seeds anew a product whose database is new', async () => {
    const first = start();
    await done(first);
    await first.close();
    product.tokens.clear();
    product.accounts.clear();
    const second = start();
    await done(second);
    expect(product.installed).toHaveLength(4);
    expect(second.result?.partnerKey).not.toBe(first.result?.partnerKey);
    expect(scans).toHaveLength(6);
  });
});
