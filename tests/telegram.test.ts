/** Telegram through the whole system: from the card to «Прочитано» and back through the open line (L-13, H-1, O-30), and a killed worker. */
import { randomUUID } from 'node:crypto';
import {
  AccountHistoryDocument,
  type AccountHistoryQueryVariables,
  type ConversationEntryFieldsFragment,
  MessageStatusDocument,
  type WhenLimited,
} from '@olchat/client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  act,
  BOUNDARIES,
  closeTelegramBench,
  FIRST_WORDS,
  killAt,
  openTelegramBench,
  phoneOf,
  send,
  taken,
  type TelegramBench,
} from './faults/telegram-kills.ts';
import { rest } from './isolation/portal-calls.ts';
import { DEAL, expectMember } from './support/client.ts';
import { chatIn, MARIA } from './support/open-line.ts';
import { openCard, type OpenedPage } from './support/portal.ts';
import { until } from './support/process.ts';

/** Kills per boundary; `npm run test:faults -- --messenger telegram --kills 50` does more. */
const TIMES = Array.from({ length: Number(process.env['KILLS'] ?? 1) }, (_, index) => index + 1);

let bench: TelegramBench;

beforeAll(async () => {
  bench = await openTelegramBench();
});

afterAll(() => closeTelegramBench(bench));

beforeEach(() => bench.system.control.clearFaults());

const statusOf = async (id: string) => (await bench.client.message({ id }))?.status;
const becomes = (id: string, status: string) => until(`it is ${status}`, async () => (await statusOf(id)) === status);

describe('between the card and Telegram', () => {
  it('a client who writes first stands in the open line (H-1)', async () => {
    await until('the chat has his words', async () =>
      (await bench.system.control.chats()).some(({ messages }) => messages.some(({ text }) => text.includes(FIRST_WORDS))),
    );
  });

  it('a message is sent and read, and «delivered» is never invented (L-13)', async () => {
    const { id, text } = await send(bench, 'Да, есть');
    await becomes(id, 'SENT');
    expect(await taken(bench, text)).toMatchObject([{ to: bench.person }]);
    await act(bench, { do: 'deliver' });
    expect(await statusOf(id)).toBe('SENT');
    await act(bench, { do: 'read' });
    await becomes(id, 'READ');
    const history = (await bench.client.message({ id }))?.history ?? [];
    expect(history.map(({ status, source }) => [status, source])).toEqual([
      ['QUEUED', 'PERSON'],
      ['SENT', 'ACCEPTANCE'],
      // Nobody told it: what is read has arrived.
      ['DELIVERED', 'IMPLIED'],
      ['READ', 'RECEIPT'],
    ]);
  });

  it('the history is the account’s own: from before the line was connected, with our statuses, and nobody is told of a read (S-11)', async () => {
    const { control } = bench.system;
    const past = [
      { direction: 'out', text: 'Заказ из прошлого года', at: '2025-02-01T09:00:00Z' },
      { direction: 'in', text: 'Ответ без нас', at: '2025-02-01T10:00:00Z' },
    ];
    await control.post(`/phones/telegram:${bench.person}`, { do: 'past', messages: past });
    const { id, text } = await send(bench, 'Посмотрите историю');
    await becomes(id, 'SENT');
    // The form asks who the people of the card are before it offers their histories.
    await until('the card knows him', async () => {
      const card = await bench.client.card({ card: DEAL, accountId: bench.account });
      return card?.recipients.recipients.some(person => person.id === bench.recipient);
    });
    const found: ConversationEntryFieldsFragment[] = [];
    let after: string | null = null;
    do {
      const variables: AccountHistoryQueryVariables = {
        card: DEAL,
        accountId: bench.account,
        recipientId: bench.recipient,
        first: 2,
        after,
      };
      const answer = await bench.client.request(AccountHistoryDocument, variables);
      const page = answer.accountHistory?.accountHistory;
      expect(page?.reason).toBeNull();
      found.push(...(page?.nodes ?? []));
      after = page?.pageInfo.endCursor ?? null;
    } while (after !== null);
    expect(found[0]).toMatchObject({ id, text, author: 'EMPLOYEE', status: 'SENT', message: { id } });
    expect(found.slice(-2)).toMatchObject([
      { text: 'Ответ без нас', author: 'PHONE', status: 'READ', message: null },
      { text: 'Заказ из прошлого года', author: 'CLIENT', status: null, at: '2025-02-01T09:00:00.000Z' },
    ]);
    expect(found.filter(entry => entry.text?.includes(FIRST_WORDS))).toHaveLength(1);
    expect((await control.ledger()).filter(({ service, method }) => service === 'telegram' && method === 'read')).toEqual([]);
    expect((await control.chats()).flatMap(({ messages }) => messages).filter(message => message.text.includes('прошлого года'))).toEqual(
      [],
    );
    // Theirs only passed through.
    expect(await bench.database.rows(`select id from history_request where sealed_answer is not null`)).toEqual([]);
  });

  it('a refusal of Telegram is a failed message with its own sentence (E-16)', async () => {
    await bench.system.control.faults([
      { service: 'telegram', method: 'messages.sendMessage', do: 'refuse', code: 'USER_IS_BLOCKED', times: 1 },
    ]);
    const { id } = await send(bench, 'Вы нас слышите?');
    await becomes(id, 'FAILED');
    expect((await bench.client.message({ id }))?.failure).toMatchObject({ code: 'BLOCKED_BY_CLIENT', rawCode: 'USER_IS_BLOCKED' });
  });

  it('reads of a time without a worker are told to the next one (RE-27)', async () => {
    const [one, two] = [await send(bench, 'До простоя'), await send(bench, 'И ещё одно')];
    await Promise.all([becomes(one.id, 'SENT'), becomes(two.id, 'SENT')]);
    await bench.system.worker.kill('SIGKILL');
    await act(bench, { do: 'read' });
    bench.system.worker.start();
    await Promise.all([becomes(one.id, 'READ'), becomes(two.id, 'READ')]);
  });

  it('the simulated Telegram may fall and come back between (contract 5)', async () => {
    await bench.system.sandbox.kill('SIGKILL');
    bench.system.sandbox.start();
    await until('it is there again', async () => (await phoneOf(bench)).length > 0);
    const input = { idempotencyKey: randomUUID(), card: DEAL, accountId: bench.account, recipientId: bench.recipient, text: 'После сбоя' };
    const { accepted } = expectMember(await bench.client.sendMessage({ input }), 'MessageAccepted');
    await becomes(accepted.id, 'SENT');
    expect(await taken(bench, 'После сбоя')).toHaveLength(1);
  });
});

interface History {
  message: Record<string, { text: string; params: { connectorMid?: string[] } }>;
}

describe('between the open line and Telegram', () => {
  let page: OpenedPage;
  let chatId: string;

  /** Maria becomes the operator by opening the client's chat. */
  beforeAll(async () => {
    page = await openCard(bench.system, DEAL, MARIA);
    const input = { card: DEAL, accountId: bench.account, recipientId: bench.recipient };
    const { chat } = expectMember(await bench.client.createChat({ input }), 'ChatCreated');
    chatId = chat.openLineChatId;
    await until('she has it', async () => (await chatIn(bench.system, chatId)).owner?.id === MARIA.employeeId);
  });

  const asMaria = <T>(method: string, parameters: Record<string, unknown>): Promise<T> => rest<T>(bench.system, page, method, parameters);
  const history = (): Promise<History> => asMaria<History>('imopenlines.session.history.get', { CHAT_ID: chatId });
  const texts = async (): Promise<string[]> => (await chatIn(bench.system, chatId)).messages.map(({ text }) => text);
  const stands = (text: string) => until(`«${text}» stands in the chat`, async () => (await texts()).includes(text));
  const onPhone = async (text: string) => (await phoneOf(bench)).find(message => message.text === text);
  const written = async (words: string): Promise<{ id: string; text: string }> => {
    const text = `${words} ${randomUUID()}`;
    await act(bench, { do: 'reply', text });
    await stands(text);
    return { id: (await onPhone(text))?.externalId ?? '', text };
  };
  const answered = async (words: string) => {
    const text = `${words} ${randomUUID()}`;
    const id = await asMaria<number>('im.message.add', { DIALOG_ID: `chat${chatId}`, MESSAGE: text });
    const { externalId } = await until('the phone has it', () => onPhone(text));
    await until('its id is told', async () => (await history()).message[id]?.params.connectorMid !== undefined);
    return { id, externalId, text };
  };

  it('an operator’s answer goes to the client once, and his edit and deletion follow it (H-1, O-30)', async () => {
    const { id, externalId, text } = await answered('Отложила для вас');
    expect(await taken(bench, text)).toMatchObject([{ to: bench.person }]);
    const now = async () => (await phoneOf(bench)).find(message => message.externalId === externalId);
    const corrected = `Отложила до пятницы ${randomUUID()}`;
    await asMaria('im.message.update', { MESSAGE_ID: id, MESSAGE: corrected });
    await until('the phone shows the correction', async () => (await now())?.text === corrected && (await now())?.edited);
    await asMaria('im.message.delete', { MESSAGE_ID: id });
    await until('the phone shows it no more', async () => (await now())?.deleted);
  });

  it('what the client edits is marked with his first words, what he takes back is gone, and his picture stands beside (O-30, H-1)', async () => {
    const first = await written('Буду в десять');
    const second = `Буду в одиннадцать ${randomUUID()}`;
    await act(bench, { do: 'edit', id: first.id, text: second });
    await stands(`Сообщение отредактировано\n> ${first.text}\n${second}`);
    await act(bench, { do: 'delete', id: first.id });
    await until('the first is gone from the chat', async () => !(await texts()).includes(first.text));
    const link = (await chatIn(bench.system, chatId)).clientPicture;
    expect((await fetch(link ?? '')).headers.get('content-type')).toBe('image/png');
  });

  it('his answers, forwards and reactions say of what they are (H-4)', async () => {
    const [ours, his] = [await answered('Привезти в четверг?'), await written('Или в пятницу?')];
    const [toOurs, toHis, passedOn] = [`Да ${randomUUID()}`, `Лучше так ${randomUUID()}`, `Скидка ${randomUUID()}`];
    await act(bench, { do: 'reply', text: toOurs, to: ours.externalId });
    await act(bench, { do: 'reply', text: toHis, to: his.id });
    await act(bench, { do: 'reply', text: passedOn, forwardedFrom: 'Ольга Новикова' });
    for (const emoji of ['👍', '❤', null]) await act(bench, { do: 'react', id: ours.externalId, emoji });
    await stands(`> ${ours.text}\nРеакция снята`);
    const all = await texts();
    expect(all.slice(all.indexOf(`> ${ours.text}\n${toOurs}`))).toEqual([
      `> ${ours.text}\n${toOurs}`,
      `> ${his.text}\n${toHis}`,
      `Переслано от Ольга Новикова\n${passedOn}`,
      `> ${ours.text}\nРеакция: 👍`,
      `> ${ours.text}\nРеакция изменена: ❤`,
      `> ${ours.text}\nРеакция снята`,
    ]);
  });

  it('what the owner writes on his phone stands in the chat, marked, and goes to nobody again (H-2, O-25)', async () => {
    const text = `С телефона ${randomUUID()}`;
    await bench.system.control.post('/phones/telegram:700000091', { do: 'write', to: bench.person, text });
    await stands(`💬 OLChat (с телефона):\n${text}`);
    await written('И это видно');
    expect((await texts()).filter(one => one.includes(text))).toHaveLength(1);
    expect((await phoneOf(bench)).filter(one => one.text === text)).toHaveLength(1);
    expect(await taken(bench, text)).toEqual([]);
  });
});

describe('a worker that is killed', () => {
  describe.each(BOUNDARIES.map(boundary => [boundary.name, boundary] as const))('%s', (_name, boundary) => {
    it.each(TIMES)('leaves exactly one message at the server, without a person (GU-3) (%i)', async () => {
      expect(await killAt(bench, boundary)).toEqual([]);
    });
  });
});

// Last: what is held here holds the account's lane.
describe('a message that may not leave now', () => {
  const ALISA = { type: 'CONTACT', id: '55' } as const;
  const cancel = async (messageId: string) => expectMember(await bench.client.cancelMessage({ input: { messageId } }), 'MessageCancelled');

  it('to a new recipient beyond the day’s limit is taken in with its time and reason, and «can I write?» names both (Q-11, E-31, K-2)', async () => {
    const { client, account } = bench;
    const limits = (firstMessagesPerDay: number | null) =>
      client.updateAccount({ input: { accountId: account, limits: { firstMessagesPerDay } } });
    expectMember(await limits(0), 'AccountUpdated');
    const [alisa] = (await client.card({ card: ALISA, accountId: account }))?.recipients.recipients ?? [];
    if (alisa === undefined) return expect.unreachable();
    expect([alisa.obstacle, alisa.hasConversation]).toEqual([null, false]);
    const written = (await client.card({ card: DEAL, accountId: account }))?.recipients.recipients.find(({ id }) => id === bench.recipient);
    expect(written?.hasConversation).toBe(true);
    const check = await client.canWrite({ card: ALISA, accountId: account, recipientId: alisa.id });
    expect([check.answer, check.obstacles.map(({ reason, helper }) => [reason.code, helper])]).toEqual([
      'YES',
      [['LIMIT_REACHED', 'TIME']],
    ]);
    const input = { idempotencyKey: randomUUID(), card: ALISA, accountId: account, recipientId: alisa.id, text: 'Пока не уйдёт' };
    const { accepted } = expectMember(await client.sendMessage({ input }), 'MessageAccepted');
    expect([accepted.status, accepted.waitsFor]).toEqual(['QUEUED', 'DAILY_LIMIT']);
    expect(Date.parse(accepted.waitsUntil ?? '') - Date.now()).toBeGreaterThan(23 * 3_600_000);
    expect((await cancel(accepted.id)).cancelled).toMatchObject({ status: 'CANCELLED', waitsUntil: null, waitsFor: null });
    expectMember(await limits(null), 'AccountUpdated');
  });

  it('because the messages of the line are used up is taken in with its time, or refused as the caller asks (Q-11, Q-46, E-31, K-2)', async () => {
    const { client, account, recipient } = bench;
    const limits = (messagesPerDay: number | null) => client.updateAccount({ input: { accountId: account, limits: { messagesPerDay } } });
    const write = (whenLimited: WhenLimited) =>
      client.sendMessage({
        input: { idempotencyKey: randomUUID(), card: DEAL, accountId: account, recipientId: recipient, text: 'Лимит', whenLimited },
      });
    await send(bench, 'Ещё можно');
    await until('it has left', async () => (await client.accounts()).find(({ id }) => id === account)?.limits.queued === 0);
    const updated = expectMember(await limits(1), 'AccountUpdated');
    expect(updated.account.settings?.limits.messagesPerDay).toBe(1);
    const left = (await client.accounts()).find(({ id }) => id === account)?.limits;
    expect([left?.messagesPerDay, left?.messagesLeft]).toEqual([1, 0]);
    const check = await client.canWrite({ card: DEAL, accountId: account, recipientId: recipient });
    expect([check.answer, check.obstacles.map(({ reason }) => reason.code)]).toEqual(['YES', ['LIMIT_REACHED']]);
    expect(expectMember(await write('REFUSE'), 'LimitReached').message).toMatch(/^Достигнут предел сообщений линии за 24 часа \(1\)/);
    const { accepted } = expectMember(await write('WAIT'), 'MessageAccepted');
    expect([accepted.status, accepted.waitsFor, accepted.waitsUntil]).toEqual(['QUEUED', 'MESSAGE_LIMIT', left?.nextMessageAt]);
    expectMember(await limits(null), 'AccountUpdated');
    await until('it leaves at once', async () => (await client.message({ id: accepted.id }))?.status !== 'QUEUED');
  });

  it('because the messenger asks to wait says until when, and the feed tells of it (Q-13)', async () => {
    const told: [string, string | null][] = [];
    const subscription = bench.client.resumingSubscription(
      MessageStatusDocument,
      { accountId: bench.account, after: await bench.client.feedCursor() },
      {
        onEvent: event => {
          if (event.__typename === 'MessageWaitChanged') told.push([event.message.id, event.message.waitsFor]);
        },
      },
    );
    await bench.system.control.faults([
      { service: 'telegram', method: 'messages.sendMessage', do: 'refuse', code: 'FLOOD_WAIT_60', times: 1 },
    ]);
    const { id } = await send(bench, 'Подождёт');
    await until('it is told', () => told.length > 0);
    subscription.stop();
    expect(told).toEqual([[id, 'NEXT_TRY']]);
    expect(Date.parse((await bench.client.message({ id }))?.waitsUntil ?? '')).toBeGreaterThan(Date.now() + 30_000);
    await cancel(id);
  });
});
