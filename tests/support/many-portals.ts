/** One portal in trouble and 99 others, in one worker with the real limits, lanes and REST client on a real PostgreSQL (GU-8, RE-53). */
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bitrix24, type Bitrix24 } from '@olchat/bitrix24';
import { activityLane, DONE, isRefusal, type ActivityView, type PortalId, type TaskOutcome } from '@olchat/domain';
import { fakeConnector, FakeMessenger, MemoryFileStore } from '@olchat/domain/testing';
import { SqlRestBudget } from '../../apps/api/src/persistence/sql/sql-rest-budget.ts';
import { SqlSessionStore } from '../../apps/api/src/persistence/sql/sql-session-store.ts';
import { Worker } from '../../apps/api/src/worker/worker.ts';
import { MemoryTokens } from '../../packages/bitrix24/src/rest/fake-portal.ts';
import { LocalWakeUps } from '../storage/local-wake-ups.ts';
import { openParts, type StorageParts } from '../storage/parts.ts';
import { openTestDatabase, type TestDatabase } from './postgres.ts';
import { until } from './process.ts';

const OTHERS = 99;
const PER_PORTAL = 3;
const CROWD = 300;
/** How long a portal needs for a request. */
const ANSWERS_IN_MS = 20;

/** What the portal in trouble does with a request: never answers, or answers `QUERY_LIMIT_EXCEEDED`. */
export type Trouble = 'hangs' | 'limits';
export const TROUBLES: readonly Trouble[] = ['hangs', 'limits'];

/** Milliseconds from the wish for a badge to the badge, over all badges of the 99. */
export interface Waits {
  p50: number;
  p99: number;
}

export interface Neighbours {
  alone: Waits;
  beside: Waits;
  /** Requests that the portal in trouble got meanwhile. */
  asked: number;
  /** Badges of the portal in trouble that were written all the same. */
  written: number;
}

const VIEW: ActivityView = {
  messenger: 'WHATSAPP',
  title: 'WhatsApp',
  badge: { text: 'Прочитано', colour: 'green' },
  rows: [],
  text: 'Здравствуйте!',
  attachments: [],
  note: null,
  openChat: null,
  sendAgain: null,
  histories: [],
};

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const nameOf = (portalId: string, subjectId: string): string => `${portalId}/${subjectId}`;

export class ManyPortals {
  readonly #database: TestDatabase;
  readonly #parts: StorageParts;
  readonly #wakeUps: LocalWakeUps;
  readonly #server: Server;
  readonly #noisy: PortalId;
  readonly #others: PortalId[];
  #trouble: Trouble = 'hangs';
  readonly #asked = new Map<string, number>();
  /** Moments in which a badge was wanted and written, by portal and subject. */
  readonly #begun = new Map<string, number>();
  readonly #done = new Map<string, number>();

  private constructor(database: TestDatabase, parts: StorageParts, wakeUps: LocalWakeUps, portals: [PortalId, ...PortalId[]]) {
    [this.#database, this.#parts, this.#wakeUps] = [database, parts, wakeUps];
    [this.#noisy, ...this.#others] = portals;
    this.#server = this.#serve();
  }

  static async open(): Promise<ManyPortals> {
    const database = await openTestDatabase();
    const wakeUps = new LocalWakeUps();
    const parts = await openParts(database.url, {
      committed: (_portal, what) => {
        if (what.work) wakeUps.send({ kind: 'work' });
      },
    });
    const others = await Promise.all(Array.from({ length: OTHERS }, () => parts.newPortal()));
    const many = new ManyPortals(database, parts, wakeUps, [await parts.newPortal(), ...others]);
    await new Promise<void>(resolve => many.#server.listen(0, '127.0.0.1', resolve));
    return many;
  }

  /** The 99 alone, then beside the portal in trouble, which has a crowd of badges waiting; in one worker that is begun for it. */
  async measure(trouble: Trouble): Promise<Neighbours> {
    for (const table of ['task', 'lane', 'rest_budget']) await this.#parts.owner.query(`delete from ${table}`);
    this.#trouble = trouble;
    for (const counted of [this.#asked, this.#begun, this.#done]) counted.clear();
    const portal = this.#openPortal();
    const worker = this.#openWorker(portal);
    worker.start();
    try {
      await this.#waitsOfOthers(); // everything is warm
      const alone = await this.#waitsOfOthers();
      await this.#want(this.#noisy, CROWD);
      await until('the noisy portal was asked', () => (this.#asked.get(this.#noisy) ?? 0) > 0);
      const beside = await this.#waitsOfOthers();
      const written = [...this.#done.keys()].filter(name => name.startsWith(this.#noisy)).length;
      return { alone, beside, asked: this.#asked.get(this.#noisy) ?? 0, written };
    } finally {
      // What hangs ends with its connections.
      await portal.close();
      this.#server.closeAllConnections();
      await worker.stop();
    }
  }

  async close(): Promise<void> {
    await new Promise(resolve => this.#server.close(resolve));
    await this.#parts[Symbol.asyncDispose]();
    await this.#database.close();
  }

  #serve(): Server {
    return createServer((request, response) => {
      const [, portalId = ''] = (request.url ?? '').split('/');
      this.#asked.set(portalId, (this.#asked.get(portalId) ?? 0) + 1);
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const isNoisy = portalId === this.#noisy;
        if (isNoisy && this.#trouble === 'hangs') return;
        const refusal = { error: 'QUERY_LIMIT_EXCEEDED', error_description: 'Too many requests' };
        const names = Object.keys((JSON.parse(body) as { cmd: object }).cmd);
        const result = { result: Object.fromEntries(names.map(name => [name, { activity: { id: 1 } }])), result_error: [] };
        setTimeout(() => {
          response.writeHead(isNoisy ? 503 : 200, { 'content-type': 'application/json' });
          response.end(JSON.stringify(isNoisy ? refusal : { result }));
        }, ANSWERS_IN_MS);
      });
    });
  }

  #openPortal(): Bitrix24 {
    const { port } = this.#server.address() as AddressInfo;
    const tokens = new MemoryTokens();
    tokens.pairs.set('main', { accessToken: 'main', refreshToken: 'refresh', expiresAt: new Date(Date.now() + 3_600_000) });
    return bitrix24({
      clientId: 'local.test',
      clientSecret: 'secret',
      tokenUrl: `http://127.0.0.1:${port}/oauth/token/`,
      publicUrl: 'http://127.0.0.1:1',
      privateHosts: [`127.0.0.1:${port}`],
      lane: 'background',
      tokens,
      addresses: {
        addresses: portalId =>
          Promise.resolve({
            memberId: portalId,
            clientEndpoint: `http://127.0.0.1:${port}/${portalId}/`,
            tokenUrl: `http://127.0.0.1:${port}/oauth/token/`,
            language: 'ru',
          }),
      },
      budget: new SqlRestBudget(this.#parts.sql),
      clock: { now: () => new Date() },
      logger: quiet,
      pauseMs: () => 50,
    });
  }

  #openWorker({ timeline }: Bitrix24): Worker {
    const messenger = new FakeMessenger('+79990000001');
    const parts = this.#parts;
    const writeBadge = async (portalId: PortalId, subjectId: string): Promise<TaskOutcome> => {
      const refusal = await timeline.updateActivity(portalId, subjectId, VIEW);
      if (isRefusal(refusal)) return { kind: 'again', reason: refusal.code, passing: true };
      this.#done.set(nameOf(portalId, subjectId), performance.now());
      return DONE;
    };
    return new Worker(
      {
        storage: parts.storage,
        files: new MemoryFileStore(),
        openLines: { chatMessage: () => Promise.resolve({ kind: 'unknown' }) },
        scanner: null,
        lanes: parts.lanes(randomUUID(), { leaseMs: 30_000, renewMs: 10_000 }),
        times: { leaseMs: 30_000, renewMs: 10_000 },
        clock: { now: () => new Date() },
        random: Math.random,
        logger: quiet,
        wakeUps: this.#wakeUps,
        nudge: () => undefined,
        connector: () => fakeConnector(messenger),
        sessionStore: (lease, accountId) => new SqlSessionStore(parts.orm, parts.keys, lease, accountId),
        handlers: { 'sync-activity': task => writeBadge(task.portalId, task.subjectId) },
      },
      { maxAccounts: 1, lookEveryMs: 200 },
    );
  }

  /** Badges of one portal that have to be written. */
  async #want(portalId: PortalId, count: number): Promise<void> {
    const subjects = Array.from({ length: count }, (_, index) => String(index + 1));
    await this.#parts.storage.transaction(portalId, async tx => {
      for (const subjectId of subjects) await tx.tasks.add({ name: 'sync-activity', laneKey: activityLane(subjectId), subjectId });
    });
    for (const subjectId of subjects) this.#begun.set(nameOf(portalId, subjectId), performance.now());
  }

  /** How long the badges of the 99 take, all asked for within a moment. */
  async #waitsOfOthers(): Promise<Waits> {
    await Promise.all(this.#others.map(portalId => this.#want(portalId, PER_PORTAL)));
    const names = this.#others.flatMap(portalId => Array.from({ length: PER_PORTAL }, (_, index) => nameOf(portalId, String(index + 1))));
    await until('the badges of the others are written', () => names.every(name => this.#done.has(name)), 60_000);
    const waits = names.map(name => (this.#done.get(name) ?? Infinity) - (this.#begun.get(name) ?? 0)).toSorted((a, b) => a - b);
    const at = (part: number): number => waits[Math.min(waits.length - 1, Math.floor(part * waits.length))] ?? Infinity;
    for (const name of names) this.#done.delete(name);
    return { p50: at(0.5), p99: at(0.99) };
  }
}
