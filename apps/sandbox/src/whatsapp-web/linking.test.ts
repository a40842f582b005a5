import type { BinaryNode } from 'baileys';
import { describe, expect, it } from 'vitest';
import { PhoneActionError } from '../kernel/phones.ts';
import { BaileysClient, DeviceMemory, pair, until } from './baileys-client.ts';
import { CLIENT, COMPANY, NOBODY, useBench } from './test-bench.ts';

const bench = useBench();

describe('linking a device', () => {
  it('leads from the QR code over 515 to an open connection', async () => {
    const client = await bench.link();
    expect(client.socket.user?.id).toBe(`${COMPANY}:1@s.whatsapp.net`);
    expect(bench.phone(COMPANY).linkedDevices).toBe(1);
  });

  it('opens exactly the screen whose code was scanned, with two codes shown at once', async () => {
    const memories = [new DeviceMemory(), new DeviceMemory()] as const;
    const screens = memories.map(memory => bench.keep(new BaileysClient(bench.sandbox.url, memory)));
    const [, qr] = await Promise.all(screens.map(screen => until('QR code', () => screen.qrs[0])));
    await bench.act({ do: 'scan', qr: qr! }, COMPANY);
    expect(await screens[1]!.closed()).toBe(515);
    expect(screens[0]!.closedWith).toBeUndefined();
    expect(memories[0].creds.me).toBeUndefined();
  });

  it('refuses a code that was used or invented, and a fifth device', async () => {
    const used: string[] = [];
    for (let n = 0; n < 4; n++) {
      bench.keep(await pair(bench.sandbox.url, qr => (used.push(qr), bench.act({ do: 'scan', qr }, COMPANY))));
    }
    await expect(bench.act({ do: 'scan', qr: used[0]! }, COMPANY)).rejects.toThrow('not valid any more');
    await expect(bench.act({ do: 'scan', qr: 'https://example.com' }, COMPANY)).rejects.toThrow(PhoneActionError);
    const fifth = bench.keep(new BaileysClient(bench.sandbox.url, new DeviceMemory()));
    const qr = await until('QR code', () => fifth.qrs[0]);
    await expect(bench.act({ do: 'scan', qr }, COMPANY)).rejects.toThrow('4 linked devices');
    await expect(bench.act({ do: 'scan', qr }, CLIENT)).rejects.toThrow(PhoneActionError);
  });

  it('ends the older connection with 440 when the same device connects twice', async () => {
    const older = await bench.link();
    const newer = await bench.reconnect(older);
    expect(await older.closed()).toBe(440);
    expect(newer.isOpen).toBe(true);
  });

  it('refuses a login with 401 after the device has logged out', async () => {
    const client = await bench.link();
    await client.socket.logout();
    await until('unlinked', () => bench.phone(COMPANY).linkedDevices === 0);
    expect(await bench.keep(new BaileysClient(bench.sandbox.url, client.memory)).closed()).toBe(401);
  });
});

describe('the phone', () => {
  it('logs its devices out with 401 when the person unlinks them', async () => {
    const client = await bench.link();
    bench.sandbox.server.unlinkDevices(COMPANY);
    expect(await client.closed()).toBe(401);
    expect(await bench.keep(new BaileysClient(bench.sandbox.url, client.memory)).closed()).toBe(401);
  });

  it('tells listeners of every change', async () => {
    const changed: string[] = [];
    const stop = bench.sandbox.server.phones.onChange(address => changed.push(address));
    await bench.act({ do: 'offline' });
    await until('change', () => changed.length > 0);
    stop();
    await bench.act({ do: 'online' });
    expect(changed).toEqual([`whatsapp:${CLIENT}`]);
  });

  it('has no button for what WhatsApp does not know', async () => {
    await expect(bench.act({ do: 'hide-number' })).rejects.toThrow(PhoneActionError);
    await expect(bench.act({ do: 'play' })).rejects.toThrow('no voice message');
    await expect(bench.act({ do: 'reply', text: 'Кому?' })).rejects.toThrow('to whom');
    await expect(bench.act({ do: 'read' }, COMPANY)).rejects.toThrow('scans QR codes, writes, sleeps and wakes');
    await expect(bench.act({ do: 'read' }, NOBODY)).rejects.toThrow('no phone');
  });
});

describe('questions of a device', () => {
  const ping = (xmlns: string): BinaryNode => ({
    tag: 'iq',
    attrs: { to: '@s.whatsapp.net', type: 'get', xmlns },
    content: [{ tag: 'ping', attrs: {} }],
  });

  it('are answered even when nobody knows what they ask', async () => {
    const client = await bench.link();
    expect(((await client.socket.query(ping('w:p'), 5000)) as BinaryNode | undefined)?.attrs['type']).toBe('result');
    expect(((await client.socket.query(ping('invented'), 5000)) as BinaryNode | undefined)?.attrs['type']).toBe('result');
  });

  it('get no answer when told to drop', async () => {
    const client = await bench.link();
    bench.sandbox.faults.add([{ service: 'whatsapp-web', method: 'iq', do: 'drop' }]);
    await expect(client.socket.query(ping('w:p'), 200)).rejects.toThrow('Timed Out');
  });
});

describe('number check (D-7)', () => {
  it('tells a number with WhatsApp from one without, one ledger row each', async () => {
    const client = await bench.link();
    expect(await client.socket.onWhatsApp(CLIENT)).toEqual([{ jid: `${CLIENT}@s.whatsapp.net`, exists: true }]);
    expect(await client.socket.onWhatsApp(NOBODY)).toEqual([]);
    expect(bench.rows('usync.contact').map(({ to, body }) => ({ to, body }))).toEqual([
      { to: CLIENT, body: { exists: true } },
      { to: NOBODY, body: { exists: false } },
    ]);
  });

  it('is refused with the code of the rule', async () => {
    const client = await bench.link();
    bench.sandbox.faults.add([{ service: 'whatsapp-web', method: 'usync.contact', do: 'refuse', code: '429' }]);
    await expect(client.socket.onWhatsApp(CLIENT)).rejects.toMatchObject({ data: 429 });
    expect(bench.rows('usync.contact')).toEqual([]);
  });
});

describe('troubles with the login', () => {
  it.each([
    [{ do: 'refuse', code: '402' } as const, 402],
    [{ do: 'close', code: '503' } as const, 503],
  ])('%o closes with its code', async (rule, code) => {
    const client = await bench.link();
    await client.close();
    bench.sandbox.faults.add([{ service: 'whatsapp-web', method: 'login', to: COMPANY, times: 1, ...rule }]);
    expect(await bench.keep(new BaileysClient(bench.sandbox.url, client.memory)).closed()).toBe(code);
    expect((await bench.reconnect(client)).isOpen).toBe(true);
  });
});
