/** What one task of an account's lane does: over the live session, whose questions and fetches run beside the sends. */
import {
  changeSentMessage,
  checkPresence,
  lookUpNext,
  readNextHistory,
  takeLoginAnswer,
  type AccountId,
  type Clock,
  type Connector,
  type FileScanner,
  type FileStore,
  type Lease,
  type PortalId,
  type RecipientId,
  type Session,
  type Storage,
} from '@olchat/domain';
import type { Logger } from '../logger.ts';
import type { ClaimedTask } from '../persistence/sql/sql-lanes.ts';
import { ClientFetches } from './client-fetches.ts';
import { HistoryReader } from './history-reader.ts';
import { PeopleLookUps } from './people-look-ups.ts';

export interface AccountTasksDeps {
  storage: Storage;
  files: FileStore;
  scanner: FileScanner | null;
  clock: Clock;
  logger: Logger;
  /** Tells whoever waits for something of this portal to look (RE-12). */
  nudge(portalId: PortalId): void;
}

export interface LiveSession {
  connector: Connector;
  session: Session;
  /** Fires when this session closes, before it has closed. */
  ended: AbortSignal;
}

/** What the holder of the session does after a task: nothing, open it anew, or forget it. */
export type AfterTask = 'GO_ON' | 'REOPEN' | 'LOGGED_OUT';

export class AccountTasks {
  readonly #deps: AccountTasksDeps;
  readonly #lease: Lease;
  readonly #accountId: AccountId;
  readonly #stopping: AbortSignal;
  readonly #histories: HistoryReader;
  readonly #lookUps: PeopleLookUps;
  readonly #fetches: ClientFetches;

  constructor(deps: AccountTasksDeps, lease: Lease, accountId: AccountId, stopping: AbortSignal) {
    this.#deps = deps;
    this.#lease = lease;
    this.#accountId = accountId;
    this.#stopping = stopping;
    const { logger, storage, clock } = deps;
    const nudge = (): void => deps.nudge(lease.portalId);
    this.#histories = new HistoryReader({ readNext: readNextHistory, nudge, logger });
    this.#lookUps = new PeopleLookUps({ storage, clock, nudge, logger, lookUpNext });
    this.#fetches = new ClientFetches(deps, { portalId: lease.portalId, accountId });
  }

  async run(task: ClaimedTask, { connector, session, ended }: LiveSession): Promise<AfterTask> {
    const { portalId } = this.#lease;
    const signal = this.#stopping;
    const context = { lease: this.#lease, accountId: this.#accountId, session, capabilities: connector.capabilities };
    switch (task.name) {
      case 'check-presence':
        await checkPresence(this.#deps, { ...context, signal }, task.subjectId as RecipientId, { person: true });
        this.#deps.nudge(portalId); // somebody waits for the answer
        return 'GO_ON';
      case 'look-up-people':
        this.#lookUps.begin({ ...context, signal: AbortSignal.any([signal, ended]) });
        return 'GO_ON';
      case 'read-history':
        this.#histories.begin(this.#deps, { ...context, signal: AbortSignal.any([signal, ended]) });
        return 'GO_ON';
      case 'fetch-inbound-file':
        this.#fetches.file(task.subjectId, session, signal);
        return 'GO_ON';
      case 'fetch-client-picture':
        this.#fetches.picture(task.subjectId as RecipientId, session, signal);
        return 'GO_ON';
      case 'change-sent-message': {
        const refused = await changeSentMessage(
          this.#deps,
          { portalId, accountId: this.#accountId, session, connector, signal },
          task.subjectId,
        );
        if (refused !== null)
          this.#deps.logger.warn('the messenger refused a change', { portalId, accountId: this.#accountId, code: refused });
        return 'GO_ON';
      }
      case 'continue-login':
        await session.continueLogin((await takeLoginAnswer(this.#deps, this.#lease, this.#accountId)) ?? { kind: 'NEW_QR' });
        return 'GO_ON';
      case 'restart-session':
        return 'REOPEN';
      case 'log-out':
        return this.#logOut(session);
      default:
        throw new Error(`the task ${task.name} does not belong to an account`);
    }
  }

  /** Resolves when nothing runs beside the sends any more. */
  async idle(): Promise<void> {
    await Promise.all([this.#fetches.idle(), this.#lookUps.ended(), this.#histories.ended()]);
  }

  async #logOut(session: Session): Promise<AfterTask> {
    const account = await this.#deps.storage.transaction(this.#lease.portalId, tx => tx.accounts.find(this.#accountId));
    // Connected anew before this could run: the person changed his mind. What the session said before is not stored any more, and it
    // says nothing twice; a new one tells who it is and how it stands.
    if (account?.wanted === true) return 'REOPEN';
    await session.logOut();
    return 'LOGGED_OUT';
  }
}
