/** The block in the card's timeline on the whole system: button of the chat, failures, «Отправить ещё раз», cards that end (section 7). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OlchatClient } from '@olchat/client';
import { inDatabase } from './isolation/in-database.ts';
import type { TimelineRecord } from './support/control.ts';
import { accountId, DEAL, expectMember, IVAN, partnerClient, recipientId } from './support/client.ts';
import { openCard, type OpenedPage } from './support/portal.ts';
import { until } from './support/process.ts';
import { startSystem, type System } from './support/system.ts';

/** Seeded: Peter may change every card, Oleg may only read, Anna never opens the application. */
const PETER = '5';
const ANNA = '7';
const OLEG = '9';
/** Phones that answer at once. */
const FAST = { deliverAfterMs: 50, readAfterMs: 100 };

let system: System;
let client: OlchatClient;
let account: string;
let petersPage: OpenedPage;

beforeAll(async () => {
  system = await startSystem({ settings: { WHATSAPP_WEB_ANSWER_MS: '5000' } });
  await system.control.auto(FAST);
  client = partnerClient(system);
  account = await accountId(system);
  const { memberId } = (await openCard(system, DEAL)).page;
  petersPage = await openCard(system, DEAL, { memberId, employeeId: PETER });
  await openCard(system, DEAL, { memberId, employeeId: OLEG });
});

beforeEach(() => system.control.clearFaults());

afterAll(async () => {
  await client.close();
  await system.stop();
});

type Card = Parameters<typeof recipientId>[2];

const send = async (text: string, more: { card?: Card; number?: string } = {}) => {
  const { card = DEAL, number = IVAN } = more;
  const recipient = await recipientId(client, account, card, number);
  const input = { idempotencyKey: randomUUID(), card, accountId: account, recipientId: recipient, text, publication: 'NONE' as const };
  return expectMember(await client.sendMessage({ input }), 'MessageAccepted').accepted;
};

const statusOf = async (id: string) => (await client.message({ id }))?.status;
const readOf = (id: string) => until('it is read', async () => (await statusOf(id)) === 'READ');
const blocks = async (text: string, card: Card = DEAL): Promise<TimelineRecord[]> =>
  (await system.control.timeline(card)).filter(record => record.text === text);

/** The oldest block with this text that looks so. */
const blockThat = (text: string, what: string, looks: (record: TimelineRecord) => boolean, card: Card = DEAL): Promise<TimelineRecord> =>
  until(`the block ${what}`, async () => (await blocks(text, card)).find(looks));

const isFailed = ({ badge }: TimelineRecord): boolean => badge === 'Не отправлено';
const hasNote =
  (part: string) =>
  ({ notes }: TimelineRecord): boolean =>
    notes.join('\n').includes(part);

/** A message that the messenger refuses, and its block. */
const givenFailed = async (): Promise<{ text: string; id: string; block: TimelineRecord }> => {
  const text = `Не дойдёт ${randomUUID()}`;
  await system.control.faults([{ service: 'whatsapp-web', method: 'message', to: IVAN, times: 1, do: 'refuse' }]);
  const { id } = await send(text);
  await until('it failed', async () => (await statusOf(id)) === 'FAILED');
  return { text, id, block: await blockThat(text, 'is red', isFailed) };
};

const anewOf = async (id: string): Promise<string | undefined> => (await client.message({ id }))?.sentAgainAs?.id;

describe('a block', () => {
  it('names who wrote to whom from where, offers the history of its statuses, and belongs to its sender (section 7, L-4)', async () => {
    const text = `Строки ${randomUUID()}`;
    await readOf((await send(text)).id);
    const block = await blockThat(text, 'is green', ({ badge }) => badge === 'Прочитано');
    expect(block.rows.map(row => row.title)).toEqual(['От кого', 'На номер', 'Линия', 'Источник']);
    expect(block.rows.at(-1)?.value).toBe('[API] Сообщение');
    expect(block.menu.map(item => item.title)).toEqual(['История статусов']);
    expect(block.author).toBe((await client.viewer()).employee.name);
    expect(block.notes).toEqual([]);
  });

  it('made before there was a chat gets «ОТКРЫТЬ ЧАТ» when there is one, with every other of that client and line (L-5)', async () => {
    const card = { type: 'LEAD', id: '31' } as const;
    const number = '79000000021';
    const texts = [`Ещё без чата ${randomUUID()}`, `И этот ${randomUUID()}`];
    for (const text of texts) await send(text, { card, number });
    for (const text of texts) {
      const block = await blockThat(text, 'is green', ({ badge }) => badge === 'Прочитано', card);
      expect(block.buttons).toEqual([]);
    }
    const recipient = await recipientId(client, account, card, number);
    const { chat } = expectMember(await client.createChat({ input: { card, accountId: account, recipientId: recipient } }), 'ChatCreated');
    for (const text of texts) {
      const block = await blockThat(text, 'has a button', ({ buttons }) => buttons.length > 0, card);
      expect(block.buttons).toEqual([
        { key: 'openChat', title: 'ОТКРЫТЬ ЧАТ', uri: `/online/?IM_DIALOG=chat${chat.openLineChatId ?? ''}` },
      ]);
    }
  });
});

describe('«Отправить ещё раз» (L-12)', () => {
  it('sends a new message in the name of whoever pressed, linked to the first, with a block of its own', async () => {
    const { text, id, block } = await givenFailed();
    expect(block.notes.join()).toMatch(/[а-яё]{3}/i);
    expect(block.buttons.at(-1)).toMatchObject({ key: 'sendAgain', title: 'Отправить ещё раз' });
    await system.control.press(block.activityId, 'sendAgain', PETER);

    const anew = await until('it is sent again', () => anewOf(id));
    await readOf(anew);
    expect((await client.message({ id: anew }))?.sender?.id).toBe(PETER);
    expect(await statusOf(id)).toBe('FAILED');
    expect(await system.control.sent(text)).toHaveLength(1);
    await blockThat(text, 'lost its button', record => isFailed(record) && hasNote('Отправлено ещё раз')(record));
    await blockThat(text, 'of the repeat is green', ({ badge }) => badge === 'Прочитано');
    const both = await blocks(text);
    expect(both.map(({ badge, author, buttons }) => [badge, author, buttons.some(({ key }) => key === 'sendAgain')])).toEqual([
      ['Не отправлено', (await client.viewer()).employee.name, false],
      ['Прочитано', 'Пётр Иванов', false],
    ]);
  });

  it('is one message, however often it is pressed and however often the portal tells of it', async () => {
    const { text, id, block } = await givenFailed();
    await system.control.faults([{ service: 'bitrix24', method: 'ONCRMTIMELINEITEMACTION', do: 'repeat' }]);
    await Promise.all([PETER, PETER].map(employee => system.control.press(block.activityId, 'sendAgain', employee)));
    await readOf(await until('it is sent again', () => anewOf(id)));
    await blockThat(text, 'lost its button', hasNote('Отправлено ещё раз'));
    await until('every press is answered', async () => (await count(`task where name = 'answer-press'`)) === 0);
    await blockThat(text, 'of the repeat is green', ({ badge }) => badge === 'Прочитано');
    expect(await system.control.sent(text)).toHaveLength(1);
    expect(await blocks(text)).toHaveLength(2);
  });

  it('makes the next attempt of an unconfirmed message, which stays one message (L-11, RE-13)', async () => {
    const text = `Без ответа ${randomUUID()}`;
    await system.control.faults([{ service: 'whatsapp-web', method: 'message', to: IVAN, times: 1, do: 'drop' }]);
    const { id } = await send(text);
    const block = await until(
      'the block is yellow',
      async () => (await blocks(text)).find(({ badge }) => badge === 'Не подтверждено'),
      90_000,
    );
    expect(block.notes.join()).toContain('не подтвердил');
    await system.control.press(block.activityId, 'sendAgain', PETER);
    await readOf(id);
    await blockThat(text, 'is green', ({ badge, buttons }) => badge === 'Прочитано' && buttons.length === 0);
    expect(await system.control.sent(text)).toHaveLength(1);
    expect(await blocks(text)).toHaveLength(1);
  });

  it.each([
    ['who may only read the card (A-20)', OLEG, 'Недостаточно прав'],
    ['who never opened the application: we have no token of his', ANNA, 'Ошибка получения токена'],
  ])('pressed by somebody %s sends nothing, and the block says why', async (_who, employee, reason) => {
    const { text, id, block } = await givenFailed();
    await system.control.press(block.activityId, 'sendAgain', employee);
    const refused = await blockThat(text, 'says why', hasNote(`Ещё раз не отправлено: ${reason}`));
    expect(refused.buttons.map(({ key }) => key)).toContain('sendAgain');
    expect([await anewOf(id), await system.control.sent(text)]).toEqual([undefined, []]);

    await system.control.press(block.activityId, 'sendAgain', PETER);
    await readOf(await until('it is sent again', () => anewOf(id)));
  });
});

describe('a forged press (SE-2)', () => {
  const forged = (block: TimelineRecord, messageId: string, more: Record<string, string>) =>
    fetch(`${system.productUrl}/bitrix24/events`, {
      method: 'POST',
      body: new URLSearchParams({
        event: 'ONCRMTIMELINEITEMACTION',
        'data[id]': 'send-again',
        'data[activityId]': block.activityId,
        'data[messageId]': messageId,
        'data[attempt]': '1',
        'auth[member_id]': petersPage.form.fields['member_id'] ?? '',
        'auth[application_token]': petersPage.form.fields['APPLICATION_TOKEN'] ?? '',
        ...more,
      }),
    });
  const untilAnswered = () =>
    until(
      'every event is worked off',
      async () => (await count(`task where name in ('route-portal-event', 'answer-press') and state <> 'PARKED'`)) === 0,
    );

  it('sends nothing: the application’s token proves nobody, one employee’s token proves no other', async () => {
    const { text, id, block } = await givenFailed();
    const petersToken = petersPage.form.fields['AUTH_ID'] ?? '';
    for (const more of [
      { 'auth[user_id]': PETER },
      { 'auth[user_id]': PETER, 'auth[access_token]': 'f'.repeat(70) },
      { 'auth[user_id]': '1', 'auth[access_token]': petersToken },
    ]) {
      expect((await forged(block, id, more)).status).toBe(200);
    }
    await untilAnswered();
    expect([await anewOf(id), await system.control.sent(text)]).toEqual([undefined, []]);
  });

  it('names a message of another block in vain', async () => {
    const [first, second] = [await givenFailed(), await givenFailed()];
    const petersToken = petersPage.form.fields['AUTH_ID'] ?? '';
    await forged(first.block, second.id, { 'auth[user_id]': PETER, 'auth[access_token]': petersToken });
    await untilAnswered();
    expect([await anewOf(first.id), await anewOf(second.id)]).toEqual([undefined, undefined]);
  });
});

describe('a card that ends meanwhile (L-16)', () => {
  it('is merged: the block goes with it and keeps changing', async () => {
    const card = { type: 'CONTACT', id: '51' } as const;
    await system.control.auto({ deliverAfterMs: null, readAfterMs: null });
    const text = `До слияния ${randomUUID()}`;
    const { id } = await send(text, { card });
    await blockThat(text, 'says «Отправлено»', ({ badge }) => badge === 'Отправлено', card);
    await system.control.changeCard(card, { do: 'merge', into: '53' });
    for (const action of ['deliver', 'read']) await system.control.act(IVAN, { do: action });
    await readOf(id);
    await blockThat(text, 'is green on the other card', ({ badge }) => badge === 'Прочитано', { type: 'CONTACT', id: '53' });
    await system.control.auto(FAST);
  });

  it('is deleted: the message goes on, its updates are dropped quietly, once, and that is logged', async () => {
    const lead = { type: 'LEAD', id: '31' } as const;
    await system.control.auto({ deliverAfterMs: null, readAfterMs: null });
    const text = `До удаления ${randomUUID()}`;
    const { id } = await send(text, { card: lead, number: '79000000021' });
    await blockThat(text, 'says «Отправлено»', ({ badge }) => badge === 'Отправлено', lead);
    await system.control.changeCard(lead, { do: 'delete' });
    for (const action of ['deliver', 'read']) await system.control.act('79000000021', { do: action });
    await readOf(id);
    await until('nothing is left to write', async () => (await count(`task where name = 'sync-activity'`)) === 0);
    expect(await count('activity where is_gone')).toBeGreaterThan(0);
    expect(system.worker.log()).toContain('the record in the timeline is gone');
    await system.control.auto(FAST);
  });
});

/** Rows of a table in the product's database, as its owner sees them. */
const count = (what: string): Promise<number> =>
  inDatabase(system, async database => Number((await database.query<{ n: string }>(`select count(*) as n from ${what}`)).rows[0]?.n));
