/** A card through the API: its recipients, numbers and conversations (D-3, S-1, S-11). */
import { aChat } from '@olchat/domain/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addMessage } from '../testing/builders.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

describe('a card', () => {
  it('lists recipients without a check, and their chats (D-3, D-6)', async () => {
    const data = await server.ask(
      'employee',
      `query ($id: ID!) { card(card: { type: DEAL, id: 17 }) { title recipients(accountId: $id) {
      state omitted reason { code } recipients { label address presence checkedAt username chat(accountId: $id) { id } } } } }`,
      {
        id: server.services.account.id,
      },
    );
    expect(data).toEqual({
      card: {
        title: 'Поставка окон',
        recipients: {
          state: 'READY',
          omitted: 0,
          reason: null,
          recipients: [{ label: 'Анна', address: '+79001234567', presence: 'UNKNOWN', checkedAt: null, username: null, chat: null }],
        },
      },
    });
    expect(server.services.rows.tasks).toEqual([]);
  });

  it('shows the numbers with what is stored of them, in batches, and asks no messenger (S-1, S-2, S-9)', async () => {
    const { services } = server;
    const message = await addMessage(services);
    services.rows.chats.set('c', aChat({ portalId: services.portalId, accountId: message.accountId, recipientId: message.recipientId }));
    services.reads.calls.length = 0;
    const data = await server.ask(
      'employee',
      `{ card(card: { type: DEAL, id: 17 }) { numbers { omitted reason { code } numbers { address holder numbering { countryName operator region }
        messengers { messenger recipient { presence } checkedThrough { title } chats { chat { owner { name } } lastMessage { author text message { status } } } } } } } }`,
    );
    expect(data).toEqual({
      card: {
        numbers: {
          omitted: 0,
          reason: null,
          numbers: [
            {
              address: '+79001234567',
              holder: 'Анна',
              numbering: { countryName: 'Россия', operator: 'Tele2', region: null },
              messengers: [
                {
                  messenger: 'WHATSAPP',
                  recipient: { presence: 'UNKNOWN' },
                  checkedThrough: null,
                  chats: [
                    {
                      chat: { owner: expect.anything() as unknown },
                      lastMessage: { author: 'EMPLOYEE', text: message.text, message: { status: 'QUEUED' } },
                    },
                  ],
                },
              ],
            },
          ],
        },
      },
    });
    expect(services.reads.calls.toSorted()).toEqual(['accounts', 'chatsOfRecipients', 'lastEntries']);
    expect(services.rows.tasks).toEqual([]);
  });

  it('shows what was written to one of its recipients, and nobody else’s (S-11)', async () => {
    const message = await addMessage(server.services);
    const conversation = (recipientId: string, accountId: string = message.accountId) =>
      server.ask(
        'employee',
        `query ($a: ID!, $r: ID!) { card(card: { type: DEAL, id: 17 }) { conversation(accountId: $a, recipientId: $r) { nodes { text author } keptSince reason { code } } } }`,
        { a: accountId, r: recipientId },
      );
    expect(await conversation(message.recipientId)).toEqual({
      card: { conversation: { nodes: [{ text: message.text, author: 'EMPLOYEE' }], keptSince: '1970-01-01T00:00:00.000Z', reason: null } },
    });
    const nothing = (code: string) => ({ card: { conversation: { nodes: [], keptSince: null, reason: { code } } } });
    expect(await conversation('somebody else')).toEqual(nothing('NOT_FOUND'));
    expect(await conversation(message.recipientId, 'another')).toEqual(nothing('ACCOUNT_NOT_FOUND'));
  });

  it('says in the list why it is empty, also for an account that the caller may not use', async () => {
    const { card } = await server.ask<{ card: { recipients: unknown } }>(
      'employee',
      `{ card(card: { type: DEAL, id: 17 }) { recipients(accountId: "x") { recipients { id } reason { __typename code } } } }`,
    );
    expect(card.recipients).toEqual({ recipients: [], reason: { __typename: 'AccountUnavailable', code: 'ACCOUNT_NOT_FOUND' } });
  });

  it('is null when it is missing and when the employee may not see it (SE-13)', async () => {
    expect(await server.ask('employee', '{ card(card: { type: DEAL, id: 404 }) { title } }')).toEqual({ card: null });
    await expect(server.ask('employee', '{ card(card: { type: SMART_PROCESS, id: 4 }) { title } }')).rejects.toThrow(/^BAD_USER_INPUT/);
  });
});
