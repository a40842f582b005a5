/**
 * The worker with its live WhatsApp Web session, killed at each step of a send (GU-1, GU-3, GU-7, FA-2) and frozen (FA-4). Nothing in the
 * product knows of it: the worker is stopped where it shall die by a row that the test holds, or by a trouble of the messenger.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OlchatClient } from '@olchat/client';
import { accountId, DEAL, expectMember, IVAN, partnerClient, recipientId } from './support/client.ts';
import { Database } from './support/database.ts';
import { until } from './support/process.ts';
import { startSystem, type System } from './support/system.ts';

const LEASE_MS = 1500;
/** Kills per boundary; the small process of tests/faults dies oftener. */
const TIMES = [1, 2, 3];

let system: System;
let database: Database;
let client: OlchatClient;
let account: string;
let recipient: string;

beforeAll(async () => {
  system = await startSystem({ leaseMs: LEASE_MS, leaseRenewMs: 500 });
  database = new Database(system.databaseUrl);
  client = partnerClient(system);
  account = await accountId(system);
  recipient = await recipientId(client, account, DEAL, IVAN);
  // Phones do what they are told, so that a status is what our side made of it.
  await system.control.auto({ deliverAfterMs: null, readAfterMs: null });
});

afterAll(async () => {
  await client.close();
  await database.close();
  await system.stop();
});

beforeEach(async () => {
  await system.control.clearFaults();
  const [first] = await send('Номер известен');
  await until('a number is known and a message passes', () => isSent(first));
});

type Sent = { id: string; text: string };

const send = async (...texts: string[]): Promise<[Sent, ...Sent[]]> => {
  const sent: Sent[] = [];
  for (const words of texts) {
    const text = `${words} ${randomUUID()}`;
    const input = { idempotencyKey: randomUUID(), card: DEAL, accountId: account, recipientId: recipient, text };
    const { accepted } = expectMember(await client.sendMessage({ input }), 'MessageAccepted');
    sent.push({ id: accepted.id, text });
  }
  return sent as [Sent, ...Sent[]];
};

const statusOf = async ({ id }: Sent) => (await client.message({ id }))?.status;
const isSent = async (message: Sent): Promise<boolean> => (await statusOf(message)) === 'SENT';
const stands = (message: Sent, delivery: string) =>
  until(`the message is ${delivery}`, async () => (await database.deliveryOf(message.id)) === delivery);
const onPhone = async ({ text }: Sent) => (await system.control.phone(IVAN)).messages.filter(message => message.text === text);

const kill = (): Promise<void> => system.worker.kill('SIGKILL');

/** The next one to the same person leaves as well: the queue is not stuck. */
async function queueGoesOn(): Promise<void> {
  const [next] = await send('Следующее');
  await until('the next message is sent', () => isSent(next));
}

describe('a worker that is killed', () => {
  it.each(TIMES)('before it claimed: the message leaves once, with the next worker (%i)', async () => {
    await kill();
    const [message] = await send('Принято без работника');
    system.worker.start();
    await until('it is sent', () => isSent(message));
    expect(await system.control.sent(message.text)).toHaveLength(1);
    expect(await onPhone(message)).toHaveLength(1);
    await queueGoesOn();
  });

  it.each(TIMES)('after it claimed and before the call: provably not sent, so it is sent (%i)', async () => {
    await database.rows(`update recipient set presence = 'UNKNOWN', checked_at = null where id = $1`, [recipient]);
    await system.control.faults([{ service: 'whatsapp-web', method: 'usync.contact', do: 'drop' }]);
    const [message] = await send('Заявлено');
    await stands(message, 'CLAIMED');
    await kill();
    expect(await system.control.sent(message.text)).toEqual([]);
    await system.control.clearFaults();
    system.worker.start();
    await until('it is sent', () => isSent(message));
    expect(await system.control.sent(message.text)).toHaveLength(1);
    expect(await onPhone(message)).toHaveLength(1);
    await queueGoesOn();
  });

  it.each(TIMES)('after «calling» and before the first byte: unconfirmed, until a person decides (%i)', async () => {
    const release = await database.hold('lock table sent_content in share mode');
    const [message] = await send('Вызов начат');
    await database.untilBlocked('sent_content');
    expect(await database.deliveryOf(message.id)).toBe('CALLING');
    await kill();
    await release();
    system.worker.start();
    await until('it is unconfirmed', async () => (await statusOf(message)) === 'UNCONFIRMED');
    expect(await system.control.sent(message.text)).toEqual([]);
    await sendAgain(message);
    await until('it is sent', () => isSent(message));
    expect(await system.control.sent(message.text)).toHaveLength(1);
    expect(await onPhone(message)).toHaveLength(1);
    await queueGoesOn();
  });

  it.each(TIMES)('after the messenger took it and before the answer: unconfirmed, not asked again; the receipt tells (%i)', async () => {
    await system.control.faults([{ service: 'whatsapp-web', method: 'message', to: IVAN, do: 'lose-answer', times: 1 }]);
    const [message] = await send('Без ответа');
    await until('the messenger took it', async () => (await system.control.sent(message.text)).length === 1);
    await kill();
    system.worker.start();
    await until('it is unconfirmed', async () => (await statusOf(message)) === 'UNCONFIRMED');
    expect(await system.control.sent(message.text)).toHaveLength(1);
    await system.control.act(IVAN, { do: 'deliver' });
    await until('its receipt says where it is', async () => (await statusOf(message)) === 'DELIVERED');
    expect(await onPhone(message)).toHaveLength(1);
    await queueGoesOn();
  });

  it('and a person who repeats what had arrived: the same id, so the client sees it once (RE-13)', async () => {
    await system.control.faults([{ service: 'whatsapp-web', method: 'message', to: IVAN, do: 'lose-answer', times: 1 }]);
    const [message] = await send('Повтор человеком');
    await until('the messenger took it', async () => (await system.control.sent(message.text)).length === 1);
    await kill();
    system.worker.start();
    await until('it is unconfirmed', async () => (await statusOf(message)) === 'UNCONFIRMED');
    await sendAgain(message);
    await until('it is sent', () => isSent(message));
    const calls = await system.control.sent(message.text);
    expect(calls).toHaveLength(2);
    expect(new Set(calls.map(call => call.externalId)).size).toBe(1);
    expect(await onPhone(message)).toHaveLength(1);
  });

  it.each(TIMES)('after the answer and before its commit: unconfirmed, not asked again; the receipt tells (%i)', async () => {
    await system.control.faults([{ service: 'whatsapp-web', method: 'message', to: IVAN, do: 'delay', ms: 700, times: 1 }]);
    const [message] = await send('Ответ не записан');
    await until('the messenger took it', async () => (await system.control.sent(message.text)).length === 1);
    const release = await database.hold('select 1 from message where id = $1 for update', [message.id]);
    await database.untilBlocked('from message where');
    expect(await database.deliveryOf(message.id)).toBe('CALLING');
    await kill();
    await release();
    system.worker.start();
    await until('it is unconfirmed', async () => (await statusOf(message)) === 'UNCONFIRMED');
    expect(await system.control.sent(message.text)).toHaveLength(1);
    await system.control.act(IVAN, { do: 'deliver' });
    await until('its receipt says where it is', async () => (await statusOf(message)) === 'DELIVERED');
    expect(await onPhone(message)).toHaveLength(1);
    await queueGoesOn();
  });

  it.each(TIMES)('over a receipt: the messenger tells it again to the next one (GU-5) (%i)', async () => {
    const [message] = await send('Квитанция');
    await until('it is sent', () => isSent(message));
    const release = await database.hold('select 1 from message where id = $1 for update', [message.id]);
    await system.control.act(IVAN, { do: 'deliver' });
    await database.untilBlocked('external_message_id = ');
    await kill();
    await release();
    expect(await statusOf(message)).toBe('SENT');
    system.worker.start();
    await until('its receipt is stored', async () => (await statusOf(message)) === 'DELIVERED');
    expect(await system.control.sent(message.text)).toHaveLength(1);
    await queueGoesOn();
  });
});

const sendAgain = async ({ id }: Sent): Promise<void> => {
  expectMember(await client.sendAgain({ input: { messageId: id, idempotencyKey: randomUUID() } }), 'MessageAccepted');
};
