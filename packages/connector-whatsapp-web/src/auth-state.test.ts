import { LeaseLostError, type SessionStore } from '@olchat/domain';
import { MemorySessionStore } from '@olchat/domain/testing';
import { initAuthCreds, proto } from 'baileys';
import { describe, expect, it, vi } from 'vitest';
import { connectionKeys, Credentials, isPaired } from './auth-state.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);

describe('credentials', () => {
  it('come back as they were saved, bytes included', async () => {
    const store = new MemorySessionStore();
    const first = await Credentials.load(store);
    expect(first.isStored).toBe(false);
    first.current.me = { id: '79990000001:5@s.whatsapp.net' };
    await first.save();
    const second = await Credentials.load(store);
    expect(second.isStored).toBe(true);
    expect(second.current).toEqual(first.current);
  });

  it('are saved one after another, the whole each time, and not again while nothing has changed (RE-26)', async () => {
    const store = new MemorySessionStore();
    const written: string[] = [];
    let running = 0;
    vi.spyOn(store, 'writeCredentials').mockImplementation(async text => {
      running += 1;
      expect(running).toBe(1);
      await Promise.resolve();
      running -= 1;
      written.push(text);
    });
    const credentials = await Credentials.load(store);
    credentials.current.nextPreKeyId = 2;
    const saves = [credentials.save(), credentials.save()];
    credentials.current.nextPreKeyId = 3;
    await Promise.all([...saves, credentials.save()]);
    expect(written).toHaveLength(1);
    expect(JSON.parse(written[0]!)).toMatchObject({ nextPreKeyId: 3, registrationId: credentials.current.registrationId });
  });

  it('that could not be saved are saved by the next save', async () => {
    const store = new MemorySessionStore();
    vi.spyOn(store, 'writeCredentials').mockRejectedValueOnce(new Error('away'));
    const credentials = await Credentials.load(store);
    await expect(credentials.save()).rejects.toThrow('away');
    await credentials.save();
    expect(await store.readCredentials()).not.toBeNull();
  });

  it('are those of a linked device only with an account and a device number', () => {
    const creds = initAuthCreds();
    expect(isPaired(creds)).toBe(false);
    // What a broken-off pairing by code leaves behind.
    creds.me = { id: '79990000001@s.whatsapp.net', name: '~' };
    expect(isPaired(creds)).toBe(false);
    creds.account = { details: bytes('x') };
    expect(isPaired(creds)).toBe(false);
    creds.me = { id: '79990000001:5@s.whatsapp.net' };
    expect(isPaired(creds)).toBe(true);
  });

  it('are new after a log-out, and nothing is stored', async () => {
    const store = new MemorySessionStore();
    const credentials = await Credentials.load(store);
    await credentials.save();
    const { registrationId, noiseKey } = credentials.current;
    await credentials.erase();
    expect(await store.readCredentials()).toBeNull();
    expect(credentials.current).not.toMatchObject({ registrationId, noiseKey });
  });
});

describe('keys', () => {
  const open = (
    store: SessionStore = new MemorySessionStore(),
  ): { troubles: unknown[]; keys: ReturnType<typeof connectionKeys>; store: SessionStore } => {
    const troubles: unknown[] = [];
    return { troubles, store, keys: connectionKeys(store, error => troubles.push(error)) };
  };

  it('of every kind come back as the library gave them', async () => {
    const { keys } = open();
    const data = {
      'pre-key': { '1': { public: bytes('p'), private: bytes('s') } },
      session: { '79261112233.0': bytes('ratchet') },
      'lid-mapping': { '79261112233': '222222222222222' },
      'device-list': { '79261112233': ['0', '5'] },
      tctoken: { x: { token: Buffer.from('t'), timestamp: '1' } },
    };
    await keys.store.set(data);
    expect(await keys.store.get('pre-key', ['1', '2'])).toEqual(data['pre-key']);
    expect(Buffer.from((await keys.store.get('session', ['79261112233.0']))['79261112233.0']!)).toEqual(bytes('ratchet'));
    expect(await keys.store.get('lid-mapping', ['79261112233'])).toEqual(data['lid-mapping']);
    expect(await keys.store.get('device-list', ['79261112233'])).toEqual(data['device-list']);
    expect(await keys.store.get('tctoken', ['x'])).toEqual(data.tctoken);
  });

  it('of the app state are objects of the protocol again', async () => {
    const { keys } = open();
    const key = proto.Message.AppStateSyncKeyData.fromObject({ keyData: bytes('k'), timestamp: 5 });
    await keys.store.set({ 'app-state-sync-key': { a: key } });
    const back = (await keys.store.get('app-state-sync-key', ['a']))['a'];
    expect(back).toBeInstanceOf(proto.Message.AppStateSyncKeyData);
    expect(Buffer.from(back?.keyData ?? [])).toEqual(bytes('k'));
  });

  it('that belong together are one write, deletions included (RE-26)', async () => {
    const { keys, store } = open();
    const write = vi.spyOn(store, 'writeKeys');
    await keys.store.set({ session: { a: bytes('1'), b: null }, 'identity-key': { a: bytes('2') } });
    expect(write).toHaveBeenCalledOnce();
    const [upserts, deletes] = write.mock.calls[0]!;
    expect(upserts.map(({ type, id }) => `${type}/${id}`)).toEqual(['session/a', 'identity-key/a']);
    expect(deletes).toEqual([{ type: 'session', id: 'b' }]);
  });

  it('that cannot be read are trouble, not absence', async () => {
    const { keys, store, troubles } = open();
    vi.spyOn(store, 'readKeys').mockRejectedValue(new Error('away'));
    await expect(keys.store.get('session', ['a'])).rejects.toThrow('away');
    expect(troubles).toHaveLength(1);
  });

  it('of another holder are not touched (RE-6)', async () => {
    const store = new MemorySessionStore();
    const { keys, troubles } = open(store);
    store.loseLease();
    await expect(keys.store.set({ session: { a: bytes('1') } })).rejects.toThrow(LeaseLostError);
    expect(troubles[0]).toBeInstanceOf(LeaseLostError);
  });

  it('are out of reach for a connection that is over', async () => {
    const { keys, store, troubles } = open();
    const write = vi.spyOn(store, 'writeKeys');
    keys.seal();
    await expect(keys.store.set({ session: { a: bytes('1') } })).rejects.toThrow('is over');
    await expect(keys.store.get('session', ['a'])).rejects.toThrow('is over');
    expect(write).not.toHaveBeenCalled();
    expect(troubles).toEqual([]);
  });
});
