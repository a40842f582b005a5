/** Accounts and their logins. */
import { describe, expect, it } from 'vitest';
import type { LoginStep } from '../../src/index.ts';
import { anAccount, ANNA, BORIS, onlyFor } from '../builders.ts';
import type { StorageBench } from './storage-bench.ts';

export function accounts(bench: StorageBench): void {
  const { given, inPortal } = bench;

  describe('accounts', () => {
    it('open their lane when they are added and when they are wanted again', async () => {
      const { account } = await given();
      expect(await bench.harness.isLaneOpen(bench.portalId, `account:${account.id}`)).toBe(true);
      await inPortal(tx => tx.accounts.reopen(Object.assign(account, { title: 'Снова' })));
      expect(await inPortal(tx => tx.accounts.list())).toMatchObject([{ id: account.id, title: 'Снова' }]);
    });

    it('stand on one line each (G-5)', async () => {
      await given();
      await expect(inPortal(tx => tx.accounts.add(anAccount(bench.portalId)))).rejects.toThrow();
    });

    it('are found by their line, with dates and lists as they were stored', async () => {
      const { account } = await given();
      await inPortal(tx =>
        tx.accounts.save(
          Object.assign(account, {
            access: [...onlyFor(ANNA, BORIS), { kind: 'DEPARTMENT', id: '3', name: 'Отдел продаж' }],
            ignoredNumbers: ['+79000000001'],
            publishOutgoing: false,
            sendIntervalMs: 60_000,
            hidden: true,
            lastFailure: { code: 'DEVICE_LOST', details: { rawCode: '440' } },
            lastFailedAt: new Date('2026-05-01T00:00:00.000Z'),
            phoneSeenAt: new Date('2026-05-02T00:00:00.000Z'),
            restrictedUntil: new Date('2026-05-01T00:00:00.000Z'),
          }),
        ),
      );
      expect(await inPortal(tx => tx.accounts.findByLine('WHATSAPP', account.lineId))).toEqual(account);
    });

    it('are changed by one at a time under a lock', async () => {
      const { account } = await given();
      await Promise.all(
        Array.from({ length: 8 }, () =>
          inPortal(async tx => {
            const locked = await tx.accounts.lock(account.id);
            if (locked !== null) await tx.accounts.save(Object.assign(locked, { title: `${locked.title}+` }));
          }),
        ),
      );
      expect((await inPortal(tx => tx.accounts.find(account.id)))?.title).toBe(`${account.title}${'+'.repeat(8)}`);
    });
  });

  it("keeps an account's own limits, and who a person is in his messenger (Q-11, D-20)", async () => {
    const { account, recipient } = await given();
    account.ownLimits = { firstMessagesPerDay: 5, firstMessageEveryMs: 0 };
    await inPortal(tx => tx.accounts.save(account));
    expect((await inPortal(tx => tx.accounts.find(account.id)))?.ownLimits).toEqual({ firstMessagesPerDay: 5, firstMessageEveryMs: 0 });
    await inPortal(tx => tx.recipients.save(Object.assign(recipient, { username: 'Alisa_Demo', phone: '+79000000055' })));
    expect(await inPortal(tx => tx.recipients.find(recipient.id))).toMatchObject({ username: 'Alisa_Demo', phone: '+79000000055' });
  });

  it('keeps the last step of a login (C-2)', async () => {
    const { account } = await given();
    const step: LoginStep = { kind: 'QR', qr: '2@abc', expiresAt: new Date('2026-03-10T09:01:00.000Z') };
    expect(await inPortal(tx => tx.logins.find(account.id))).toBeNull();
    await inPortal(tx => tx.logins.save(account.id, step));
    expect(await inPortal(tx => tx.logins.find(account.id))).toEqual(step);
    const freeAt = new Date('2026-03-10T10:00:00.000Z');
    const problem = { code: 'LIMIT_REACHED', rawCode: 'FLOOD_WAIT_60', freeAt } as const;
    const code: LoginStep = { kind: 'CODE', phone: '+79000000091', sentBy: 'APP', length: 5, resendAt: freeAt, problem };
    await inPortal(tx => tx.logins.save(account.id, code));
    expect(await inPortal(tx => tx.logins.find(account.id))).toEqual(code);
    await inPortal(tx => tx.logins.save(account.id, { kind: 'DONE' }));
    expect(await inPortal(tx => tx.logins.find(account.id))).toEqual({ kind: 'DONE' });
    await inPortal(tx => tx.logins.clear(account.id));
    expect(await inPortal(tx => tx.logins.find(account.id))).toBeNull();
  });
}
