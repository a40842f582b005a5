/** Who may use an account, settings of accounts and of the application, and the record of their changes, on the whole system. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OlchatClient } from '@olchat/client';
import { inDatabase } from './isolation/in-database.ts';
import { ask } from './isolation/portal-calls.ts';
import { accountId, DEAL, IVAN, partnerClient, recipientId } from './support/client.ts';
import { FIRST, openApplication, openCard, session } from './support/portal.ts';
import { until } from './support/process.ts';
import { startSystem, type System } from './support/system.ts';

/** Of the department of sales. */
const PETER = { memberId: FIRST, employeeId: '5' };
/** Of the department of sales, and of the workgroup. */
const ANNA = { memberId: FIRST, employeeId: '7' };
/** Of the department of sales too; nobody asked for him yet. */
const VIKTOR = { memberId: FIRST, employeeId: '11' };
const SALES = { kind: 'DEPARTMENT', id: '3' };
const COMPANY = { kind: 'DEPARTMENT', id: '1' };
const PROJECT = { kind: 'WORKGROUP', id: '2' };

let system: System;
let client: OlchatClient;
let account: string;
let recipient: string;
let peter: string;
let admin: string;

beforeAll(async () => {
  // Membership is asked for again soon, so that a test need not wait long.
  system = await startSystem({ settings: { MEMBERSHIP_MS: '1500' } });
  client = partnerClient(system);
  account = await accountId(system);
  recipient = await recipientId(client, account, DEAL, IVAN);
  peter = await session(system, PETER);
  admin = system.credentials.partnerKey;
});

afterAll(async () => {
  await client.close();
  await system.stop();
});

/** The only root field, a refusal too. */
async function oneField<T>(token: string, query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const text = await ask(system, token, query, variables);
  const { data } = JSON.parse(text) as {
    data?: Record<string, unknown> | null;
  };
  const [value] = Object.values(data ?? {});
  if (value == null) throw new Error(`${query}: ${text}`);
  return value as T;
}

interface Refused {
  code?: string;
}

const restrict = (access: { kind: string; id: string }[], token = admin) =>
  oneField<Refused & { account?: { id: string } }>(
    token,
    'mutation ($input: RestrictAccountInput!) { restrictAccount(input: $input) { ... on AccountRestricted { account { id } } ... on Refusal { code } } }',
    { input: { accountId: account, access } },
  );
const update = (input: Record<string, unknown>, token = admin) =>
  oneField<Refused & { account?: { settings: Record<string, unknown> } }>(
    token,
    `mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) {
      ... on AccountUpdated { account { settings { publishOutgoing sendIntervalMs ignoredNumbers hidden } } } ... on Refusal { code } } }`,
    { input: { accountId: account, ...input } },
  );
const send = (token: string, text: string, publication = 'NONE') =>
  oneField<Refused & { message?: { id: string; publication: string } }>(
    token,
    'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { ... on MessageAccepted { message { id publication } } ... on Refusal { code } } }',
    {
      input: {
        idempotencyKey: randomUUID(),
        card: DEAL,
        accountId: account,
        recipientId: recipient,
        text,
        publication,
      },
    },
  );
const accountsOf = async (token: string) => (await oneField<{ id: string }[]>(token, '{ accounts { id } }')).map(({ id }) => id);
const uses = async (token: string) => (await accountsOf(token)).includes(account);
const isRead = async (id: string) => (await client.message({ id }))?.status === 'READ';
const codeOf = async (token: string, document: string, variables: Record<string, unknown>) =>
  /"code":"([A-Z_]+)"/.exec(await ask(system, token, document, variables))?.[1] ?? null;

const CHECK = 'mutation ($input: CheckRecipientInput!) { checkRecipient(input: $input) { ... on Refusal { code } } }';

/** Every door to an account, with what it answers: null = open. */
async function doors(token: string): Promise<Record<string, string | null>> {
  const input = { accountId: account, recipientId: recipient };
  return {
    sendMessage: (await send(token, `Дверь ${randomUUID()}`)).code ?? null,
    createChat: await codeOf(token, 'mutation ($input: CreateChatInput!) { createChat(input: $input) { ... on Refusal { code } } }', {
      input: { ...input, card: DEAL },
    }),
    checkRecipient: await codeOf(token, CHECK, { input }),
    canWrite: await codeOf(
      token,
      'query ($card: CardInput, $accountId: ID!, $recipientId: ID!) { canWrite(card: $card, accountId: $accountId, recipientId: $recipientId) { reasons { code } } }',
      { ...input, card: DEAL },
    ),
    recipients: await codeOf(
      token,
      'query ($card: CardInput!, $accountId: ID!) { card(card: $card) { recipients(accountId: $accountId) { reason { code } } } }',
      { card: DEAL, accountId: account },
    ),
    messages: await codeOf(token, 'query ($accountId: ID) { messages(accountId: $accountId) { nodes { id } } }', { accountId: account }),
    accounts: (await accountsOf(token)).includes(account) ? null : 'NOT SHOWN',
  };
}

const OPEN = {
  sendMessage: null,
  createChat: null,
  checkRecipient: null,
  canWrite: null,
  recipients: null,
  messages: null,
  accounts: null,
};
const CLOSED = {
  sendMessage: 'ACCOUNT_NOT_FOUND',
  createChat: 'ACCOUNT_NOT_FOUND',
  checkRecipient: 'ACCOUNT_NOT_FOUND',
  canWrite: 'ACCOUNT_NOT_FOUND',
  recipients: 'ACCOUNT_NOT_FOUND',
  messages: 'ACCOUNT_NOT_FOUND',
  accounts: 'NOT SHOWN',
};

describe('the list of an account (A-10…A-13)', () => {
  it('lets a department in, and nobody else, by no door; administrators neither (A-10, A-11)', async () => {
    expect(await accountsOf(peter)).toContain(account);
    expect(await restrict([SALES])).toMatchObject({ account: { id: account } });
    const chat = (
      await client.createChat({
        input: { card: DEAL, accountId: account, recipientId: recipient },
      })
    ).__typename;
    expect(chat).toBe('AccountUnavailable');
    expect(await doors(admin)).toEqual(CLOSED);
    expect({ ...(await doors(peter)), createChat: null }).toEqual(OPEN);
    expect(await restrict([], peter)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('does not mean the departments below: the employees of sales are not those of the company (A-11)', async () => {
    await restrict([COMPANY]);
    expect([await accountsOf(admin), await accountsOf(peter)]).toEqual([[account], []]);
  });

  it('is looked at when it is used: who leaves the department is refused by every door, and let in when he is back (A-13)', async () => {
    await restrict([SALES]);
    await system.control.moveEmployee(PETER.employeeId, { departments: ['1'] });
    await until('it is known that he left', async () => !(await uses(peter)));
    expect(await doors(peter)).toEqual(CLOSED);
    await system.control.moveEmployee(PETER.employeeId, { departments: ['3'] });
    await until('it is known that he is back', () => uses(peter));
    expect((await send(peter, 'Снова свой')).code).toBeUndefined();
  });

  it('takes workgroups, by their members now (A-11, A-13)', async () => {
    await restrict([PROJECT]);
    const anna = await session(system, ANNA);
    expect([await accountsOf(anna), await accountsOf(peter)]).toEqual([[account], []]);
    await system.control.moveEmployee(PETER.employeeId, { workgroups: ['2'] });
    await system.control.moveEmployee(ANNA.employeeId, { workgroups: [] });
    await until('the change of members is known', async () => (await uses(peter)) && !(await uses(anna)));
  });

  it('is kept while Bitrix24 cannot be asked: last known members go on, unknown ones wait (Q-22)', async () => {
    await restrict([SALES]);
    expect((await send(peter, 'Пока есть связь')).code).toBeUndefined();
    const viktor = await session(system, VIKTOR, { type: 'DEAL', id: '84' });
    await system.control.faults([
      {
        service: 'bitrix24',
        method: 'user.get',
        do: 'refuse',
        code: 'INTERNAL_SERVER_ERROR',
        status: 500,
      },
    ]);
    try {
      expect((await send(peter, 'Помним его')).code).toBeUndefined();
      expect(
        await codeOf(viktor, CHECK, {
          input: { accountId: account, recipientId: recipient },
        }),
      ).toBe('PORTAL_UNAVAILABLE');
    } finally {
      await system.control.clearFaults();
    }
  });

  it('is for everybody when it is empty (A-12), and names nobody whom the portal does not know', async () => {
    expect(await restrict([{ kind: 'DEPARTMENT', id: '404' }])).toMatchObject({
      code: 'NOT_FOUND',
    });
    await restrict([]);
    expect([await accountsOf(admin), await accountsOf(peter)]).toEqual([[account], [account]]);
  });
});

describe('settings of an account', () => {
  it('publish nothing in the chat while C-11 is off, whatever the sender asks for (O-28)', async () => {
    await update({ publishOutgoing: false });
    const [incoming, outgoing] = [`Не показывать ${randomUUID()}`, `И это ${randomUUID()}`];
    const sent = [await send(admin, incoming, 'INCOMING'), await send(admin, outgoing, 'OUTGOING')];
    expect(sent.map(({ message }) => message?.publication)).toEqual(['NONE', 'NONE']);
    for (const { message } of sent) await until('it is read', () => isRead(message?.id ?? ''));
    await update({ publishOutgoing: true });
    const shown = `Показывать ${randomUUID()}`;
    await send(admin, shown, 'INCOMING');
    const texts = async () => (await system.control.chats()).flatMap(({ messages }) => messages.map(({ text }) => text));
    await until('the next one is published', async () => (await texts()).some(text => text.includes(shown)));
    expect((await texts()).filter(text => text.includes(incoming) || text.includes(outgoing))).toEqual([]);
  });

  it('keep the interval between messages, and a shorter one holds at once (C-16, Q-10)', async () => {
    await update({ sendIntervalMs: 1500 });
    const texts = [1, 2, 3].map(n => `Интервал ${n} ${randomUUID()}`);
    for (const text of texts) await send(admin, text);
    const times = async () =>
      (await system.control.ledger())
        .filter(row => row.method === 'message' && texts.includes((row.body as { text: string }).text))
        .map(row => Date.parse(row.at));
    await until('all have left', async () => (await times()).length === 3);
    const [first = 0, second = 0, third = 0] = await times();
    expect(Math.min(second - first, third - second)).toBeGreaterThanOrEqual(1500);

    await update({ sendIntervalMs: 600_000 });
    const { message: held } = await send(admin, `Через десять минут ${randomUUID()}`);
    await update({ sendIntervalMs: 500 });
    await until('it left without the long pause', () => isRead(held?.id ?? ''));
  });

  it('make no chat of an ignored number (C-18)', async () => {
    await update({ ignoredNumbers: ['8 (900) 000-00-11'] });
    const [ignored, heard] = [`Меня не слышно ${randomUUID()}`, `Теперь слышно ${randomUUID()}`];
    const stored = () =>
      inDatabase(system, async database => {
        const { rows } = await database.query<{
          inbox: number;
          waiting: number;
        }>(
          `select (select count(*)::int from inbox where source = 'MESSENGER') as inbox, (select count(*)::int from task where name = 'forward-inbound') as waiting`,
        );
        return rows[0] ?? { inbox: 0, waiting: 0 };
      });
    const before = (await stored()).inbox;
    await system.control.act(IVAN, { do: 'reply', text: ignored });
    await until('it is stored and looked at', async () => {
      const { inbox, waiting } = await stored();
      return inbox > before && waiting === 0;
    });
    await update({ ignoredNumbers: [] });
    await system.control.act(IVAN, { do: 'reply', text: heard });
    const texts = async () => (await system.control.chats()).flatMap(({ messages }) => messages.map(({ text }) => text));
    await until('the next one stands in a chat', async () => (await texts()).includes(heard));
    expect(await texts()).not.toContain(ignored);
  });

  it('hide only what is disconnected (C-9), and are for administrators', async () => {
    expect(await update({ hidden: true })).toMatchObject({
      code: 'ACCOUNT_CONNECTED',
    });
    expect(await update({ sendIntervalMs: 10 })).toMatchObject({
      code: 'OUT_OF_RANGE',
    });
    expect(await update({ title: 'Моя' }, peter)).toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('the application’s own page', () => {
  it('is for administrators alone when they say so, with its settings; the card stays open to all (A-2)', async () => {
    const settings = (value: boolean) =>
      oneField(admin, 'mutation ($input: UpdateSettingsInput!) { updateSettings(input: $input) { __typename } }', {
        input: { administratorsOnly: value },
      });
    await settings(true);
    expect((await openApplication(system, PETER)).page).toMatchObject({
      sessionToken: null,
      problem: { code: 'FORBIDDEN' },
    });
    expect((await openApplication(system)).page).toMatchObject({
      problem: null,
    });
    expect((await openCard(system, DEAL, PETER)).page.sessionToken).not.toBeNull();
    const read = async (token: string) =>
      JSON.parse(await ask(system, token, '{ settings { administratorsOnly statusesWidget } }', {})) as unknown;
    expect(await read(peter)).toMatchObject({ data: { settings: null } });
    await settings(false);
    expect(await read(peter)).toMatchObject({
      data: { settings: { administratorsOnly: false, statusesWidget: null } },
    });
    expect((await openApplication(system, PETER)).page.sessionToken).not.toBeNull();
  });
});

describe('the record of changes (A-23, SE-52)', () => {
  it('has all of the above, newest first, with who, when, before and after; and it holds', async () => {
    const { nodes, isIntact } = await oneField<{
      nodes: {
        what: string;
        before: string;
        after: string;
        employee: { id: string };
      }[];
      isIntact: boolean;
    }>(admin, '{ changes(first: 100) { isIntact nodes { what before after employee { id name } at } } }');
    expect(isIntact).toBe(true);
    expect(nodes[0]).toMatchObject({
      what: 'APPLICATION_SETTINGS',
      before: '{"administratorsOnly":true}',
      after: '{"administratorsOnly":false}',
      employee: { id: '1' },
    });
    const things = new Set(nodes.map(({ what }) => what));
    for (const what of ['ACCOUNT_CONNECTED', 'PARTNER_KEY_CREATED', 'ACCOUNT_ACCESS', 'ACCOUNT_SETTINGS']) expect(things).toContain(what);
  });

  it('tells when somebody took an entry out of it in the database', async () => {
    await inDatabase(system, database =>
      database.query(`delete from change where seq = 2 and portal_id = (select portal_id from account where id = $1)`, [account]),
    );
    expect(await oneField<{ isIntact: boolean }>(admin, '{ changes { isIntact } }')).toEqual({ isIntact: false });
  });
});
