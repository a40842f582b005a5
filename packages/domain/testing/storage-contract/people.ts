/** Accounts, recipients, chats, employees and the keys of partners. */
import { describe, expect, it } from 'vitest';
import {
  type ChatOpening,
  type FileId,
  type LoginStep,
  newId,
  PartnerKey,
  type PartnerKeyId,
  type PortalId,
  StoredFile,
} from '../../src/index.ts';
import { aChat, anAccount, ANNA, BORIS, DEAL, newNumber, onlyFor } from '../builders.ts';
import { ago, type StorageBench } from './storage-bench.ts';

export function people(bench: StorageBench): void {
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

  describe('recipients', () => {
    it('are one per address, also when twenty make them at once, in any order (D-3)', async () => {
      const addresses = [newNumber(), newNumber(), newNumber()];
      const made = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          inPortal(tx =>
            tx.recipients.ensure(
              'WHATSAPP',
              (index % 2 === 0 ? addresses : addresses.toReversed()).map(address => ({ address, name: null })),
            ),
          ),
        ),
      );
      for (const address of addresses) {
        expect(
          new Set(
            made
              .flat()
              .filter(one => one.address === address)
              .map(one => one.id),
          ).size,
        ).toBe(1);
      }
      expect(made[0]?.map(recipient => recipient.address)).toEqual(addresses);
      expect(made[1]?.map(recipient => recipient.address)).toEqual(addresses.toReversed());
    });

    it('take a name while they have none, and keep the one they have', async () => {
      const address = newNumber();
      const named = (name: string | null) => inPortal(async tx => (await tx.recipients.ensure('WHATSAPP', [{ address, name }]))[0]?.name);
      expect([await named(null), await named('Иван'), await named('Пётр'), await named(null)]).toEqual([null, 'Иван', 'Иван', 'Иван']);
    });

    it('are called what a card calls them now, not what it was the first to say (D-3)', async () => {
      const address = newNumber();
      const named = (name: string | null) =>
        inPortal(async tx => (await tx.recipients.ensure('WHATSAPP', [{ address, name }], 'RENEWED'))[0]?.name);
      expect([await named(null), await named('Иван'), await named('Пётр'), await named(''), await named(null)]).toEqual([
        null,
        'Иван',
        'Пётр',
        'Пётр',
        'Пётр',
      ]);
    });

    it('keep what the messenger said (D-8)', async () => {
      const { account, recipient } = await given();
      const at = new Date('2026-03-10T10:00:00.000Z');
      await inPortal(async tx => {
        const found = await tx.recipients.find(recipient.id);
        found?.learnPresence('EXISTS', '7900@s.whatsapp.net', account.id, at);
        if (found !== null) await tx.recipients.save(found);
      });
      expect(await inPortal(tx => tx.recipients.findByAddress('WHATSAPP', ['+1', recipient.address]))).toMatchObject({
        presence: 'EXISTS',
        checkedAt: at,
        checkedThrough: account.id,
        messengerAddress: '7900@s.whatsapp.net',
      });
    });
  });

  it('keep when the picture was asked for, what it is, and when that ended (H-1)', async () => {
    const { recipient } = await given();
    const [asked, checked] = [new Date('2026-03-10T10:00:00.000Z'), new Date('2026-03-10T10:00:01.000Z')];
    const id = newId<FileId>();
    const fields = { portalId: bench.portalId, ownerId: null, name: 'client.jpg', asLink: false, createdAt: asked };
    const file = StoredFile.begin({ ...fields, id, storageKey: newId<FileId>() });
    const find = () => inPortal(tx => tx.recipients.find(recipient.id));
    expect(await find()).toMatchObject({ pictureId: null, pictureAskedAt: null, pictureCheckedAt: null });
    await inPortal(async tx => {
      await tx.files.add(file);
      const found = await tx.recipients.find(recipient.id);
      found?.askPicture(asked);
      found?.learnPicture(file.id, checked);
      if (found !== null) await tx.recipients.save(found);
    });
    expect(await find()).toMatchObject({ pictureId: file.id, pictureAskedAt: asked, pictureCheckedAt: checked });
  });

  it('keeps one chat per account and recipient (O-6)', async () => {
    const { account, recipient } = await given();
    const chat = aChat({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id });
    await inPortal(tx => tx.chats.save(chat));
    await inPortal(async tx => {
      const found = await tx.chats.find(account.id, recipient.id);
      if (found !== null) await tx.chats.save(Object.assign(found, { ownerId: BORIS }));
    });
    const linkedCards = [{ type: 'LEAD' as const, id: '1209', smartProcessTypeId: null }];
    await inPortal(async tx => {
      const found = await tx.chats.findById(chat.id);
      if (found !== null) await tx.chats.save(Object.assign(found, { linkedCards }));
    });
    expect(await inPortal(tx => tx.chats.findById(chat.id))).toEqual(Object.assign(chat, { ownerId: BORIS, linkedCards }));
    expect((await inPortal(tx => tx.chats.findByDialog(chat.openLineChatId)))?.id).toBe(chat.id);
    expect(await inPortal(tx => tx.chats.findByDialog('404'))).toBeNull();
    const second = aChat({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id });
    await expect(inPortal(tx => tx.chats.save(second))).rejects.toThrow();
  });

  it('knows for whom a dialogue is being opened, one per account and recipient (O-8, O-9)', async () => {
    const { account, recipient } = await given();
    const opening: ChatOpening = {
      accountId: account.id,
      recipientId: recipient.id,
      employeeId: ANNA,
      employeeName: 'Анна Смирнова',
      card: DEAL,
      state: 'POSTING',
      startedAt: new Date('2026-03-10T09:00:00.000Z'),
    };
    const find = () => inPortal(tx => tx.chatOpenings.find(account.id, recipient.id));
    expect(await find()).toBeNull();
    await inPortal(tx => tx.chatOpenings.save(opening));
    expect(await find()).toEqual(opening);
    const second = { ...opening, employeeId: BORIS, card: null, state: 'WAITING' as const };
    await inPortal(tx => tx.chatOpenings.save(second));
    expect(await find()).toEqual(second);
    await inPortal(tx => tx.chatOpenings.remove(account.id, recipient.id));
    expect(await find()).toBeNull();
  });

  it('remembers which way of publication the portal refused, and when it last did (T-15)', async () => {
    await given();
    const off = { publication: 'OUTGOING' as const, rawCode: 'insufficient_scope', at: new Date('2026-03-10T09:00:00.000Z') };
    const later = { ...off, rawCode: 'ERROR_METHOD_NOT_FOUND', at: new Date('2026-03-10T10:00:00.000Z') };
    await inPortal(tx => tx.publicationSwitches.save(off));
    await inPortal(tx => tx.publicationSwitches.save(later));
    expect(await inPortal(tx => tx.publicationSwitches.list())).toEqual([later]);
  });

  it('counts what was written on the phone as a conversation (H-2, decision 25)', async () => {
    const { account, recipient } = await given();
    const has = () => inPortal(tx => tx.messages.hasConversation(account.id, recipient.id));
    expect(await has()).toBe(false);
    await inPortal(tx => tx.messages.noteAnswer(account.id, recipient.id, ago(0)));
    await inPortal(tx => tx.messages.noteInbound(account.id, recipient.id, ago(0)));
    expect(await has()).toBe(true);
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
