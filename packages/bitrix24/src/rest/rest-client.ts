/** REST calls of one portal: token, budget, limits, and repeats where a repeat makes nothing twice (RE-9, RE-10, RE-42, RE-44). */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ActingAs, Clock, PortalId } from '@olchat/domain';
import type { z } from 'zod';
import { BatchAnswer, batchBody, commandLine, MAX_COMMANDS, readResult, type RestCommand, type RestParams } from './batch.ts';
import { Circuits, PORTAL_SILENT } from './circuits.ts';
import { readEnvelope, resetsIn } from './envelope.ts';
import { failed, provablyNotExecuted, type RestOutcome } from './errors.ts';
import type { Lane, RestBudget } from './limits.ts';
import type { Post } from './post.ts';
import { failureForLog, type RestLogger } from './redaction.ts';
import { type PortalAddress, type PortalAddresses, type Tokens, TokenServerUnavailable } from './tokens.ts';

const MAX_REPEATS = 2;
const PAUSE_BASE_MS = 500;
/** Full jitter, so that many waiting calls do not come back together. */
const jitter = (repeat: number): number => Math.random() * PAUSE_BASE_MS * 2 ** repeat;
/** How long a call waits for the portal's budget before it gives up. */
const MAX_WAIT_MS: Record<Lane, number> = { person: 10_000, background: 60_000 };
/** QUERY_LIMIT_EXCEEDED: at two a second one second frees two calls. */
const SLOW_DOWN_MS = 1_000;
/** OVERLOAD_LIMIT: the vendor blocked the portal by hand. */
const OVERLOAD_MS = 300_000;
/** OPERATION_TIME_LIMIT without `operating_reset_at`: the sliding window has baskets of one minute. */
const STOP_METHOD_MS = 60_000;

export interface Caller {
  portalId: PortalId;
  as: ActingAs;
}

/** `repeatable`: reading, or setting a thing to what it is. `once`: makes something; after an unknown outcome it is looked up, not repeated. */
export type Repeat = 'repeatable' | 'once';

export interface RestClientOptions {
  addresses: PortalAddresses;
  tokens: Tokens;
  budget: RestBudget;
  lane: Lane;
  post: Post;
  clock: Clock;
  logger: RestLogger;
  /** Milliseconds before the n-th repeat; 0.5 s with full jitter, doubling. */
  pauseMs?: (repeat: number) => number;
  /** Of a monotonic clock; `performance.now` by default. */
  nowMs?: () => number;
}

interface Request {
  method: string;
  params: RestParams;
  /** Methods that the call runs: itself, or the commands of a batch. */
  runs: readonly string[];
  /** Method of each command of a batch, by its name. */
  commands: Readonly<Record<string, string>>;
  repeat: Repeat;
}

/** Asked again, they would say the same. */
const FINAL = new Set(['BUDGET_USED_UP', 'MALFORMED_ANSWER', PORTAL_SILENT]);

export class RestClient {
  readonly #options: RestClientOptions;
  readonly #circuits: Circuits;
  /** When a method may run again, per portal. */
  readonly #stopped = new Map<string, Date>();
  /** When the oldest work of a method is forgotten, as its last good answer said. */
  readonly #resets = new Map<string, Date>();

  constructor(options: RestClientOptions) {
    this.#options = options;
    const { logger, clock, nowMs = () => performance.now() } = options;
    this.#circuits = new Circuits({ nowMs, wallClock: clock, logger });
  }

  async call<T>(caller: Caller, command: RestCommand, answer: z.ZodType<T>, repeat: Repeat): Promise<RestOutcome<T>> {
    const { method, params = {} } = command;
    const outcome = await this.#withToken(caller, { method, params, runs: [method], commands: {}, repeat });
    return outcome.ok ? readResult(outcome.value, answer) : outcome;
  }

  /** For words of ours that stand beside the portal's own. */
  async language(portalId: PortalId): Promise<'ru' | 'en'> {
    return (await this.#options.addresses.addresses(portalId))?.language === 'ru' ? 'ru' : 'en';
  }

  /** One request. `halt`: the first refused command ends the batch. */
  async batch<Name extends string>(
    caller: Caller,
    commands: Readonly<Record<Name, RestCommand>>,
    repeat: Repeat,
    halt = false,
  ): Promise<RestOutcome<BatchAnswer<Name>>> {
    const entries = Object.entries<RestCommand>(commands);
    if (entries.length > MAX_COMMANDS) throw new RangeError(`A batch takes ${MAX_COMMANDS} commands, not ${entries.length}`);
    const cmd = Object.fromEntries(entries.map(([name, command]) => [name, commandLine(command)]));
    const runs = entries.map(([, command]) => command.method);
    const methods = Object.fromEntries(entries.map(([name, command]) => [name, command.method]));
    const outcome = await this.#withToken(caller, {
      method: 'batch',
      params: { halt: halt ? 1 : 0, cmd },
      runs,
      commands: methods,
      repeat,
    });
    if (!outcome.ok) return outcome;
    const body = readResult(outcome.value, batchBody);
    if (!body.ok) return body;
    const answer = new BatchAnswer<Name>(body.value);
    const stopped = Object.keys(commands).filter(name => answer.isStopped(name as Name));
    if (stopped.length > 0)
      await this.#stop(
        caller.portalId,
        stopped.map(name => commands[name as Name].method),
        null,
      );
    return { ok: true, value: answer };
  }

  async #withToken({ portalId, as }: Caller, request: Request): Promise<RestOutcome<unknown>> {
    const { addresses, tokens } = this.#options;
    const portal = await addresses.addresses(portalId);
    if (portal === null) return failed('token-refused', 'PORTAL_UNKNOWN');

    let last: RestOutcome<unknown> = failed('token-refused', 'NO_TOKEN_PAIR');
    for await (const owner of tokens.owners(portalId, as)) {
      const token = await tokens.accessToken(portalId, owner);
      if (token === null) continue;
      last = await this.#repeated(portalId, portal, token, request);
      if (!last.ok && (last.failure.kind === 'refresh' || last.failure.kind === 'moved')) {
        const renewed = await this.#renewed(portalId, portal, owner, token);
        if (!renewed.ok) return renewed;
        if (renewed.value === null) continue;
        // The exchange also says where the portal lives now: only that address gets the token (SE-3).
        const current = (await addresses.addresses(portalId)) ?? portal;
        if (last.failure.kind === 'moved' && current.clientEndpoint === portal.clientEndpoint) return failed('not-sent', 'MOVE_NOT_PROVEN');
        last = await this.#repeated(portalId, current, renewed.value, request);
      }
      const isThisOwners = !last.ok && ['refresh', 'token-refused', 'app-closed'].includes(last.failure.kind);
      if (!isThisOwners) return last;
    }
    return last;
  }

  async #renewed(portalId: PortalId, portal: PortalAddress, owner: ActingAs, used: string): Promise<RestOutcome<string | null>> {
    try {
      return { ok: true, value: await this.#options.tokens.renewed(portalId, portal, owner, used) };
    } catch (error) {
      if (!(error instanceof TokenServerUnavailable)) throw error;
      // The call itself was answered `expired_token`: it was not executed.
      return failed('not-sent', `TOKEN_SERVER_UNAVAILABLE ${error.code}`);
    }
  }

  async #repeated(portalId: PortalId, portal: PortalAddress, token: string, request: Request): Promise<RestOutcome<unknown>> {
    const pauseMs = this.#options.pauseMs ?? jitter;
    for (let repeat = 0; ; repeat += 1) {
      const outcome = await this.#once(portalId, portal, token, request);
      if (outcome.ok) return outcome;
      const { failure } = outcome;
      const isHarmless = provablyNotExecuted(failure) || (failure.kind === 'unknown-outcome' && request.repeat === 'repeatable');
      const isFinal = FINAL.has(failure.code);
      if (!isHarmless || isFinal || repeat >= MAX_REPEATS) return outcome;
      await sleep(pauseMs(repeat));
    }
  }

  async #once(portalId: PortalId, portal: PortalAddress, token: string, request: Request): Promise<RestOutcome<unknown>> {
    const { budget, lane, post, clock, logger } = this.#options;
    for (const method of request.runs) {
      const until = this.#stopped.get(`${portalId}:${method}`);
      if (until !== undefined && until > clock.now()) return failed('stop-method', 'OPERATION_TIME_LIMIT', { freeAt: until });
    }
    // Before anything is taken of the portal's budget.
    const silent = this.#circuits.refusal(portal.clientEndpoint);
    if (silent !== null) return silent;
    const patience = AbortSignal.timeout(MAX_WAIT_MS[lane]);
    try {
      const stoppedUntil = await budget.take(portalId, lane, patience, request.runs);
      if (stoppedUntil !== null) return failed('stop-method', 'OPERATION_TIME_LIMIT', { freeAt: stoppedUntil });
    } catch (error) {
      if (!patience.aborted) throw error;
      return failed('slow-down', 'BUDGET_USED_UP');
    }

    const startedAt = clock.now().getTime();
    const outcome = await this.#circuits.through(portalId, portal.clientEndpoint, async () => {
      const answer = await post.json(`${portal.clientEndpoint}${request.method}`, { ...request.params, auth: token });
      if (!answer.ok) return answer;
      this.#noteResets(portalId, request, answer.value.body);
      return readEnvelope(answer.value.status, answer.value.body);
    });
    if (outcome.ok || outcome.failure.code === PORTAL_SILENT) return outcome;

    const durationMs = clock.now().getTime() - startedAt;
    logger.warn({ portalId, method: request.method, durationMs, ...failureForLog(outcome.failure) }, 'bitrix24 refused a call');
    if (outcome.failure.kind === 'slow-down') {
      await budget.slowDown(portalId, new Date(clock.now().getTime() + SLOW_DOWN_MS), null);
    }
    if (outcome.failure.code === 'OVERLOAD_LIMIT') {
      await budget.slowDown(portalId, new Date(clock.now().getTime() + OVERLOAD_MS), null);
    }
    if (outcome.failure.kind === 'stop-method') {
      const freeAt = await this.#stop(portalId, request.runs, outcome.failure.freeAt);
      return failed('stop-method', outcome.failure.code, { status: outcome.failure.status, freeAt });
    }
    return outcome;
  }

  /** The refusal does not say when the method may run again; the last good answers did. */
  #noteResets(portalId: PortalId, request: Request, body: unknown): void {
    for (const [method, resetAt] of resetsIn(request.method, request.commands, body)) this.#resets.set(`${portalId}:${method}`, resetAt);
  }

  #resetOf(portalId: PortalId, methods: readonly string[]): Date | null {
    const now = this.#options.clock.now();
    const known = methods.map(method => this.#resets.get(`${portalId}:${method}`)).filter(at => at !== undefined && at > now);
    return known[0] ?? null;
  }

  async #stop(portalId: PortalId, methods: readonly string[], freeAt: Date | null): Promise<Date> {
    const until = freeAt ?? this.#resetOf(portalId, methods) ?? new Date(this.#options.clock.now().getTime() + STOP_METHOD_MS);
    for (const method of new Set(methods)) {
      this.#stopped.set(`${portalId}:${method}`, until);
      await this.#options.budget.slowDown(portalId, until, method);
    }
    return until;
  }
}
