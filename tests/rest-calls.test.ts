/** How many requests of Bitrix24 a message costs, by the ledger of the simulated portal: never more than the platform makes necessary (RE-44, Q-23). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OlchatClient } from '@olchat/client';
import { inDatabase } from './isolation/in-database.ts';
import { accountId, DEAL, expectMember, IVAN, partnerClient, recipientId } from './support/client.ts';
import type { LedgerRow } from './support/control.ts';
import { openCard } from './support/portal.ts';
import { until } from './support/process.ts';
import { startSystem, type System } from './support/system.ts';

let system: System;
let client: OlchatClient;
let account: string;
let recipient: string;

beforeAll(async () => {
  system = await startSystem();
  client = partnerClient(system);
  account = await accountId(system);
  await openCard(system, DEAL); // the sender's own token is kept from here on
  recipient = await recipientId(client, account, DEAL, IVAN);
});

afterAll(async () => {
  await client.close();
  await system.stop();
});

type Publication = 'NONE' | 'INCOMING' | 'OUTGOING';

const send = async (text: string, publication: Publication = 'NONE') => {
  const input = { idempotencyKey: randomUUID(), card: DEAL, accountId: account, recipientId: recipient, text, publication };
  return expectMember(await client.sendMessage({ input }), 'MessageAccepted').accepted.id;
};
const badgeOf = async (text: string) => (await system.control.timeline(DEAL)).find(record => record.text === text)?.badge;
const now = async (): Promise<number> => (await system.control.ledger()).at(-1)?.n ?? 0;
const portalCalls = async (after: number): Promise<LedgerRow[]> =>
  (await system.control.ledger(after)).filter(row => row.service === 'bitrix24');

interface Cost {
  requests: number;
  methods: Record<string, number>;
}
const costOf = (rows: readonly LedgerRow[]): Cost => ({
  requests: new Set(rows.map(row => row.request)).size,
  methods: Object.fromEntries([...Map.groupBy(rows, row => row.method)].map(([method, calls]) => [method, calls.length])),
});

const isPublished = async (text: string): Promise<boolean> =>
  (await system.control.chats()).some(chat => chat.messages.some(message => message.text.includes(text)));
/** No task waits or runs: what was counted is all. */
const settled = () => until('nothing is left to do', async () => (await openTasks()) === 0);
const openTasks = (): Promise<number> =>
  inDatabase(system, async database =>
    Number((await database.query<{ n: string }>(`select count(*) as n from task where state <> 'PARKED'`)).rows[0]?.n),
  );

/** One message from the press to the green badge; `apart`: its statuses come so far apart that each is seen, else all at once. */
const oneMessage = async (publication: Publication, how: { apart: boolean }): Promise<Cost> => {
  await system.control.auto(how.apart ? { deliverAfterMs: null, readAfterMs: null } : { deliverAfterMs: 0, readAfterMs: 0 });
  const text = `${publication} ${randomUUID()}`;
  const before = await now();
  await send(text, publication);
  await until('the phone has it', async () => (await system.control.phone(IVAN)).messages.some(message => message.text === text));
  for (const [action, badge] of [
    ['deliver', 'Доставлено'],
    ['read', 'Прочитано'],
  ] as const) {
    if (!how.apart) break;
    await until('the badge before it stands', async () => (await badgeOf(text)) === badgeBefore[badge]);
    await system.control.act(IVAN, { do: action });
  }
  await until('the badge is green', async () => (await badgeOf(text)) === 'Прочитано');
  if (publication !== 'NONE') await until('the copy stands in the chat', () => isPublished(text));
  await settled();
  return costOf(await portalCalls(before));
};
const badgeBefore = { Доставлено: 'Отправлено', Прочитано: 'Доставлено' } as const;

describe('one message', () => {
  it('asks for the right to change the card, once a minute and not once a message (A-20)', async () => {
    await system.control.auto({ deliverAfterMs: null, readAfterMs: null });
    const before = await now();
    await send(`Первое ${randomUUID()}`);
    const last = `Второе ${randomUUID()}`;
    await send(last);
    await until('the phone has it', async () => (await system.control.phone(IVAN)).messages.some(message => message.text === last));
    const asked = (await portalCalls(before)).filter(row => row.method === 'crm.item.update');
    expect(asked).toHaveLength(1);
    // Whatever the phone does from here on, these two have no more to say.
    // A reading alone: what comes in two waves may cost two.
    await system.control.act(IVAN, { do: 'read' });
    await settled();
  });

  it('not published, read at once: its record and one change of the badge', async () => {
    const cost = await oneMessage('NONE', { apart: false });
    expect(cost).toEqual({ requests: 2, methods: { 'crm.activity.configurable.add': 1, 'crm.activity.configurable.update': 1 } });
  });

  it('not published, each status seen: its record and one change for each', async () => {
    const cost = await oneMessage('NONE', { apart: true });
    expect(cost).toEqual({ requests: 4, methods: { 'crm.activity.configurable.add': 1, 'crm.activity.configurable.update': 3 } });
  });

  it.each([
    ['INCOMING', 2],
    ['OUTGOING', 3],
  ] as const)('published as %s in a chat that is there: %i requests more at the most', async (publication, more) => {
    await oneMessage(publication, { apart: false });
    const cost = await oneMessage(publication, { apart: false });
    expect(cost.methods).toMatchObject({ 'crm.activity.configurable.add': 1, 'crm.activity.configurable.update': 1 });
    expect(cost.requests).toBeLessThanOrEqual(2 + more);
  });
});

describe('a busy card with 30 messages', () => {
  it('is read at once: 30 changes leave in one request, or in a few where the machine is slower than the window in which they meet', async () => {
    await system.control.auto({ deliverAfterMs: null, readAfterMs: null });
    const texts = Array.from({ length: 30 }, (_, index) => `Сообщение ${index} ${randomUUID()}`);
    for (const text of texts) await send(text);
    const badges = async () => {
      const records = await system.control.timeline(DEAL);
      return texts.map(text => records.find(record => record.text === text)?.badge);
    };
    await until('all are sent', async () => (await badges()).every(badge => badge === 'Отправлено'), 120_000);
    const before = await now();
    // A reading alone: what comes in two waves may cost two.
    await system.control.act(IVAN, { do: 'read' });
    await until('all are green', async () => (await badges()).every(badge => badge === 'Прочитано'), 60_000);
    const cost = costOf(await portalCalls(before));
    expect(cost.methods).toEqual({ 'crm.activity.configurable.update': 30 });
    expect(cost.requests).toBeLessThanOrEqual(6);
  });
});
