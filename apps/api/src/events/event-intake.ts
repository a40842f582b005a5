/** What the door does with an event: into the database at once, or, while that is away, on disk (RE-21). Answered within a moment either way. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PortalEvent } from '@olchat/bitrix24';
import { isOutage } from '../persistence/outage.ts';
import type { EventSpool } from './event-spool.ts';
import type { KnownSenders } from './known-senders.ts';
import { isInstallation, takeEvent, type NamedEvent, type TakeEventDeps } from './take-event.ts';

export interface SpoolDeps {
  spool: EventSpool;
  senders: KnownSenders;
}

/** TAKEN: stored, or on disk · REFUSED: not from a portal of ours · AWAY: it can be kept nowhere. */
export type Intake = 'TAKEN' | 'REFUSED' | 'AWAY';

/** Bitrix24 throttles handlers that are slow; a database that has not stored it by then is taken to be away. */
const PATIENCE_MS = 1000;
/** An installation asks the portal and its authorisation server. */
const INSTALLATION_PATIENCE_MS = 20_000;

export class EventIntake {
  readonly #deps: TakeEventDeps;
  readonly #spooling: SpoolDeps | null;
  #awaySince: Date | null = null;

  constructor(deps: TakeEventDeps, spooling: SpoolDeps | null) {
    this.#deps = deps;
    this.#spooling = spooling;
  }

  /** Since when the database is taken to be away; null: it is not. */
  get awaySince(): Date | null {
    return this.#awaySince;
  }

  /** Everything on disk is stored; events go to the database again. */
  isBack(): void {
    this.#awaySince = null;
  }

  async take(event: PortalEvent, bytes: Buffer): Promise<Intake> {
    const named: NamedEvent = { id: randomUUID(), receivedAt: this.#deps.services.clock.now(), body: bytes.toString('utf8'), event };
    // What stands on disk goes first: the order in which the events came is kept as far as it was known.
    if (this.#awaySince === null && this.#spooling?.spool.isEmpty !== false) {
      const taken = await this.#intoDatabase(named);
      if (taken !== null) return taken ? 'TAKEN' : 'REFUSED';
    }
    return this.#ontoDisk(named);
  }

  /** Null: the database is away. What it may still have stored is recognised by its id when the same event comes from the disk. */
  async #intoDatabase(named: NamedEvent): Promise<boolean | null> {
    const done = new AbortController();
    const taking = takeEvent(this.#deps, named);
    taking.catch(() => undefined); // it may fail after nobody waits for it any more
    try {
      if (this.#spooling === null) return await taking;
      const patience = sleep(isInstallation(named.event) ? INSTALLATION_PATIENCE_MS : PATIENCE_MS, null, { signal: done.signal });
      patience.catch(() => undefined); // taken in time
      return await Promise.race([taking, patience]);
    } catch (error) {
      if (this.#spooling === null || !isOutage(error)) throw error;
      return null;
    } finally {
      done.abort();
    }
  }

  async #ontoDisk(named: NamedEvent): Promise<Intake> {
    if (this.#spooling === null) return 'AWAY';
    if (this.#awaySince === null && this.#spooling.spool.isEmpty) {
      this.#awaySince = named.receivedAt;
      this.#deps.logger.error({}, 'the database is away: events of portals go to disk');
    }
    const { spool, senders } = this.#spooling;
    const portalId = senders.verify(named.event.memberId, named.event.applicationToken);
    if (portalId === 'UNKNOWN') return 'AWAY';
    if (portalId === 'FORGED') return 'REFUSED';
    const kept = await spool.keep({ id: named.id, receivedAt: named.receivedAt, portalId, body: named.body });
    if (kept === 'KEPT') return 'TAKEN';
    this.#deps.logger.error(
      { portalId, code: kept, error: spool.lastError, event: named.event.event },
      'an event is lost: the spool took it not',
    );
    return 'AWAY';
  }
}
