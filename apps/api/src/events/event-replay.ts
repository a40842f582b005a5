/** Brings what stands on disk into the database when it is back, in the order in which it came; then events go there again (RE-21). */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseEvent } from '@olchat/bitrix24';
import { isOutage } from '../persistence/outage.ts';
import type { EventIntake, SpoolDeps } from './event-intake.ts';
import type { Arrival } from './event-spool.ts';
import { takeProvenEvent, type TakeEventDeps } from './take-event.ts';

export interface EventReplayDeps extends TakeEventDeps, SpoolDeps {
  intake: EventIntake;
  isReady: () => Promise<boolean>;
  /** Events came while the database was away, or nobody was there to take them: every portal is looked over (RE-22). */
  reconcile: (since: Date) => Promise<void>;
  /** Says that somebody takes events now; answers when somebody did last. */
  beat: () => Promise<Date | null>;
}

export interface EventReplayTimes {
  lookEveryMs: number;
  beatEveryMs: number;
  /** Without a beat for so long nobody took events. */
  silentMs: number;
}

const TIMES: EventReplayTimes = { lookEveryMs: 500, beatEveryMs: 10_000, silentMs: 60_000 };
const ALARM_EVERY_MS = 60_000;

export class EventReplay {
  readonly #deps: EventReplayDeps;
  readonly #times: EventReplayTimes;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #beatAt = -Infinity;
  #alarmedAt = -Infinity;

  constructor(deps: EventReplayDeps, times: EventReplayTimes = TIMES) {
    this.#deps = deps;
    this.#times = times;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Finishes the file that it replays. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await this.#deps.spool.flush();
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#look();
      } catch (error) {
        if (!isOutage(error)) this.#deps.logger.error({ error }, 'events on disk could not be replayed; tried again');
      }
      await sleep(this.#times.lookEveryMs, null, { signal: this.#stopping.signal }).catch(() => undefined); // the end
    }
  }

  async #look(): Promise<void> {
    const { spool, intake } = this.#deps;
    const names = await spool.measure();
    this.#alarm();
    if (names.length === 0 && intake.awaySince === null) return this.#beat();
    if (!(await this.#deps.isReady())) return;
    const since = intake.awaySince;
    const first = await this.#replay(names);
    if (!spool.isEmpty) return;
    intake.isBack();
    const earliest = first ?? since;
    if (earliest === null) return;
    this.#deps.logger.info({}, 'the database is back, and every event on disk is stored');
    await this.#deps.reconcile(earliest);
  }

  /** Answers when the first of them came. Throws when the database is away again: what is stored already is known by its id. */
  async #replay(names: readonly string[]): Promise<Date | null> {
    let first = null as Date | null;
    for (const name of names) {
      if (this.#stopping.signal.aborted) return first;
      const { arrivals, unreadable } = await this.#deps.spool.read(name);
      let spoiled = unreadable;
      for (const arrival of arrivals) {
        if (first === null || arrival.receivedAt < first) first = arrival.receivedAt;
        if (!(await this.#store(arrival))) spoiled += 1;
      }
      if (spoiled === 0) await this.#deps.spool.remove(name);
      else {
        this.#deps.logger.error({ count: spoiled }, 'lines of the event spool cannot be taken; the file is set aside');
        await this.#deps.spool.setAside(name);
      }
    }
    return first;
  }

  /** False: it can never be taken, and must not stop the others (FA-24). */
  async #store({ id, portalId, receivedAt, body }: Arrival): Promise<boolean> {
    try {
      const taken = await takeProvenEvent(this.#deps, portalId, { id, receivedAt, body, event: parseEvent(body) });
      if (!taken) this.#deps.logger.warn({ portalId }, 'an event on disk is of a portal that is ours no more, or was not proven');
      return true;
    } catch (error) {
      if (isOutage(error)) throw error;
      this.#deps.logger.error({ portalId, error }, 'an event on disk cannot be taken');
      return false;
    }
  }

  /** A gap without a single beat: processes were down, and what Bitrix24 sent meanwhile is gone. */
  async #beat(): Promise<void> {
    const now = performance.now();
    if (now - this.#beatAt < this.#times.beatEveryMs) return;
    const last = await this.#deps.beat();
    this.#beatAt = now;
    if (last !== null && Date.now() - last.getTime() > this.#times.silentMs) await this.#deps.reconcile(last);
  }

  #alarm(): void {
    const { spool, logger } = this.#deps;
    if (!spool.isAlarming || performance.now() - this.#alarmedAt < ALARM_EVERY_MS) return;
    this.#alarmedAt = performance.now();
    logger.error({ count: spool.bytes, error: spool.lastError }, 'the event spool fills up, or the disk refuses it');
  }
}
