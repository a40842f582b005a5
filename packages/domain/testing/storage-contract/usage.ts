/** How much an account has sent, and to whom first (Q-10, Q-11, D-6). */
import { describe, expect, it } from 'vitest';
import { newNumber } from '../builders.ts';
import { ago, type StorageBench } from './storage-bench.ts';

const AT_ONCE = 50;

export function usage(bench: StorageBench): void {
  const { given, inPortal } = bench;

  describe('counters of a day', () => {
    it('never pass their limit, also when 50 spend at once (D-6, Q-11)', async () => {
      const { account } = await given();
      const spent = await Promise.all(Array.from({ length: AT_ONCE }, () => inPortal(tx => tx.usage.spend(account.id, 'CHECK', 7))));
      expect(spent.filter(Boolean)).toHaveLength(7);
      expect(await inPortal(tx => tx.usage.today(account.id))).toEqual({ SENT: 0, FIRST_MESSAGE: 0, CHECK: 7, SEARCH: 0 });
    });

    it('allow nothing under a limit of nothing', async () => {
      const { account } = await given();
      expect(await inPortal(tx => tx.usage.spend(account.id, 'CHECK', 0))).toBe(false);
    });
  });

  it('remembers when the account gave the messenger a message last (Q-10)', async () => {
    const { account } = await given();
    expect(await inPortal(tx => tx.usage.lastCallAt(account.id))).toBeNull();
    await inPortal(tx => tx.usage.noteCall(account.id, ago(5000)));
    const last = ago(0);
    await inPortal(tx => tx.usage.noteCall(account.id, last));
    expect(await inPortal(tx => tx.usage.lastCallAt(account.id))).toEqual(last);
  });

  it('counts new recipients by the moment at which they were granted (Q-11)', async () => {
    const { account, recipient } = await given();
    const others = await inPortal(tx =>
      tx.recipients.ensure('WHATSAPP', [
        { address: newNumber(), name: null },
        { address: newNumber(), name: null },
      ]),
    );
    const granted = (since: Date) => inPortal(tx => tx.firstMessages.granted(account.id, since));
    expect(await granted(ago(86_400_000))).toEqual({ count: 0, oldestAt: null, lastAt: null });
    expect(await inPortal(tx => tx.firstMessages.grantedAt(account.id, recipient.id))).toBeNull();
    const [long, before, now] = [ago(90_000_000), ago(5000), ago(0)];
    for (const [index, at] of [long, before, now].entries()) {
      const person = [recipient, ...others][index];
      if (person !== undefined) await inPortal(tx => tx.firstMessages.grant(account.id, person.id, at));
    }
    expect(await granted(ago(86_400_000))).toEqual({ count: 2, oldestAt: before, lastAt: now });
    expect(await inPortal(tx => tx.firstMessages.grantedAt(account.id, recipient.id))).toEqual(long);
    // A hold is no grant, and takes none away.
    await inPortal(tx => tx.firstMessages.hold(account.id, recipient.id, ago(-1000)));
    expect(await granted(new Date(0))).toMatchObject({ count: 3, oldestAt: long });
  });
}
