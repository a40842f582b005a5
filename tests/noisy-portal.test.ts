/** One portal in trouble and 99 others, in one worker with the real limits, lanes and REST client on a real PostgreSQL (GU-8, RE-53). */
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bitrix24, type Bitrix24 } from '@olchat/bitrix24';
import { activityLane, DONE, isRefusal, type ActivityView, type PortalId, type TaskOutcome } from '@olchat/domain';
import { fakeConnector, FakeMessenger, MemoryFileStore } from '@olchat/domain/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SqlRestBudget } from '../apps/api/src/persistence/sql/sql-rest-budget.ts';
import { SqlSessionStore } from '../apps/api/src/persistence/sql/sql-session-store.ts';
import { Worker } from '../apps/api/src/worker/worker.ts';
import { MemoryTokens } from '../packages/bitrix24/src/rest/fake-portal.ts';
import { LocalWakeUps } from './storage/local-wake-ups.ts';
import { openParts, type StorageParts } from './storage/parts.ts';
import { openTestDatabase, type TestDatabase } from './support/postgres.ts';
import { until } from './support/process.ts';

const OTHERS = 99;
const PER_PORTAL = 3;
const CROWD = 300;
const HANGING = 20;
const PER_HANGING = 50;
/** How long a portal needs for a request. */
const ANSWERS_IN_MS = 20;
/** GU-8 promises a fifth more; a shared machine adds noise of its own. */
const RATIO = 1.6;
const SLACK_MS = 150;

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

let database: TestDatabase;
let parts: StorageParts;
let wakeUps: LocalWakeUps;
let portal: Bitrix24;
let server: Server;
let worker: Worker;
let noisy: PortalId;
let others: PortalId[];
/** As many as would take every slot of a worker, were they counted. */
let crowd: PortalId[];
/** What the noisy portal answers with. */
let trouble: 'hangs' | 'limits' = 'hangs';
let asked: Map<string, number>;
/** Moments in which a badge was asked for and written, by portal and subject. */
let begun: Map<string, number>;
let done: Map<string, number>;

beforeAll(async () => {
  database = await openTestDatabase();
  wakeUps = new LocalWakeUps();
  parts = await openParts(database.url, {
    committed: (_portal, what) => {
      if (what.work) wakeUps.send({ kind: 'work' });
    },
  });
  server = createServer((request, response) => {
    const [, portalId = ''] = (request.url ?? '').split('/');
    asked.set(portalId, (asked.get(portalId) ?? 0) + 1);
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if ((portalId === noisy && trouble === 'hangs') || crowd.includes(portalId as PortalId)) return;
      const refusal = { error: 'QUERY_LIMIT_EXCEEDED', error_description: 'Too many requests' };
      const names = Object.keys((JSON.parse(body) as { cmd: object }).cmd);
      const result = { result: Object.fromEntries(names.map(name => [name, { activity: { id: 1 } }])), result_error: [] };
      setTimeout(() => {
        response.writeHead(portalId === noisy ? 503 : 200, { 'content-type': 'application/json' });
        response.end(JSON.stringify(portalId === noisy ? refusal : { result }));
      }, ANSWERS_IN_MS);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  noisy = await parts.newPortal();
  crowd = await Promise.all(Array.from({ length: HANGING }, () => parts.newPortal()));
  others = await Promise.all(Array.from({ length: OTHERS }, () => parts.newPortal()));
});

beforeEach(async () => {
  await parts.owner.query('delete from task');
  await parts.owner.query('delete from lane');
  await parts.owner.query('delete from rest_budget');
  [asked, begun, done] = [new Map(), new Map(), new Map()];
  portal = openPortal();
  worker = openWorker();
  worker.start();
});

afterEach(async () => {
  // What hangs ends with its connections.
  await portal.close();
  server.closeAllConnections();
  await worker.stop();
});

afterAll(async () => {
  await new Promise(resolve => server.close(resolve));
  await parts[Symbol.asyncDispose]();
  await database.close();
});

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

function openPortal(): Bitrix24 {
  const { port } = server.address() as AddressInfo;
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
    budget: new SqlRestBudget(parts.sql),
    clock: { now: () => new Date() },
    logger: quiet,
    pauseMs: () => 50,
  });
}

const nameOf = (portalId: string, subjectId: string): string => `${portalId}/${subjectId}`;

function openWorker(): Worker {
  const messenger = new FakeMessenger('+79990000001');
  const { timeline } = portal;
  const writeBadge = async (portalId: PortalId, subjectId: string): Promise<TaskOutcome> => {
    const refusal = await timeline.updateActivity(portalId, subjectId, VIEW);
    if (isRefusal(refusal)) return { kind: 'again', reason: refusal.code, passing: true };
    done.set(nameOf(portalId, subjectId), performance.now());
    return DONE;
  };
  return new Worker(
    {
      storage: parts.storage,
      files: new MemoryFileStore(),
      lanes: parts.lanes(randomUUID(), { leaseMs: 30_000, renewMs: 10_000 }),
      times: { leaseMs: 30_000, renewMs: 10_000 },
      clock: { now: () => new Date() },
      random: Math.random,
      logger: quiet,
      wakeUps,
      nudge: () => undefined,
      connector: () => fakeConnector(messenger),
      sessionStore: (lease, accountId) => new SqlSessionStore(parts.orm, parts.keys, lease, accountId),
      handlers: { 'sync-activity': task => writeBadge(task.portalId, task.subjectId) },
    },
    { maxAccounts: 1, lookEveryMs: 200 },
  );
}

/** Badges of one portal that have to be written. */
const want = async (portalId: PortalId, count: number): Promise<void> => {
  const subjects = Array.from({ length: count }, (_, index) => String(index + 1));
  await parts.storage.transaction(portalId, async tx => {
    for (const subjectId of subjects) await tx.tasks.add({ name: 'sync-activity', laneKey: activityLane(subjectId), subjectId });
  });
  for (const subjectId of subjects) begun.set(nameOf(portalId, subjectId), performance.now());
};

interface Waits {
  p50: number;
  p99: number;
}

/** How long the badges of the 99 take, all asked for within a moment. */
const waitsOfOthers = async (): Promise<Waits> => {
  await Promise.all(others.map(portalId => want(portalId, PER_PORTAL)));
  const names = others.flatMap(portalId => Array.from({ length: PER_PORTAL }, (_, index) => nameOf(portalId, String(index + 1))));
  await until('the badges of the others are written', () => names.every(name => done.has(name)), 60_000);
  const waits = names.map(name => (done.get(name) ?? Infinity) - (begun.get(name) ?? 0)).toSorted((a, b) => a - b);
  const at = (part: number): number => waits[Math.min(waits.length - 1, Math.floor(part * waits.length))] ?? Infinity;
  for (const name of names) done.delete(name);
  return { p50: at(0.5), p99: at(0.99) };
};

describe('a portal that', () => {
  it.each(['hangs', 'limits'] as const)('%s does not slow 99 others (GU-8)', async kind => {
    trouble = kind;
    await waitsOfOthers(); // everything is warm
    const alone = await waitsOfOthers();
    await want(noisy, CROWD);
    await until('the noisy portal was asked', () => (asked.get(noisy) ?? 0) > 0);
    const beside = await waitsOfOthers();
    expect([...done.keys()].filter(name => name.startsWith(noisy))).toEqual([]);
    expect(beside.p50).toBeLessThan(alone.p50 * RATIO + SLACK_MS);
    expect(beside.p99).toBeLessThan(alone.p99 * RATIO + SLACK_MS);
    // The portal in trouble is not asked in a storm either: one request at a time.
    expect(asked.get(noisy)).toBeLessThan(20);
  });
});

describe('twenty portals that hang', () => {
  it('do not fill a worker: the others are served before the first call to any of the twenty is given up (GU-8, RE-52)', async () => {
    await waitsOfOthers(); // everything is warm
    await Promise.all(crowd.map(portalId => want(portalId, PER_HANGING)));
    await until('each of them is asked', () => crowd.every(portalId => (asked.get(portalId) ?? 0) > 0));
    await waitsOfOthers();
    expect(crowd.map(portalId => asked.get(portalId))).toEqual(crowd.map(() => 1));
    expect([...done.keys()]).toEqual([]);
  });
});
