/** From a receipt to the subscriber: through the simulated WhatsApp and the worker, from the commit alone, and as a bare pipeline. Milliseconds. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { applyReceipts, type AccountId, type PortalId, type Receipt } from '@olchat/domain';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { expectMember, IVAN, partnerClient } from '../support/client.ts';
import { freePort } from '../support/free-port.ts';
import { Program, until } from '../support/process.ts';
import type { System } from '../support/system.ts';
import { printTable, quantile, round, Series } from './figures.ts';
import type { Sizes } from './sizes.ts';
import type { Subject } from './throughput.ts';

const WHOLE = 'phone → WhatsApp → worker → subscription';
const INNER = 'commit of the receipt → subscription';
const BARE = 'http → pg insert and notify → ws';

export async function measureLatency(subject: Subject, sizes: Sizes): Promise<void> {
  const { system } = subject;
  await system.control.auto({ deliverAfterMs: null, readAfterMs: null });
  const subscriber = new Subscriber(system);
  const pipeline = await BarePipeline.start(system);
  const times = new Series();
  await subscriber.ready;
  for (let i = -1; i < sizes.rounds; i += 1) {
    const round = i < 0 ? new Series() : times; // the first round warms up
    for (let n = 0; n < sizes.receipts; n += 1) round.add(BARE, await pipeline.once());
    for (let n = 0; n < sizes.receipts; n += 1) round.add(INNER, await afterCommit(subject, subscriber));
    for (let n = 0; n < sizes.receipts; n += 1) round.add(WHOLE, await fromThePhone(subject, subscriber));
  }
  await subscriber.close();
  await pipeline.close();

  const row = (name: string): string[] => {
    const ratio = quantile(times.of(name), 0.5) / quantile(times.of(BARE), 0.5);
    return [name, ...[0.5, 0.95, 1].map(part => round(quantile(times.of(name), part), 1)), round(ratio, 1)];
  };
  printTable(`Receipt to subscriber, ms (${sizes.rounds} × ${sizes.receipts})`, [
    ['', 'p50', 'p95', 'max', 'p50 of bare'],
    ...[BARE, INNER, WHOLE].map(row),
  ]);
}

async function sentMessage({ system, place }: Subject, subscriber: Subscriber): Promise<{ id: string }> {
  const client = partnerClient(system);
  const input = {
    idempotencyKey: randomUUID(),
    accountId: place.accountId,
    recipientId: place.recipientId,
    text: 'Добрый день!',
    publication: 'NONE' as const,
  };
  const { accepted } = expectMember(await client.sendMessage({ input }), 'MessageAccepted');
  await subscriber.sees(accepted.id, 'SENT');
  await client.close();
  return accepted;
}

async function fromThePhone(subject: Subject, subscriber: Subscriber): Promise<number> {
  const { id } = await sentMessage(subject, subscriber);
  const seen = subscriber.sees(id, 'DELIVERED');
  const begun = performance.now();
  const told = subject.system.control.act(IVAN, { do: 'deliver' });
  const took = (await seen) - begun;
  await told;
  return took;
}

async function afterCommit(subject: Subject, subscriber: Subscriber): Promise<number> {
  const { composition, place } = subject;
  const { id } = await sentMessage(subject, subscriber);
  const account = place.accountId as AccountId;
  const stored = await composition.services.storage.transaction(place.portalId as PortalId, tx => tx.messages.find(id as never));
  const receipt: Receipt = {
    externalMessageId: stored?.externalMessageId ?? '',
    status: 'delivered',
    occurredAt: new Date(),
    rawCode: null,
  };
  const seen = subscriber.sees(id, 'DELIVERED');
  await applyReceipts(composition.services, place.portalId as PortalId, account, [receipt]);
  const committed = performance.now();
  return (await seen) - committed;
}

const SUBSCRIPTION = `subscription ($accountId: ID) { messageStatus(accountId: $accountId) {
  __typename ... on MessageStatusChanged { cursor change { status } changed: message { id } } } }`;

interface Event {
  messageStatus: { __typename: string; change?: { status: string }; changed?: { id: string } };
}

/** One partner's socket with one subscription. */
class Subscriber {
  readonly ready: Promise<void>;
  readonly #seen = new Map<string, number>();
  readonly #waiting = new Map<string, (at: number) => void>();
  readonly #close: () => Promise<void>;

  constructor(system: System) {
    const socket = createClient({
      url: system.subscriptionUrl,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${system.credentials.partnerKey}` },
    });
    this.ready = new Promise((resolve, reject) => {
      socket.subscribe<Event>(
        { query: SUBSCRIPTION },
        {
          next: ({ data }) => {
            if (data?.messageStatus.__typename === 'FeedPosition') resolve();
            if (data) this.#took(data.messageStatus, performance.now());
          },
          error: reject,
          complete: () => undefined,
        },
      );
    });
    this.#close = async () => socket.dispose();
  }

  /** When it was told so. */
  sees(id: string, status: string): Promise<number> {
    const key = `${id} ${status}`;
    const at = this.#seen.get(key);
    return at !== undefined ? Promise.resolve(at) : new Promise(resolve => this.#waiting.set(key, resolve));
  }

  close(): Promise<void> {
    return this.#close();
  }

  #took({ change, changed }: Event['messageStatus'], at: number): void {
    if (change === undefined || changed === undefined) return;
    const key = `${changed.id} ${change.status}`;
    this.#seen.set(key, at);
    this.#waiting.get(key)?.(at);
    this.#waiting.delete(key);
  }
}

class BarePipeline {
  readonly #program: Program;
  readonly #url: string;
  readonly #socket: WebSocket;

  private constructor(program: Program, url: string, socket: WebSocket) {
    this.#program = program;
    this.#url = url;
    this.#socket = socket;
  }

  static async start(system: System): Promise<BarePipeline> {
    const port = await freePort();
    const environment = { DATABASE_URL: system.databaseUrl, PORT: String(port) };
    const program = new Program({ name: 'bare-pipeline', entry: 'tests/bench/bare-pipeline.ts', environment, folder: system.folder });
    program.start();
    const socket = await until('the bare pipeline listens', async () => {
      const tried = new WebSocket(`ws://127.0.0.1:${port}`);
      await once(tried, 'open');
      return tried;
    });
    return new BarePipeline(program, `http://127.0.0.1:${port}`, socket);
  }

  async once(): Promise<number> {
    const body = randomUUID();
    const told = once(this.#socket, 'message');
    const begun = performance.now();
    const answered = fetch(this.#url, { method: 'POST', body });
    await told;
    const took = performance.now() - begun;
    await (await answered).text();
    return took;
  }

  async close(): Promise<void> {
    this.#socket.terminate();
    await this.#program.kill('SIGKILL');
  }
}
