/** People asked for through accounts (D-31), and answers to the steps of a login (C-4). */
import { describe, expect, it } from 'vitest';
import type { RecipientQuery } from '../../src/index.ts';
import { anAccount } from '../builders.ts';
import type { LineId } from '../../src/index.ts';
import { ago, type StorageBench } from './storage-bench.ts';

const NAME: RecipientQuery = { kind: 'USERNAME', value: 'alisa_demo' };
const PHONE: RecipientQuery = { kind: 'PHONE', value: '+79000000055' };
const ID: RecipientQuery = { kind: 'ID', value: '700000055' };

export function lookUps(bench: StorageBench): void {
  const { given, inPortal } = bench;

  describe('people asked for through an account', () => {
    it('are asked for once, surest question first, oldest first', async () => {
      const { account } = await given();
      const next = () => inPortal(tx => tx.lookUps.next(account.id));
      const settle = (query: RecipientQuery) =>
        inPortal(tx => tx.lookUps.answer(account.id, query, { state: 'ABSENT', recipientId: null, obstacle: null }, ago(0)));
      expect(await next()).toBeNull();
      const later: RecipientQuery = { kind: 'USERNAME', value: 'gleb_demo' };
      await inPortal(tx => tx.lookUps.want(account.id, [PHONE, NAME], ago(2000)));
      await inPortal(tx => tx.lookUps.want(account.id, [later, ID, NAME], ago(1000)));
      const order: RecipientQuery[] = [];
      for (let query = await next(); query !== null; query = await next()) {
        order.push(query);
        await settle(query);
      }
      expect(order).toEqual([ID, NAME, later, PHONE]);
    });

    it('stay what they were while they are asked for again', async () => {
      const { account, recipient } = await given();
      const at = ago(5000);
      const found = { state: 'FOUND', recipientId: recipient.id, obstacle: 'PREMIUM_NEEDED' } as const;
      await inPortal(tx => tx.lookUps.answer(account.id, NAME, found, at));
      const known = () => inPortal(tx => tx.lookUps.find(account.id, [NAME, PHONE]));
      expect(await known()).toEqual([{ query: NAME, ...found, answeredAt: at }]);
      await inPortal(tx => tx.lookUps.want(account.id, [NAME], ago(0)));
      expect(await known()).toEqual([{ query: NAME, ...found, state: 'WAITING', answeredAt: at }]);
      expect(await inPortal(tx => tx.lookUps.find(account.id, []))).toEqual([]);
    });

    it('are those of one account', async () => {
      const { account } = await given();
      const other = anAccount(bench.portalId, { lineId: '6' as LineId });
      await inPortal(tx => tx.accounts.add(other));
      await inPortal(tx => tx.lookUps.want(account.id, [NAME], ago(0)));
      expect(await inPortal(tx => tx.lookUps.next(other.id))).toBeNull();
      expect(await inPortal(tx => tx.lookUps.find(other.id, [NAME]))).toEqual([]);
    });

    it('are asked for at a pace that is kept beside the pause of messages', async () => {
      const { account } = await given();
      expect(await inPortal(tx => tx.lookUps.pace(account.id))).toEqual({ lastAt: null, heldUntil: null });
      const pace = { lastAt: ago(1000), heldUntil: ago(-60_000) };
      await inPortal(tx => tx.lookUps.savePace(account.id, pace));
      expect(await inPortal(tx => tx.usage.lastCallAt(account.id))).toBeNull();
      const called = ago(0);
      await inPortal(tx => tx.usage.noteCall(account.id, called));
      expect(await inPortal(tx => tx.lookUps.pace(account.id))).toEqual(pace);
      expect(await inPortal(tx => tx.usage.lastCallAt(account.id))).toEqual(called);
    });
  });

  it('keeps the newest answer to a login until it is taken, once (C-4)', async () => {
    const { account } = await given();
    const at = ago(0);
    await inPortal(tx => tx.logins.giveAnswer(account.id, { kind: 'CODE', code: '11111' }, ago(1000)));
    await inPortal(tx => tx.logins.giveAnswer(account.id, { kind: 'CODE', code: '22222' }, at));
    const taken = await Promise.all([1, 2, 3].map(() => inPortal(tx => tx.logins.takeAnswer(account.id))));
    expect(taken.filter(one => one !== null)).toEqual([{ answer: { kind: 'CODE', code: '22222' }, givenAt: at }]);
  });
}
