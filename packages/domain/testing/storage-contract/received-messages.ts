/** What came through the accounts (S-11). */
import { expect, it } from 'vitest';
import { newId, type FileId, type ReceivedMessage } from '../../src/index.ts';
import type { StorageBench } from './storage-bench.ts';

export function receivedMessages(bench: StorageBench): void {
  const { given, inPortal } = bench;
  const came = async (fields: Partial<ReceivedMessage> = {}): Promise<ReceivedMessage> => {
    const { account, recipient } = await given();
    const id = newId<FileId>();
    return {
      id,
      accountId: account.id,
      recipientId: recipient.id,
      externalMessageId: 'in-1',
      fromPhone: false,
      text: 'Сколько стоит? 👋\nСрочно',
      file: { id, kind: 'VOICE', name: 'voice.ogg', mime: 'audio/ogg', size: 7, seconds: 3 },
      unsupported: null,
      occurredAt: new Date('2026-03-10T09:00:00.000Z'),
      editedAt: null,
      removedAt: null,
      ...fields,
    };
  };

  it('keeps what came, whole, and once (S-11, RE-20)', async () => {
    const message = await came();
    await inPortal(tx => tx.received.add(message));
    await inPortal(tx => tx.received.add({ ...message, id: newId<FileId>(), text: 'другой' }));
    expect(await inPortal(tx => tx.received.findByExternalId(message.accountId, 'in-1'))).toEqual(message);
    expect(await inPortal(tx => tx.received.findByExternalId(message.accountId, 'in-2'))).toBeNull();
  });

  it('keeps what became of it: a new text, or nothing any more (O-30)', async () => {
    const message = await came();
    await inPortal(tx => tx.received.add(message));
    const removed = { ...message, text: null, file: null, removedAt: new Date('2026-03-10T10:00:00.000Z') };
    for (const changed of [{ ...message, text: 'Дорого', editedAt: new Date('2026-03-10T09:05:00.000Z') }, removed]) {
      await inPortal(tx => tx.received.save(changed));
      expect(await inPortal(tx => tx.received.findByExternalId(message.accountId, 'in-1'))).toEqual(changed);
    }
  });
}
