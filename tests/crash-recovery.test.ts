/**
 * The worker with its live WhatsApp Web session, killed at each step of a send (GU-1, GU-3, GU-7, FA-2) and frozen (FA-4). Nothing in the
 * product knows of it: the worker is stopped where it shall die by a row that the test holds, or by a trouble of the messenger.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OlchatClient } from '@olchat/client';
import { accountId, DEAL, expectMember, IVAN, partnerClient, recipientId } from './support/client.ts';
import { Database } from './support/database.ts';
import { freePort } from './support/free-port.ts';
import { type Program, until } from './support/process.ts';
import { startSystem, type System } from './support/system.ts';

const LEASE_MS = 1500;
/** Kills per moment. The fault proof kills hundreds of times against a messenger in its own process; here the whole system is real. */
const TIMES = Array.from({ length: Number(process.env['KILLS'] ?? 1) }, (_, index) => index + 1);

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

/** How often this worker's session of the account came to stand. */
const connections = (worker: Program): number =>
  worker
    .log()
    .split('\n')
    .filter(line => line.includes(account) && line.includes('"state":"CONNECTED"')).length;

describe('a worker that is frozen', () => {
  let second: Program;

  beforeAll(async () => {
    second = system.program('second-worker', { ROLE: 'worker' });
    second.start();
    await until('the second worker runs', () => second.log().includes('started'));
  });

  afterAll(() => second.kill());

  it('over a call: its lease passes on, its late words change nothing, the session exists once (FA-4, RE-6, RE-40)', async () => {
    await system.control.faults([{ service: 'whatsapp-web', method: 'message', to: IVAN, do: 'delay', ms: 500, times: 1 }]);
    const [message] = await send('Заморожено');
    await until('the messenger took it', async () => (await system.control.sent(message.text)).length === 1);
    system.worker.signal('SIGSTOP');
    try {
      await until('the successor knows that nobody knows', async () => (await statusOf(message)) === 'UNCONFIRMED');
      const [next] = await send('Через второго работника');
      await sendAgain(message);
      await until('both are sent by the second worker', async () => (await isSent(message)) && (await isSent(next)));
      await sleep(2 * LEASE_MS); // how long the first one sleeps is what is tested
    } finally {
      system.worker.signal('SIGCONT');
    }
    await until('the first worker sees that it lost its lease', () => system.worker.log().includes('lease lost'));
    const [last] = await send('После пробуждения');
    await until('the last message is sent', () => isSent(last));
    expect(await system.control.sent(message.text)).toHaveLength(2); // its own, and the person's repeat
    expect(await onPhone(message)).toHaveLength(1);
    expect(await system.control.sent(last.text)).toHaveLength(1);
    expect(connections(second)).toBe(1);
    await second.kill();
    const [afterwards] = await send('Снова первый работник');
    await until('the first worker sends again', () => isSent(afterwards));
  });
});

describe('an idempotency key', () => {
  let second: Program;
  let other: OlchatClient;

  beforeAll(async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    second = system.program('second-api', { ROLE: 'api', PORT: String(port) });
    second.start();
    await system.waitUntilReady(url);
    other = partnerClient(system, system.credentials.partnerKey, url);
  });

  afterAll(async () => {
    await other.close();
    await second.kill();
  });

  it('makes one message of 50 equal sends at once over two API processes, also after they were killed (FA-11, Q-1, GU-2)', async () => {
    const text = `Один раз ${randomUUID()}`;
    const input = { idempotencyKey: randomUUID(), card: DEAL, accountId: account, recipientId: recipient, text };
    const results = await Promise.all(Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? client : other).sendMessage({ input })));
    const accepted = results.map(result => expectMember(result, 'MessageAccepted'));
    expect(new Set(accepted.map(result => result.accepted.id)).size).toBe(1);
    expect(accepted.filter(result => !result.duplicate)).toHaveLength(1);
    for (const caller of [client, other]) {
      expect(await caller.sendMessage({ input: { ...input, text: 'Другие слова' } })).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    }
    await Promise.all([system.api.kill('SIGKILL'), second.kill('SIGKILL')]);
    system.api.start();
    await system.waitUntilReady();
    const again = expectMember(await client.sendMessage({ input }), 'MessageAccepted');
    expect(again).toMatchObject({ duplicate: true, accepted: { id: accepted[0]?.accepted.id } });
    await until('it is sent', () => isSent({ id: again.accepted.id, text }));
    expect(await system.control.sent(text)).toHaveLength(1);
  });
});

const sendAgain = async ({ id }: Sent): Promise<void> => {
  expectMember(await client.sendAgain({ input: { messageId: id, idempotencyKey: randomUUID() } }), 'MessageAccepted');
};
