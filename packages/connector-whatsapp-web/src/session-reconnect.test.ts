/** What becomes of a session whose connection falls, or whose storage is away (RE-40, RE-41, C-8). */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { receipt } from './fixtures/stanzas.ts';
import { DEFAULT_TIMINGS } from './options.ts';
import { NOW, SessionBench, settle } from './testing/session-bench.ts';

const bench = new SessionBench();
const { connect, open, openPaired, pair, socket } = bench;

beforeEach(() => bench.renew());
afterEach(() => bench.end());

describe('a connection that falls', () => {
  it('is tried again after 1, 2, 4 s … and at most every 5 minutes (RE-41)', async () => {
    await openPaired();
    const gaps: number[] = [];
    for (let n = 1; n <= 11; n += 1) {
      const fallenAt = Date.now();
      socket().fall(428);
      await settle();
      while (bench.sockets.length === n) await vi.advanceTimersToNextTimerAsync();
      gaps.push((Date.now() - fallenAt) / 1000);
    }
    expect(gaps).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  });

  it('begins the back-off anew only after it had held', async () => {
    await connect();
    const gapAfterFall = async (): Promise<number> => {
      const [before, fallenAt] = [bench.sockets.length, Date.now()];
      socket().fall(428);
      await settle();
      while (bench.sockets.length === before) await vi.advanceTimersToNextTimerAsync();
      socket().open();
      await settle();
      return (Date.now() - fallenAt) / 1000;
    };
    expect(await gapAfterFall()).toBe(1);
    expect(await gapAfterFall()).toBe(2);
    await vi.advanceTimersByTimeAsync(DEFAULT_TIMINGS.stableAfterMs);
    expect(await gapAfterFall()).toBe(1);
  });

  it('tells the same state once', async () => {
    await openPaired();
    socket().fall(428);
    await vi.advanceTimersByTimeAsync(1_000);
    socket().fall(428);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(bench.events.states.map(({ state, rawCode }) => [state, rawCode])).toEqual([
      ['CONNECTING', null],
      ['CONNECTING', '428'],
    ]);
  });

  it('lets go of the keys before the next one takes them', async () => {
    await connect();
    const { keys } = socket().config.auth;
    socket().fall(428);
    await expect(async () => keys.set({ session: { a: Buffer.from('old') } })).rejects.toThrow('is over');
    expect(socket().isEnded).toBe(true);
  });

  it('removes the keys after a log-out by the phone and asks for a login (C-8)', async () => {
    await connect();
    socket().fall(401, { tag: 'conflict', attrs: { type: 'device_removed' } });
    await settle();
    expect(await bench.store.readCredentials()).toBeNull();
    expect(bench.events.current).toMatchObject({ state: 'LOGIN_REQUIRED', reason: 'DEVICE_LOST', rawCode: '401', address: null });
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(bench.sockets).toHaveLength(1);
  });

  it('yields to another holder of the keys and stays silent (RE-40)', async () => {
    await connect();
    socket().fall(440, { tag: 'conflict', attrs: { type: 'replaced' } });
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(bench.events.current).toMatchObject({ state: 'CONNECTING', reason: 'DEVICE_LOST', rawCode: '440' });
    expect(bench.sockets).toHaveLength(1);
    expect(await bench.store.readCredentials()).not.toBeNull();
    await expect(bench.session.continueLogin({ kind: 'NEW_QR' })).rejects.toThrow('closed');
  });

  it('waits for the end of a temporary ban (C-8)', async () => {
    await connect();
    socket().fall(402, { reason: '402', code: '101', expire: '3600' });
    await settle();
    const until = new Date(NOW.getTime() + 3_600_000);
    expect(bench.events.current).toMatchObject({ state: 'RESTRICTED', reason: 'ACCOUNT_RESTRICTED', rawCode: '402/101', until });
    await bench.session.continueLogin({ kind: 'NEW_QR' });
    await vi.advanceTimersByTimeAsync(3_599_000);
    expect(bench.sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(bench.sockets).toHaveLength(2);
  });

  it.each([403, 406])('ends with %i in a ban that only a new login leaves', async code => {
    await connect();
    socket().fall(code);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(bench.events.current).toMatchObject({ state: 'RESTRICTED', until: null });
    expect(bench.sockets).toHaveLength(1);
    expect(await bench.store.readCredentials()).not.toBeNull();
    await bench.session.continueLogin({ kind: 'NEW_QR' });
    await settle();
    expect(bench.sockets).toHaveLength(2);
    expect(socket().config.auth.creds.me).toBeUndefined();
  });

  it('stops on an unknown refusal, and connects again when a person asks', async () => {
    await connect();
    socket().fall(418);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(bench.events.current).toMatchObject({ state: 'DISCONNECTED', reason: 'MESSENGER_REFUSED', rawCode: '418' });
    await bench.session.continueLogin({ kind: 'NEW_QR' });
    await settle();
    expect(bench.sockets).toHaveLength(2);
    expect(socket().config.auth.creds.me).toBeDefined();
  });
});

describe('storage that is away', () => {
  it('ends the connection unacknowledged, and the next one gets the receipt again (GU-5)', async () => {
    await connect();
    bench.events.failOnce('receipts');
    const fallen = socket();
    fallen.stanza(receipt());
    await settle();
    expect(fallen.isEnded).toBe(true);
    expect(fallen.acknowledged).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    socket().open();
    socket().stanza(receipt());
    await settle();
    expect(socket().acknowledged).toEqual([receipt().attrs['id']]);
    expect(bench.events.allReceipts).toHaveLength(1);
  });

  it('is asked again for the credentials until it is back', async () => {
    await pair();
    vi.spyOn(bench.store, 'readCredentials').mockRejectedValueOnce(new Error('away')).mockRejectedValueOnce(new Error('away'));
    await open();
    expect(bench.events.states).toEqual([]);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(bench.sockets).toHaveLength(1);
  });

  it('hears a state later when it could not at once', async () => {
    await openPaired();
    const state = vi.spyOn(bench.events, 'state').mockRejectedValueOnce(new Error('away')).mockRejectedValueOnce(new Error('away'));
    socket().open();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(state).toHaveBeenCalledTimes(3);
    expect(bench.events.current?.state).toBe('CONNECTED');
  });

  it('of another holder ends the session at once (RE-40)', async () => {
    await connect();
    bench.store.loseLease();
    const before = bench.events.count;
    socket().emit('creds.update', {});
    Object.assign(socket().config.auth.creds, { nextPreKeyId: 99 });
    socket().emit('creds.update', { nextPreKeyId: 99 });
    await settle();
    expect(socket().isEnded).toBe(true);
    socket().stanza(receipt());
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(socket().acknowledged).toEqual([]);
    expect(bench.sockets).toHaveLength(1);
    expect(bench.events.count).toBe(before);
  });
});
