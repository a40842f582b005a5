/** One simulated Bitrix24 portal: its records, its ids and its news. Each subject (CRM, open lines …) keeps its own collections in it. */
import { createHash } from 'node:crypto';
import type { Collection, Store } from '../kernel/store.ts';
import type { Application } from './application.ts';

export type Change = 'card' | 'timeline' | 'chat' | 'app';

export interface PortalProfile {
  title: string;
  /** Set by `installFinish()` of the installer's frame; until then widgets are not shown and events are not delivered. */
  installed: boolean;
  /** The installer's page was opened before (`FIRST_RUN` of the frame protocol). */
  installerSeen: boolean;
  applicationToken: string;
  /** Of the installed application; 1 if absent. */
  version?: number;
  /** Addresses that the portal had before; requests to them are sent on with 302. */
  formerAddresses?: number;
  /** The public folder asks guests for a login; a self-hosted portal may be set up so. */
  isPubClosed?: boolean;
  /** `ID` of `app.info`: part of a field type's full code. */
  applicationId: number;
}

export interface PortalEvent {
  name: string;
  data: unknown;
  /** The employee whose action caused it; 0 when nobody did. */
  actorId: number;
  /** `ONAPPINSTALL` brings the refresh token too. */
  withRefreshToken?: boolean;
}

/** What all portals of this service share. */
export interface Site {
  store: Store;
  baseUrl: string;
  application: Application;
  changed(memberId: string, what: Change): void;
  raise(portal: Portal, event: PortalEvent): void;
}

/** Collections are ordered by key, so numbers are written with leading zeros. */
export const recordKey = (id: number): string => String(id).padStart(12, '0');

export class Portal {
  readonly memberId: string;
  readonly site: Site;
  readonly #collections = new Map<string, Collection<unknown>>();

  constructor(memberId: string, site: Site) {
    this.memberId = memberId;
    this.site = site;
  }

  records<T>(name: string): Collection<T> {
    let found = this.#collections.get(name);
    if (found === undefined) {
      found = this.site.store.collection<unknown>(`portal/${this.memberId}/${name}`);
      this.#collections.set(name, found);
    }
    return found as Collection<T>;
  }

  /** Ids count per portal and kind, so that two portals give out the same ones: a mix-up of tenants shows at once. */
  nextId(kind: string, first: number): number {
    return this.site.store.next(`portal/${this.memberId}/${kind}`, first);
  }

  get profile(): PortalProfile {
    const profile = this.records<PortalProfile>('profile').get('profile');
    if (profile === undefined) throw new Error(`portal ${this.memberId} was not seeded`);
    return profile;
  }

  updateProfile(change: Partial<PortalProfile>): void {
    this.records<PortalProfile>('profile').put('profile', { ...this.profile, ...change });
  }

  /**
   * Real portals have a host each and know no token of another portal; ours share a host, so the path says which one is meant, and
   * changes when the portal moves. Pages in the frame call `/rest/`, where the token alone decides.
   */
  get restAddress(): string {
    return `${this.site.baseUrl}/portals/${this.addressName}/rest/`;
  }

  get addressName(): string {
    const { formerAddresses = 0 } = this.profile;
    return formerAddresses === 0 ? this.memberId : `${this.memberId}-moved-${formerAddresses}`;
  }

  changed(what: Change): void {
    this.site.changed(this.memberId, what);
  }

  raise(event: PortalEvent): void {
    this.site.raise(this, event);
  }
}

export const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
