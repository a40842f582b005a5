/**
 * How a login goes on: a person's answer to the step of now, a new series of QR codes (C-2), a number, a code, a password (C-4). Codes and passwords are kept sealed
 * until the worker that holds the session takes them, and no longer.
 */
import type { AccountId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { LoginInput, LoginStep } from '../ports/connector/login.ts';
import type { Lease, Storage } from '../ports/storage.ts';
import { accountLane } from '../ports/tasks.ts';
import { normalisePhone } from '../recipient/normalise-phone.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';

export interface LoginDeps {
  storage: Storage;
  clock: Clock;
  /** Resolves when something of the portal may have changed, or after `ms`; a hint, never the truth (RE-12). */
  untilChange(portalId: string, ms: number): Promise<void>;
}

export interface LoginProgress {
  accountId: AccountId;
  /** Null: the worker has not shown a step yet; it comes by the subscription. */
  step: LoginStep | null;
}

const FIRST_STEP_WAIT_MS = 8000;
const LOOK_EVERY_MS = 300;

const MAX_ANSWER_LENGTH = 256;

export async function continueLogin(
  deps: LoginDeps,
  caller: Caller,
  accountId: AccountId,
  input: LoginInput = { kind: 'NEW_QR' },
): Promise<LoginProgress | Refusal> {
  if (!caller.isAdministrator) return refuse('FORBIDDEN', { right: 'administrator' });
  const before = await deps.storage.transaction(caller.portalId, async tx => {
    const account = await tx.accounts.find(accountId);
    if (account === null) return refuse('ACCOUNT_NOT_FOUND');
    if (!account.wanted) return refuse('ACCOUNT_NOT_CONNECTED', { accountState: account.state });
    const answer = readAnswer(input, (await tx.portal()).country);
    if (isRefusal(answer)) return answer;
    const shownAt = await tx.logins.shownAt(accountId);
    if (account.state === 'CONNECTED' || account.state === 'SYNCHRONISING') return { shownAt, isConnected: true };
    await tx.logins.giveAnswer(accountId, answer, deps.clock.now());
    await tx.tasks.add({ name: 'continue-login', laneKey: accountLane(accountId), subjectId: accountId });
    return { shownAt, isConnected: false };
  });
  if ('refused' in before) return before;
  if (before.isConnected) return { accountId, step: { kind: 'DONE' } };
  return { accountId, step: await awaitStep(deps, caller, accountId, before.shownAt) };
}

/** As the messenger reads it: a number as in the portal's country, a code without the spaces that people put in. */
function readAnswer(input: LoginInput, country: string): LoginInput | Refusal {
  switch (input.kind) {
    case 'PHONE': {
      const phone = normalisePhone(input.phone, country);
      return phone === null ? refuse('NUMBER_MALFORMED', { field: 'phone' }) : { kind: 'PHONE', phone };
    }
    case 'CODE': {
      const code = input.code.replace(/[\s-]/g, '');
      if (code === '') return refuse('TEXT_EMPTY', { field: 'code' });
      return code.length > MAX_ANSWER_LENGTH
        ? refuse('TEXT_TOO_LONG', { field: 'code', limit: MAX_ANSWER_LENGTH })
        : { kind: 'CODE', code };
    }
    case 'PASSWORD':
      if (input.password === '') return refuse('TEXT_EMPTY', { field: 'password' });
      return input.password.length > MAX_ANSWER_LENGTH ? refuse('TEXT_TOO_LONG', { field: 'password', limit: MAX_ANSWER_LENGTH }) : input;
    case 'NEW_QR':
    case 'RESEND_CODE':
      return input;
  }
}

/** An answer that nobody took in time is of no use any more. */
const ANSWER_HOLDS_MS = 60_000;

/** For the worker that holds the session: what the person answered, once; a new series of codes where nothing is left. */
export async function takeLoginAnswer(
  deps: { storage: Storage; clock: Clock },
  lease: Lease,
  accountId: AccountId,
): Promise<LoginInput | null> {
  const given = await deps.storage.transaction(lease.portalId, async tx => {
    await tx.holdLease(lease);
    return tx.logins.takeAnswer(accountId);
  });
  return given !== null && deps.clock.now().getTime() - given.givenAt.getTime() < ANSWER_HOLDS_MS ? given.answer : null;
}

/** The next step, when the messenger has shown one; else what stands there: the rest comes by the subscription. */
export async function awaitStep(deps: LoginDeps, caller: Caller, accountId: AccountId, before: Date | null): Promise<LoginStep | null> {
  const deadline = deps.clock.now().getTime() + FIRST_STEP_WAIT_MS;
  for (;;) {
    const { step, shownAt } = await deps.storage.transaction(caller.portalId, async tx => ({
      step: await tx.logins.find(accountId),
      shownAt: await tx.logins.shownAt(accountId),
    }));
    const isNew = step !== null && shownAt?.getTime() !== before?.getTime();
    if ((isNew && step.kind !== 'WAIT') || deps.clock.now().getTime() >= deadline) return step;
    await deps.untilChange(caller.portalId, LOOK_EVERY_MS);
  }
}
