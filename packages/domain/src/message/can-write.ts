/** "Can I write?" from a card: yes, no or unknown, with every reason; never causes a check (K-2). */
import { standingFor, usableAccounts } from '../account/account-access.ts';
import { accessRefusal, stateRefusal } from '../account/account-refusal.ts';
import { takesMessages } from '../account/account-state.ts';
import type { Account } from '../account/account.ts';
import { QUEUE_LIMIT } from '../account/sending-limits.ts';
import type { CardRef } from '../card/card.ts';
import type { AccountId, RecipientId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { Messenger } from '../ports/connector.ts';
import type { ConnectorProfiles } from '../ports/connectors.ts';
import type { Crm } from '../ports/crm.ts';
import type { Directory } from '../ports/directory.ts';
import type { Storage } from '../ports/storage.ts';
import { findRecipients } from '../recipient/find-recipients.ts';
import { shownPresence } from '../recipient/presence-age.ts';
import type { Recipient } from '../recipient/recipient.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { recipientRefusal } from './send-message.ts';

export interface WriteCheck {
  answer: 'YES' | 'NO' | 'UNKNOWN';
  reasons: WriteReason[];
}

export interface WriteReason {
  refusal: Refusal;
  /** The account that it is about, where it is about one. */
  account: Account | null;
}

export interface WriteQuestion {
  card: CardRef | null;
  /** Null: through any that the caller may use. */
  accountId: AccountId | null;
  /** Null: to anybody in the card. */
  recipientId: RecipientId | null;
  /** Where no account is named: only those of this messenger. */
  messenger?: Messenger | null;
}

type Deps = { storage: Storage; crm: Crm; directory: Directory; connectors: ConnectorProfiles; clock: Clock };

export async function canWrite(deps: Deps, caller: Caller, question: WriteQuestion): Promise<WriteCheck> {
  const cardRefusal = question.card === null ? null : await deps.crm.changeRefusal(caller.portalId, caller.employeeId, question.card);
  const found = await accountOf(deps, caller, question);
  const reasons = [...(cardRefusal === null ? [] : [about(cardRefusal)]), ...found.reasons];
  // Through an account that is not there for the caller nobody is looked for.
  const towards =
    found.account === null ? { reasons: [], isUnknown: false } : await towardsRecipients(deps, caller, question, found.account);
  const all = [...reasons, ...towards.reasons];
  if (all.length > 0) return { answer: 'NO', reasons: withoutRepeats(all) };
  return towards.isUnknown ? { answer: 'UNKNOWN', reasons: [about(refuse('CHECK_IMPOSSIBLE'))] } : { answer: 'YES', reasons: [] };
}

const about = (refusal: Refusal, account: Account | null = null): WriteReason => ({ refusal, account });

interface AccountFound {
  /** Through which the rest is looked at. */
  account: Account | null;
  reasons: WriteReason[];
}

async function accountOf(deps: Deps, caller: Caller, { accountId, messenger = null }: WriteQuestion): Promise<AccountFound> {
  if (accountId === null) return anyAccount(deps, caller, messenger);
  const standing = await standingFor(deps, caller, accountId);
  return deps.storage.transaction(caller.portalId, async tx => {
    const account = await tx.accounts.find(accountId);
    const noAccess = accessRefusal(account, standing);
    if (account === null || noAccess !== null) return { account: null, reasons: [about(noAccess ?? refuse('ACCOUNT_NOT_FOUND'))] };
    const refusals = [
      stateRefusal(account),
      (await tx.messages.queued(account.id)) >= QUEUE_LIMIT ? refuse('LIMIT_REACHED', { limit: QUEUE_LIMIT }) : null,
    ];
    return { account, reasons: refusals.flatMap(refusal => (refusal === null ? [] : [about(refusal, account)])) };
  });
}

/** One that works is enough; where none does, what is wrong with each. */
async function anyAccount(deps: Deps, caller: Caller, messenger: Messenger | null): Promise<AccountFound> {
  const accounts = await deps.storage.transaction(caller.portalId, tx => tx.accounts.list());
  const usable = (await usableAccounts(deps, caller, accounts)).filter(
    account => !account.hidden && (messenger === null || account.messenger === messenger),
  );
  const [first] = usable;
  if (first === undefined) return { account: null, reasons: [about(refuse('NO_ACCOUNT'))] };
  const working = usable.find(({ state }) => takesMessages(state));
  if (working !== undefined) return { account: working, reasons: [] };
  const reasons = usable.flatMap(account => {
    const refusal = stateRefusal(account);
    return refusal === null ? [] : [about(refusal, account)];
  });
  return { account: first, reasons };
}

async function towardsRecipients(
  deps: Deps,
  caller: Caller,
  { card, recipientId }: WriteQuestion,
  account: Account,
): Promise<{ reasons: WriteReason[]; isUnknown: boolean }> {
  const recipients =
    recipientId === null ? await recipientsOf(deps, caller, card, account) : await named(deps, caller, recipientId, account);
  if (isRefusal(recipients)) return { reasons: [about(recipients)], isUnknown: false };
  const now = deps.clock.now();
  const refusals = recipients.map(recipient => recipientRefusal(recipient, account, now));
  const reachable = recipients.filter((_recipient, index) => refusals[index] === null);
  if (reachable.length === 0) return { reasons: refusals.flatMap(refusal => (refusal === null ? [] : [about(refusal)])), isUnknown: false };
  return { reasons: [], isUnknown: reachable.every(recipient => shownPresence(recipient, now) === 'UNKNOWN') };
}

async function named(deps: Deps, caller: Caller, recipientId: RecipientId, account: Account): Promise<Recipient[] | Refusal> {
  const recipient = await deps.storage.transaction(caller.portalId, tx => tx.recipients.find(recipientId));
  return recipient?.messenger === account.messenger ? [recipient] : refuse('NOT_FOUND', { field: 'recipientId' });
}

async function recipientsOf(deps: Deps, caller: Caller, card: CardRef | null, account: Account): Promise<Recipient[] | Refusal> {
  if (card === null) return [];
  // Named one by one: without a way to wait nobody is asked (K-2).
  const { storage, crm, directory, connectors, clock } = deps;
  const found = await findRecipients({ storage, crm, directory, connectors, clock }, caller, { card, accountId: account.id });
  // A card that the caller does not see is said once, by his right to change it.
  if (isRefusal(found)) return found.code === 'NOT_FOUND' ? [] : found;
  return found.reason ?? found.recipients;
}

/** Three numbers without WhatsApp are one reason. */
function withoutRepeats(reasons: readonly WriteReason[]): WriteReason[] {
  return [...new Map(reasons.map(reason => [`${reason.refusal.code}/${reason.account?.id ?? ''}`, reason])).values()];
}
