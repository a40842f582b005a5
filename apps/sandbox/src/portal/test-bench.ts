/** For tests: a portal on a real port, an employee's REST calls, and a product's door that collects events. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { Faults } from '../kernel/faults.ts';
import { Ledger } from '../kernel/ledger.ts';
import { Store } from '../kernel/store.ts';
import { PortalService } from './portal.ts';
import type { PortalServiceOptions } from './portal.ts';
import { parseForm } from './rest/form.ts';
import { isObject } from './rest/parameters.ts';
import { SEEDED_PORTALS } from './seed/seed-portal.ts';

export const [FIRST, SECOND] = [SEEDED_PORTALS[0].memberId, SEEDED_PORTALS[1].memberId];
export const MARIA = 1;
export const PETER = 5;
export const ANNA = 7;
export const OLEG = 9;
export const VICTOR = 11;
export const IRINA = 13;

export const APPLICATION = { clientId: 'local.test', clientSecret: 'secret', code: 'olchat.test' };

export interface Reply {
  status: number;
  body: Record<string, unknown>;
}

/** An event as it came: parsed brackets, all values texts. */
export interface ReceivedEvent {
  event: string;
  data: unknown;
  auth: Record<string, string>;
}

export class Bench {
  readonly events: ReceivedEvent[] = [];
  readonly folder = mkdtempSync(join(tmpdir(), 'portal-'));
  /** What the product's door answers to events. */
  eventStatus = 200;
  service!: PortalService;
  ledger!: Ledger;
  faults!: Faults;
  baseUrl = '';
  productUrl = '';
  #store!: Store;
  #server!: FastifyInstance;
  readonly #options: Partial<PortalServiceOptions>;
  readonly #tokens = new Map<string, string>();
  readonly #product = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      this.events.push(parseForm(Buffer.concat(chunks).toString()) as unknown as ReceivedEvent);
      response.writeHead(this.eventStatus).end();
    });
  });

  constructor(options: Partial<PortalServiceOptions> = {}) {
    this.#options = options;
  }

  static async start(options: Partial<PortalServiceOptions> = {}): Promise<Bench> {
    const bench = new Bench(options);
    await new Promise<void>(resolve => bench.#product.listen(0, '127.0.0.1', resolve));
    const address = bench.#product.address();
    bench.productUrl = `http://127.0.0.1:${isObject(address) ? String(address['port']) : ''}`;
    await bench.#open();
    bench.service.seed();
    return bench;
  }

  /** The process was killed: a new service over the same folder, at another port. */
  async restart(): Promise<void> {
    await this.#shut();
    await this.#open();
  }

  async close(): Promise<void> {
    await this.#shut();
    await new Promise(resolve => this.#product.close(resolve));
    rmSync(this.folder, { recursive: true });
  }

  /** Placements and events of the portal live from here. */
  install(memberId: string = FIRST): void {
    this.service.desk.finishInstallation(memberId);
  }

  token(employeeId: number, memberId: string = FIRST): string {
    const key = `${memberId}/${employeeId}`;
    const token = this.#tokens.get(key) ?? this.service.issueTokens(memberId, String(employeeId)).accessToken;
    this.#tokens.set(key, token);
    return token;
  }

  async call(employeeId: number, method: string, parameters: Record<string, unknown> = {}, memberId: string = FIRST): Promise<Reply> {
    return this.post(`/rest/${method}`, { ...parameters, auth: this.token(employeeId, memberId) });
  }

  /** `result` of a call that must succeed. */
  async result(employeeId: number, method: string, parameters: Record<string, unknown> = {}, memberId: string = FIRST): Promise<unknown> {
    const { status, body } = await this.call(employeeId, method, parameters, memberId);
    if (status !== 200 || 'error' in body) throw new Error(`${method}: ${status} ${JSON.stringify(body)}`);
    return body['result'];
  }

  /** Status and code of a call that must be refused. */
  async refusal(employeeId: number, method: string, parameters: Record<string, unknown> = {}): Promise<[number, unknown]> {
    const { status, body } = await this.call(employeeId, method, parameters);
    return [status, body['error']];
  }

  async post(path: string, body: unknown): Promise<Reply> {
    const response = await fetch(this.baseUrl + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  async eventsNamed(name: string, count: number): Promise<ReceivedEvent[]> {
    await until(() => this.events.filter(({ event }) => event === name).length >= count);
    return this.events.filter(({ event }) => event === name);
  }

  methodsInLedger(): string[] {
    return this.ledger.rows().map(({ method }) => method);
  }

  async #open(): Promise<void> {
    this.#store = new Store(this.folder);
    this.ledger = new Ledger(this.#store);
    this.faults = new Faults(this.#store);
    // The service must know its address before it listens, so a free port is looked for first.
    const free = await freePort();
    this.baseUrl = `http://127.0.0.1:${free}`;
    this.service = new PortalService({
      store: this.#store,
      ledger: this.ledger,
      faults: this.faults,
      baseUrl: this.baseUrl,
      application: {
        kind: 'local',
        callbackUrl: `${this.productUrl}/events`,
        ...APPLICATION,
        installUrl: `${this.productUrl}/install`,
        appUrl: `${this.productUrl}/app`,
      },
      rateLimit: { burst: 1000, perSecond: 1000 },
      ...this.#options,
    });
    this.#server = Fastify();
    await this.#server.register(this.service.routes);
    await this.#server.listen({ port: free, host: '127.0.0.1' });
  }

  async #shut(): Promise<void> {
    await this.service.close();
    await this.#server.close();
    this.#store.close();
  }
}

const freePort = async (): Promise<number> => {
  const probe = createServer();
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise(resolve => probe.close(resolve));
  return isObject(address) ? Number(address['port']) : 0;
};

export const until = async (condition: () => boolean, limitMs = 5000): Promise<void> => {
  for (const end = Date.now() + limitMs; !condition(); await sleep(10)) {
    if (Date.now() > end) throw new Error(`not so within ${limitMs} ms: ${condition.toString()}`);
  }
};

/** A connector on a line with Maria and Peter in its queue, ready for messages. */
export const connectLine = async (bench: Bench, settings: Record<string, unknown> = {}, memberId: string = FIRST): Promise<number> => {
  const admin = (method: string, parameters: Record<string, unknown>): Promise<unknown> =>
    bench.result(MARIA, method, parameters, memberId);
  await admin('imconnector.register', {
    ID: 'olchat_wa',
    NAME: 'WhatsApp',
    ICON: { DATA_IMAGE: 'data:image/svg+xml,%3Csvg%3E%3C/svg%3E' },
    PLACEMENT_HANDLER: `${bench.productUrl}/connector`,
    NEED_SIGNATURE: false,
  });
  const line = Number(
    await admin('imopenlines.config.add', {
      PARAMS: {
        LINE_NAME: 'Линия',
        QUEUE: [
          { ENTITY_TYPE: 'user', ENTITY_ID: MARIA },
          { ENTITY_TYPE: 'user', ENTITY_ID: PETER },
        ],
        QUEUE_TYPE: 'all',
        ...settings,
      },
    }),
  );
  await admin('imconnector.activate', { CONNECTOR: 'olchat_wa', LINE: line, ACTIVE: 1 });
  await admin('imconnector.connector.data.set', { CONNECTOR: 'olchat_wa', LINE: line, DATA: { ID: '79630000000', NAME: 'WhatsApp' } });
  return line;
};

/** A message of the client through the connector; answers the chat's and the session's number. */
export const writeAsClient = async (
  bench: Bench,
  line: number,
  id: string,
  text: string,
  more: { user?: Record<string, unknown>; message?: Record<string, unknown> } = {},
): Promise<{ chatId: number; sessionId: number; clientId: number }> => {
  const result = (await bench.result(MARIA, 'imconnector.send.messages', {
    CONNECTOR: 'olchat_wa',
    LINE: line,
    MESSAGES: [
      {
        user: { id: '79000000011@c.us', name: 'Иван', last_name: 'Петров', phone: '+79000000011', ...more.user },
        message: { id, date: 1773265993, text, ...more.message },
        chat: { id: '79000000011@c.us', name: 'Иван Петров' },
      },
    ],
  })) as { DATA: { RESULT: { SUCCESS: boolean; ERRORS?: string[]; user: string; session: { ID: string; CHAT_ID: string } }[] } };
  const [first] = result.DATA.RESULT;
  if (first?.SUCCESS !== true) throw new Error(JSON.stringify(first));
  return { chatId: Number(first.session.CHAT_ID), sessionId: Number(first.session.ID), clientId: Number(first.user) };
};
