/** What a resolver gets: the services, who is calling, and the loaders of this request. Apollo copies it field by field, so none is `#private`. */
import type { Account, Caller, Message } from '@olchat/domain';
import type { Services } from '../services.ts';
import { CardAccess } from './card/card-access.ts';
import { LineNews } from './account/line-news.ts';
import { unauthenticated } from './errors.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import { ShortCache } from './short-cache.ts';

/** Kept by the process for all requests and sockets. */
export interface Shared {
  cardAccess: CardAccess;
  lineNews: LineNews;
  /** Messages as of an event, by portal, message and length of the history. */
  eventMessages: ShortCache<Message | null>;
  /** So that the right to an account, asked again for each event (SE-5), costs one question a second. */
  eventAccounts: ShortCache<Account | null>;
}

export const createShared = (services: Services): Shared => ({
  cardAccess: new CardAccess(services.crm),
  lineNews: new LineNews(services.openLines),
  eventMessages: new ShortCache({ keptMs: 10_000, size: 1000 }),
  eventAccounts: new ShortCache({ keptMs: 1000, size: 1000 }),
});

export class RequestContext {
  readonly services: Services;
  readonly shared: Shared;
  private readonly identify: () => Caller | null;
  private read: Loaders | undefined;
  /** Set before the operation runs when it asks for `feedCursor`: never later than what the rest was read from (RE-31). */
  feedNumber: number | undefined;

  /** `identify`: who it is now; a socket's caller is looked up again while it is open (SE-5). */
  constructor(services: Services, shared: Shared, identify: () => Caller | null) {
    this.services = services;
    this.shared = shared;
    this.identify = identify;
  }

  get anyCaller(): Caller | null {
    return this.identify();
  }

  /** Throws UNAUTHENTICATED. */
  get caller(): Caller {
    const caller = this.identify();
    if (caller === null) throw unauthenticated();
    return caller;
  }

  get locale(): 'ru' | 'en' {
    return this.identify()?.locale ?? 'en';
  }

  get loaders(): Loaders {
    return (this.read ??= createLoaders(this.services, this.caller));
  }

  /** A subscription lives long; each of its events is read afresh. */
  forgetRead(): void {
    this.read = undefined;
  }
}
