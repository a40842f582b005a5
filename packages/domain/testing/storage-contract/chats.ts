/** Chats of the open lines, and what is ours in them. */
import { expect, it } from 'vitest';
import type { ChatOpening } from '../../src/index.ts';
import { aChat, ANNA, BORIS, DEAL } from '../builders.ts';
import type { StorageBench } from './storage-bench.ts';

export function chats(bench: StorageBench): void {
  const { given, inPortal } = bench;

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

  it('remembers our own posts (O-24)', async () => {
    await inPortal(tx => tx.ownPosts.add('501'));
    await inPortal(tx => tx.ownPosts.add('501'));
    expect(await inPortal(async tx => [await tx.ownPosts.has('501'), await tx.ownPosts.has('502')])).toEqual([true, false]);
  });
}
