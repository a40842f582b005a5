/** Messages through the API: who reads which, in pages (A-10, A-20, SE-20). */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addMessage } from '../testing/builders.ts';
import { ADMINISTRATOR } from '../testing/fake-portal.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

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
