/** Connects an account to a line (C-1, C-2): the account is stored, its line gets the connector, a worker opens the session and shows the first step. */
import { changeBy } from '../change/change.ts';
import { newId, type AccountId, type LineId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectorKind } from '../ports/connector.ts';
import type { LoginInput, LoginStep } from '../ports/connector/login.ts';
import type { ConnectorProfile, ConnectorProfiles } from '../ports/connectors.ts';
import type { OpenLine, OpenLines } from '../ports/open-lines.ts';
import type { Lease, Storage, Transaction } from '../ports/storage.ts';
import { accountLane } from '../ports/tasks.ts';
import { normalisePhone } from '../recipient/normalise-phone.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { Account } from './account.ts';
import { announceAccount } from './account-change.ts';

export interface ConnectAccount {
  kind: ConnectorKind;
  title: string | null;
  /** An existing line, or the name of a new one. */
  line: { id: LineId } | { newName: string };
}

export interface LoginDeps {
  storage: Storage;
  openLines: OpenLines;
  connectors: ConnectorProfiles;
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

export async function connectAccount(deps: LoginDeps, caller: Caller, command: ConnectAccount): Promise<LoginProgress | Refusal> {
  if (!caller.isAdministrator) return refuse('FORBIDDEN', { right: 'administrator' });
  const profile = deps.connectors.profile(command.kind);
  if (profile === undefined) return refuse('NOT_FOUND', { field: 'kind' });
  const line = await chooseLine(deps, caller, command);
  if (isRefusal(line)) return line;
  const known = await deps.storage.transaction(caller.portalId, tx => tx.accounts.findByLine(profile.messenger, line.id));
  if (known?.wanted === true) return refuse('LINE_TAKEN');
  const wish = {
    id: known?.id ?? newId<AccountId>(),
    messenger: profile.messenger,
    title: command.title?.trim() || known?.title || line.name,
  };
  // The line first: a refusal of the portal leaves nothing behind, so the next try is as good as this one.
  const attached = await deps.openLines.attach(caller.portalId, line.id, { ...wish, address: null });
  if (isRefusal(attached)) return attached;
  // O-11: on the first connection. Afterwards the line's settings are the administrator's own, and advice says what they do.
  const quiet = known === null && 'id' in command.line ? await deps.openLines.quieten(caller.portalId, line.id) : null;
  if (quiet !== null) return quiet;
  const account = await storeAccount(deps, caller, wish, profile, line);
  if (isRefusal(account)) return account;
  return { accountId: account.id, step: await awaitStep(deps, caller, account.id, null) };
}

async function chooseLine(deps: LoginDeps, caller: Caller, command: ConnectAccount): Promise<Pick<OpenLine, 'id' | 'name'> | Refusal> {
  if ('newName' in command.line) {
    const name = command.line.newName.trim();
    if (name === '') return refuse('TEXT_EMPTY', { field: 'newLineName' });
    const id = await deps.openLines.createLine(caller.portalId, name, [caller.employeeId]);
    return isRefusal(id) ? id : { id, name };
  }
  const line = await deps.openLines.line(caller.portalId, command.line.id);
  return line ?? refuse('NOT_FOUND', { field: 'lineId' });
}

/** One line, one account (G-5). A line whose account was disconnected takes it back, chats and all (G-6). */
async function storeAccount(
  deps: LoginDeps,
  caller: Caller,
  wish: Pick<Account, 'id' | 'title'>,
  profile: ConnectorProfile,
  line: Pick<OpenLine, 'id' | 'name'>,
): Promise<Account | Refusal> {
  return deps.storage.transaction(caller.portalId, async tx => {
    const known = await tx.accounts.findByLine(profile.messenger, line.id);
    if (known?.wanted === true) return refuse('LINE_TAKEN');
    const now = deps.clock.now();
    if (known !== null) {
      known.title = wish.title;
      known.wanted = true;
      // Another number may come (G-6); the login tells.
      Object.assign(known, { address: null, messengerId: null, username: null, progress: null } satisfies Partial<Account>);
      known.state = 'LOGIN_REQUIRED';
      known.stateReason = null;
      known.stateSince = now;
      known.hidden = false;
      await tx.logins.clear(known.id);
      await tx.accounts.reopen(known);
      await recordConnection(tx, caller, known, now);
      announceAccount(tx, known);
      return known;
    }
    const account = Account.create({
      portalId: caller.portalId,
      id: wish.id,
      kind: profile.kind,
      messenger: profile.messenger,
      title: wish.title,
      lineId: line.id,
      lineName: line.name,
      createdAt: now,
    });
    await tx.accounts.add(account);
    await recordConnection(tx, caller, account, now);
    announceAccount(tx, account);
    return account;
  });
}

const recordConnection = (tx: Transaction, caller: Caller, { id, title, kind, lineName }: Account, at: Date): Promise<void> =>
  tx.changes.add(
    changeBy(caller, at, { what: 'ACCOUNT_CONNECTED', subjectId: id, subject: title, after: { title, kind, line: lineName } }),
  );

const MAX_ANSWER_LENGTH = 256;

/**
 * A person's answer to the step of now: a new series of QR codes (C-2), a number, a code, a password (C-4). Codes and passwords are kept sealed
 * until the worker that holds the session takes them, and no longer.
 */
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
  deps: Pick<LoginDeps, 'storage' | 'clock'>,
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
async function awaitStep(deps: LoginDeps, caller: Caller, accountId: AccountId, before: Date | null): Promise<LoginStep | null> {
  const deadline = deps.clock.now().getTime() + FIRST_STEP_WAIT_MS;
  for (;;) {
    const [step, shownAt] = await deps.storage.transaction(caller.portalId, tx =>
      Promise.all([tx.logins.find(accountId), tx.logins.shownAt(accountId)]),
    );
    const isNew = step !== null && shownAt?.getTime() !== before?.getTime();
    if ((isNew && step.kind !== 'WAIT') || deps.clock.now().getTime() >= deadline) return step;
    await deps.untilChange(caller.portalId, LOOK_EVERY_MS);
  }
}

/** «Перезагрузить коннектор» (C-5): the worker that holds the account closes its session and opens a new one; nothing is lost by it. */
export async function restartAccount(
  deps: Pick<LoginDeps, 'storage' | 'clock'>,
  caller: Caller,
  accountId: AccountId,
): Promise<Account | Refusal> {
  if (!caller.isAdministrator) return refuse('FORBIDDEN', { right: 'administrator' });
  return deps.storage.transaction(caller.portalId, async tx => {
    const account = await tx.accounts.find(accountId);
    if (account === null) return refuse('ACCOUNT_NOT_FOUND');
    if (!account.wanted) return refuse('ACCOUNT_NOT_CONNECTED', { accountState: account.state });
    await tx.tasks.add({ name: 'restart-session', laneKey: accountLane(accountId), subjectId: accountId });
    return account;
  });
}
