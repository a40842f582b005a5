/** A portal with one connected account: where one send at a time is played. */
import { type AccountId, newId, type PortalId } from '@olchat/domain';
import { anAccount } from '@olchat/domain/testing';
import type { Base } from './composition.ts';
import { COMPANY_NUMBER } from './messenger.ts';
import { EMPLOYEE, LINE } from './portal-side.ts';

export interface Stage {
  /** From 0; makes its clients' numbers its own. */
  number: number;
  portalId: PortalId;
  accountId: AccountId;
}

export async function buildStage(base: Base, number: number): Promise<Stage> {
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
