/** One process of the race: makes a call to Bitrix24 whenever it is told to, with the token pairs of the database. */
import { bitrix24, type RestBudget, type TokenStore } from '@olchat/bitrix24';
import { isRefusal, type EmployeeId, type PortalId } from '@olchat/domain';
import { openPortalPool, type DatabaseSettings } from '../../apps/api/src/persistence/connections.ts';
import { PortalKeys } from '../../apps/api/src/persistence/sealing/portal-keys.ts';
import { portalSql } from '../../apps/api/src/persistence/sql/portal-sql.ts';
import { SqlTokens } from '../../apps/api/src/persistence/sql/sql-tokens.ts';

export interface RacerJob {
  databaseUrl: string;
  masterKey: string;
  portalId: PortalId;
  portalUrl: string;
  clientId: string;
  clientSecret: string;
  /** Ends by SIGKILL when the new pair is there and not stored yet (RE-43). */
  diesAfterExchange: boolean;
}

/** The code of the refusal, or null for a call that was made. */
export type RacerAnswer = { refusal: string | null } | 'ready';

const job = JSON.parse(process.env['RACER_JOB'] ?? '') as RacerJob;
const settings: DatabaseSettings = { url: job.databaseUrl, ownerUrl: job.databaseUrl, poolSize: 4, statementTimeoutMs: 30_000 };
const sql = portalSql(openPortalPool(settings, () => undefined));
const keys = new PortalKeys(Buffer.from(job.masterKey, 'base64'), {
  read: portalId =>
    sql.run(portalId as PortalId, async client => {
      const { rows } = await client.query<{ wrapped_key: Buffer }>('select wrapped_key from portal_key where portal_id = $1', [portalId]);
      return rows[0]?.wrapped_key ?? null;
    }),
});
const tokens = new SqlTokens(sql, keys);
const mortal: TokenStore = {
  read: (portalId, owner) => tokens.read(portalId, owner),
  mainOwners: portalId => tokens.mainOwners(portalId),
  renew: (portalId, owner, used, exchange) =>
    tokens.renew(portalId, owner, used, async refreshToken => {
      const pair = await exchange(refreshToken);
      if (pair !== null && job.diesAfterExchange) process.kill(process.pid, 'SIGKILL');
      return pair;
    }),
};
/** The race is about tokens; limits have their own tests. */
const unlimited: RestBudget = { take: () => Promise.resolve(null), slowDown: () => Promise.resolve() };
const { crm } = bitrix24({
  clientId: job.clientId,
  clientSecret: job.clientSecret,
  tokenUrl: `${job.portalUrl}/oauth/token/`,
  publicUrl: 'http://127.0.0.1:1',
  privateHosts: [new URL(job.portalUrl).host],
  tokens: mortal,
  addresses: tokens,
  budget: unlimited,
  clock: { now: () => new Date() },
  logger: { info: () => undefined, warn: () => undefined },
  pauseMs: () => 5,
});

const tell = (answer: RacerAnswer): void => void process.send?.(answer);

process.on('disconnect', () => process.exit(0));
process.on('message', () => {
  void crm.employees(job.portalId, ['1' as EmployeeId]).then(answer => tell({ refusal: isRefusal(answer) ? answer.code : null }));
});
tell('ready');
