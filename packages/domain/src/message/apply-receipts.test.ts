import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aMessage, World } from '../../testing/index.ts';
import { Activity } from '../activity/activity.ts';
import { newId, type AccountId } from '../ids.ts';
import type { Receipt } from '../ports/connector/outgoing.ts';
import { applyReceipts } from './apply-receipts.ts';
import type { Message } from './message.ts';

async function given() {
  const world = await World.open();
  const message = (fields: Partial<Message> = {}): Message => aMessage({ ...world.pair, ...fields });
  const receipt = (of: Message | string, status: Receipt['status'], fields: Partial<Receipt> = {}): Receipt => ({
    externalMessageId: typeof of === 'string' ? of : of.externalMessageId,
    status,
    occurredAt: world.clock.now(),
    rawCode: null,
    ...fields,
  });
  const apply = (...receipts: Receipt[]) => applyReceipts(world, world.portal.id, world.account.id, receipts);
  return { world, message, receipt, apply };
}

describe('receipts', () => {
  it('move the status, with both times and the source in the history (L-7, L-8)', async () => {
    const { world, message, receipt, apply } = await given();
    const one = message({ delivery: 'DONE' });
    await world.accept(one);
    const occurredAt = new Date(world.clock.now().getTime() - 5000);
    await apply(receipt(one, 'delivered', { occurredAt }));
    const stored = await world.message(one.id);
    expect(stored.status).toBe('DELIVERED');
    expect(stored.history.at(-1)).toEqual({
      status: 'DELIVERED',
      occurredAt,
      learnedAt: world.clock.now(),
      source: 'RECEIPT',
      failure: null,
    });
  });

  it('tell subscribers once for each move, not for what moves nothing (contract 4)', async () => {
    const { world, message, receipt, apply } = await given();
    const one = message({ delivery: 'DONE' });
    await world.accept(one);
    await apply(receipt(one, 'sent'), receipt(one, 'sent'));
    await apply(receipt(one, 'read'));
    await apply(receipt(one, 'delivered'), receipt(one, 'read'));
    expect(world.heard()).toEqual(['SENT', 'READ']);
    expect((await world.message(one.id)).history.map(change => change.status)).toEqual([
      'QUEUED',
      'SENT',
      'SENT',
      'DELIVERED',
      'READ',
      'DELIVERED',
      'READ',
    ]);
  });

  it('of a reading whose time is learnt later keep both times, and nobody is told twice (L-8, L-13)', async () => {
    const { world, message, receipt, apply } = await given();
    const one = message({ delivery: 'DONE' });
    await world.accept(one);
    const [heard, exact] = [world.clock.now(), new Date(world.clock.now().getTime() - 7_200_000)];
    await apply(receipt(one, 'read'));
    await apply(receipt(one, 'read', { occurredAt: exact }));
    const { status, history } = await world.message(one.id);
    expect(status).toBe('READ');
    expect(history.filter(change => change.status === 'READ').map(({ occurredAt }) => occurredAt)).toEqual([heard, exact]);
    expect(world.heard()).toEqual(['READ']);
  });

  it('of messages that are not ours come back to the caller, and the others are applied (RE-23)', async () => {
    const { world, message, receipt, apply } = await given();
    const one = message({ delivery: 'DONE' });
    await world.accept(one);
    const stranger = receipt('typed-on-the-phone', 'read');
    expect(await apply(stranger, receipt(one, 'sent'))).toEqual([stranger]);
    expect((await world.message(one.id)).status).toBe('SENT');
  });

  it('that overtake the answer of the send call are kept (RE-23)', async () => {
    const { world, message, receipt, apply } = await given();
    const one = message({ delivery: 'CALLING', attempt: 1 });
    await world.accept(one);
    await apply(receipt(one, 'delivered'));
    expect(await world.message(one.id)).toMatchObject({ status: 'DELIVERED', delivery: 'CALLING' });
  });

  it('say why the messenger failed, and a later delivered takes it back (L-9)', async () => {
    const { world, message, receipt, apply } = await given();
    const one = message({ delivery: 'DONE' });
    await world.accept(one);
    await apply(receipt(one, 'failed', { rawCode: '479' }));
    expect((await world.message(one.id)).failure).toEqual({ code: 'MESSENGER_REFUSED', details: { rawCode: '479' } });
    await apply(receipt(one, 'delivered'));
    expect(await world.message(one.id)).toMatchObject({ status: 'DELIVERED', failure: null });
  });

  it('publish a message when the first of them says that the messenger has it, and not twice (O-26)', async () => {
    const { world, message, receipt, apply } = await given();
    const one = message({ delivery: 'DONE', status: 'UNCONFIRMED', publication: 'INCOMING' });
    await world.accept(one);
    await apply(receipt(one, 'delivered'));
    expect(world.waiting('publish-message')).toMatchObject([
      { subjectId: one.id, laneKey: `chat:${world.account.id}:${world.recipient.id}` },
    ]);
    world.storage.beginTask(world.portal.id, `chat:${world.account.id}:${world.recipient.id}`);
    await apply(receipt(one, 'read'));
    expect(world.waiting('publish-message')).toEqual([]);
  });

  it('that come after a failure do not publish again what stands in the chat (L-9, O-26)', async () => {
    const { world, message, receipt, apply } = await given();
    const one = message({ delivery: 'DONE', status: 'FAILED', publication: 'INCOMING', publishedAs: 'olchat-1' });
    await world.accept(one);
    await apply(receipt(one, 'delivered'));
    expect(world.waiting('publish-message')).toEqual([]);
  });

  it('of a failure publish nothing (O-26)', async () => {
    const { world, message, receipt, apply } = await given();
    const one = message({ delivery: 'DONE', publication: 'INCOMING' });
    await world.accept(one);
    await apply(receipt(one, 'failed'));
    expect(world.waiting('publish-message')).toEqual([]);
  });

  it('renew the activity of the card, unless it is gone (L-2, L-16)', async () => {
    const { world, message, receipt, apply } = await given();
    const [one, gone] = [message({ delivery: 'DONE' }), message({ delivery: 'DONE' })];
    await world.accept(one, gone);
    await world.do(async tx => {
      const activity = (of: Message) =>
        Activity.create({
          portalId: of.portalId,
          groupId: of.groupId,
          card: { type: 'DEAL', id: '81', smartProcessTypeId: null },
          responsibleId: of.senderId,
        });
      await tx.activities.save(activity(one));
      await tx.activities.save(Object.assign(activity(gone), { isGone: true }));
    });
    await apply(receipt(one, 'read'), receipt(gone, 'read'));
    expect(world.waiting()).toMatchObject([{ name: 'sync-activity', subjectId: one.groupId }]);
  });

  it('tell the chat what became of an operator’s message (H-1)', async () => {
    const { world, message, receipt, apply } = await given();
    const [sent, failed] = [
      message({ delivery: 'DONE', openLineMessageId: '501' }),
      message({ delivery: 'DONE', openLineMessageId: '502' }),
    ];
    await world.accept(sent, failed);
    await apply(receipt(sent, 'sent'), receipt(failed, 'failed'));
    expect(new Set(world.waiting('confirm-to-chat').map(task => task.subjectId))).toEqual(new Set([sent.id, failed.id]));
  });

  it('of another account’s message with the same id are not mixed up', async () => {
    const { world, message, receipt } = await given();
    const one = message({ delivery: 'DONE' });
    await world.accept(one);
    const unknown = await applyReceipts(world, world.portal.id, newId<AccountId>(), [receipt(one, 'read')]);
    expect([unknown.length, (await world.message(one.id)).status]).toEqual([1, 'QUEUED']);
  });

  it('in any order, number and packing end in the same (GU-4, FA-8)', async () => {
    const status = fc.constantFrom<Receipt['status']>('sent', 'delivered', 'read', 'failed');
    await fc.assert(
      fc.asyncProperty(
        fc.array(status, { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat(5), { maxLength: 10 }),
        async (statuses, picks) => {
          const ends = await Promise.all(
            [statuses, [...picks.map(pick => statuses[pick % statuses.length] ?? 'sent'), ...statuses.toReversed()]].map(
              async (order, packing) => {
                const { world, message, receipt, apply } = await given();
                const one = message({ delivery: 'DONE' });
                await world.accept(one);
                if (packing === 0) await apply(...order.map(kind => receipt(one, kind)));
                else for (const kind of order) await apply(receipt(one, kind));
                const stored = await world.message(one.id);
                return [stored.status, stored.failure?.code ?? null];
              },
            ),
          );
          expect(ends[1]).toEqual(ends[0]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
