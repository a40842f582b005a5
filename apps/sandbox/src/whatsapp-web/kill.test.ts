import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BaileysClient, pair, until } from './baileys-client.ts';
import { startStandalone, type Standalone } from './standalone.ts';

const COMPANY = '79990000001';
const CLIENT = '79261112233';
const MESSAGES = 20;

let folder: string;
let child: ChildProcess;
let client: BaileysClient;
let restarted: Standalone;

const id = (n: number): string => `3EB0${String(n).padStart(18, '0')}`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whatsapp-web-kill-'));
  child = fork(join(import.meta.dirname, 'killable.ts'), [folder, COMPANY, CLIENT], {
    execArgv: ['--import', 'tsx', '--conditions=@olchat/source', '--disable-warning=ExperimentalWarning'],
  });
});

afterEach(async () => {
  child.kill('SIGKILL');
  await client.close();
  await restarted.close();
  rmSync(folder, { recursive: true, force: true });
});

it('has every acknowledged message and goes on decrypting after a kill -9 in the middle of a conversation', async () => {
  const [url] = (await once(child, 'message')) as [string];
  client = await pair(url, async qr => child.send(qr));
  const sending = Array.from({ length: MESSAGES }, (_, n) => client.send(CLIENT, `Сообщение ${n}`, id(n)).catch(() => undefined));
  await until('some acks', () => client.acks.length >= MESSAGES / 2);
  child.kill('SIGKILL');
  await client.closed();
  await Promise.all(sending);
  const acknowledged = client.acks.map(ack => ack.attrs['id']);

  restarted = await startStandalone({ folder });
  restarted.auto.set({ deliverAfterMs: null, readAfterMs: null });
  const ledgered = restarted.ledger.rows().filter(row => row.method === 'message');
  const texts = new Map(ledgered.map(row => [row.externalId, row.body]));
  for (const acked of acknowledged) expect(texts.get(acked)).toEqual({ text: `Сообщение ${Number(acked?.slice(4))}` });

  client = await new BaileysClient(restarted.url, client.memory).opened();
  for (let n = 0; n < MESSAGES; n++) await client.send(CLIENT, `Сообщение ${n}`, id(n));
  await client.ackOf(id(MESSAGES - 1));
  const { messages = [] } = restarted.server.phones.get(`whatsapp:${CLIENT}`) ?? {};
  expect(messages.map(({ text }) => text).sort()).toEqual(Array.from({ length: MESSAGES }, (_, n) => `Сообщение ${n}`).sort());
});
