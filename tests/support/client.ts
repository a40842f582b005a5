/** Partners' clients of the running system, and what tests read through them. */
import { createOlchatClient, type OlchatClient } from '@olchat/client';
import type { System } from './system.ts';

export const DEAL = { type: 'DEAL', id: '81' } as const;
/** The contact of the deal «Поставка оборудования»: has WhatsApp. */
export const IVAN = '79000000011';

export const partnerClient = (system: System, token = system.credentials.partnerKey, productUrl = system.productUrl): OlchatClient =>
  createOlchatClient({ url: `${productUrl}/graphql`, subscriptionUrl: `${productUrl.replace('http', 'ws')}/graphql`, token: () => token });

export async function accountId(system: System): Promise<string> {
  const [account] = system.credentials.accounts;
  if (account === undefined) throw new Error('the seed connected no account');
  return Promise.resolve(account.id);
}

/** The recipient with this number on a card; digits without +. */
export async function recipientId(
  client: OlchatClient,
  account: string,
  card: { type: 'DEAL' | 'CONTACT' | 'LEAD' | 'COMPANY'; id: string },
  digits: string,
): Promise<string> {
  const found = await client.card({ card, accountId: account });
  const recipient = found?.recipients.recipients.find(candidate => candidate.address === `+${digits}`);
  if (recipient === undefined) throw new Error(`no recipient +${digits} on ${card.type} ${card.id}`);
  return recipient.id;
}

/** A success member of a result, or an error that shows the refusal. */
export function expectMember<T extends { __typename?: string | undefined }, Name extends NonNullable<T['__typename']>>(
  result: T,
  name: Name,
): Extract<T, { __typename?: Name | undefined }> {
  if (result.__typename !== name) throw new Error(`expected ${name}, got ${JSON.stringify(result)}`);
  return result as Extract<T, { __typename?: Name | undefined }>;
}
