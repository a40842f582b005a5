/** Asks the messenger who stands behind the entries of cards, one at a time, at the pace and within the budget of the account (D-31, Q-12, Q-40). */
import { accountLimits, lookUpEveryMs } from '../account/account-limits.ts';
import type { AccountId } from '../ids.ts';
import { noteDailyLimit } from '../notice/daily-limit.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectorCapabilities, Session } from '../ports/connector.ts';
import type { FoundPerson, RecipientQuery, ResolveAnswer } from '../ports/connector/people.ts';
import type { Lease, Storage, Transaction } from '../ports/storage.ts';
import { answerWithoutPerson } from './look-up.ts';

export interface LookUpContext {
  lease: Lease;
  accountId: AccountId;
  session: Pick<Session, 'resolve'>;
  capabilities: Pick<ConnectorCapabilities, 'limits'>;
  signal: AbortSignal;
}

/** One question. Null: nobody waits for an answer any more; else when the next question may be asked, in ms. */
export async function lookUpNext(deps: { storage: Storage; clock: Clock }, context: LookUpContext): Promise<number | null> {
  const { portalId } = context.lease;
  const step = await deps.storage.transaction(portalId, tx => begin(tx, deps.clock, context));
  if (step === null || typeof step === 'number') return step;
  const answer = await context.session.resolve(step, context.signal);
  await deps.storage.transaction(portalId, async tx => {
    await tx.holdLease(context.lease);
    await keep(tx, context.accountId, step, answer, deps.clock.now());
  });
  return 0;
}

/** Counts the question before it is asked: the messenger counts it too, answered or not. An id is known to the session, or to nobody. */
async function begin(tx: Transaction, clock: Clock, context: LookUpContext): Promise<RecipientQuery | number | null> {
  await tx.holdLease(context.lease);
  const { accountId, capabilities } = context;
  const now = clock.now();
  const query = await tx.lookUps.next(accountId);
  const account = await tx.accounts.find(accountId);
  if (query === null || account === null) return null;
  const pace = await tx.lookUps.pace(accountId);
  if (pace.heldUntil !== null && pace.heldUntil > now) return pace.heldUntil.getTime() - now.getTime();
  if (query.kind === 'ID') return query;
  const everyMs = lookUpEveryMs(capabilities);
  // A clock that was put back must not hold the account longer than one pause.
  const waitMs = pace.lastAt === null ? 0 : Math.min(everyMs, pace.lastAt.getTime() + everyMs - now.getTime());
  if (waitMs > 0) return waitMs;
  const limits = accountLimits(account, capabilities, now);
  const [counter, limit] =
    query.kind === 'PHONE' ? (['CHECK', limits.checksPerDay] as const) : (['SEARCH', limits.searchesPerDay] as const);
  if (!(await tx.usage.spend(accountId, counter, limit))) {
    await tx.lookUps.answer(accountId, query, { state: 'UNKNOWN', recipientId: null, obstacle: null }, now);
    return 0;
  }
  await noteDailyLimit(tx, now, accountId, counter, limit);
  await tx.lookUps.savePace(accountId, { ...pace, lastAt: now });
  return query;
}

async function keep(tx: Transaction, accountId: AccountId, query: RecipientQuery, answer: ResolveAnswer, now: Date): Promise<void> {
  if (answer.kind === 'found') return keepPerson(tx, accountId, query, answer.person, now);
  if (answer.kind === 'limited') {
    const pace = await tx.lookUps.pace(accountId);
    return tx.lookUps.savePace(accountId, { ...pace, heldUntil: new Date(now.getTime() + answer.retryAfterMs) });
  }
  const learnt = answerWithoutPerson(answer);
  if (learnt === null) return;
  // No answer takes nothing away from what is known.
  const [known] = await tx.lookUps.find(accountId, [query]);
  const recipientId = answer.kind === 'unknown' ? (known?.recipientId ?? null) : null;
  await tx.lookUps.answer(accountId, query, { ...learnt, recipientId }, now);
}

async function keepPerson(tx: Transaction, accountId: AccountId, query: RecipientQuery, person: FoundPerson, now: Date): Promise<void> {
  const account = await tx.accounts.find(accountId);
  if (account === null) return;
  const [recipient] = await tx.recipients.ensure(account.messenger, [{ address: person.address, name: person.name }], 'RENEWED');
  if (recipient === undefined) throw new Error('a recipient was not made');
  recipient.username = person.username;
  recipient.phone = person.phone ?? recipient.phone;
  recipient.learnPresence('EXISTS', person.address, accountId, now);
  await tx.recipients.save(recipient);
  // Written to each other before we came: no first message.
  if (person.hasConversation) await tx.messages.noteConversation(accountId, recipient.id);
  const found = { state: 'FOUND', recipientId: recipient.id, obstacle: person.refusal } as const;
  await tx.lookUps.answer(accountId, query, found, now);
  if (query.kind !== 'ID') await tx.lookUps.answer(accountId, { kind: 'ID', value: person.address }, found, now);
}
