/** The numbers of a card and of everything linked to it (D-1…D-5). Reads the card; never asks the messenger (contract 4). */
import { standingFor } from '../account/account-access.ts';
import { accessRefusal } from '../account/account-refusal.ts';
import type { CardRef } from '../card/card.ts';
import type { AccountId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { CardContent, Crm } from '../ports/crm.ts';
import type { Directory } from '../ports/directory.ts';
import type { Storage } from '../ports/storage.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { normalisePhone } from './normalise-phone.ts';
import type { Recipient } from './recipient.ts';

/** D-4: the original collects ten, and so do we; the rest is counted, not hidden. */
export const MAX_RECIPIENTS = 10;

export interface FoundRecipients {
  recipients: Recipient[];
  omitted: number;
  /** Why the list is empty: NO_ADDRESS (E-11) or NUMBER_MALFORMED (E-13). */
  reason: Refusal | null;
}

export async function findRecipients(
  deps: { storage: Storage; crm: Crm; directory: Directory },
  caller: Caller,
  command: { card: CardRef; accountId: AccountId; content?: CardContent },
): Promise<FoundRecipients | Refusal> {
  const content = command.content ?? (await deps.crm.readCard(caller.portalId, caller.employeeId, command.card));
  if (isRefusal(content)) return content;
  const standing = await standingFor(deps, caller, command.accountId);
  return deps.storage.transaction(caller.portalId, async tx => {
    const account = await tx.accounts.find(command.accountId);
    if (account === null) return refuse('ACCOUNT_NOT_FOUND');
    const refusal = accessRefusal(account, standing);
    if (refusal !== null) return refusal;
    const portal = await tx.portal();
    const { people, malformed } = collectPhones(content, portal.country);
    const recipients = await tx.recipients.ensure(account.messenger, people.slice(0, MAX_RECIPIENTS));
    return {
      recipients,
      omitted: Math.max(0, people.length - MAX_RECIPIENTS),
      reason: people.length > 0 ? null : refuse(malformed ? 'NUMBER_MALFORMED' : 'NO_ADDRESS'),
    };
  });
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
