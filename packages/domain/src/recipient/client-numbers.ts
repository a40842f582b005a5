/** What is known of a client's numbers, from what is stored (S-1, S-5): no messenger is asked, so a card may show it (S-2, D-6). */
import { usableAccounts } from '../account/account-access.ts';
import type { Account } from '../account/account.ts';
import type { Caller } from '../portal/caller.ts';
import type { Messenger } from '../ports/connector.ts';
import type { CardContent } from '../ports/crm.ts';
import type { Directory } from '../ports/directory.ts';
import type { Storage, Transaction } from '../ports/storage.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { collectPhones, MAX_RECIPIENTS } from './find-recipients.ts';
import type { Recipient } from './recipient.ts';

export interface ClientNumber {
  /** E.164 with +. */
  address: string;
  /** Name of its first holder on the card. */
  holder: string;
  /** One for each messenger of the accounts that the caller may use and where the number is known. */
  recipients: Recipient[];
}

export interface ClientNumbers {
  numbers: ClientNumber[];
  omitted: number;
  /** Why the list is empty: NO_ADDRESS (E-11) or NUMBER_MALFORMED (E-13). */
  reason: Refusal | null;
}

/** Messengers that find a client by his number alone: there every number is a possible recipient. */
const BY_NUMBER: readonly Messenger[] = ['WHATSAPP'];

export async function clientNumbers(
  deps: { storage: Storage; directory: Directory },
  caller: Caller,
  content: CardContent,
): Promise<ClientNumbers> {
  const { accounts, country } = await deps.storage.transaction(caller.portalId, async tx => ({
    accounts: await tx.accounts.list(),
    country: (await tx.portal()).country,
  }));
  const usable = await usableAccounts(deps, caller, accounts);
  const { people, malformed } = collectPhones(content, country);
  const shown = people.slice(0, MAX_RECIPIENTS);
  const recipients = await deps.storage.transaction(caller.portalId, tx => recipientsOf(tx, messengersOf(usable), shown));
  return {
    numbers: shown.map(({ address, name }) => ({
      address,
      holder: name,
      recipients: recipients.filter(recipient => recipient.address === address),
    })),
    omitted: people.length - shown.length,
    reason: people.length > 0 ? null : refuse(malformed ? 'NUMBER_MALFORMED' : 'NO_ADDRESS'),
  };
}

const messengersOf = (accounts: readonly Account[]): Messenger[] => [
  ...new Set(accounts.filter(({ hidden }) => !hidden).map(({ messenger }) => messenger)),
];

async function recipientsOf(
  tx: Transaction,
  messengers: readonly Messenger[],
  people: readonly { address: string; name: string }[],
): Promise<Recipient[]> {
  const found: Recipient[] = [];
  for (const messenger of messengers) {
    if (BY_NUMBER.includes(messenger)) found.push(...(await tx.recipients.ensure(messenger, people)));
    else
      for (const { address } of people) {
        const known = await tx.recipients.findByAddress(messenger, [address]);
        if (known !== null) found.push(known);
      }
  }
  return found;
}
