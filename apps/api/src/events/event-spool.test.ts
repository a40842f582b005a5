import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PortalId } from '@olchat/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EventSpool, type Arrival } from './event-spool.ts';

const PORTAL = randomUUID() as PortalId;
const key = randomBytes(32);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'olchat-spool-'));
});
afterEach(() => rm(folder, { recursive: true }));

const arrival = (fields: Partial<Arrival> = {}): Arrival => ({
  id: randomUUID(),
  receivedAt: new Date('2026-03-10T09:00:00.000Z'),
  portalId: PORTAL,
  body: 'event=ONIMCONNECTORMESSAGEADD&data[text]=Секрет',
  ...fields,
});

const all = async (spool: EventSpool): Promise<Arrival[]> =>
  (await Promise.all((await spool.measure()).map(name => spool.read(name)))).flatMap(file => file.arrivals);

describe('the event spool (RE-21)', () => {
  it('gives back what it kept, also to the process that comes after a kill', async () => {
    const spool = await EventSpool.open({ folder, key });
    const kept = Array.from({ length: 30 }, () => arrival());
    expect(await Promise.all(kept.map(one => spool.keep(one)))).toEqual(kept.map(() => 'KEPT'));
    const successor = await EventSpool.open({ folder, key });
    expect(successor.isEmpty).toBe(false);
    const byId = (one: Arrival, other: Arrival): number => (one.id < other.id ? -1 : 1);
    expect((await all(successor)).toSorted(byId)).toEqual(kept.toSorted(byId));
  });

  it('keeps the order in which events came', async () => {
    const spool = await EventSpool.open({ folder, key });
    const kept = Array.from({ length: 20 }, (_, index) => arrival({ body: `event=${index}` }));
    for (const one of kept) await spool.keep(one);
    expect((await all(spool)).map(one => one.body)).toEqual(kept.map(one => one.body));
  });

  it('flushes what comes together at once', async () => {
    let writes = 0;
    const write = async (path: string, bytes: Buffer): Promise<void> => {
      writes += 1;
      await writeFile(path, bytes);
    };
    const spool = await EventSpool.open({ folder, key, write });
    await Promise.all(Array.from({ length: 100 }, () => spool.keep(arrival())));
    expect(writes).toBeLessThan(10);
    expect(await all(spool)).toHaveLength(100);
  });

  it('holds no text and no token in clear (SE-50), and opens with its own key only', async () => {
    const spool = await EventSpool.open({ folder, key });
    await spool.keep(arrival());
    const [name = ''] = await readdir(folder);
    expect(await readFile(join(folder, name), 'utf8')).not.toContain('Секрет');
    const stranger = await EventSpool.open({ folder, key: randomBytes(32) });
    expect(await stranger.read(name)).toEqual({ arrivals: [], unreadable: 1 });
  });

  it('reads around a line that is torn in the middle (FA-19)', async () => {
    const spool = await EventSpool.open({ folder, key });
    const kept = Array.from({ length: 3 }, () => arrival());
    await Promise.all(kept.map(one => spool.keep(one)));
    const lines = (await Promise.all((await readdir(folder)).map(name => readFile(join(folder, name), 'utf8'))))
      .join('')
      .trim()
      .split('\n');
    const torn = `${lines[0]}\n${lines[1]?.slice(0, 60)}\n${lines[2]}\n${lines[2]?.slice(0, -9)}`;
    await rm(folder, { recursive: true });
    const other = await EventSpool.open({ folder, key });
    await writeFile(join(folder, '1.spool'), torn);
    const { arrivals, unreadable } = await other.read('1.spool');
    expect([arrivals.length, unreadable]).toEqual([2, 2]);
    await other.setAside('1.spool');
    expect(await other.measure()).toEqual([]);
    expect(await readdir(folder)).toEqual(['1.spool.unreadable']);
  });

  it('never shows what was not written whole, and clears it away', async () => {
    const left = join(folder, '1-killed.part');
    await writeFile(left, 'half a li');
    const spool = await EventSpool.open({ folder, key });
    expect([await spool.measure(), spool.isEmpty]).toEqual([[], true]);
    expect(await readdir(folder)).toHaveLength(1); // perhaps of a process that writes just now
    await utimes(left, new Date(0), new Date(0));
    await EventSpool.open({ folder, key });
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses at its limit, alarms at a tenth of it, and takes again when there is room', async () => {
    const spool = await EventSpool.open({ folder, key, maxBytes: 20_000 });
    const portals = Array.from({ length: 8 }, () => randomUUID() as PortalId);
    const answers: string[] = [];
    for (let index = 0; index < 80; index += 1) {
      answers.push(await spool.keep(arrival({ portalId: portals[index % 8] ?? PORTAL })));
      if (spool.bytes >= 2000) expect(spool.isAlarming).toBe(true);
    }
    expect(answers[0]).toBe('KEPT');
    expect(answers.at(-1)).toBe('FULL');
    expect(spool.bytes).toBeLessThanOrEqual(20_000);
    for (const name of await spool.measure()) await spool.remove(name);
    expect([spool.isAlarming, spool.isEmpty, await spool.keep(arrival())]).toEqual([false, true, 'KEPT']);
  });

  it('leaves room for others when one portal floods it', async () => {
    const spool = await EventSpool.open({ folder, key, maxBytes: 40_000 });
    const flood = await Promise.all(Array.from({ length: 200 }, () => spool.keep(arrival())));
    expect(flood).toContain('FULL');
    expect(spool.bytes).toBeLessThanOrEqual(10_000);
    expect(await spool.keep(arrival({ portalId: randomUUID() as PortalId }))).toBe('KEPT');
  });

  it('says so when the disk is full, keeps nothing of it, and goes on when there is room (FA-19)', async () => {
    let isFull = true;
    const write = async (path: string, bytes: Buffer): Promise<void> => {
      await writeFile(path, isFull ? bytes.subarray(0, 10) : bytes);
      if (isFull) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    };
    const spool = await EventSpool.open({ folder, key, write });
    expect(await spool.keep(arrival())).toBe('FAILED');
    expect([spool.isAlarming, spool.isEmpty, await readdir(folder)]).toEqual([true, true, []]);
    isFull = false;
    expect([await spool.keep(arrival()), spool.isAlarming]).toEqual(['KEPT', false]);
  });

  it('is shared by processes: a file that another one replayed is simply gone', async () => {
    const [one, other] = [await EventSpool.open({ folder, key }), await EventSpool.open({ folder, key })];
    await one.keep(arrival());
    const [name = ''] = await other.measure();
    await one.remove(name);
    expect(await other.read(name)).toEqual({ arrivals: [], unreadable: 0 });
    await other.remove(name);
    expect(other.isEmpty).toBe(true);
  });
});
