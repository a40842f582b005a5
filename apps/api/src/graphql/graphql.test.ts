import { newId, type AccountId, type EmployeeId } from '@olchat/domain';
import { aChat } from '@olchat/domain/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addMessage, addRecipient } from './testing/builders.ts';
import { ADMINISTRATOR, EMPLOYEE, fakeAccount } from './testing/fake-services.ts';
import { startTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

const MESSAGES =
  'query ($card: CardInput, $accountId: ID, $first: Int, $after: String) { messages(card: $card, accountId: $accountId, first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } asOf } }';
interface Messages {
  messages: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null }; asOf: string };
}
const DEAL_INPUT = { type: 'DEAL', id: '17' };

describe('who is calling', () => {
  it('answers UNAUTHENTICATED without a token and with an unknown one (SE-13)', async () => {
    for (const token of [null, 'nobody']) {
      const { body } = await server.raw(token, { query: '{ viewer { locale } }' });
      expect(body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    }
  });

  it('says who calls', async () => {
    const data = await server.ask(
      'employee',
      '{ viewer { portal { title } employee { id name } isAdministrator locale textLimit lastAccountId } }',
    );
    expect(data).toEqual({
      viewer: {
        portal: { title: 'portal.example' },
        employee: { id: EMPLOYEE, name: 'Мария Ким' },
        isAdministrator: false,
        locale: 'ru',
        textLimit: 1000,
        lastAccountId: null,
      },
    });
  });

  it('lets a widget session neither introspect nor query by GET (SE-20)', async () => {
    expect((await server.raw('widget', { query: '{ __schema { types { name } } }' })).body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await server.raw('employee', { query: '{ __schema { types { name } } }' })).body.errors).toBeUndefined();
    const byGet = await fetch(`${server.url}/graphql?query={viewer{locale}}`, { headers: { authorization: 'Bearer widget' } });
    expect(byGet.status).toBe(405);
  });
});

describe('accounts', () => {
  it('lists only those that the caller may use (A-10)', async () => {
    const closed = Object.assign(fakeAccount(server.services.portalId, 'Закрытая'), {
      access: [{ kind: 'USER', id: ADMINISTRATOR, name: '' }],
    });
    server.services.rows.accounts.set(closed.id, closed);
    const titles = async (token: string) =>
      (await server.ask<{ accounts: { title: string }[] }>(token, '{ accounts { title } }')).accounts.map(({ title }) => title);
    expect(await titles('employee')).toEqual(['Отдел продаж']);
    expect(await titles('admin')).toEqual(['Закрытая', 'Отдел продаж']);
  });

  it('say why they are not connected, what they can do and what is left (K-1)', async () => {
    Object.assign(server.services.account, { state: 'LOGIN_REQUIRED', stateReason: 'DEVICE_LOST' });
    const { accounts } = await server.ask<{ accounts: unknown[] }>(
      'employee',
      `{ accounts { state stateReason { __typename code message } line { id name isActive } capabilities { reportsRead maxTextLength }
         publications { publication available } limits { queueLimit checksPerDay } } }`,
    );
    expect(accounts).toEqual([
      {
        state: 'LOGIN_REQUIRED',
        stateReason: {
          __typename: 'AccountUnavailable',
          code: 'DEVICE_LOST',
          message: expect.stringContaining('Была потеряна связь с устройством.') as string,
        },
        line: { id: '3', name: 'Отдел продаж', isActive: true },
        capabilities: { reportsRead: true, maxTextLength: 4096 },
        publications: ['OUTGOING', 'INCOMING', 'NONE'].map(publication => ({ publication, available: true })),
        limits: { queueLimit: 1000, checksPerDay: 100 },
      },
    ]);
  });

  it('shows lines to administrators only', async () => {
    await expect(server.ask('employee', '{ lines { id } }')).rejects.toThrow(/^FORBIDDEN/);
    expect(await server.ask('admin', '{ lines { id name isActive account { title } } }')).toEqual({
      lines: [{ id: '3', name: 'Отдел продаж', isActive: true, account: { title: 'Отдел продаж' } }],
    });
  });

  it('refuse a connection without a line, or with two', async () => {
    const connect = 'mutation ($input: ConnectAccountInput!) { connectAccount(input: $input) { __typename } }';
    await expect(server.ask('admin', connect, { input: { kind: 'WHATSAPP_WEB' } })).rejects.toThrow(/^BAD_USER_INPUT/);
    await expect(server.ask('admin', connect, { input: { kind: 'WHATSAPP_WEB', lineId: '3', newLineName: 'x' } })).rejects.toThrow(
      /^BAD_USER_INPUT/,
    );
  });
});

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

describe('sending', () => {
  const SEND = `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { __typename
    ... on MessageAccepted { duplicate accepted: message { id status text sender { name } history { status source } } messages { id } }
    ... on Refusal { code text: message retry } ... on ContentRejected { field limit } ... on NotAllowed { right } ... on AccountUnavailable { state } } }`;

  async function send(fields: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const recipient = await addRecipient(server.services);
    const input = {
      idempotencyKey: 'k',
      card: DEAL_INPUT,
      accountId: server.services.account.id,
      recipientId: recipient.id,
      text: 'Здравствуйте',
      ...fields,
    };
    return (await server.ask<{ sendMessage: Record<string, unknown> }>('employee', SEND, { input })).sendMessage;
  }

  it('accepts a message, once per key (Q-1)', async () => {
    const first = await send();
    expect(first).toMatchObject({
      __typename: 'MessageAccepted',
      duplicate: false,
      accepted: {
        status: 'QUEUED',
        text: 'Здравствуйте',
        sender: { name: 'Мария Ким' },
        history: [{ status: 'QUEUED', source: 'PERSON' }],
      },
    });
    expect(await send()).toMatchObject({ duplicate: true, accepted: { id: (first['accepted'] as { id: string }).id } });
    expect(await send({ text: 'Другое' })).toMatchObject({ __typename: 'GeneralRefusal', code: 'IDEMPOTENCY_CONFLICT' });
    expect(server.services.rows.messages.size).toBe(1);
  });

  it('answers refusals in the shape of their data (E-20, E-02, E-71)', async () => {
    expect(await send({ text: null })).toMatchObject({
      __typename: 'ContentRejected',
      code: 'TEXT_EMPTY',
      field: 'text',
      text: 'Напишите текст сообщения.',
    });
    expect(await send({ idempotencyKey: 'long', text: 'x'.repeat(1001) })).toMatchObject({
      __typename: 'ContentRejected',
      code: 'TEXT_TOO_LONG',
      limit: 1000,
    });
    expect(await send({ idempotencyKey: 'card', card: { type: 'DEAL', id: '404' } })).toMatchObject({
      __typename: 'GeneralRefusal',
      code: 'NOT_FOUND',
    });
    const missing = await send({ idempotencyKey: 'a', accountId: newId<AccountId>() });
    expect(missing).toMatchObject({ __typename: 'AccountUnavailable', code: 'ACCOUNT_NOT_FOUND', state: null });
    expect(await send({ idempotencyKey: 'b', accountId: 'not-an-id' })).toEqual(missing);
    server.services.account.state = 'DISCONNECTED';
    expect(await send({ idempotencyKey: 'c' })).toMatchObject({
      __typename: 'AccountUnavailable',
      code: 'ACCOUNT_NOT_CONNECTED',
      state: 'DISCONNECTED',
      retry: 'AFTER_FIX',
    });
  });

  it('refuses texts that cannot be stored as malformed input', async () => {
    await expect(send({ text: 'a\0b' })).rejects.toThrow(/^BAD_USER_INPUT/);
  });

  it('cancels for the sender only; for others the message is not there (Q-21, E-71)', async () => {
    const message = await addMessage(server.services, { senderId: ADMINISTRATOR });
    const cancel = (token: string) =>
      server.ask(
        token,
        'mutation ($id: ID!) { cancelMessage(input: { messageId: $id }) { __typename ... on MessageCancelled { message { status } } ... on Refusal { code } } }',
        { id: message.id },
      );
    expect(await cancel('employee')).toEqual({ cancelMessage: { __typename: 'GeneralRefusal', code: 'NOT_FOUND' } });
    expect(await cancel('admin')).toEqual({ cancelMessage: { __typename: 'MessageCancelled', message: { status: 'CANCELLED' } } });
    expect(await cancel('admin')).toEqual({ cancelMessage: { __typename: 'GeneralRefusal', code: 'ALREADY_FINAL' } });
  });

  it('puts a shape that a union does not list into GeneralRefusal, code and all', async () => {
    const answer = await server.ask(
      'admin',
      'mutation { disconnectAccount(input: { accountId: "x", queued: KEEP }) { __typename ... on Refusal { code } } }',
    );
    expect(answer).toEqual({ disconnectAccount: { __typename: 'GeneralRefusal', code: 'ACCOUNT_NOT_FOUND' } });
  });

  it('answers "can I write?" with every reason and without a check (K-2)', async () => {
    const recipient = await addRecipient(server.services, '+79000000000');
    server.services.account.state = 'RESTRICTED';
    const data = await server.ask(
      'employee',
      'query ($a: ID!, $r: ID!) { canWrite(accountId: $a, recipientId: $r) { answer reasons { code } } }',
      {
        a: server.services.account.id,
        r: recipient.id,
      },
    );
    expect(data).toEqual({ canWrite: { answer: 'NO', reasons: [{ code: 'ACCOUNT_RESTRICTED' }, { code: 'OWN_NUMBER' }] } });
    expect(server.services.rows.tasks).toEqual([]);
  });
});

describe('reading messages', () => {
  it('shows a card to everybody who may read it, else only what the employee sent himself (A-20)', async () => {
    const own = await addMessage(server.services);
    const others = await addMessage(server.services, { senderId: ADMINISTRATOR });
    const ids = async (token: string, variables: object) =>
      (await server.ask<Messages>(token, MESSAGES, { ...variables })).messages.nodes.map(({ id }) => id);
    expect(await ids('employee', { card: DEAL_INPUT })).toEqual([others.id, own.id]);
    expect(await ids('employee', {})).toEqual([own.id]);
    expect(await ids('employee', { accountId: server.services.account.id })).toEqual([own.id]);
    expect(await ids('admin', {})).toEqual([others.id, own.id]);
    await expect(ids('employee', { card: { type: 'DEAL', id: '404' } })).rejects.toThrow(/^NOT_FOUND/);
  });

  it('hides messages of accounts that the caller may not use, whole and one by one (A-10)', async () => {
    const message = await addMessage(server.services);
    server.services.account.access = [{ kind: 'USER', id: ADMINISTRATOR, name: '' }];
    expect((await server.ask<Messages>('employee', MESSAGES, { card: DEAL_INPUT })).messages.nodes).toEqual([]);
    expect(await server.ask('employee', 'query ($id: ID!) { message(id: $id) { id } }', { id: message.id })).toEqual({ message: null });
    expect(await server.ask('employee', '{ message(id: "x") { id } }')).toEqual({ message: null });
    expect(await server.ask('admin', 'query ($id: ID!) { message(id: $id) { id } }', { id: message.id })).toEqual({
      message: { id: message.id },
    });
  });

  it('pages from the newest to the oldest and refuses pages over 100 (SE-20)', async () => {
    const all = [];
    for (let n = 0; n < 5; n++) all.unshift((await addMessage(server.services)).id);
    const first = (await server.ask<Messages>('employee', MESSAGES, { card: DEAL_INPUT, first: 3 })).messages;
    const rest = (await server.ask<Messages>('employee', MESSAGES, { card: DEAL_INPUT, first: 3, after: first.pageInfo.endCursor }))
      .messages;
    expect([...first.nodes, ...rest.nodes].map(({ id }) => id)).toEqual(all);
    expect([first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([true, false]);
    for (const first of [0, 101]) await expect(server.ask('employee', MESSAGES, { first })).rejects.toThrow(/^BAD_USER_INPUT/);
    await expect(server.ask('employee', MESSAGES, { after: 'x' })).rejects.toThrow(/^BAD_USER_INPUT/);
  });

  it('reads what a page of messages names in batches', async () => {
    for (let n = 0; n < 20; n++) await addMessage(server.services);
    server.services.reads.calls.length = 0;
    await server.ask('employee', '{ messages(first: 20) { nodes { account { title } recipient { label } sender { name } } } }');
    expect(server.services.reads.calls.toSorted()).toEqual(['accounts', 'employees', 'recipients']);
  });
});

describe('keys and cursors', () => {
  it('makes keys for administrators only, and shows the token once (SE-7)', async () => {
    const create = (token: string, title: string) =>
      server.ask(
        token,
        'mutation ($t: String!) { createPartnerKey(input: { title: $t }) { __typename ... on PartnerKeyCreated { token key { title } } ... on NotAllowed { right } ... on ContentRejected { field } } }',
        { t: title },
      );
    expect(await create('employee', 'x')).toEqual({ createPartnerKey: { __typename: 'NotAllowed', right: 'ADMINISTRATOR' } });
    expect(await create('admin', ' ')).toEqual({ createPartnerKey: { __typename: 'ContentRejected', field: 'title' } });
    expect(await create('admin', 'Сайт')).toEqual({
      createPartnerKey: { __typename: 'PartnerKeyCreated', token: 'olc_new', key: { title: 'Сайт' } },
    });
  });

  it('reads feedCursor before everything else of the request (RE-31)', async () => {
    const order: string[] = [];
    const { services } = server;
    const messages = vi.spyOn(services.reads, 'messagesOfPortal').mockImplementation(async () => {
      order.push('messages');
      return { messages: [], hasNextPage: false, asOf: 7 };
    });
    vi.spyOn(services.reads, 'feedNumber').mockImplementation(async () => {
      order.push('feedNumber');
      return 6;
    });
    expect(await server.ask('employee', '{ messages { asOf } feedCursor }')).toEqual({ messages: { asOf: 'c7' }, feedCursor: 'c6' });
    expect(messages).toHaveBeenCalledTimes(1);
    expect(order).toEqual(['feedNumber', 'messages']);
  });
});

describe('surprises', () => {
  it('become INTERNAL with a trace id that stands in the log, and nothing else leaves (SE-21)', async () => {
    server.services.storage.transaction = () => Promise.reject(new Error('select secret from table at /srv/x.ts'));
    const { status, body } = await server.raw('employee', { query: '{ viewer { locale } }' });
    expect(status).toBe(200);
    const text = JSON.stringify(body);
    expect(body.errors?.[0]?.extensions.code).toBe('INTERNAL');
    expect(text).not.toMatch(/secret|\.ts|stack/);
    const traceId = /[0-9a-f-]{36}/.exec(text)?.[0] ?? '';
    expect(server.log.join('\n')).toContain(traceId);
  });

  it('have the name of their request, which its answer bears in any case; nobody brings one along', async () => {
    const post = (query: string) =>
      fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer employee', 'x-request-id': 'mine' },
        body: JSON.stringify({ query }),
      });
    const fine = await post('{ viewer { locale } }');
    expect(fine.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    server.services.storage.transaction = () => Promise.reject(new Error('no'));
    const [one, other] = await Promise.all([post('{ viewer { locale } messages { asOf } }'), post('{ viewer { locale } }')]);
    for (const answer of [one, other]) {
      const { errors } = (await answer.json()) as { errors: { extensions: { traceId: string } }[] };
      expect(errors[0]?.extensions.traceId).toBe(answer.headers.get('x-request-id'));
      expect(server.log.join('\n')).toContain(answer.headers.get('x-request-id'));
    }
    expect(one.headers.get('x-request-id')).not.toBe(other.headers.get('x-request-id'));
  });

  it('keeps a foreign portal apart: its token sees nothing of ours', async () => {
    const message = await addMessage(server.services);
    const { FakeServices } = await import('./testing/fake-services.ts');
    const other = new FakeServices();
    server.services.storage.rows.set(other.portalId, other.rows);
    server.services.callers.set('other', other.caller('2' as EmployeeId, 'PARTNER_KEY'));
    expect(await server.ask('other', 'query ($id: ID!) { message(id: $id) { id } messages { nodes { id } } }', { id: message.id })).toEqual(
      {
        message: null,
        messages: { nodes: [] },
      },
    );
  });
});
