/** Connects an account to a line (C-1, C-2): the account is stored, its line gets the connector, a worker opens the session and shows the first step. */
import { changeBy } from '../change/change.ts';
import { newId, type AccountId, type LineId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { ConnectorKind } from '../ports/connector.ts';
import type { ConnectorProfile, ConnectorProfiles } from '../ports/connectors.ts';
import type { OpenLine, OpenLines } from '../ports/open-lines.ts';
import type { Transaction } from '../ports/storage.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { Account } from './account.ts';
import { announceAccount } from './account-change.ts';
import { awaitStep, type LoginDeps, type LoginProgress } from './continue-login.ts';

export interface ConnectAccount {
  kind: ConnectorKind;
  title: string | null;
  /** An existing line, or the name of a new one. */
  line: { id: LineId } | { newName: string };
}

export interface ConnectAccountDeps extends LoginDeps {
  openLines: OpenLines;
  connectors: ConnectorProfiles;
}

export async function connectAccount(deps: ConnectAccountDeps, caller: Caller, command: ConnectAccount): Promise<LoginProgress | Refusal> {
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

async function chooseLine(
  deps: ConnectAccountDeps,
  caller: Caller,
  command: ConnectAccount,
): Promise<Pick<OpenLine, 'id' | 'name'> | Refusal> {
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
  deps: Pick<ConnectAccountDeps, 'storage' | 'clock'>,
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
