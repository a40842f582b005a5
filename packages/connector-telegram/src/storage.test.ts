import { MemorySessionStore } from '@olchat/domain/testing';
import { describe, expect, it } from 'vitest';
import { TelegramStorage } from './storage.ts';

const KEY = new Uint8Array(256).fill(7);
const person = (id: number, fields: { usernames?: string[]; phone?: string } = {}) => ({
  id,
  accessHash: '12345',
  isMin: false,
  usernames: [],
  updated: 1,
  complete: new Uint8Array([1, 2, 3]),
  ...fields,
});
const pointer = (pts: number): Uint8Array => new Uint8Array(new Int32Array([pts]).buffer);

describe('what the library keeps', () => {
  it('is there for the next process: keys, values, people by id, name and number', async () => {
    const store = new MemorySessionStore();
    const first = await TelegramStorage.load(store);
    await first.authKeys.set(2, KEY);
    await first.kv.set('current_user', new Uint8Array([1]));
    await first.peers.store(person(11, { usernames: ['ivan'], phone: '79000000011' }));
    await first.driver.save();
    const next = await TelegramStorage.load(store);
    expect(next.isLoggedIn).toBe(true);
    expect(await next.authKeys.get(2)).toEqual(KEY);
    for (const found of [
      await next.peers.getById(11),
      await next.peers.getByUsername('ivan'),
      await next.peers.getByPhone('79000000011'),
    ]) {
      expect(found).toEqual(person(11, { usernames: ['ivan'], phone: '79000000011' }));
    }
  });

  it('a name that went to somebody else leads to nobody', async () => {
    const storage = await TelegramStorage.load(new MemorySessionStore());
    await storage.peers.store(person(11, { usernames: ['sales'] }));
    await storage.driver.save();
    await storage.peers.store(person(11));
    await storage.driver.save();
    expect(await storage.peers.getByUsername('sales')).toBeNull();
  });

  it('the pointer of updates is stored after what it covers, and not when that failed (RE-27)', async () => {
    const store = new MemorySessionStore();
    const storage = await TelegramStorage.load(store);
    await storage.kv.set('updates_pts', pointer(1));
    storage.beforePointer = () => Promise.reject(new Error('not stored'));
    await expect(storage.kv.set('updates_pts', pointer(2))).rejects.toThrow('not stored');
    const order: string[] = [];
    storage.beforePointer = () => Promise.resolve(void order.push('covered'));
    expect(await (await TelegramStorage.load(store)).kv.get('updates_pts')).toEqual(pointer(1));
    await storage.kv.set('updates_pts', pointer(3));
    expect(order).toEqual(['covered']);
    expect(await (await TelegramStorage.load(store)).kv.get('updates_pts')).toEqual(pointer(3));
  });

  it('is stored when the writing says so, also where it comes in the moment in which another writing ends', async () => {
    for (let later = 0; later < 12; later += 1) {
      const store = new MemorySessionStore();
      const storage = await TelegramStorage.load(store);
      const first = storage.kv.set('current_user', new Uint8Array([1]));
      for (let turn = 0; turn < later; turn += 1) await Promise.resolve();
      await storage.authKeys.set(2, KEY);
      expect(await (await TelegramStorage.load(store)).authKeys.get(2), `${later} turns later`).toEqual(KEY);
      await first;
    }
  });

  it('the pointer is there from the login on, before the first update, and what moved it stays (RE-27)', async () => {
    const store = new MemorySessionStore();
    const storage = await TelegramStorage.load(store);
    const state = { pts: 5, qts: 1, date: 2, seq: 0 };
    await storage.beginUpdates(state);
    expect(await (await TelegramStorage.load(store)).kv.get('updates_pts')).toEqual(pointer(5));
    await storage.kv.set('updates_pts', pointer(6));
    await storage.beginUpdates(state);
    expect(await storage.kv.get('updates_pts')).toEqual(pointer(6));
  });

  it('nothing is written once it is sealed', async () => {
    const store = new MemorySessionStore();
    const storage = await TelegramStorage.load(store);
    storage.seal();
    await storage.authKeys.set(2, KEY);
    await storage.peers.store(person(11));
    await storage.driver.save();
    expect(await store.readCredentials()).toBeNull();
    expect((await store.readKeys('peer', ['1/11'])).size).toBe(0);
  });

  it('a new login begins with nothing of the old one', async () => {
    const storage = await TelegramStorage.load(new MemorySessionStore());
    await storage.authKeys.set(2, KEY);
    await storage.kv.set('current_user', new Uint8Array([1]));
    await storage.peers.store(person(11));
    await storage.driver.save();
    await storage.renew();
    expect([storage.isLoggedIn, storage.isStored, await storage.authKeys.get(2), await storage.peers.getById(11)]).toEqual([
      false,
      true,
      null,
      null,
    ]);
  });
});
