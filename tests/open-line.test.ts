/** The open-line chat: who gets it, and what nobody loses or hears twice (product section 6, O-1…O-10). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OlchatClient } from '@olchat/client';
import { accountId, expectMember, partnerClient, recipientId } from './support/client.ts';
import { inDatabase } from './isolation/in-database.ts';
import { ANNA, asEmployee, changeLine, chatIn, chatWith, clientOf, inChat, MARIA, OLEG, PETER, queueOf } from './support/open-line.ts';
import { until } from './support/process.ts';
import { startSystem, type System } from './support/system.ts';

let system: System;
let maria: OlchatClient;
let peter: OlchatClient;
let account: string;
let line: string;

/** One client each, so that no test finds the chat of another. */
const LEAD = { type: 'LEAD', id: '31' } as const;
const IRINA = '79000000021';
const DEAL = { type: 'DEAL', id: '81' } as const;
const IVAN = '79000000011';
const COMPANY = '79000000031';

beforeAll(async () => {
  system = await startSystem();
  maria = partnerClient(system);
  peter = await clientOf(system, PETER);
  account = await accountId(system);
  line = (await maria.accounts()).find(({ id }) => id === account)?.line?.id ?? '';
  await changeLine(system, line, { QUEUE: queueOf(MARIA, PETER) });
});

afterAll(async () => {
  await maria.close();
  await peter.close();
  await system.stop();
});

type Card = typeof LEAD | typeof DEAL;

const create = async (client: OlchatClient, card: Card, digits: string) =>
  client.createChat({ input: { card, accountId: account, recipientId: await recipientId(client, account, card, digits) } });
const created = async (client: OlchatClient, card: Card, digits: string) => expectMember(await create(client, card, digits), 'ChatCreated');
const lastRow = async (): Promise<number> => (await system.control.ledger()).at(-1)?.n ?? 0;
const since = async (n: number, method: string) => (await system.control.ledger(n)).filter(row => row.method === method);

/** What is stored under this name and waits for its hour is due now. */
const timeComes = (task: string): Promise<unknown> =>
  until(`${task} is due`, () =>
    inDatabase(system, async database => {
      const { rowCount } = await database.query('update task set run_at = now() where name = $1 and run_at > now()', [task]);
      await database.query('update lane set run_at = now() from task where task.lane_key = lane.key and task.name = $1', [task]);
      return rowCount !== 0;
    }),
  );

describe('a chat that is not there yet', () => {
  it('is made once by two employees at once; the second is told whose it is (O-1, O-6, O-10)', async () => {
    const before = await lastRow();
    const [first, second] = await Promise.all([created(maria, LEAD, IRINA), created(peter, LEAD, IRINA)]);
    const [made, found] = first.created ? [first, second] : [second, first];
    expect([made.created, found.created, found.chat.id]).toEqual([true, false, made.chat.id]);
    expect(found.chat.owner).toEqual(made.chat.owner);
    expect((await chatIn(system, made.chat.openLineChatId)).owner?.id).toBe(made.chat.owner?.id);
    expect(await since(before, 'imconnector.send.messages')).toHaveLength(1);
    expect(await since(before, 'message')).toEqual([]);
  });

  it('is finished by a task when its maker dies between the post and the take-over (O-1, GU-7)', async () => {
    await changeLine(system, line, { QUEUE_TYPE: 'strictly' });
    // The dialogue is read before it is taken: the process ends while it waits for that answer.
    await system.control.faults([{ service: 'bitrix24', method: 'imopenlines.dialog.get', do: 'delay', ms: 60_000, times: 1 }]);
    const asked = create(peter, DEAL, COMPANY).catch(() => undefined);
    const chat = await until('the queue gave it to the first of it', async () => {
      const made = await chatWith(system, '→ +7 900 000 00 31');
      return made?.owner?.id === MARIA.employeeId ? made : undefined;
    });
    await system.api.kill('SIGKILL');
    await asked;
    await system.control.clearFaults();
    system.api.start();
    await system.waitUntilReady();
    await timeComes('open-chat');
    await until('the employee who asked has it', async () => (await chatIn(system, chat.chatId)).owner?.id === PETER.employeeId, 120_000);
    await changeLine(system, line, { QUEUE_TYPE: 'all' });
    expect((await chatIn(system, chat.chatId)).messages.filter(({ direction }) => direction === 'in')).toHaveLength(1);
  });

  it('is not made for an employee outside the queue, and nothing stays behind (O-2, E-05)', async () => {
    const anna = await clientOf(system, ANNA);
    const before = (await system.control.chats()).length;
    const card = { type: 'CONTACT', id: '52' } as const;
    const recipient = await recipientId(anna, account, card, '79000000014');
    const answer = await anna.createChat({ input: { card, accountId: account, recipientId: recipient } });
    expect(answer).toMatchObject({ __typename: 'NotAllowed', code: 'FORBIDDEN', message: expect.stringContaining('очереди') as string });
    expect(await system.control.chats()).toHaveLength(before);
    await anna.close();
  });
});

describe('a chat that is there', () => {
  it('and open stays its operator’s; the other is told whose it is, and takes it over only by an act of its own (O-7, K-3)', async () => {
    const first = await created(maria, LEAD, IRINA);
    if (first.chat.owner?.id !== MARIA.employeeId)
      expectMember(await maria.takeOverChat({ input: { chatId: first.chat.id } }), 'ChatTakenOver');
    const { chat } = await created(peter, LEAD, IRINA);
    expect(chat.owner).toEqual({ id: MARIA.employeeId, name: 'Мария Смирнова' });
    expect((await chatIn(system, chat.openLineChatId)).owner?.id).toBe(MARIA.employeeId);
    const before = await lastRow();
    const taken = expectMember(await peter.takeOverChat({ input: { chatId: chat.id } }), 'ChatTakenOver');
    expect(await since(before, 'imopenlines.session.mode.pin')).toHaveLength(1);
    expect(taken.chat.owner).toEqual({ id: PETER.employeeId, name: 'Пётр Иванов' });
    expect((await chatIn(system, chat.openLineChatId)).owner?.id).toBe(PETER.employeeId);
  });

  it('is not taken over by whoever stands outside the queue or may not change its card (O-2, A-20)', async () => {
    const { chat } = await created(peter, LEAD, IRINA);
    const [anna, oleg] = [await clientOf(system, ANNA), await clientOf(system, OLEG)];
    expect(await anna.takeOverChat({ input: { chatId: chat.id } })).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('очереди') as string,
    });
    expect(await oleg.takeOverChat({ input: { chatId: chat.id } })).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('карточку') as string,
    });
    expect((await chatIn(system, chat.openLineChatId)).owner?.id).toBe(PETER.employeeId);
    await anna.close();
    await oleg.close();
  });

  it('and closed is opened as a new session of whoever asks, without a word to the client (O-8, O-10)', async () => {
    const { chat } = await created(peter, LEAD, IRINA);
    expect(await inChat(system, PETER, chat.openLineChatId, 'finish')).toMatchObject({ status: 200 });
    const before = await lastRow();
    const again = await created(maria, LEAD, IRINA);
    expect([again.created, again.chat.id, again.chat.owner?.id]).toEqual([false, chat.id, MARIA.employeeId]);
    expect((await chatIn(system, chat.openLineChatId)).owner?.id).toBe(MARIA.employeeId);
    expect(await since(before, 'imopenlines.session.start')).toHaveLength(1);
    expect([await since(before, 'imconnector.send.messages'), await since(before, 'message')]).toEqual([[], []]);
  });

  it('and nobody’s is answered by whoever opens it (O-1)', async () => {
    const first = `Здравствуйте ${randomUUID()}`;
    const input = { idempotencyKey: randomUUID(), card: DEAL, accountId: account, text: first, publication: 'NONE' as const };
    await maria.sendMessage({ input: { ...input, recipientId: await recipientId(maria, account, DEAL, IVAN) } });
    await until('the phone has it', async () => (await system.control.phone(IVAN)).messages.some(({ text }) => text === first));
    const hello = `Вопрос ${randomUUID()}`;
    await system.control.act(IVAN, { do: 'reply', text: hello });
    const waiting = await until('it waits in the queue', async () => chatWith(system, hello));
    expect(waiting.owner).toBeNull();
    const link = await until('his picture is in the chat, with this message or, from a slow messenger, with the next (H-1)', async () => {
      const { clientPicture } = await chatIn(system, waiting.chatId);
      if (clientPicture === null) await system.control.act(IVAN, { do: 'reply', text: 'Вы здесь?' });
      return clientPicture ?? undefined;
    });
    const picture = await fetch(link);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
    const { chat, created: isNew } = await created(peter, DEAL, IVAN);
    expect([isNew, chat.openLineChatId, chat.owner?.id]).toEqual([false, waiting.chatId, PETER.employeeId]);
    expect((await chatIn(system, waiting.chatId)).owner?.id).toBe(PETER.employeeId);
  });

  it('and being closed is waited for: no second dialogue, and then it is the employee’s (O-8)', async () => {
    const { chat } = await created(peter, DEAL, IVAN);
    await changeLine(system, line, { FULL_CLOSE_TIME: '10' });
    await inChat(system, PETER, chat.openLineChatId, 'finish');
    const before = await lastRow();
    const answer = await create(maria, DEAL, IVAN);
    expect(answer).toMatchObject({ code: 'CHAT_CLOSING', retry: 'AUTOMATIC', message: expect.stringContaining('закрывает') as string });
    expect((await chatIn(system, chat.openLineChatId)).owner?.id).toBe(PETER.employeeId);
    expect(await system.control.post('/chats/end-closing', {})).toEqual({ ended: true });
    await timeComes('open-chat');
    await until('she has it', async () => (await chatIn(system, chat.openLineChatId)).owner?.id === MARIA.employeeId, 60_000);
    expect(await since(before, 'imconnector.send.messages')).toEqual([]);
    await changeLine(system, line, { FULL_CLOSE_TIME: '0' });
  });

  it('says to which records Bitrix24 attached it, with their addresses (O-4)', async () => {
    const { chat } = await created(maria, DEAL, IVAN);
    expect(chat.card).toBeNull();
    expect(chat.linkedCards).toContainEqual({
      card: { type: 'CONTACT', id: '51', smartProcessTypeId: null },
      url: expect.stringMatching(/\/crm\/contact\/details\/51\/$/) as string,
    });
  });

  it('is handed over by the main token to an employee whose own token is gone (decision 26)', async () => {
    const { chat } = await created(maria, LEAD, IRINA);
    await inChat(system, MARIA, chat.openLineChatId, 'finish');
    const recipient = await recipientId(maria, account, LEAD, IRINA);
    await inDatabase(system, database => database.query(`delete from bitrix24_token where employee_id = $1`, [PETER.employeeId]));
    const before = await lastRow();
    const handed = await peter.createChat({ input: { card: LEAD, accountId: account, recipientId: recipient } });
    expect(expectMember(handed, 'ChatCreated').chat.owner?.id).toBe(PETER.employeeId);
    expect(await since(before, 'imopenlines.operator.transfer')).toHaveLength(1);
  });
});

describe('colleagues in a chat (O-3)', () => {
  it('are invited by whoever is in it, and what they write reaches the client once', async () => {
    const { chat } = await created(maria, DEAL, IVAN);
    if ((await chatIn(system, chat.openLineChatId)).owner?.id !== MARIA.employeeId)
      await maria.takeOverChat({ input: { chatId: chat.id } });
    expect(await inChat(system, PETER, chat.openLineChatId, 'messages', { text: 'Меня не звали' })).toMatchObject({ status: 409 });
    expect(await inChat(system, MARIA, chat.openLineChatId, 'guests', { employeeId: PETER.employeeId })).toMatchObject({ status: 200 });
    const words = [`Пишет гость ${randomUUID()}`, `Пишет ведущая ${randomUUID()}`];
    await inChat(system, PETER, chat.openLineChatId, 'messages', { text: words[0] ?? '' });
    await inChat(system, MARIA, chat.openLineChatId, 'messages', { text: words[1] ?? '' });
    for (const text of words) {
      await until('the client has it', async () => (await system.control.phone(IVAN)).messages.some(message => message.text === text));
      expect(await system.control.sent(text)).toHaveLength(1);
    }
    const { owner, messages } = await chatIn(system, chat.openLineChatId);
    expect(owner?.id).toBe(MARIA.employeeId);
    expect(messages.find(({ text }) => text === words[0])?.author?.id).toBe(PETER.employeeId);
  });

  it('are also added by the platform’s own method for a linked record, once (7.7)', async () => {
    const { chat } = await created(maria, DEAL, IVAN);
    const add = () =>
      asEmployee(system, MARIA, 'imopenlines.crm.chat.user.add', {
        CRM_ENTITY_TYPE: 'contact',
        CRM_ENTITY: 51,
        CHAT_ID: chat.openLineChatId,
        USER_ID: ANNA.employeeId,
      });
    await add();
    await expect(add()).rejects.toThrow('WRONG_REQUEST');
  });
});
