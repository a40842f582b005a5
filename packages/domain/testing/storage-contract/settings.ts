/** Settings of the portal, pauses of accounts, the record of changes. */
import { describe, expect, it } from 'vitest';
import { changeBy, newId, type Change, type ChangeId } from '../../src/index.ts';
import { aCaller, newNumber } from '../builders.ts';
import { ago, type StorageBench } from './storage-bench.ts';

export function settings(bench: StorageBench): void {
  const { given, inPortal } = bench;

  it('keeps the settings of the application (A-2, A-4, A-8, A-9, W-15)', async () => {
    const before = await inPortal(tx => tx.portal());
    expect(before).toMatchObject({
      administratorsOnly: false,
      statusesWidget: false,
      templatesInChat: false,
      forceWidget: false,
      writingHours: { redUntil: 7, orangeUntil: 8, greenUntil: 19, orangeAgainUntil: 21 },
    });
    const changes = {
      administratorsOnly: true,
      statusesWidget: true,
      templatesInChat: true,
      forceWidget: true,
      textLimit: 500,
      writingHours: { redUntil: 8, orangeUntil: 9, greenUntil: 18, orangeAgainUntil: 20 },
    };
    await inPortal(async tx => tx.savePortal(Object.assign(await tx.portal(), changes)));
    expect(await inPortal(tx => tx.portal())).toMatchObject(changes);
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

  it("keeps an account's own limits, and who a person is in his messenger (Q-11, D-20)", async () => {
    const { account, recipient } = await given();
    account.ownLimits = { firstMessagesPerDay: 5, firstMessageEveryMs: 0 };
    await inPortal(tx => tx.accounts.save(account));
    expect((await inPortal(tx => tx.accounts.find(account.id)))?.ownLimits).toEqual({ firstMessagesPerDay: 5, firstMessageEveryMs: 0 });
    await inPortal(tx => tx.recipients.save(Object.assign(recipient, { username: 'Alisa_Demo', phone: '+79000000055' })));
    expect(await inPortal(tx => tx.recipients.find(recipient.id))).toMatchObject({ username: 'Alisa_Demo', phone: '+79000000055' });
  });

  describe('the record of changes (A-23, SE-52)', () => {
    const change = (subject: string) =>
      changeBy(aCaller(bench.portalId), ago(0), {
        what: 'ACCOUNT_SETTINGS',
        subject,
        before: { title: 'Было' },
        after: { title: subject },
      });
    const add = (subject: string) => inPortal(tx => tx.changes.add(change(subject)));
    const page = (first: number, after: ChangeId | null = null): Promise<Change[]> => inPortal(tx => tx.changes.page(first, after));

    it('numbers entries without a gap, newest first, page by page', async () => {
      for (const subject of ['один', 'два', 'три']) await add(subject);
      const newest = await page(2);
      expect(newest.map(({ seq, subject, before, after }) => [seq, subject, before, after])).toEqual([
        [3, 'три', '{"title":"Было"}', '{"title":"три"}'],
        [2, 'два', '{"title":"Было"}', '{"title":"два"}'],
      ]);
      expect((await page(2, newest[1]?.id ?? null)).map(({ seq }) => seq)).toEqual([1]);
      expect(await page(2, newId<ChangeId>())).toEqual([]);
    });

    it('has one chain when twenty write at once', async () => {
      await Promise.all(Array.from({ length: 20 }, (_, index) => add(`№ ${index}`)));
      const all = await page(100);
      expect(all.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, index) => 20 - index));
      expect(new Set(all.map(({ hash }) => hash)).size).toBe(20);
      expect(await inPortal(tx => tx.changes.firstBreak())).toBeNull();
    });

    it('has no entry of a change that was taken back', async () => {
      await add('стоит');
      await inPortal(async tx => {
        await tx.changes.add(change('нет'));
        throw new Error('taken back');
      }).catch(() => undefined);
      expect((await page(10)).map(({ subject }) => subject)).toEqual(['стоит']);
      expect(await inPortal(tx => tx.changes.firstBreak())).toBeNull();
    });

    it('holds when nothing is in it', async () => {
      expect(await inPortal(tx => tx.changes.firstBreak())).toBeNull();
    });
  });
}
