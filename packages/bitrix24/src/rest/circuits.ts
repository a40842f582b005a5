/** The circuits of a process, by the REST address of the portal (RE-52). */
import type { PortalId } from '@olchat/domain';
import { admit, afterCall, type Circuit, CLOSED, type CallEnd } from './circuit.ts';
import { failed, type RestFailure, type RestOutcome } from './errors.ts';
import type { RestLogger } from './redaction.ts';

/** The code of a call that was not made, because the portal is left alone until `freeAt`. */
export const PORTAL_SILENT = 'PORTAL_SILENT';

export interface CircuitsOptions {
  /** Of a monotonic clock. */
  nowMs: () => number;
  wallClock: { now(): Date };
  logger: RestLogger;
}

export class Circuits {
  readonly #options: CircuitsOptions;
  /** Only of addresses with trouble: the others are closed. */
  readonly #circuits = new Map<string, Circuit>();

  constructor(options: CircuitsOptions) {
    this.#options = options;
  }

  /** What a call would be answered now; null: it may be made. */
  refusal(address: string): ReturnType<typeof failed> | null {
    const admission = admit(this.#of(address), this.#options.nowMs());
    return admission.admitted ? null : this.#refused(admission.waitMs);
  }

  /** Makes the call unless the address is left alone. */
  async through<T>(portalId: PortalId, address: string, call: () => Promise<RestOutcome<T>>): Promise<RestOutcome<T>> {
    const admission = admit(this.#of(address), this.#options.nowMs());
    if (!admission.admitted) return this.#refused(admission.waitMs);
    this.#keep(address, admission.circuit);
    let end: CallEnd = 'failed';
    try {
      const outcome = await call();
      end = endOf(outcome);
      return outcome;
    } finally {
      this.#note(portalId, address, end, admission.isProbe);
    }
  }

  #note(portalId: PortalId, address: string, end: CallEnd, isProbe: boolean): void {
    const before = this.#of(address);
    const after = afterCall(before, end, isProbe, this.#options.nowMs());
    this.#keep(address, after);
    if (before.state !== 'open' && after.state === 'open') {
      this.#options.logger.warn({ portalId, pauseMs: after.pauseMs }, 'a portal does not answer: it is left alone for a time');
    }
    if (before.state !== 'closed' && after.state === 'closed') this.#options.logger.info({ portalId }, 'a portal answers again');
  }

  #of(address: string): Circuit {
    return this.#circuits.get(address) ?? CLOSED;
  }

  #keep(address: string, circuit: Circuit): void {
    const isQuiet = circuit.state === 'closed' && circuit.ends.every(({ failed: isFailed }) => !isFailed);
    if (isQuiet) this.#circuits.delete(address);
    else this.#circuits.set(address, circuit);
  }

  #refused(waitMs: number): ReturnType<typeof failed> {
    return failed('not-sent', PORTAL_SILENT, { freeAt: new Date(this.#options.wallClock.now().getTime() + waitMs) });
  }
}

const HUNG = new Set(['TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT']);

const endOf = (outcome: RestOutcome<unknown>): CallEnd => {
  if (outcome.ok || !saysNothing(outcome.failure)) return 'answered';
  return HUNG.has(outcome.failure.code) ? 'hung' : 'failed';
};

/** Nobody there, or something before it that is not the portal; what the portal itself says, a surprise of its own too, is an answer. */
const saysNothing = ({ kind, code, status }: RestFailure): boolean =>
  kind === 'not-sent' || (kind === 'unknown-outcome' && (status === null || code === `HTTP_${status}`));
