import { describe, expect, it } from 'vitest';
import { aChat, aMessage, ANNA, DEAL, World } from '../../testing/index.ts';
import { newId, type FileId, type TemplateId } from '../ids.ts';
import { refuse } from '../refusal.ts';
import { Activity } from './activity.ts';
import { syncActivity } from './sync-activity.ts';

async function given() {
  const world = await World.open();
  const message = aMessage(world.pair);
  await world.accept(message);
  await world.do(tx =>
    tx.activities.save(Activity.create({ portalId: world.portal.id, groupId: message.groupId, card: DEAL, responsibleId: ANNA })),
  );
  const sync = (isRepeat = false) => syncActivity(world, world.portal.id, message.groupId, isRepeat);
  const stored = () => world.do(tx => tx.activities.find(message.groupId));
  const { timeline } = world;
  return { world, message, sync, stored, timeline };
}

const DONE = { kind: 'done' };
const GONE = { kind: 'done', note: 'the record in the timeline is gone, or its card is' };

describe('the block in the card’s timeline', () => {
  it('is written on the card of sending and known from then on (L-1, L-14)', async () => {
    const { message, sync, stored, timeline } = await given();
    expect(await sync()).toEqual(DONE);
    expect(timeline.activities).toMatchObject([{ card: 'DEAL:81', originId: message.groupId, view: { badge: { text: 'В очереди' } } }]);
    expect(await stored()).toMatchObject({ activityId: timeline.activities[0]?.id, isGone: false });
  });

  it('shows what is true when it is written, however much happened meanwhile: many changes, one call (L-2, RE-44)', async () => {
    const { world, message, sync, timeline } = await given();
    await sync();
    for (const status of ['SENT', 'DELIVERED', 'READ'] as const) await world.change(message.id, { status });
    await sync();
    expect([timeline.calls, timeline.activities[0]?.view.badge.text]).toEqual([['add', 'update'], 'Прочитано']);
  });

  it('names the file and its size, and the length of a voice note (L-15)', async () => {
    const { world, message, sync, timeline } = await given();
    const fields = {
      ...world.pair,
      groupId: message.groupId,
      text: '',
    };
    const id = newId<FileId>();
    await world.accept(
      aMessage({ ...fields, position: 1, file: { id, kind: 'IMAGE', name: 'фото.jpg', mime: 'image/jpeg', size: 2048, seconds: null } }),
      aMessage({ ...fields, position: 2, file: { id, kind: 'VOICE', name: 'голос.ogg', mime: 'audio/ogg', size: 9000, seconds: 65 } }),
    );
    await sync();
    expect(timeline.activities[0]?.view.attachments.map(({ value }) => value)).toEqual(['фото.jpg (2 КБ)', '1:05']);
  });

  it('names the template that the text came from, and its source says so (L-4, L-15)', async () => {
    const { world, message, sync, timeline } = await given();
    await world.change(message.id, { template: { id: newId<TemplateId>(), title: 'Приветствие' } });
    await sync();
    const { attachments, rows } = timeline.activities[0]?.view ?? expect.unreachable();
    expect([attachments, rows.at(-1)?.value]).toEqual([[{ title: 'Шаблон', value: 'Приветствие' }], '[Карточка CRM] Шаблон']);
  });

  it('costs no call when nothing changed (RE-44)', async () => {
    const { sync, timeline } = await given();
    await sync();
    await sync();
    await sync(true);
    expect(timeline.calls).toEqual(['add']);
  });

  it('gets its button when a chat appears (L-5)', async () => {
    const { world, sync, timeline } = await given();
    await sync();
    await world.do(tx => tx.chats.save(aChat({ ...world.pair, openLineChatId: '77' })));
    await sync();
    expect(timeline.activities[0]?.view.openChat?.openLineChatId).toBe('77');
  });

  it('speaks the portal’s language', async () => {
    const world = await World.open({ portal: { language: 'en' } });
    const message = aMessage(world.pair);
    await world.accept(message);
    await world.do(tx =>
      tx.activities.save(Activity.create({ portalId: world.portal.id, groupId: message.groupId, card: DEAL, responsibleId: ANNA })),
    );
    await syncActivity(world, world.portal.id, message.groupId, false);
    expect(world.timeline.activities[0]?.view.badge.text).toBe('Queued');
  });
});

describe('a block that could not be written', () => {
  it('is found by its origin after a lost answer, and not written twice (RE-10)', async () => {
    const { sync, stored, timeline } = await given();
    timeline.doom('lose-answer');
    expect(await sync()).toMatchObject({ kind: 'again', passing: true });
    expect(await sync(true)).toEqual(DONE);
    expect([timeline.activities.length, (await stored())?.activityId]).toEqual([1, timeline.activities[0]?.id]);
  });

  it('is written by the repeat when the first try did not get there', async () => {
    const { sync, timeline } = await given();
    timeline.doom(refuse('PORTAL_UNAVAILABLE'));
    expect(await sync()).toMatchObject({ kind: 'again', passing: true });
    expect([await sync(true), timeline.activities.length]).toEqual([DONE, 1]);
  });

  it('is not looked for blindly: while the look is refused nothing is written', async () => {
    const { sync, timeline } = await given();
    timeline.doom('lose-answer', refuse('PORTAL_UNAVAILABLE'));
    await sync();
    expect(await sync(true)).toMatchObject({ kind: 'again' });
    expect(timeline.calls).toEqual(['add', 'find']);
  });

  it('for a reason that does not pass is tried again after a while, and does not touch the message (E-43)', async () => {
    const { world, message, sync, timeline } = await given();
    timeline.doom(refuse('FORBIDDEN', { right: 'card' }));
    expect(await sync()).toEqual({ kind: 'again', reason: 'FORBIDDEN', afterMs: 30_000 });
    expect((await world.message(message.id)).status).toBe('QUEUED');
  });
});

describe('a block that is gone', () => {
  it('because somebody deleted it is dropped quietly, once and for all (L-16)', async () => {
    const { world, message, sync, stored, timeline } = await given();
    await sync();
    timeline.remove(timeline.activities[0]?.id ?? '');
    await world.change(message.id, { status: 'READ' });
    expect(await sync()).toEqual(GONE);
    expect((await stored())?.isGone).toBe(true);
    await world.change(message.id, { status: 'FAILED' });
    expect([await sync(), timeline.calls]).toEqual([DONE, ['add', 'update']]);
  });

  it('because its card is gone leaves the message’s own record (L-16)', async () => {
    const { world, message, sync, stored, timeline } = await given();
    timeline.doom(refuse('NOT_FOUND'));
    expect(await sync()).toEqual(GONE);
    expect([(await stored())?.isGone, (await world.message(message.id)).text]).toEqual([true, message.text]);
  });
});
