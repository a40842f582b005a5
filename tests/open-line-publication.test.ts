/** What stands in the open-line chat, once, and what reaches the client, once (product section 6, O-20…O-29, H-2). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OlchatClient } from '@olchat/client';
import { accountId, DEAL, expectMember, IVAN, partnerClient, recipientId } from './support/client.ts';
import { changeLine, chatIn, chatWith, inChat, MARIA } from './support/open-line.ts';
import { until } from './support/process.ts';
import { startSystem, type System } from './support/system.ts';

let system: System;
let client: OlchatClient;
let account: string;
let line: string;

beforeAll(async () => {
  system = await startSystem();
  await system.control.auto({ deliverAfterMs: 50, readAfterMs: 100 });
  client = partnerClient(system);
  account = await accountId(system);
  line = (await client.accounts()).find(({ id }) => id === account)?.line?.id ?? '';
});

afterAll(async () => {
  await client.close();
  await system.stop();
});

const send = async (text: string, publication: 'OUTGOING' | 'INCOMING' | 'NONE') => {
  const recipient = await recipientId(client, account, DEAL, IVAN);
  const input = { idempotencyKey: randomUUID(), card: DEAL, accountId: account, recipientId: recipient, text, publication };
  return expectMember(await client.sendMessage({ input }), 'MessageAccepted').accepted;
};
const copies = async (text: string) =>
  (await system.control.chats()).flatMap(chat => chat.messages).filter(message => message.text.includes(text));
const isRead = (id: string) => async () => (await client.message({ id }))?.status === 'READ';
const heard = async (text: string) => (await system.control.phone(IVAN)).messages.some(message => message.text === text);

describe('an outgoing copy (O-20, O-24)', () => {
  it('whose event overtakes the answer of the post stands once and does not go to the client again', async () => {
    await system.control.faults([{ service: 'bitrix24', method: 'im.message.add', do: 'delay', ms: 1500, times: 1 }]);
    const text = `Обогнало ${randomUUID()}`;
    const { id } = await send(text, 'OUTGOING');
    const copy = await until('its clock is gone', async () => (await copies(text)).find(({ mark }) => mark === 'delivered'));
    expect(copy.author?.id).toBe(MARIA.employeeId);
    await until('it is read', isRead(id));
    expect([(await copies(text)).length, (await system.control.sent(text)).length]).toEqual([1, 1]);
    expect(await client.message({ id })).toMatchObject({ publicationFailure: null });
  });

  it('whose answer was lost is found in the chat and stands once; the client hears it once (RE-10)', async () => {
    await system.control.faults([{ service: 'bitrix24', method: 'im.message.add', do: 'lose-answer', times: 1 }]);
    const text = `Ответ потерян ${randomUUID()}`;
    const { id } = await send(text, 'OUTGOING');
    await until('its clock is gone', async () => (await copies(text)).some(({ mark }) => mark === 'delivered'), 90_000);
    await until('it is read', isRead(id));
    expect([(await copies(text)).length, (await system.control.sent(text)).length]).toEqual([1, 1]);
    expect(await client.message({ id })).toMatchObject({ publicationFailure: null });
    await system.control.clearFaults();
  });

  it('that the portal cannot make is said so, and the way is unavailable with the reason from then on (T-15)', async () => {
    await system.control.faults([
      { service: 'bitrix24', method: 'im.message.add', do: 'refuse', code: 'ERROR_METHOD_NOT_FOUND', status: 404, times: 1 },
    ]);
    const text = `Нет метода ${randomUUID()}`;
    const { id } = await send(text, 'OUTGOING');
    await until('it is said', async () => (await client.message({ id }))?.publicationFailure?.code === 'PUBLICATION_UNAVAILABLE');
    await until('it is read all the same', isRead(id));
    await system.control.clearFaults();
    const options = (await client.accounts()).find(one => one.id === account)?.publications;
    expect(options).toMatchObject([
      { publication: 'OUTGOING', available: false, reason: { code: 'PUBLICATION_UNAVAILABLE' } },
      { publication: 'INCOMING', available: true },
      { publication: 'NONE', available: true },
    ]);
    const recipient = await recipientId(client, account, DEAL, IVAN);
    const input = {
      idempotencyKey: randomUUID(),
      card: DEAL,
      accountId: account,
      recipientId: recipient,
      text,
      publication: 'OUTGOING' as const,
    };
    expect(await client.sendMessage({ input })).toMatchObject({ code: 'PUBLICATION_UNAVAILABLE' });
  });
});

describe('a publication that fails (O-26)', () => {
  it('is tried again by itself and alone; until then the block says so, and the status stays true', async () => {
    await system.control.faults([
      { service: 'bitrix24', method: 'imconnector.send.messages', do: 'refuse', code: 'PAYMENT_REQUIRED', status: 402 },
    ]);
    const text = `Не опубликовано ${randomUUID()}`;
    const { id } = await send(text, 'INCOMING');
    await until('it is read', isRead(id));
    const note = async () => JSON.stringify((await system.control.timeline(DEAL)).find(record => record.text?.includes(text)) ?? {});
    await until('the block says so', async () => (await note()).includes('Не опубликовано в чате'));
    await system.control.clearFaults();
    await until('it stands in the chat', async () => (await copies(text)).length === 1, 90_000);
    await until('nothing is said any more', async () => (await client.message({ id }))?.publicationFailure === null);
    await until('the block is silent about it', async () => !(await note()).includes('Не опубликовано в чате'));
    expect(await system.control.sent(text)).toHaveLength(1);
  });
});

describe('an incoming copy (O-21, O-24, O-25)', () => {
  it('draws the line’s own greeting, which is not forwarded to the client', async () => {
    await changeLine(system, line, { WELCOME_MESSAGE: 'Y' });
    const chat = await until('a chat is there', async () => (await system.control.chats()).find(({ messages }) => messages.length > 0));
    await inChat(system, MARIA, chat.chatId, 'take');
    await inChat(system, MARIA, chat.chatId, 'finish');
    const text = `С приветствием ${randomUUID()}`;
    await send(text, 'INCOMING');
    await until('the line greets', async () =>
      (await chatIn(system, chat.chatId)).messages.some(message => message.text.includes('Мы скоро ответим')),
    );
    const after = `Следом ${randomUUID()}`;
    const { id } = await send(after, 'INCOMING');
    await until('the next one is read', isRead(id));
    expect((await system.control.phone(IVAN)).messages.filter(message => message.text?.includes('Мы скоро ответим'))).toEqual([]);
    await changeLine(system, line, { WELCOME_MESSAGE: 'N' });
  });
});

describe('a message of an operator (O-29)', () => {
  it('gets its tick once the messenger has it, by one confirmation', async () => {
    const text = `Галочка ${randomUUID()}`;
    const chat = await until('a chat is there', async () => (await system.control.chats()).find(({ messages }) => messages.length > 0));
    await inChat(system, MARIA, chat.chatId, 'take');
    const before = (await system.control.ledger()).at(-1)?.n ?? 0;
    expect(await inChat(system, MARIA, chat.chatId, 'messages', { text })).toMatchObject({ status: 200 });
    await until('the client has it', () => heard(text));
    await until('its clock is gone', async () => (await copies(text)).some(({ mark }) => mark === 'delivered'));
    await until('the client read it', async () =>
      (await system.control.phone(IVAN)).messages.some(one => one.text === text && one.status === 'read'),
    );
    const confirmations = (await system.control.ledger(before)).filter(row => row.method === 'imconnector.send.status.delivery');
    expect(confirmations).toHaveLength(1);
  });

  it('that cannot go is told in the chat with its reason', async () => {
    const chat = await until('a chat is there', async () => chatWith(system, 'Галочка'));
    const text = 'я'.repeat(70_000);
    await inChat(system, MARIA, chat.chatId, 'messages', { text });
    await until('the chat says why', async () =>
      (await chatIn(system, chat.chatId)).messages.some(
        message => message.direction === 'system' && message.text.includes('Текст слишком длинный'),
      ),
    );
    expect((await system.control.phone(IVAN)).messages.filter(message => message.text === text)).toEqual([]);
  });
});

describe('advice about the line (O-11, O-12)', () => {
  it('names what works against writing first, and falls silent when it is mended', async () => {
    const advice = async () => {
      const response = await fetch(system.graphqlUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${system.credentials.partnerKey}` },
        body: JSON.stringify({ query: '{ accounts { line { advice { code what why fix } } } }' }),
      });
      const { data } = (await response.json()) as { data: { accounts: { line: { advice: { code: string; fix: string }[] } }[] } };
      return data.accounts[0]?.line.advice ?? [];
    };
    expect((await advice()).map(({ code }) => code)).toEqual(['NOT_FORWARDED']);
    await changeLine(system, line, {
      WELCOME_MESSAGE: 'Y',
      VOTE_MESSAGE: 'Y',
      CRM_CHAT_TRACKER: 'Y',
      QUEUE_TYPE: 'evenly',
      CRM_CREATE: 'none',
    });
    const found = await advice();
    expect(found.map(({ code }) => code)).toEqual(['GREETING', 'RATING', 'TRACKER', 'NO_RECORD', 'NOT_FORWARDED', 'NOT_TO_ALL']);
    expect(found[0]?.fix).toContain('Настройки линии');
  });
});
