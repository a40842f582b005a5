/**
 * Sends events to the application as the platform's queue does: form-encoded, in no promised order, once; a failure is logged and lost.
 * What is due is stored with the change that caused it, so a killed sandbox sends it after its restart.
 */
import type { Faults } from '../../kernel/faults.ts';
import type { Collection, Store } from '../../kernel/store.ts';
import { applicationStatus, GRANTED_SCOPES } from '../application.ts';
import type { Tokens } from '../oauth/tokens.ts';
import type { Portal, PortalEvent } from '../portal-data.ts';
import { recordKey } from '../portal-data.ts';
import { buildForm } from '../rest/form.ts';
import { findEmployee, mayUseApplication } from '../users/employees.ts';
import { eventHandlers } from './event-methods.ts';
import type { EventHandler } from './event-methods.ts';

interface DueEvent {
  memberId: string;
  handler: EventHandler;
  event: PortalEvent;
  raisedAtMs: number;
  dueAtMs: number;
  /** Held back until a later event of the portal has gone out (fault `reorder`). */
  held: boolean;
}

export interface EventQueueOptions {
  store: Store;
  faults: Faults;
  tokens: Tokens;
  baseUrl: string;
  portals: ReadonlyMap<string, Portal>;
  /** Pause between a change and its event, so that the answer of the call that made the change is there first. */
  pauseMs: number;
  log(text: string): void;
}

/** How long a held event waits for one to overtake it. */
const HOLD_MS = 2000;
const HANDLER_TIMEOUT_MS = 10_000;

export class EventQueue {
  readonly #options: EventQueueOptions;
  readonly #due: Collection<DueEvent>;
  readonly #stopped = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #wakeAtMs = Infinity;
  #running: Promise<void> | undefined;

  constructor(options: EventQueueOptions) {
    this.#options = options;
    this.#due = options.store.collection('portal/event-due');
    this.#wakeIn(0);
  }

  /** Called inside the transaction of the change. */
  raise(portal: Portal, event: PortalEvent): void {
    if (!portal.profile.installed) return;
    const handlers = eventHandlers(portal)
      .values()
      .filter(handler => handler.event === event.name && handler.clientId === portal.site.application.clientId);
    const { clientId, callbackUrl, kind } = portal.site.application;
    // The life of a market application is told at the address of its card in the market.
    if (kind === 'market' && event.withRefreshToken === true)
      handlers.push({ id: 0, clientId, event: event.name, handler: callbackUrl, authType: 0 });
    for (const handler of handlers) this.#schedule(portal, handler, event);
    if (handlers.length > 0) this.#wakeIn(this.#options.pauseMs);
  }

  /** Events of a portal that were not sent yet; a reset forgets them. */
  forget(memberId: string): void {
    for (const { key, value } of this.#due.entries()) if (value.memberId === memberId) this.#due.delete(key);
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    clearTimeout(this.#timer);
    await this.#running;
  }

  #schedule(portal: Portal, handler: EventHandler, event: PortalEvent): void {
    const { faults, store, pauseMs } = this.#options;
    const kinds = ['drop', 'repeat', 'late', 'delay', 'reorder'] as const;
    const to = portal.memberId;
    // A rule may name one kind of event or all of them.
    const rule =
      faults.hit({ service: 'bitrix24', method: event.name, to }, kinds) ?? faults.hit({ service: 'bitrix24', method: 'event', to }, kinds);
    if (rule?.do === 'drop') return;
    const raisedAtMs = Date.now();
    const extraMs = rule?.do === 'late' || rule?.do === 'delay' ? (rule.ms ?? 0) : 0;
    const held = rule?.do === 'reorder';
    const due: DueEvent = {
      memberId: portal.memberId,
      handler,
      event,
      raisedAtMs,
      dueAtMs: raisedAtMs + (held ? (rule.ms ?? HOLD_MS) : pauseMs + extraMs),
      held,
    };
    for (let copies = rule?.do === 'repeat' ? 2 : 1; copies > 0; copies--) this.#due.put(recordKey(store.next('portal/event-due')), due);
  }

  /** An earlier wake-up stands: under a steady stream of events it must not be put off again and again. */
  #wakeIn(ms: number): void {
    const atMs = Date.now() + ms;
    if (this.#stopped.signal.aborted || atMs >= this.#wakeAtMs) return;
    clearTimeout(this.#timer);
    this.#wakeAtMs = atMs;
    this.#timer = setTimeout(() => {
      this.#wakeAtMs = Infinity;
      this.#running ??= this.#sendDue().finally(() => {
        this.#running = undefined;
        this.#wakeForNext();
      });
    }, ms);
  }

  #wakeForNext(): void {
    if (this.#stopped.signal.aborted) return;
    const next = Math.min(...this.#due.values().map(due => due.dueAtMs));
    if (Number.isFinite(next)) this.#wakeIn(Math.max(0, next - Date.now()));
  }

  async #sendDue(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      const now = Date.now();
      const [next] = this.#due
        .entries()
        .filter(({ value }) => value.dueAtMs <= now)
        .sort((one, other) => one.value.dueAtMs - other.value.dueAtMs || one.key.localeCompare(other.key));
      if (next === undefined) return;
      await this.#send(next.value);
      if (this.#stopped.signal.aborted) return;
      this.#due.delete(next.key);
      if (!next.value.held) this.#release(next.value.memberId);
    }
  }

  #release(memberId: string): void {
    for (const { key, value } of this.#due.entries()) {
      if (value.held && value.memberId === memberId) this.#due.put(key, { ...value, held: false, dueAtMs: Date.now() });
    }
  }

  async #send({ memberId, handler, event, raisedAtMs }: DueEvent): Promise<void> {
    const portal = this.#options.portals.get(memberId);
    if (portal === undefined) return;
    const body = buildForm({
      event: event.name,
      event_handler_id: handler.id,
      data: event.data,
      ts: Math.floor(raisedAtMs / 1000),
      auth: this.#auth(portal, handler, event),
    });
    try {
      const response = await fetch(handler.handler, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'Bitrix24 Webhook Engine' },
        body,
        signal: AbortSignal.any([AbortSignal.timeout(HANDLER_TIMEOUT_MS), this.#stopped.signal]),
      });
      await response.arrayBuffer();
      if (!response.ok) this.#options.log(`event ${event.name} was answered ${response.status} by ${handler.handler} and is lost`);
    } catch (error) {
      this.#options.log(`event ${event.name} did not reach ${handler.handler} and is lost: ${String(error)}`);
    }
  }

  #auth(portal: Portal, handler: EventHandler, event: PortalEvent): Record<string, unknown> {
    const { baseUrl, tokens } = this.#options;
    const common = {
      scope: GRANTED_SCOPES.join(','),
      domain: new URL(baseUrl).host,
      server_endpoint: `${baseUrl}/rest/`,
      status: applicationStatus(portal.site.application),
      client_endpoint: portal.restAddress,
      member_id: portal.memberId,
      application_token: portal.profile.applicationToken,
    };
    const employee = findEmployee(portal, handler.authType === 0 ? event.actorId : handler.authType);
    if (!mayUseApplication(employee)) return common;
    const pair = tokens.issue({ memberId: portal.memberId, employeeId: employee.id, clientId: handler.clientId });
    return {
      access_token: pair.accessToken,
      expires: pair.expires,
      expires_in: pair.expiresIn,
      ...common,
      user_id: employee.id,
      ...(event.withRefreshToken === true && { refresh_token: pair.refreshToken }),
    };
  }
}
