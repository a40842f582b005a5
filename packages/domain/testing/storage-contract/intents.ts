/** One intent, one message (GU-2). */
import { describe, expect, it } from 'vitest';
import { type MessageGroupId, type MessageId, newId, refuse } from '../../src/index.ts';
import { aMessage } from '../builders.ts';
import { type StorageBench } from './storage-bench.ts';

const AT_ONCE = 50;

export function intents(bench: StorageBench): void {
  const { given, inPortal } = bench;

  describe('an idempotency key', () => {
    it('makes one message of 50 sends at once, and every caller learns of the same group (Q-1, GU-2, FA-11)', async () => {
      const { account, recipient } = await given();
      const answers = await Promise.all(
        Array.from({ length: AT_ONCE }, () =>
          inPortal(async tx => {
            const message = aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id });
            const { id: messageId, groupId } = message;
            const first = await tx.intents.claim({ key: 'once', contentHash: 'same', messageId, groupId });
            if (first !== null) return { groupId: first.groupId, isFirst: false };
            await tx.messages.accept([message]);
            return { groupId, isFirst: true };
          }),
        ),
      );
      expect(new Set(answers.map(answer => answer.groupId)).size).toBe(1);
      expect(answers.filter(answer => answer.isFirst)).toHaveLength(1);
      expect(await inPortal(tx => tx.messages.queued(account.id))).toBe(1);
    });

    it('tells other content from the same', async () => {
      const claim = (contentHash: string) =>
        inPortal(tx => tx.intents.claim({ key: 'k', contentHash, messageId: newId<MessageId>(), groupId: newId<MessageGroupId>() }));
      expect(await claim('first')).toBeNull();
      expect((await claim('first'))?.contentHash).toBe('first');
      expect((await claim('second'))?.contentHash).not.toBe('second');
    });

    it('is free again after a refused first use (RE-4)', async () => {
      const intent = { key: 'k', contentHash: 'h', messageId: newId<MessageId>(), groupId: newId<MessageGroupId>() };
      await inPortal(async tx => {
        await tx.intents.claim(intent);
        return refuse('TEXT_EMPTY');
      });
      expect(await inPortal(tx => tx.intents.claim(intent))).toBeNull();
    });

    it('belongs to one portal', async () => {
      const intent = { key: 'k', contentHash: 'h', messageId: newId<MessageId>(), groupId: newId<MessageGroupId>() };
      await inPortal(tx => tx.intents.claim(intent));
      const other = await bench.harness.newPortal();
      expect(await bench.harness.storage.transaction(other, tx => tx.intents.claim(intent))).toBeNull();
    });
  });
}
