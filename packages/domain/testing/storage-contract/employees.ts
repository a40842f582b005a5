/** Employees, what they chose, and the keys of partners. */
import { describe, expect, it } from 'vitest';
import { newId, PartnerKey, type PartnerKeyId, type PortalId } from '../../src/index.ts';
import { ANNA, BORIS } from '../builders.ts';
import { ago, type StorageBench } from './storage-bench.ts';

export function employees(bench: StorageBench): void {
  const { given, inPortal } = bench;

  describe('an employee who was dismissed', () => {
    it('is not among those who are there, is no administrator, and his keys open nothing (SE-4)', async () => {
      const key = Object.assign(new PartnerKey(), {
        portalId: bench.portalId,
        id: newId<PartnerKeyId>(),
        employeeId: ANNA,
        title: 'Касса',
        createdAt: ago(0),
        revokedAt: null,
      });
      const hash = newId<PartnerKeyId>().replaceAll('-', '').repeat(2);
      await inPortal(tx => tx.partnerKeys.add(key, hash));
      expect(await bench.harness.knowsToken(bench.portalId, hash)).toBe(true);
      expect(await inPortal(tx => tx.employees.present())).toEqual([ANNA]);
      const at = new Date('2026-05-01T00:00:00.000Z');
      await inPortal(tx => tx.employees.dismiss(ANNA, at));
      expect(await inPortal(tx => tx.employees.present())).toEqual([]);
      expect(await inPortal(tx => tx.employees.administrators())).toEqual([]);
      expect(await inPortal(tx => tx.employees.find(ANNA))).toMatchObject({ dismissedAt: at, isAdministrator: false });
      expect(await inPortal(tx => tx.partnerKeys.find(key.id))).toMatchObject({ revokedAt: at });
      expect(await bench.harness.knowsToken(bench.portalId, hash)).toBe(false);
    });
  });

  it('remembers what an employee chose last (W-4, W-16, W-24, S-15)', async () => {
    const { account } = await given();
    const habits = { lastAccountId: account.id, lastPublication: 'NONE' as const, showName: true, recentEmoji: ['👩🏽‍💻', '👋'] };
    await inPortal(async tx => {
      const employee = await tx.employees.find(ANNA);
      if (employee !== null) await tx.employees.save(Object.assign(employee, habits));
    });
    expect(await inPortal(tx => tx.employees.find(ANNA))).toMatchObject(habits);
    expect(await inPortal(tx => tx.employees.find(BORIS))).toBeNull();
  });

  it('knows a partner key by the hash of its token until it is revoked (SE-7)', async () => {
    const hash = newId<PortalId>().replaceAll('-', '').repeat(2);
    const key = Object.assign(new PartnerKey(), {
      portalId: bench.portalId,
      id: newId<PartnerKeyId>(),
      employeeId: ANNA,
      title: 'CRM',
      createdAt: ago(0),
      revokedAt: null,
    });
    await inPortal(tx => tx.partnerKeys.add(key, hash));
    expect(await bench.harness.knowsToken(bench.portalId, hash)).toBe(true);
    await inPortal(async tx => {
      const found = await tx.partnerKeys.find(key.id);
      if (found !== null) await tx.partnerKeys.save(Object.assign(found, { revokedAt: ago(0) }));
    });
    expect(await bench.harness.knowsToken(bench.portalId, hash)).toBe(false);
    expect((await inPortal(tx => tx.partnerKeys.find(key.id)))?.revokedAt).toBeInstanceOf(Date);
  });
}
