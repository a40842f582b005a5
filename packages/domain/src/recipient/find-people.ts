/**
 * The people behind the entries of a card, where a messenger must be asked who they are (D-20…D-31). What is known is shown at once; what is
 * not is asked for by the worker that holds the account, and waited for at most five seconds.
 */
import { accountLimits } from '../account/account-limits.ts';
import type { Account } from '../account/account.ts';
import { takesMessages } from '../account/account-state.ts';
import { lineConnectorId } from '../chat/line-connector.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectorCapabilities } from '../ports/connector.ts';
import type { RecipientQuery } from '../ports/connector/people.ts';
import type { CardContent } from '../ports/crm.ts';
import type { Storage, Transaction } from '../ports/storage.ts';
import { accountLane } from '../ports/tasks.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { askedAgainFrom, inAskingOrder, isLookUpFresh, queryKey, type LookUp } from './look-up.ts';
import type { Recipient } from './recipient.ts';
import { nextUtcDay } from './request-check.ts';
import { telegramReference } from './telegram-reference.ts';

/** More entries than this are not asked for: nobody has so many accounts. */
export const MAX_QUERIES = 20;
const WAIT_MS = 5000;
const LOOK_EVERY_MS = 300;

export interface FindPeopleDeps {
  storage: Storage;
  clock: Clock;
  /**
   * Resolves when something of the portal may have changed, or after `ms`; a hint, never the truth (RE-12).
   * Absent: nobody is asked, what is known is the answer (K-2).
   */
  untilChange?(portalId: string, ms: number): Promise<void>;
}

export interface FoundPeople {
  /** One per person, the surest entry first (D-25). */
  recipients: Recipient[];
  /** Entries that the messenger has not answered for yet. */
  pending: number;
  reason: Refusal | null;
  /** Nobody was found: before then a wish to look again asks nothing anew of what is known (D-26); null: it may be asked now. */
  askedAgainFrom: Date | null;
}

export async function findPeople(
  deps: FindPeopleDeps,
  account: Account,
  capabilities: ConnectorCapabilities,
  content: CardContent,
  { country, fresh }: { country: string; fresh: boolean },
): Promise<FoundPeople> {
  const { queries, unreadable } = collectQueries(content, { country, ourConnector: lineConnectorId(account.messenger) });
  const askable = queries.filter(({ kind }) => capabilities.resolves.includes(kind)).slice(0, MAX_QUERIES);
  if (askable.length === 0) {
    return { recipients: [], pending: 0, reason: refuse(unreadable ? 'NUMBER_MALFORMED' : 'NO_ADDRESS'), askedAgainFrom: null };
  }
  if (deps.untilChange !== undefined) await wantUnknown(deps, account, askable, fresh);
  const known = await awaitAnswers(deps, account, askable);
  return deps.storage.transaction(account.portalId, async tx => {
    const recipients = await peopleOf(tx, askable, known);
    const waiting = known.filter(({ state }) => state === 'WAITING');
    const reason = recipients.length > 0 ? null : await whyNobody(tx, account, capabilities, known, askable.length, deps.clock.now());
    const isNobody = reason?.code === 'NOT_IN_TELEGRAM';
    return { recipients, pending: waiting.length, reason, askedAgainFrom: isNobody ? earliestAgain(known, deps.clock.now()) : null };
  });
}

/** Each entry once, surest first; what leads to nobody is left out. */
export function collectQueries(
  content: CardContent,
  context: { country: string; ourConnector: string },
): { queries: RecipientQuery[]; unreadable: boolean } {
  const queries = new Map<string, RecipientQuery>();
  let unreadable = false;
  for (const address of content.addresses) {
    const reference = telegramReference(address, context);
    if (reference === null) continue;
    if (reference.kind === 'UNSUPPORTED') unreadable ||= reference.reason === 'INVALID';
    else queries.set(queryKey(reference), reference);
  }
  return { queries: inAskingOrder([...queries.values()]), unreadable };
}

/** Null: about one of them the messenger may be asked now. */
function earliestAgain(known: readonly LookUp[], now: Date): Date | null {
  const times = known.map(lookUp => askedAgainFrom(lookUp, now)).filter(time => time !== null);
  const [first] = times.toSorted((a, b) => a.getTime() - b.getTime());
  return first !== undefined && first > now ? first : null;
}

/**
 * Opening a card asks for nothing that is known (D-6); a person who asks for it has those asked anew who led to nobody (D-26). An account that
 * cannot ask now is not made to ask later (S-2).
 */
async function wantUnknown(deps: FindPeopleDeps, account: Account, queries: readonly RecipientQuery[], fresh: boolean): Promise<void> {
  if (!takesMessages(account.state)) return;
  await deps.storage.transaction(account.portalId, async tx => {
    const known = new Map((await tx.lookUps.find(account.id, queries)).map(lookUp => [queryKey(lookUp.query), lookUp]));
    const now = deps.clock.now();
    const unknown = queries.filter(query => {
      const lookUp = known.get(queryKey(query));
      if (lookUp === undefined || !isLookUpFresh(lookUp, now)) return true;
      const again = fresh ? askedAgainFrom(lookUp, now) : null;
      return again !== null && again <= now;
    });
    if (unknown.length > 0) await tx.lookUps.want(account.id, unknown, now);
    const isWaiting = unknown.length > 0 || [...known.values()].some(({ state }) => state === 'WAITING');
    if (isWaiting) await tx.tasks.add({ name: 'look-up-people', laneKey: accountLane(account.id), subjectId: account.id });
  });
}

async function awaitAnswers(deps: FindPeopleDeps, account: Account, queries: readonly RecipientQuery[]): Promise<LookUp[]> {
  const deadline = deps.clock.now().getTime() + WAIT_MS;
  for (;;) {
    const known = await deps.storage.transaction(account.portalId, tx => tx.lookUps.find(account.id, queries));
    const isSettled = known.every(({ state, recipientId }) => state !== 'WAITING' || recipientId !== null);
    // While contacts are loading nobody waits: the form says so and comes back by itself (D-32).
    const mayWait = deps.untilChange !== undefined && account.state === 'CONNECTED' && deps.clock.now().getTime() < deadline;
    if (isSettled || !mayWait) return known;
    await deps.untilChange?.(account.portalId, LOOK_EVERY_MS);
  }
}

async function peopleOf(tx: Transaction, queries: readonly RecipientQuery[], known: readonly LookUp[]): Promise<Recipient[]> {
  const byQuery = new Map(known.map(lookUp => [queryKey(lookUp.query), lookUp.recipientId]));
  const ids = new Set(queries.map(query => byQuery.get(queryKey(query)) ?? null).filter(id => id !== null));
  const people: Recipient[] = [];
  for (const id of ids) {
    const person = await tx.recipients.find(id);
    if (person !== null) people.push(person);
  }
  return people;
}

/** E-12 only where the messenger said so of every entry; null while nothing but waiting explains it. */
async function whyNobody(
  tx: Transaction,
  account: Account,
  capabilities: ConnectorCapabilities,
  known: readonly LookUp[],
  asked: number,
  now: Date,
): Promise<Refusal | null> {
  if (account.state === 'SYNCHRONISING') return null;
  const isOpen = known.length < asked || known.some(({ state }) => state === 'WAITING' || state === 'UNKNOWN');
  if (!isOpen) return refuse('NOT_IN_TELEGRAM');
  const { heldUntil } = await tx.lookUps.pace(account.id);
  if (heldUntil !== null && heldUntil > now) return refuse('LIMIT_REACHED', { freeAt: heldUntil.toISOString() });
  const [today, limits] = [await tx.usage.today(account.id), accountLimits(account, capabilities, now)];
  const isSpent = known.some(
    ({ state, query: { kind } }) =>
      state === 'UNKNOWN' &&
      ((kind === 'PHONE' && today.CHECK >= limits.checksPerDay) || (kind === 'USERNAME' && today.SEARCH >= limits.searchesPerDay)),
  );
  if (isSpent) return refuse('LIMIT_REACHED', { freeAt: nextUtcDay(now).toISOString() });
  return refuse('CHECK_IMPOSSIBLE');
}
