/** The main job through a partner's client: from the card to «Прочитано», both ways through the open line (G-1, section 3, 6 and 7). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MessageStatusDocument, type OlchatClient } from '@olchat/client';
import { accountId, DEAL, expectMember, IVAN, partnerClient, recipientId } from './support/client.ts';
import { until } from './support/process.ts';
import { startSystem, type System } from './support/system.ts';

let system: System;
let client: OlchatClient;
let account: string;

beforeAll(async () => {
  system = await startSystem();
  client = partnerClient(system);
  account = await accountId(system);
});

afterAll(async () => {
  await client.close();
  await system.stop();
});

const send = async (text: string, more: Record<string, unknown> = {}) =>
  expectMember(
    await client.sendMessage({
      input: {
        idempotencyKey: randomUUID(),
        card: DEAL,
        accountId: account,
        recipientId: await recipientId(client, account, DEAL, IVAN),
        text,
        ...more,
      },
    }),
    'MessageAccepted',
  );

const statusOf = async (id: string) => (await client.message({ id }))?.status;

describe('from the card to «Прочитано»', () => {
  it('offers the numbers of the deal’s contact and company, without asking the messenger (D-1, D-2)', async () => {
    const before = await system.control.ledger();
    const card = await client.card({ card: DEAL, accountId: account });
    expect(card?.title).toBe('Поставка оборудования');
    expect(card?.recipients.recipients.map(recipient => recipient.address)).toEqual(['+79000000011', '+79000000031']);
    const asked = (await system.control.ledger(before.at(-1)?.n)).filter(row => row.method.startsWith('usync'));
    expect(asked).toEqual([]);
  });

  it('checks a number when asked and keeps the answer (D-6, D-7)', async () => {
    const recipient = await recipientId(client, account, DEAL, IVAN);
    const checked = expectMember(
      await client.checkRecipient({ input: { accountId: account, recipientId: recipient } }),
      'RecipientChecked',
    );
    expect(checked.recipient.presence).toBe('EXISTS');
    const after = (await system.control.ledger()).at(-1)?.n;
    await client.checkRecipient({ input: { accountId: account, recipientId: recipient } });
    expect((await system.control.ledger(after)).filter(row => row.method === 'usync.contact')).toEqual([]);
    const nobody = await recipientId(client, account, { type: 'CONTACT', id: '54' }, '79000000015');
    const absent = expectMember(await client.checkRecipient({ input: { accountId: account, recipientId: nobody } }), 'RecipientChecked');
    expect(absent.recipient.presence).toBe('ABSENT');
  });

  it('sends once and tells each step live, in the card, on the phone and in the timeline (W-27, L-1, L-2, L-8)', async () => {
    const text = 'Добрый день! Удобно созвониться сегодня в 16:00?';
    const seen: string[] = [];
    const { asOf } = await client.messages({ card: DEAL });
    const subscription = client.resumingSubscription(
      MessageStatusDocument,
      { card: DEAL, after: asOf },
      {
        onEvent: event => {
          if (event.__typename === 'MessageStatusChanged' && event.message.text === text) seen.push(event.change.status);
        },
      },
    );
    const { accepted } = await send(text);
    expect(accepted.status).toBe('QUEUED');
    await until('the message is read', async () => (await statusOf(accepted.id)) === 'READ');
    await until('the subscriber saw it', () => seen.includes('READ'));
    subscription.stop();
    expect(seen).toEqual(['QUEUED', 'SENT', 'DELIVERED', 'READ']);

    expect(await system.control.sent(text)).toHaveLength(1);
    const phone = await system.control.phone(IVAN);
    expect(phone.messages.filter(message => message.text === text)).toMatchObject([{ direction: 'in', status: 'read' }]);

    const record = await until('the badge says «Прочитано»', async () =>
      (await system.control.timeline(DEAL)).find(candidate => candidate.text?.includes(text) && candidate.badge === 'Прочитано'),
    );
    expect(record.rows.map(row => row.title)).toEqual(['От кого', 'На номер', 'Линия', 'Источник']);
    expect(record.buttons.map(button => button.title)).toContain('ОТКРЫТЬ ЧАТ');
  });

  it('publishes in the open line after the messenger took it, with the mark, owned by the sender (O-9, O-21, O-26)', async () => {
    const text = `Опубликовать ${randomUUID()}`;
    const { accepted } = await send(text, { publication: 'INCOMING' });
    const chat = await until('the copy stands in the chat', async () =>
      (await system.control.chats()).find(candidate => candidate.messages.some(message => message.text.includes(text))),
    );
    const copies = chat.messages.filter(message => message.text.includes(text));
    expect(copies).toHaveLength(1);
    expect(copies[0]?.text).toMatch(/^💬 OLChat \(CRM\):/);
    expect(chat.owner?.id).toBe((await client.viewer()).employee.id);
    const ledger = await system.control.ledger();
    const sentAt = ledger.find(row => row.method === 'message' && (row.body as { text: string }).text === text)?.n ?? Infinity;
    const publishedAt = ledger.find(row => row.method === 'imconnector.send.messages' && JSON.stringify(row.body).includes(text))?.n ?? 0;
    expect(publishedAt).toBeGreaterThan(sentAt);
    await until(
      'the message knows its chat',
      async () => (await client.message({ id: accepted.id }))?.chat?.openLineChatId === chat.chatId,
    );
  });

  it('publishes as the employee’s own message, whose echo does not go to the client again (O-20, O-24)', async () => {
    const text = `Исходящим ${randomUUID()}`;
    const { accepted } = await send(text, { publication: 'OUTGOING' });
    const message = await until('the copy stands in the chat', async () =>
      (await system.control.chats()).flatMap(chat => chat.messages).find(candidate => candidate.text === text),
    );
    expect(message.author?.id).toBe((await client.viewer()).employee.id);
    await until('it is read', async () => (await statusOf(accepted.id)) === 'READ');
    expect(await system.control.sent(text)).toHaveLength(1);
  });

  it('does not publish when asked not to (O-23)', async () => {
    const text = `Без публикации ${randomUUID()}`;
    const { accepted } = await send(text, { publication: 'NONE' });
    await until('it is read', async () => (await statusOf(accepted.id)) === 'READ');
    expect((await system.control.chats()).flatMap(chat => chat.messages).filter(message => message.text.includes(text))).toEqual([]);
  });
});

describe('the open-line chat', () => {
  it('belongs to the employee who asked for it, sends nothing to the client, and is made once (O-1, O-6, O-10)', async () => {
    const card = { type: 'LEAD', id: '31' } as const;
    const recipient = await recipientId(client, account, card, '79000000021');
    const before = (await system.control.ledger()).at(-1)?.n;
    const create = () => client.createChat({ input: { card, accountId: account, recipientId: recipient } });
    const [first, second] = (await Promise.all([create(), create()])).map(result => expectMember(result, 'ChatCreated'));
    expect([first?.created, second?.created].sort()).toEqual([false, true]);
    expect(first?.chat.id).toBe(second?.chat.id);
    expect(first?.chat.owner?.id).toBe((await client.viewer()).employee.id);
    const chat = (await system.control.chats()).find(candidate => candidate.chatId === first?.chat.openLineChatId);
    expect(chat?.owner?.id).toBe(first?.chat.owner?.id);
    expect((await system.control.ledger(before)).filter(row => row.service === 'whatsapp-web' && row.method === 'message')).toEqual([]);
  });

  it('carries the client’s answer in, the operator’s answer out, and shows what was typed on the phone (H-1, H-2)', async () => {
    const hello = `Вопрос ${randomUUID()}`;
    await send(hello);
    await until('the phone has it', async () => (await system.control.phone(IVAN)).messages.some(message => message.text === hello));
    const reply = `Ответ ${randomUUID()}`;
    await system.control.act(IVAN, { do: 'reply', text: reply });
    const chat = await until('the reply stands in the chat', async () =>
      (await system.control.chats()).find(candidate => candidate.messages.some(message => message.text === reply)),
    );
    expect(chat.messages.filter(message => message.text === reply)).toMatchObject([{ direction: 'in', author: null }]);

    const answer = `Оператор ${randomUUID()}`;
    const response = await fetch(`${system.portalUrl}/portal/api/chats/${chat.chatId}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: answer }),
    });
    expect(response.ok).toBe(true);
    await until('the phone has the answer', async () =>
      (await system.control.phone(IVAN)).messages.some(message => message.text === answer),
    );
    expect(await system.control.sent(answer)).toHaveLength(1);
    // What the owner types on his phone stands in the chat too, once, and marked (H-2, O-25).
    const typed = `С телефона ${randomUUID()}`;
    await system.control.post(`/phones/whatsapp:79000000091`, { do: 'write', to: IVAN, text: typed });
    const copies = async () =>
      (await system.control.chats()).flatMap(({ messages }) => messages.filter(({ text }) => text.includes(typed)).map(({ text }) => text));
    await until('it stands in the chat', async () => (await copies()).length > 0);
    await until('its clock is gone', async () =>
      (await system.control.chats())
        .flatMap(candidate => candidate.messages)
        .some(message => message.text === answer && message.mark === 'delivered'),
    );
    expect(await copies()).toEqual([`💬 OLChat (с телефона):\n${typed}`]);
    expect(await system.control.sent(typed)).toEqual([]);
  });
});

describe('refusals', () => {
  const refused = async (more: Record<string, unknown>) => {
    const result = await client.sendMessage({
      input: {
        idempotencyKey: randomUUID(),
        card: DEAL,
        accountId: account,
        recipientId: await recipientId(client, account, DEAL, IVAN),
        text: 'Здравствуйте',
        ...more,
      },
    });
    if (result.__typename === 'MessageAccepted') throw new Error('was accepted');
    return result;
  };

  it('answers each with its code and a sentence (section 12)', async () => {
    expect(await refused({ text: '   ' })).toMatchObject({
      code: 'TEXT_EMPTY',
      retry: 'NO',
      message: expect.stringMatching(/[а-яё]/i) as string,
    });
    expect(await refused({ text: 'я'.repeat(1001) })).toMatchObject({ code: 'TEXT_TOO_LONG' });
    expect(await refused({ accountId: randomUUID() })).toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
    expect(await refused({ recipientId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused({ card: { type: 'DEAL', id: '999999' } })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('ends a message to a number without WhatsApp as failed, and then refuses the number (E-10)', async () => {
    const card = { type: 'CONTACT', id: '52' } as const;
    const recipient = await recipientId(client, account, card, '79000000014');
    const input = { card, accountId: account, recipientId: recipient, text: 'Есть кто?' };
    const { accepted } = expectMember(await client.sendMessage({ input: { ...input, idempotencyKey: randomUUID() } }), 'MessageAccepted');
    await until('it failed', async () => (await statusOf(accepted.id)) === 'FAILED');
    expect(await client.message({ id: accepted.id })).toMatchObject({ failure: { code: 'NOT_IN_WHATSAPP' } });
    expect(await system.control.sent('Есть кто?')).toEqual([]);
    expect(await client.sendMessage({ input: { ...input, idempotencyKey: randomUUID() } })).toMatchObject({ code: 'NOT_IN_WHATSAPP' });
  });

  it('answers a repeated key with the first message, and refuses it for other words (Q-1)', async () => {
    const recipient = await recipientId(client, account, DEAL, IVAN);
    const input = { idempotencyKey: randomUUID(), card: DEAL, accountId: account, recipientId: recipient, text: 'Один раз' };
    const results = await Promise.all([1, 2, 3].map(() => client.sendMessage({ input })));
    const accepted = results.map(result => expectMember(result, 'MessageAccepted'));
    expect(new Set(accepted.map(result => result.accepted.id)).size).toBe(1);
    expect(accepted.filter(result => !result.duplicate)).toHaveLength(1);
    expect(await client.sendMessage({ input: { ...input, text: 'Другое' } })).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    await until('it is read', async () => (await statusOf(accepted[0]?.accepted.id ?? '')) === 'READ');
    expect(await system.control.sent('Один раз')).toHaveLength(1);
  });
});
