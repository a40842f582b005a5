/**
 * Whom one can write to from a card and everything linked to it. Where people are known by numbers the card alone is read, and the messenger is
 * never asked (D-1…D-5, contract 4); where a messenger must say who they are, `findPeople` does (D-20…D-31).
 */
import { standingFor } from '../account/account-access.ts';
import { accessRefusal } from '../account/account-refusal.ts';
import type { Account } from '../account/account.ts';
import type { CardRef } from '../card/card.ts';
import type { AccountId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { CardContent, Crm } from '../ports/crm.ts';
import type { Directory } from '../ports/directory.ts';
import type { ConnectorProfiles } from '../ports/connectors.ts';
import type { Transaction } from '../ports/storage.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { findPeople, type FindPeopleDeps } from './find-people.ts';
import { normalisePhone } from './normalise-phone.ts';
import type { Recipient } from './recipient.ts';

/** D-4: the original collects ten, and so do we; the rest is counted, not hidden. */
export const MAX_RECIPIENTS = 10;

export interface FoundRecipients {
  /** SYNCHRONISING: contacts of the account are loading, the list may be incomplete (D-32). */
  state: 'READY' | 'SYNCHRONISING';
  recipients: Recipient[];
  omitted: number;
  /** Entries of the card that the messenger has not answered for yet: the list may grow. */
  pending: number;
  /** Why the list is empty: NO_ADDRESS (E-11) or NUMBER_MALFORMED (E-13). */
  reason: Refusal | null;
  /** When nobody was found: `fresh` asks nothing anew before then (D-26); null: it does now. */
  askedAgainFrom: Date | null;
}

export async function findRecipients(
  deps: FindPeopleDeps & { crm: Crm; directory: Directory; connectors: ConnectorProfiles },
  caller: Caller,
  command: {
    card: CardRef;
    accountId: AccountId;
    content?: CardContent;
    /** A person wants those asked for anew who led to nobody, although the answer is known (D-26). */
    fresh?: boolean;
  },
): Promise<FoundRecipients | Refusal> {
  const content = command.content ?? (await deps.crm.readCard(caller.portalId, caller.employeeId, command.card));
  if (isRefusal(content)) return content;
  const standing = await standingFor(deps, caller, command.accountId);
  const found = await deps.storage.transaction(caller.portalId, async tx => {
    const account = await tx.accounts.find(command.accountId);
    if (account === null) return refuse('ACCOUNT_NOT_FOUND');
    const refusal = accessRefusal(account, standing);
    if (refusal !== null) return refusal;
    const { country } = await tx.portal();
    const capabilities = deps.connectors.profile(account.kind)?.capabilities;
    if (capabilities !== undefined && capabilities.resolves.length > 0) return { account, capabilities, country };
    return numbersOf(tx, account, content, country);
  });
  if (!('account' in found)) return found;
  const { account, capabilities, country } = found;
  const wish = { country, fresh: command.fresh ?? false };
  const { recipients, ...rest } = await findPeople(deps, account, capabilities, content, wish);
  return {
    state: account.state === 'SYNCHRONISING' ? 'SYNCHRONISING' : 'READY',
    recipients: recipients.slice(0, MAX_RECIPIENTS),
    omitted: Math.max(0, recipients.length - MAX_RECIPIENTS),
    ...rest,
  };
}

async function numbersOf(tx: Transaction, account: Account, content: CardContent, country: string): Promise<FoundRecipients> {
  const { people, malformed } = collectPhones(content, country);
  return {
    state: 'READY',
    recipients: await tx.recipients.ensure(account.messenger, people.slice(0, MAX_RECIPIENTS), 'RENEWED'),
    omitted: Math.max(0, people.length - MAX_RECIPIENTS),
    pending: 0,
    reason: people.length > 0 ? null : refuse(malformed ? 'NUMBER_MALFORMED' : 'NO_ADDRESS'),
    askedAgainFrom: null,
  };
}

/** Numbers in the order of the card, each once, with the name of its first holder (D-3). */
export function collectPhones(content: CardContent, country: string): { people: { address: string; name: string }[]; malformed: boolean } {
  const names = new Map<string, string>();
  let malformed = false;
  for (const { kind, value, holder } of content.addresses) {
    if (kind !== 'PHONE') continue;
    const address = normalisePhone(value, country);
    if (address === null) malformed = true;
    else if (!names.has(address)) names.set(address, holder.name);
  }
  return { people: [...names].map(([address, name]) => ({ address, name })), malformed };
}
