/** How an account logs in by its phone (C-2). */
import { BufferJSON, initAuthCreds } from 'baileys';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PAIRED } from './testing/fake-socket.ts';
import { NOW, SessionBench, settle } from './testing/session-bench.ts';

const bench = new SessionBench();
const { open, socket } = bench;

beforeEach(() => bench.renew());
afterEach(() => bench.end());

describe('an account that logs in', () => {
  it('shows codes by itself only when it never began to (C-2)', async () => {
    await open(null);
    expect(bench.events.current).toMatchObject({ state: 'LOGIN_REQUIRED', reason: null });
    socket().emit('connection.update', { qr: 'code-1' });
    await settle();
    socket().emit('connection.update', { qr: 'code-2' });
    await settle();
    expect(bench.events.steps).toEqual([
      { kind: 'QR', qr: 'code-1', expiresAt: new Date(NOW.getTime() + 60_000) },
      { kind: 'QR', qr: 'code-2', expiresAt: new Date(NOW.getTime() + 20_000) },
    ]);
  });

  it.each([
    ['was connected before', '+79990000001', false, 'DEVICE_LOST'],
    ['was left in the middle of a login', null, true, 'LOGIN_EXPIRED'],
  ])('waits for a person when it %s', async (_what, address, begun, reason) => {
    if (begun) await bench.store.writeCredentials(JSON.stringify(initAuthCreds(), BufferJSON.replacer));
    await open(address);
    expect(bench.sockets).toHaveLength(0);
    expect(bench.events.current).toMatchObject({ state: 'LOGIN_REQUIRED', reason });
    expect(bench.events.steps).toEqual([{ kind: 'EXPIRED' }]);
    await bench.session.continueLogin({ kind: 'NEW_QR' });
    await settle();
    expect(bench.sockets).toHaveLength(1);
  });

  it('does not go on by itself when the codes ended, and gives new keys to the next series', async () => {
    await open(null);
    const first = socket().config.auth.creds.registrationId;
    socket().emit('connection.update', { qr: 'code' });
    socket().fall(408);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(bench.events.steps.at(-1)).toEqual({ kind: 'EXPIRED' });
    expect(bench.sockets).toHaveLength(1);
    await bench.session.continueLogin({ kind: 'NEW_QR' });
    await settle();
    expect(bench.sockets).toHaveLength(2);
    expect(socket().config.auth.creds.registrationId).not.toBe(first);
  });

  it('shows the code of the moment to whoever asks in the middle of a series', async () => {
    await open(null);
    socket().emit('connection.update', { qr: 'code' });
    await bench.session.continueLogin({ kind: 'NEW_QR' });
    await settle();
    expect(bench.events.steps.map(step => step.kind)).toEqual(['QR', 'QR']);
    expect(bench.sockets).toHaveLength(1);
  });

  it('comes back at once after the scan, with its keys stored before', async () => {
    await open(null);
    socket().emit('connection.update', { qr: 'code' });
    Object.assign(socket().config.auth.creds, PAIRED);
    socket().emit('creds.update', PAIRED);
    socket().emit('connection.update', { isNewLogin: true });
    socket().fall(515);
    await settle();
    expect(bench.sockets).toHaveLength(2);
    expect(await bench.store.readCredentials()).toContain('79990000001:5@s.whatsapp.net');
    socket().open();
    await settle();
    expect(bench.events.current).toMatchObject({ state: 'CONNECTED', address: '+79990000001', name: 'Компания' });
    expect(bench.events.steps.at(-1)).toEqual({ kind: 'DONE' });
  });
});
