/**
 * The worker with its live Telegram session, killed at each step of a send and of a receipt: exactly one message at the server, without a
 * person (GU-3, GU-5, GU-7, RE-27). Nothing in the product knows of it: the worker is stopped where it shall die by a row that is held
 * here, or by a trouble of the messenger.
 */
import { randomUUID } from 'node:crypto';
import type { OlchatClient } from '@olchat/client';
import { DEAL, expectMember, partnerClient } from '../support/client.ts';
import type { LedgerRow, PhoneMessage } from '../support/control.ts';
import { Database } from '../support/database.ts';
import { until } from '../support/process.ts';
import { startSystem, type System } from '../support/system.ts';

export interface TelegramBench {
  system: System;
  database: Database;
  client: OlchatClient;
  /** The Telegram account of the seed. */
  account: string;
  recipient: string;
  /** User id of the client who is written to. */
  person: string;
}

interface Sent {
  id: string;
  text: string;
}

export interface Boundary {
  name: string;
  /** Sends a message and leaves a dead worker behind it. Locks are let go. */
  die(bench: TelegramBench): Promise<Sent>;
  /** Its end, where it is not SENT. */
  ends?: 'READ';
}

/** Ivan Petrov, whose deal it is. */
const IVAN = '700000011';

/** A running system with a client who has written first: from then on he is known. */
export async function openTelegramBench(): Promise<TelegramBench> {
  const system = await startSystem({ leaseMs: 1500, leaseRenewMs: 300, telegram: true });
  const database = new Database(system.databaseUrl);
  const account = system.credentials.accounts.find(({ kind }) => kind === 'TELEGRAM')?.id;
  if (account === undefined) throw new Error('the seed connected no Telegram');
  await system.control.auto({ deliverAfterMs: null, readAfterMs: null });
  const bench = { system, database, client: partnerClient(system), account, recipient: '', person: IVAN };
  await act(bench, { do: 'reply', text: FIRST_WORDS });
  const recipient = await until('the client is known', async () => {
    const [found] = await database.rows<{ id: string }>(`select id from recipient where messenger = 'TELEGRAM' and address = $1`, [IVAN]);
    return found?.id;
  });
  return { ...bench, recipient };
}

export const FIRST_WORDS = 'Здравствуйте! Ещё есть в наличии?';

export async function closeTelegramBench({ client, database, system }: TelegramBench): Promise<void> {
  await client.close();
  await database.close();
  await system.stop();
}

export async function send({ client, account, recipient }: TelegramBench, words: string): Promise<Sent> {
  const text = `${words} ${randomUUID()}`;
  const input = { idempotencyKey: randomUUID(), card: DEAL, accountId: account, recipientId: recipient, text };
  return { id: expectMember(await client.sendMessage({ input }), 'MessageAccepted').accepted.id, text };
}

/** What the server took, by text. */
export async function taken({ system }: TelegramBench, text: string): Promise<LedgerRow[]> {
  const rows = await system.control.ledger();
  return rows.filter(
    ({ service, method, body }) => service === 'telegram' && method === 'message' && (body as { text?: string } | undefined)?.text === text,
  );
}

export const phoneOf = async ({ system, person }: TelegramBench): Promise<PhoneMessage[]> =>
  (await system.control.get<{ messages: PhoneMessage[] }>(`/phones/telegram:${person}`)).messages;

export const act = ({ system, person }: TelegramBench, action: { do: string; [field: string]: unknown }): Promise<unknown> =>
  system.control.post(`/phones/telegram:${person}`, action);

const statusOf = async ({ client }: TelegramBench, { id }: Sent) => (await client.message({ id }))?.status;
const kill = ({ system }: TelegramBench): Promise<void> => system.worker.kill('SIGKILL');
const trouble = ({ system }: TelegramBench, rule: { method: string; do: string; ms?: number }): Promise<unknown> =>
  system.control.faults([{ service: 'telegram', times: 1, ...rule }]);
const isTaken = (bench: TelegramBench, { text }: Sent): Promise<true> =>
  until('the server took it', async () => (await taken(bench, text)).length === 1);
const isCalling = (bench: TelegramBench, { id }: Sent): Promise<true> =>
  until('the call has begun', async () => (await bench.database.deliveryOf(id)) === 'CALLING');

export const BOUNDARIES: readonly Boundary[] = [
  {
    name: 'before it claimed',
    async die(bench) {
      await kill(bench);
      return send(bench, 'Принято без работника');
    },
  },
  {
    name: 'after «calling», before what it asks is noted',
    async die(bench) {
      const release = await bench.database.hold('lock table session_key in share mode');
      const message = await send(bench, 'Вызов начат');
      await bench.database.untilBlocked('into session_key');
      await kill(bench);
      await release();
      return message;
    },
  },
  {
    name: 'after the call left, before the server took it',
    async die(bench) {
      await trouble(bench, { method: 'messages.sendMessage', do: 'drop' });
      const message = await send(bench, 'Потеряно по дороге');
      await until('the server has dropped it', async () => (await bench.system.control.get<unknown[]>('/faults')).length === 0);
      await kill(bench);
      return message;
    },
  },
  {
    name: 'after the server took it, before its answer',
    async die(bench) {
      await trouble(bench, { method: 'messages.sendMessage', do: 'lose-answer' });
      const message = await send(bench, 'Без ответа');
      await isTaken(bench, message);
      await kill(bench);
      return message;
    },
  },
  {
    name: 'after the answer, before its number is noted',
    async die(bench) {
      const release = await bench.database.hold('lock table sent_content in share mode');
      const message = await send(bench, 'Номер не записан');
      await isTaken(bench, message);
      await bench.database.untilBlocked('sent_content');
      await kill(bench);
      await release();
      return message;
    },
  },
  {
    name: 'after its number is noted, before its status is',
    async die(bench) {
      await trouble(bench, { method: 'messages.sendMessage', do: 'delay', ms: 400 });
      const message = await send(bench, 'Статус не записан');
      await isCalling(bench, message);
      const release = await bench.database.hold('select 1 from message where id = $1 for update', [message.id]);
      await isTaken(bench, message);
      await bench.database.untilBlocked('from message where');
      await kill(bench);
      await release();
      return message;
    },
  },
  {
    name: 'over the read pointer',
    async die(bench) {
      const message = await send(bench, 'Прочитано');
      await until('it is sent', async () => (await statusOf(bench, message)) === 'SENT');
      const release = await bench.database.hold('select 1 from message where id = $1 for update', [message.id]);
      await act(bench, { do: 'read' });
      await bench.database.untilBlocked('external_message_id = ');
      await kill(bench);
      await release();
      return message;
    },
    ends: 'READ',
  },
];

/** Kills once, lets a successor work, and answers what is wrong then; nothing when all is right. */
export async function killAt(bench: TelegramBench, boundary: Boundary): Promise<string[]> {
  const message = await boundary.die(bench);
  await bench.system.control.clearFaults();
  const before = (await taken(bench, message.text)).length;
  bench.system.worker.start();
  const end = boundary.ends ?? 'SENT';
  await until(`it is ${end}`, async () => (await statusOf(bench, message)) === end);
  const [atServer, atClient] = [await taken(bench, message.text), (await phoneOf(bench)).filter(({ text }) => text === message.text)];
  return [
    ...(before > 1 ? [`the server had it ${before} times when the process died`] : []),
    ...(atServer.length === 1 ? [] : [`the server took it ${atServer.length} times`]),
    ...(atClient.length === 1 ? [] : [`the client sees it ${atClient.length} times`]),
  ].map(problem => `${boundary.name}: ${problem}`);
}

/** The same outside of a test run, as often as wanted: the count of kills, and what was wrong. */
export async function telegramKills(kills: number, say: (line: string) => void): Promise<{ kills: number; problems: string[] }> {
  const bench = await openTelegramBench();
  const problems: string[] = [];
  let done = 0;
  try {
    for (const boundary of BOUNDARIES) {
      for (let turn = 0; turn < kills; turn += 1) {
        problems.push(...(await killAt(bench, boundary)));
        done += 1;
      }
      say(`${boundary.name}: ${kills} times`);
    }
  } finally {
    await closeTelegramBench(bench);
  }
  return { kills: done, problems };
}
