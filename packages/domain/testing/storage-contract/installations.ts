/** How the application stands on its portal, its settings, and where it is embedded. */
import { describe, expect, it } from 'vitest';
import { anEmployee, ANNA, BORIS } from '../builders.ts';
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

  it('keeps an embedding of a smart process once, and forgets it (S-25)', async () => {
    const first = { smartProcessTypeId: '1038', embeddedBy: ANNA, embeddedAt: new Date('2026-03-10T09:00:00.000Z') };
    await inPortal(tx => tx.embeddings.add(first));
    await inPortal(tx => tx.embeddings.add({ ...first, embeddedAt: new Date('2026-03-11T09:00:00.000Z') }));
    await inPortal(tx => tx.embeddings.add({ ...first, smartProcessTypeId: '1046', embeddedAt: new Date('2026-03-12T09:00:00.000Z') }));
    expect(await inPortal(tx => tx.embeddings.list())).toEqual([first, expect.objectContaining({ smartProcessTypeId: '1046' })]);
    const stranger = { ...first, smartProcessTypeId: '1050', embeddedBy: BORIS };
    await expect(inPortal(tx => tx.embeddings.add(stranger))).rejects.toThrow();
    await inPortal(tx => tx.embeddings.remove('1038'));
    await inPortal(tx => tx.embeddings.remove('1038'));
    expect(await inPortal(tx => tx.embeddings.list())).toMatchObject([{ smartProcessTypeId: '1046' }]);
  });
}
