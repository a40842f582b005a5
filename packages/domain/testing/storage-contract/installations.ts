/** How the application stands on its portal. */
import { describe, expect, it } from 'vitest';
import { anEmployee, BORIS } from '../builders.ts';
import type { StorageBench } from './storage-bench.ts';

export function installations(bench: StorageBench): void {
  const { inPortal } = bench;
  const AT = new Date('2026-05-01T10:00:00.000Z');

  describe('the installation', () => {
    it('is there before anything is known about it', async () => {
      expect(await inPortal(tx => tx.installation.find())).toMatchObject({ rightsState: 'OK', checkedAt: null, kept: [], mended: [] });
    });

    it('comes back as it was stored, with dates and lists', async () => {
      const stored = await inPortal(async tx => {
        const installation = Object.assign(await tx.installation.lock(), {
          rightsState: 'DISMISSED',
          rightsSince: AT,
          checkedAt: AT,
          kept: ['event ONAPPUPDATE'],
          mended: [{ what: 'placement CRM_DEAL_DETAIL_ACTIVITY', at: AT }],
          failed: [{ what: 'connector x', code: 'ERROR_CORE', since: AT }],
          testEventAt: AT,
        } as const);
        await tx.installation.save(installation);
        return installation;
      });
      expect(await inPortal(tx => tx.installation.find())).toEqual(stored);
    });

    it('is changed by one at a time under a lock', async () => {
      await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          inPortal(async tx => {
            const locked = await tx.installation.lock();
            await tx.installation.save(Object.assign(locked, { kept: [...locked.kept, `event ${index}`] }));
          }),
        ),
      );
      expect((await inPortal(tx => tx.installation.find())).kept).toHaveLength(8);
    });

    it('works as whoever took over (A-3)', async () => {
      await inPortal(tx => tx.employees.save(anEmployee(bench.portalId, { id: BORIS })));
      await inPortal(tx => tx.installation.workAs(BORIS));
      expect((await inPortal(tx => tx.portal())).mainEmployeeId).toBe(BORIS);
    });
  });
}
