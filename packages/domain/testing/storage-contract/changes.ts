/** The record of changes (A-23, SE-52). */
import { describe, expect, it } from 'vitest';
import { changeBy, newId, type Change, type ChangeId } from '../../src/index.ts';
import { aCaller } from '../builders.ts';
import { ago, type StorageBench } from './storage-bench.ts';

export function changes(bench: StorageBench): void {
  const { inPortal } = bench;

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
