/** The simulated Bitrix24: REST, authorisation server, open lines and events of two portals behind one address. */
import type { FastifyPluginAsync } from 'fastify';
import type { Faults } from '../kernel/faults.ts';
import type { Ledger } from '../kernel/ledger.ts';
import type { Store } from '../kernel/store.ts';
import { FOREIGN_APPLICATION } from './application.ts';
import type { Application } from './application.ts';
import { entityTypeIdOf } from './crm/card-types.ts';
import { type CardChange, deleteCard, fillCard, mergeCards } from './crm/card-changes.ts';
import { listCards } from './crm/card-view.ts';
import { viewTimeline } from './crm/timeline.ts';
import type { CardTypeCode, PortalDesk } from './desk.ts';
import { EventQueue } from './events/event-queue.ts';
import { openFileDoor } from './file-door.ts';
import { restMethods } from './methods.ts';
import { openTokenDoor } from './oauth/token-door.ts';
import { Tokens } from './oauth/tokens.ts';
import type { TokenPair } from './oauth/tokens.ts';
import { linkedCard, pictureLink, viewMessage } from './open-lines/chat-view.ts';
import { allChats, messagesOf } from './open-lines/chats.ts';
import { closeDue } from './open-lines/conversation.ts';
import { findLine, putLine } from './open-lines/lines.ts';
import { createDesk } from './portal-desk.ts';
import { Portal } from './portal-data.ts';
import type { Change } from './portal-data.ts';
import { applyHttpRules } from './rest/http-rules.ts';
import { DOCUMENTED_LIMIT, LeakyBucket } from './rest/rate-limit.ts';
import type { RateLimit } from './rest/rate-limit.ts';
import { RestCalls } from './rest/rest-calls.ts';
import { openRestDoor } from './rest/rest-door.ts';
import { resetPortal, SEEDED_PORTALS, seedPortal } from './seed/seed-portal.ts';
import { uninstall } from './uninstall.ts';
import { play, type LifeAction } from './life.ts';
import { findEmployee, fullName } from './users/employees.ts';
import { moveEmployee, type Membership } from './users/move-employee.ts';

export { seededNumbers, seededTelegramPeople } from './seed/seeded-people.ts';
export type { CardChange } from './crm/card-changes.ts';
export { ADMINISTRATOR_ID } from './seed/seeded-employees.ts';

export interface PortalServiceOptions {
  store: Store;
  ledger: Ledger;
  faults: Faults;
  /** Base of this service as the product reaches it, e.g. http://127.0.0.1:4100. */
  baseUrl: string;
  application: Application;
  /** Default: the documented 50 at once, 2 a second. */
  rateLimit?: RateLimit;
  /** Default: the documented 480 seconds of work of a method in ten minutes. */
  operatingSeconds?: number;
  /** Life of an access token; default one hour. */
  accessTokenLifetimeMs?: number;
  /** Pause between a change and its event; default 30 ms. */
  eventPauseMs?: number;
  log?: (text: string) => void;
}

export interface TimelineRow {
  activityId: string;
  title: string;
  badge: string | null;
  rows: { title: string; value: string }[];
  text: string | null;
  /** Lines without a title, e.g. the reason of a failure. */
  notes: string[];
  /** `key` is what `press` takes; `uri` of a link, null of everything else. */
  buttons: { key: string; title: string; uri: string | null }[];
  menu: { key: string; title: string }[];
  author: string | null;
}

export interface ChatRow {
  chatId: string;
  /** Link of the client's picture; null: the portal has none. */
  clientPicture: string | null;
  owner: Person | null;
  participants: Person[];
  open: boolean;
  card: { type: CardTypeCode; id: string } | null;
  messages: { author: Person | null; direction: 'in' | 'out' | 'system'; text: string; mark: string }[];
}

interface Person {
  id: string;
  name: string;
}

export class PortalService {
  readonly desk: PortalDesk;
  readonly routes: FastifyPluginAsync;
  readonly #store: Store;
  readonly #portals = new Map<string, Portal>();
  readonly #first: Portal;
  readonly #tokens: Tokens;
  readonly #events: EventQueue;
  readonly #application: Application;
  readonly #listeners = new Set<(memberId: string, what: Change) => void>();
  readonly #pendingChanges = new Set<`${string}/${Change}`>();

  constructor(options: PortalServiceOptions) {
    const { store, ledger, faults, baseUrl, application, log = () => undefined } = options;
    this.#store = store;
    this.#application = application;
    const site = {
      store,
      baseUrl,
      application,
      changed: (memberId: string, what: Change) => this.#announce(memberId, what),
      raise: (portal: Portal, event: Parameters<EventQueue['raise']>[1]) => this.#events.raise(portal, event),
    };
    const [first, ...others] = SEEDED_PORTALS.map(({ memberId }) => new Portal(memberId, site));
    if (first === undefined) throw new Error('no portal is seeded');
    this.#first = first;
    for (const portal of [first, ...others]) this.#portals.set(portal.memberId, portal);

    const portals = this.#portals;
    const tokens = new Tokens(store, options.accessTokenLifetimeMs ?? 3600 * 1000);
    this.#tokens = tokens;
    this.#events = new EventQueue({ store, faults, tokens, baseUrl, portals, pauseMs: options.eventPauseMs ?? 30, log });
    this.desk = createDesk({ portals, tokens, onChange: listener => this.#listen(listener) });

    const calls = new RestCalls({
      portals,
      tokens,
      methods: restMethods,
      ledger,
      faults,
      ...(options.operatingSeconds !== undefined && { operatingSeconds: options.operatingSeconds }),
    });
    const bucket = new LeakyBucket(options.rateLimit ?? DOCUMENTED_LIMIT);
    this.routes = async server => {
      applyHttpRules(server);
      openRestDoor(server, { portals, calls, bucket });
      openTokenDoor(server, { application, baseUrl, portals, tokens, ledger, faults });
      openFileDoor(server, portals);
    };
  }

  /** Puts the seed's content where there is none yet. */
  seed(): void {
    this.#store.transaction(() => {
      for (const seeded of SEEDED_PORTALS) seedPortal(this.#portal(seeded.memberId), seeded);
    });
  }

  /** The seed's content again; tokens, installation, lines and connectors stay, and no id is given twice. */
  reset(): void {
    this.#store.transaction(() => {
      for (const portal of this.#portals.values()) {
        this.#events.forget(portal.memberId);
        resetPortal(portal);
      }
    });
  }

  /** Of a card of the first portal, newest last. */
  timeline(type: CardTypeCode, id: string, smartProcessTypeId?: string): TimelineRow[] {
    const card = { entityTypeId: entityTypeIdOf(type, smartProcessTypeId), id: Number(id) };
    return viewTimeline(this.#first, card).map(({ activityId, title, badge, blocks, buttons, menu, author }) => ({
      activityId,
      title,
      badge: badge?.title ?? null,
      rows: blocks.flatMap(block => (block.title === null ? [] : [{ title: block.title, value: block.text }])),
      text: blocks.find(({ kind }) => kind === 'bubble')?.text ?? null,
      notes: blocks.filter(block => block.kind === 'row' && block.title === null).map(block => block.text),
      buttons: buttons.map(({ key, title: label, action }) => ({ key, title: label, uri: action.type === 'redirect' ? action.uri : null })),
      menu: menu.map(({ key, title: label }) => ({ key, title: label })),
      author: author?.name ?? null,
    }));
  }

  moveEmployee(employeeId: string, to: Membership): void {
    this.#store.transaction(() => moveEmployee(this.#first, Number(employeeId), to));
  }

  /** An employee of the first portal presses a button, or a menu item, of a record of ours. */
  press(activityId: string, key: string, employeeId: string): void {
    this.desk.pressTimelineButton(this.#first.memberId, employeeId, activityId, key);
  }

  /** A person saves, deletes, or merges into another of its type, a card of the first portal. */
  changeCard(type: CardTypeCode, id: string, change: CardChange, smartProcessTypeId?: string): void {
    const entityTypeId = entityTypeIdOf(type, smartProcessTypeId);
    const card = { entityTypeId, id: Number(id) };
    this.#store.transaction(() => {
      if (change.do === 'fill') fillCard(this.#first, card, change.fields);
      else if (change.do === 'delete') deleteCard(this.#first, card);
      else mergeCards(this.#first, card, { entityTypeId, id: Number(change.into) });
    });
  }

  /** Open-line chats of the first portal. */
  chats(): ChatRow[] {
    const portal = this.#first;
    const person = (id: number): Person | null => {
      const employee = findEmployee(portal, id);
      return employee === undefined ? null : { id: String(id), name: fullName(employee) };
    };
    return allChats(portal).map(chat => {
      const card = linkedCard(portal, chat);
      return {
        chatId: String(chat.id),
        clientPicture: pictureLink(portal, chat),
        owner: person(chat.ownerId),
        participants: chat.participantIds.flatMap(id => person(id) ?? []),
        open: chat.sessionId !== 0,
        card: card === null ? null : { type: card.type, id: card.id },
        messages: messagesOf(portal, chat.id).map(message => {
          const { direction, text, mark } = viewMessage(portal, chat, message);
          return { author: person(message.authorId), direction, text, mark };
        }),
      };
    });
  }

  endClosing(): boolean {
    const portal = this.#first;
    const isWaiting = allChats(portal).some(({ closesAtMs }) => closesAtMs > 0);
    this.#store.transaction(() => closeDue(portal, Infinity));
    return isWaiting;
  }

  changeLine(lineId: string, settings: Record<string, string>): boolean {
    const line = findLine(this.#first, Number(lineId));
    if (line === undefined) return false;
    this.#store.transaction(() => putLine(this.#first, { ...line, settings: { ...line.settings, ...settings } }));
    return true;
  }

  /** Every card of the first portal. */
  cardsForCredentials(): { type: CardTypeCode; id: string; smartProcessTypeId: string | null; title: string }[] {
    return listCards(this.#first).map(({ type, id, smartProcessTypeId, title }) => ({ type, id, smartProcessTypeId, title }));
  }

  /** A token pair of an employee, as the portal would give it to a page of ours, or of another application of that portal (SE-1). */
  issueTokens(memberId: string, employeeId: string, application: 'ours' | 'foreign' = 'ours'): TokenPair {
    const clientId = application === 'ours' ? this.#application.clientId : FOREIGN_APPLICATION.clientId;
    return this.#tokens.issue({ memberId: this.#portal(memberId).memberId, employeeId: Number(employeeId), clientId });
  }

  /** Every access token of a portal (or of all) is past its hour; refresh tokens live. */
  expireAccessTokens(memberId?: string): void {
    this.#tokens.expireAccessTokens(memberId);
  }

  /** An administrator removes the application. `clean` = «удалить настройки и данные». */
  uninstall(memberId: string, clean: boolean): void {
    this.#store.transaction(() => uninstall(this.#portal(memberId), this.#tokens, clean));
  }

  /** Something happens in the life of the portal that the application did not do. */
  live(memberId: string, action: LifeAction): void {
    this.#store.transaction(() => play(this.#portal(memberId), this.#tokens, action));
  }

  async close(): Promise<void> {
    await this.#events.close();
  }

  #portal(memberId: string): Portal {
    const portal = this.#portals.get(memberId);
    if (portal === undefined) throw new Error(`no portal ${memberId}`);
    return portal;
  }

  #listen(listener: (memberId: string, what: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Once per turn of the event loop and kind, after the transaction that made the change. */
  #announce(memberId: string, what: Change): void {
    const change = `${memberId}/${what}` as const;
    if (this.#pendingChanges.has(change)) return;
    this.#pendingChanges.add(change);
    setImmediate(() => {
      this.#pendingChanges.delete(change);
      for (const listener of this.#listeners) listener(memberId, what);
    });
  }
}
