/** "Can I write?" from a card: yes, no or unknown, with every reason; never causes a check (K-2). */
import { standingFor, usableAccounts } from '../account/account-access.ts';
import { accessRefusal, stateRefusal } from '../account/account-refusal.ts';
import { takesMessages } from '../account/account-state.ts';
import type { Account } from '../account/account.ts';
import { hasMessageLimits, reachedLimit } from '../account/message-limits.ts';
import { MAX_WAIT_MS } from '../account/sending-limits.ts';
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
import { strangerObstacles } from '../recipient/stranger-obstacle.ts';
import { shownPresence } from '../recipient/presence-age.ts';
import type { Recipient } from '../recipient/recipient.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { firstMessageFailure, firstMessageOf, type FirstMessage } from './first-message-gate.ts';
import { callsOf, limitFailure } from './message-limit-gate.ts';
import { fullQueue, recipientRefusal } from './prepare-message.ts';

export interface WriteCheck {
  answer: 'YES' | 'NO' | 'UNKNOWN';
  /** With YES: why the message would be accepted and wait (E-30, E-31). */
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
  const towards = found.account === null ? NOTHING_KNOWN : await towardsRecipients(deps, caller, question, found.account);
  const all = [...reasons, ...towards.reasons];
  if (all.length > 0) return { answer: 'NO', reasons: withoutRepeats(all) };
  const unchecked = towards.isUnknown ? [about(refuse('CHECK_IMPOSSIBLE'))] : [];
  const waits = found.account === null ? [] : [...(await limitWait(deps, found.account)), ...towards.waits];
  return { answer: towards.isUnknown ? 'UNKNOWN' : 'YES', reasons: [...unchecked, ...longest(waits)] };
}

/** it would be accepted, and leave when the account's limits of messages let it. */
async function limitWait(deps: Pick<Deps, 'storage' | 'clock'>, account: Account): Promise<WriteReason[]> {
  if (!hasMessageLimits(account)) return [];
  const now = deps.clock.now();
  const known = await deps.storage.transaction(account.portalId, tx => callsOf(tx, account, now));
  const reached = known === null ? null : reachedLimit(known.limits, known.calls, now);
  if (reached === null) return [];
  const { code, details } = limitFailure(reached);
  return [about(refuse(code, details), account)];
}

/** Two limits are one reason: the one that holds longer. */
const longest = (waits: readonly WriteReason[]): WriteReason[] =>
  withoutRepeats(waits.toSorted((a, b) => (a.refusal.details.freeAt ?? '').localeCompare(b.refusal.details.freeAt ?? '')));

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
    const refusals = [stateRefusal(account), await fullQueue(tx, account)];
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

interface Towards {
  reasons: WriteReason[];
  isUnknown: boolean;
  /** It would be accepted, and leave later. */
  waits: WriteReason[];
}

const NOTHING_KNOWN: Towards = { reasons: [], isUnknown: false, waits: [] };

async function towardsRecipients(deps: Deps, caller: Caller, { card, recipientId }: WriteQuestion, account: Account): Promise<Towards> {
  const recipients =
    recipientId === null ? await recipientsOf(deps, caller, card, account) : await named(deps, caller, recipientId, account);
  if (isRefusal(recipients)) return { ...NOTHING_KNOWN, reasons: [about(recipients)] };
  const now = deps.clock.now();
  const ways = await waysTo(deps, account, recipients, now);
  const reachable = ways.filter(({ refusal }) => refusal === null);
  if (reachable.length === 0) return { ...NOTHING_KNOWN, reasons: ways.flatMap(({ refusal }) => (refusal === null ? [] : [refusal])) };
  const waits = reachable.map(({ wait }) => wait).filter(wait => wait !== null);
  return {
    reasons: [],
    isUnknown: reachable.every(({ recipient }) => shownPresence(recipient, now) === 'UNKNOWN'),
    // To one of them it may leave at once.
    waits: waits.length === reachable.length ? withoutRepeats(waits) : [],
  };
}

interface Way {
  recipient: Recipient;
  refusal: WriteReason | null;
  wait: WriteReason | null;
}

/** What stands between the account and each of them, as far as it is known (E-10, E-14, E-16, E-30, E-31). */
async function waysTo(deps: Deps, account: Account, recipients: readonly Recipient[], now: Date): Promise<Way[]> {
  const capabilities = deps.connectors.profile(account.kind)?.capabilities;
  return deps.storage.transaction(account.portalId, async tx => {
    const obstacles = await strangerObstacles(tx, account.id, recipients);
    const ways: Way[] = [];
    for (const recipient of recipients) {
      const obstacle = obstacles.get(recipient.id);
      const refusal = recipientRefusal(recipient, account, now) ?? (obstacle === undefined ? null : refuse(obstacle));
      const first = refusal === null ? await firstMessageOf(tx, { account, recipient }, capabilities, now) : null;
      const wait = first !== null && first.slot.at > now ? about(refusalOf(first), account) : null;
      // `sendMessage` refuses what would wait longer than messages do.
      const isTooLong = first !== null && first.slot.at.getTime() - now.getTime() > MAX_WAIT_MS;
      ways.push({ recipient, refusal: refusal === null ? (isTooLong ? wait : null) : about(refusal), wait: isTooLong ? null : wait });
    }
    return ways;
  });
}

function refusalOf(first: FirstMessage): Refusal {
  const { code, details } = firstMessageFailure(first);
  return refuse(code, details);
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
