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
  const found = await deps.storage.transaction(caller.portalId, tx =>
    recipientsOf(
      tx,
      usable.filter(({ hidden }) => !hidden),
      shown,
    ),
  );
  return {
    numbers: shown.map(({ address, name }) => ({
      address,
      holder: name,
      recipients: found.flatMap(known => (known.number === address ? [known.recipient] : [])),
    })),
    omitted: people.length - shown.length,
    reason: people.length > 0 ? null : refuse(malformed ? 'NUMBER_MALFORMED' : 'NO_ADDRESS'),
  };
}

interface Known {
  number: string;
  recipient: Recipient;
}

async function recipientsOf(
  tx: Transaction,
  accounts: readonly Account[],
  people: readonly { address: string; name: string }[],
): Promise<Known[]> {
  const found: Known[] = [];
  for (const messenger of new Set(accounts.map(account => account.messenger))) {
    if (BY_NUMBER.includes(messenger)) {
      const ensured = await tx.recipients.ensure(messenger, people, 'RENEWED');
      found.push(...ensured.map(recipient => ({ number: recipient.address, recipient })));
    } else {
      const ofMessenger = accounts.filter(account => account.messenger === messenger);
      found.push(...(await lookedUp(tx, ofMessenger, people)));
    }
  }
  return found;
}

/** Who was found behind a number before, through whichever account: each number once. */
async function lookedUp(tx: Transaction, accounts: readonly Account[], people: readonly { address: string }[]): Promise<Known[]> {
  const queries = people.map(({ address }) => ({ kind: 'PHONE' as const, value: address }));
  const found = new Map<string, Known>();
  for (const { id } of accounts) {
    for (const { query, recipientId } of await tx.lookUps.find(id, queries)) {
      const recipient = recipientId === null ? null : await tx.recipients.find(recipientId);
      if (recipient !== null && !found.has(query.value)) found.set(query.value, { number: query.value, recipient });
    }
  }
  return [...found.values()];
}
