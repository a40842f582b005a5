/** Portals with one connected account each: where one send at a time is played. */
import { type AccountId, newId, type PortalId } from '@olchat/domain';
import { anAccount } from '@olchat/domain/testing';
import { Client } from 'pg';
import { openBase, type Base } from './composition.ts';
import { failingLogger } from './failing-logger.ts';
import { Ledger } from './ledger.ts';
import { COMPANY_NUMBER } from './messenger.ts';
import { EMPLOYEE, LINE } from './portal-side.ts';

export interface Stage {
  /** From 0; makes its clients' numbers its own. */
  number: number;
  portalId: PortalId;
  accountId: AccountId;
}

async function buildStage(base: Base, number: number): Promise<Stage> {
  const portal = await base.portals.install({
    memberId: `member-${number}`,
    clientEndpoint: 'https://portal.example/rest/',
    tokenUrl: 'https://oauth.example/token/',
    domain: 'portal.example',
    title: 'Portal',
    language: 'ru',
    country: 'RU',
    administrator: EMPLOYEE,
    tokens: { accessToken: 'a', refreshToken: 'r', expiresAt: new Date(Date.now() + 3_600_000) },
    scope: 'crm',
  });
  const account = anAccount(portal.id, { id: newId<AccountId>(), address: COMPANY_NUMBER, lineId: LINE });
  await base.storage.transaction(portal.id, tx => tx.accounts.add(account));
  return { number, portalId: portal.id, accountId: account.id };
}

export async function buildStages(databaseUrl: string, masterKey: Buffer, ledgerFile: string, count: number): Promise<Stage[]> {
  const { logger, errors } = failingLogger();
  const ledger = new Ledger(ledgerFile);
  const base = await openBase({ url: databaseUrl, masterKey, connections: 4, ledger, logger });
  const stages: Stage[] = [];
  while (stages.length < count) stages.push(await buildStage(base, stages.length));
  await base.close();
  ledger.close();
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return stages;
}

/** Nobody may be connected to the template. */
export async function cloneDatabase(template: string, name: string): Promise<string> {
  const url = new URL(template);
  const source = url.pathname.slice(1);
  url.pathname = '/postgres';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await client.query(`create database "${name}" template "${source}"`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}
