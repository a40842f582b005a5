/**
 * Badge changes of one portal leave together: those that come within a moment, and those that come while one request is under way. The
 * last view of a record is the one that goes (RE-44, Q-23). Up to 50 changes cost one request.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { PortalId } from '@olchat/domain';
import { z } from 'zod';
import { MAX_COMMANDS, type RestCommand, type RestParams } from '../rest/batch.ts';
import type { RestOutcome } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';

/** A client who opens a chat reads all of it at once: as long as more badges keep coming, each within the first of these, they leave in one request. */
const GATHER_MS = 150;
const GATHER_AT_MOST_MS = 1_500;

interface Waiting {
  layout: RestParams;
  done: ((outcome: RestOutcome<null>) => void)[];
  failed: ((reason: unknown) => void)[];
}

export class ActivityUpdates {
  readonly #rest: RestClient;
  readonly #gatherMs: number;
  readonly #waiting = new Map<PortalId, Map<string, Waiting>>();
  readonly #sending = new Set<PortalId>();

  constructor(rest: RestClient, gatherMs = GATHER_MS) {
    this.#rest = rest;
    this.#gatherMs = gatherMs;
  }

  /** Resolves when this view, or a later one of the same record, stands. */
  update(portalId: PortalId, activityId: string, layout: RestParams): Promise<RestOutcome<null>> {
    return new Promise((done, failed) => {
      const ofPortal = this.#waiting.get(portalId) ?? new Map<string, Waiting>();
      this.#waiting.set(portalId, ofPortal);
      const earlier = ofPortal.get(activityId);
      ofPortal.set(activityId, { layout, done: [...(earlier?.done ?? []), done], failed: [...(earlier?.failed ?? []), failed] });
      if (!this.#sending.has(portalId)) void this.#send(portalId);
    });
  }

  /** One request at a time per portal, so that an older view cannot overtake a newer one. Never rejects. */
  async #send(portalId: PortalId): Promise<void> {
    this.#sending.add(portalId);
    await this.#gather(portalId);
    for (let wave = this.#nextWave(portalId); wave.size > 0; wave = this.#nextWave(portalId)) {
      try {
        await this.#sendWave(portalId, wave);
      } catch (error) {
        for (const waiting of wave.values()) for (const failed of waiting.failed) failed(error);
      }
    }
    this.#sending.delete(portalId);
    this.#waiting.delete(portalId);
  }

  async #gather(portalId: PortalId): Promise<void> {
    const waiting = (): number => this.#waiting.get(portalId)?.size ?? 0;
    for (
      let [before, waited] = [0, 0];
      waiting() > before && waiting() < MAX_COMMANDS && waited < GATHER_AT_MOST_MS;
      waited += this.#gatherMs
    ) {
      before = waiting();
      await sleep(this.#gatherMs);
    }
  }

  #nextWave(portalId: PortalId): Map<string, Waiting> {
    const ofPortal = this.#waiting.get(portalId);
    const wave = new Map([...(ofPortal ?? [])].slice(0, MAX_COMMANDS));
    for (const activityId of wave.keys()) ofPortal?.delete(activityId);
    return wave;
  }

  async #sendWave(portalId: PortalId, wave: ReadonlyMap<string, Waiting>): Promise<void> {
    const commands: Record<string, RestCommand> = {};
    for (const [activityId, { layout }] of wave) {
      commands[commandName(activityId)] = {
        method: 'crm.activity.configurable.update',
        params: { id: activityId, fields: { completed: 'Y' }, layout },
      };
    }
    const answer = await this.#rest.batch({ portalId, as: 'main' }, commands, 'repeatable');
    for (const [activityId, { done }] of wave) {
      const outcome = answer.ok ? answer.value.read(commandName(activityId), z.unknown()) : answer;
      for (const resolve of done) resolve(outcome.ok ? { ok: true, value: null } : outcome);
    }
  }
}

/** Never a bare number: PHP would make a list of the answers. */
const commandName = (activityId: string): string => `activity${activityId}`;
