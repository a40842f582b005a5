import { Account, newId, statusEvent, type AccountId } from '@olchat/domain';
import type { ExecutionResult } from 'graphql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addMessage, move } from './testing/builders.ts';
import { ADMINISTRATOR, DEAL, fakeAccount } from './testing/fake-portal.ts';
import { startTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

const STATUS = `subscription ($messageId: ID, $card: CardInput, $accountId: ID, $after: Cursor) {
  messageStatus(messageId: $messageId, card: $card, accountId: $accountId, after: $after) {
    __typename
    ... on FeedPosition { cursor }
    ... on FeedResync { cursor reason }
    ... on MessageStatusChanged { cursor message { id status activityId history { status } } change { status source } } } }`;
const DEAL_INPUT = { type: DEAL.type, id: DEAL.id };

interface Events {
  next(): Promise<unknown>;
  end(): Promise<unknown>;
}

/** The events of one subscription, unwrapped; an error is thrown with its code. */
function subscribe(token: string, query: string, variables: Record<string, unknown> = {}): Events {
  const results = server.subscriber(token).iterate({ query, variables });
  return {
    next: async () => {
      const next = (await results.next()) as IteratorResult<ExecutionResult, undefined>;
      if (next.done === true) return 'END';
      const { value } = next;
      const error = value.errors?.[0];
      if (error !== undefined) throw new Error(`${String(error.extensions['code'])}: ${error.message}`);
      return Object.values(value.data ?? {})[0];
    },
    end: () => results.return?.() ?? Promise.resolve(),
  };
}

const position = (cursor: string) => ({ __typename: 'FeedPosition', cursor });
const changed = (cursor: string, id: string, status: string, history: string[]) => ({
  __typename: 'MessageStatusChanged',
  cursor,
  message: { id, status, activityId: null, history: history.map(entry => ({ status: entry })) },
  change: { status, source: 'RECEIPT' },
});

describe('messageStatus', () => {
  it('begins with the position, then tells each change as of its event (K-5)', async () => {
    const message = await addMessage(server.services);
    const events = subscribe('employee', STATUS, { card: DEAL_INPUT });
    expect(await events.next()).toEqual(position('c0'));
    // Both happened before the first is read: the later one must not shine through.
    move(server.services, message, 'SENT');
    move(server.services, message, 'READ');
    expect(await events.next()).toEqual(changed('c1', message.id, 'SENT', ['QUEUED', 'SENT']));
    expect(await events.next()).toEqual(changed('c2', message.id, 'READ', ['QUEUED', 'SENT', 'DELIVERED', 'READ']));
  });

  it('resumes after a cursor with everything missed, in order, once (GU-6)', async () => {
    const message = await addMessage(server.services);
    for (const status of ['SENT', 'DELIVERED', 'READ'] as const) move(server.services, message, status);
    const events = subscribe('employee', STATUS, { messageId: message.id, after: 'c1' });
    expect(await events.next()).toEqual(position('c1'));
    expect(await events.next()).toMatchObject({ cursor: 'c2', message: { status: 'DELIVERED' } });
    expect(await events.next()).toMatchObject({ cursor: 'c3', message: { status: 'READ' } });
  });

  it('says FeedResync for a cursor that nobody knows (RE-33)', async () => {
    const events = subscribe('employee', STATUS, { after: 'long-ago' });
    expect(await events.next()).toEqual({ __typename: 'FeedResync', cursor: 'c0', reason: 'UNKNOWN_CURSOR' });
  });

  it('tells an employee his own messages, of a card everybody’s, and an administrator all (SE-5)', async () => {
    const own = await addMessage(server.services);
    const others = await addMessage(server.services, { senderId: ADMINISTRATOR });
    const all = {
      employee: subscribe('employee', STATUS),
      card: subscribe('employee', STATUS, { card: DEAL_INPUT }),
      admin: subscribe('admin', STATUS),
    };
    for (const events of Object.values(all)) expect(await events.next()).toEqual(position('c0'));
    move(server.services, others, 'SENT');
    move(server.services, own, 'SENT');
    expect(await all.employee.next()).toMatchObject({ message: { id: own.id } });
    expect(await all.card.next()).toMatchObject({ message: { id: others.id } });
    expect(await all.admin.next()).toMatchObject({ message: { id: others.id } });
  });

  it('tells nothing of an account that the caller may not use, also when the right ends in between (A-10, SE-5)', async () => {
    const message = await addMessage(server.services);
    const other = fakeAccount(server.services.portalId, 'Вторая');
    server.services.rows.accounts.set(other.id, other);
    const visible = await addMessage(server.services, { accountId: other.id });
    const events = subscribe('employee', STATUS);
    expect(await events.next()).toEqual(position('c0'));
    server.services.account.access = [{ kind: 'USER', id: ADMINISTRATOR, name: '' }];
    move(server.services, message, 'SENT');
    move(server.services, visible, 'SENT');
    expect(await events.next()).toMatchObject({ message: { id: visible.id } });
  });

  it('narrows by several filters at once', async () => {
    const other = fakeAccount(server.services.portalId, 'Вторая');
    server.services.rows.accounts.set(other.id, other);
    const [elsewhere, wanted] = [await addMessage(server.services, { accountId: other.id }), await addMessage(server.services)];
    const events = subscribe('employee', STATUS, { card: DEAL_INPUT, accountId: server.services.account.id });
    expect(await events.next()).toEqual(position('c0'));
    move(server.services, elsewhere, 'SENT');
    move(server.services, wanted, 'SENT');
    expect(await events.next()).toMatchObject({ message: { id: wanted.id } });
  });

  it.each([
    ['a missing message', { messageId: newId<AccountId>() }],
    ['a text that is no id', { messageId: 'x' }],
    ['a card that the employee may not read', { card: { type: 'DEAL', id: '404' } }],
    ['a missing account', { accountId: newId<AccountId>() }],
  ])('answers NOT_FOUND for %s (SE-13)', async (_name, variables) => {
    await expect(subscribe('employee', STATUS, variables).next()).rejects.toThrow(/^NOT_FOUND/);
  });

  it('asks Bitrix24 about a card once for many subscriptions (RE-44)', async () => {
    const readCard = vi.spyOn(server.services.crm, 'readCard');
    for (let n = 0; n < 5; n++) expect(await subscribe('employee', STATUS, { card: DEAL_INPUT }).next()).toEqual(position('c0'));
    expect(readCard).toHaveBeenCalledTimes(1);
  });

  it('reads a message once for all sockets that hear of it', async () => {
    const message = await addMessage(server.services);
    const all = Array.from({ length: 5 }, () => subscribe('employee', STATUS, { card: DEAL_INPUT }));
    for (const events of all) await events.next();
    server.services.reads.calls.length = 0;
    move(server.services, message, 'SENT');
    for (const events of all) expect(await events.next()).toMatchObject({ message: { id: message.id } });
    expect(server.services.reads.calls.filter(name => name === 'messages')).toHaveLength(1);
  });

  it('leaves the feed when the client leaves', async () => {
    const events = subscribe('employee', STATUS);
    await events.next();
    expect(server.services.feed.open).toBe(1);
    await events.end();
    await vi.waitFor(() => expect(server.services.feed.open).toBe(0));
  });

  it('ends one subscription with INTERNAL when it breaks, and the others of the socket live (SE-21)', async () => {
    const broken = await addMessage(server.services);
    const client = server.subscriber('employee');
    const one = client.iterate({ query: STATUS, variables: { messageId: broken.id } });
    const other = client.iterate({ query: 'subscription { accountState { __typename } }' });
    await one.next();
    await other.next();
    server.services.reads.messages = () => Promise.reject(new Error('secret'));
    move(server.services, broken, 'SENT');
    await expect(one.next()).rejects.toMatchObject([
      { extensions: { code: 'INTERNAL' }, message: expect.not.stringContaining('secret') as string },
    ]);
    server.services.feed.append(server.services.portalId, {
      kind: 'account-state',
      accountId: server.services.account.id,
      state: 'CONNECTED',
      reason: null,
      since: new Date().toISOString(),
    });
    expect(await other.next()).toMatchObject({ value: { data: { accountState: { __typename: 'AccountStateChanged' } } } });
  });
});

describe('accountState', () => {
  it('tells states as of their events (C-21)', async () => {
    const { services } = server;
    const events = subscribe(
      'employee',
      'subscription ($id: ID) { accountState(accountId: $id) { __typename ... on AccountStateChanged { account { id state stateSince stateReason { code } } } } }',
      {
        id: services.account.id,
      },
    );
    expect(await events.next()).toEqual({ __typename: 'FeedPosition' });
    const since = '2026-03-04T05:06:07.000Z';
    services.feed.append(services.portalId, {
      kind: 'account-state',
      accountId: newId<AccountId>(),
      state: 'CONNECTED',
      reason: null,
      since,
    });
    services.feed.append(services.portalId, {
      kind: 'account-state',
      accountId: services.account.id,
      state: 'LOGIN_REQUIRED',
      reason: 'DEVICE_LOST',
      since,
    });
    expect(await events.next()).toEqual({
      __typename: 'AccountStateChanged',
      account: { id: services.account.id, state: 'LOGIN_REQUIRED', stateSince: since, stateReason: { code: 'DEVICE_LOST' } },
    });
    expect(services.account).toBeInstanceOf(Account);
    expect(services.account.state).toBe('CONNECTED');
  });
});

describe('login', () => {
  const LOGIN = 'subscription ($id: ID!) { login(accountId: $id) { kind qr qrExpiresAt } }';

  it('shows the present step, each change, and ends after DONE (C-2)', async () => {
    const { services } = server;
    const { id } = services.account;
    const expiresAt = new Date('2026-03-04T05:06:07Z');
    services.rows.logins.set(id, { kind: 'QR', qr: '2@first', expiresAt });
    const steps = subscribe('admin', LOGIN, { id });
    expect(await steps.next()).toEqual({ kind: 'QR', qr: '2@first', qrExpiresAt: expiresAt.toISOString() });
    services.rows.logins.set(id, { kind: 'QR', qr: '2@second', expiresAt });
    services.feed.append(services.portalId, { kind: 'login', accountId: id });
    expect(await steps.next()).toMatchObject({ qr: '2@second' });
    services.rows.logins.set(id, { kind: 'DONE' });
    services.feed.append(services.portalId, { kind: 'login', accountId: id });
    expect(await steps.next()).toEqual({ kind: 'DONE', qr: null, qrExpiresAt: null });
    expect(await steps.next()).toBe('END');
  });

  it('is for administrators only', async () => {
    await expect(subscribe('employee', LOGIN, { id: server.services.account.id }).next()).rejects.toThrow(/^FORBIDDEN/);
    await expect(subscribe('admin', LOGIN, { id: 'x' }).next()).rejects.toThrow(/^ACCOUNT_NOT_FOUND/);
  });
});

it('takes an event of a message that is gone for nothing', async () => {
  const gone = await addMessage(server.services);
  const kept = await addMessage(server.services);
  server.services.rows.messages.delete(gone.id);
  const events = subscribe('admin', STATUS);
  await events.next();
  server.services.feed.append(server.services.portalId, statusEvent(gone, null));
  move(server.services, kept, 'SENT');
  expect(await events.next()).toMatchObject({ message: { id: kept.id } });
});
