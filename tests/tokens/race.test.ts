/**
 * The hour of an access token ends for four processes at once. A refresh token works once, so who exchanges it twice loses the portal
 * (RE-42, RE-43, FA-18). `TOKEN_EXPIRIES=200` for the size that reliability asks for before a release.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { EmployeeId, PortalId } from '@olchat/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANNA, APPLICATION, Bench, FIRST, MARIA } from '../../apps/sandbox/src/portal/test-bench.ts';
import { writePair } from '../../apps/api/src/persistence/sql/sql-tokens.ts';
import { openParts, installation, MASTER_KEY, type StorageParts } from '../storage/parts.ts';
import { openTestDatabase, type TestDatabase } from '../support/postgres.ts';
import type { RacerAnswer, RacerJob } from './child.ts';

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));
const FLAGS = ['--import', 'tsx', '--conditions=@olchat/source', '--disable-warning=ExperimentalWarning'];
const PROCESSES = 4;
const EXPIRIES = Number(process.env['TOKEN_EXPIRIES'] ?? 20);
/** Known to us as another administrator, so that her pair may stand in for the main one. */
const STAND_IN = ANNA;

let database: TestDatabase;
let parts: StorageParts;
let portal: Bench;
let portalId: PortalId;
const children: ChildProcess[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  parts = await openParts(database.url);
  portal = await Bench.start({ rateLimit: { burst: 100_000, perSecond: 100_000 } });
  portal.install();
  const { id } = await parts.registry.install({
    ...installation(FIRST, String(MARIA) as EmployeeId),
    clientEndpoint: `${portal.baseUrl}/rest/`,
    tokenUrl: `${portal.baseUrl}/oauth/token/`,
    tokens: pairOf(MARIA),
  });
  portalId = id;
});

afterAll(async () => {
  for (const child of children) if (child.connected) child.disconnect();
  await portal.close();
  await parts[Symbol.asyncDispose]();
  await database.close();
});

const pairOf = (employeeId: number) => {
  const { accessToken, refreshToken } = portal.service.issueTokens(FIRST, String(employeeId));
  return { accessToken, refreshToken, expiresAt: new Date(Date.now() + 3_600_000) };
};

async function start(diesAfterExchange = false): Promise<ChildProcess> {
  const job: RacerJob = {
    databaseUrl: database.url,
    masterKey: MASTER_KEY.toString('base64'),
    portalId,
    portalUrl: portal.baseUrl,
    clientId: APPLICATION.clientId,
    clientSecret: APPLICATION.clientSecret,
    diesAfterExchange,
  };
  const child = fork(CHILD, { execArgv: FLAGS, env: { ...process.env, RACER_JOB: JSON.stringify(job) } });
  children.push(child);
  const [first] = (await once(child, 'message')) as [RacerAnswer];
  expect(first).toBe('ready');
  return child;
}

/** Null for a call that was made; a dead process answers `died`. */
async function call(child: ChildProcess): Promise<string | null> {
  const settled = new AbortController();
  const { signal } = settled;
  const answered = once(child, 'message', { signal }).then(([answer]) => (answer as { refusal: string | null }).refusal);
  const died = once(child, 'exit', { signal }).then(() => 'died');
  child.send('call');
  const outcome = await Promise.race([answered, died]);
  settled.abort();
  await Promise.allSettled([answered, died]);
  return outcome;
}

const exchanges = (): number => portal.ledger.rows().filter(({ method }) => method === 'oauth.token').length;

it(`exchanges once per expiry, however many processes meet it: ${PROCESSES} × ${EXPIRIES} (RE-42)`, async () => {
  const racers = await Promise.all(Array.from({ length: PROCESSES }, () => start()));
  const before = exchanges();
  for (let expiry = 0; expiry < EXPIRIES; expiry += 1) {
    portal.service.expireAccessTokens(FIRST);
    expect(await Promise.all(racers.map(racer => call(racer)))).toEqual(racers.map(() => null));
  }
  expect(exchanges() - before).toBe(EXPIRIES);
});

it('goes on with another pair when a process dies between the exchange and its commit (RE-43)', async () => {
  await parts.sql.run(portalId, async client =>
    writePair(client, await parts.keys.of(portalId), portalId, String(STAND_IN), pairOf(STAND_IN), true),
  );
  const [racer, mortal] = [await start(), await start(true)];
  portal.service.expireAccessTokens(FIRST);
  expect(await call(mortal)).toBe('died');
  // The refresh token that PostgreSQL still has is spent: only the stand-in's pair works.
  expect(await call(racer)).toBeNull();
});
