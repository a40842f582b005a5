/** Token pairs of a portal: the main one and one per employee who opened the application. A refresh token works once (RE-42, RE-43). */
import type { ActingAs, PortalId } from '@olchat/domain';
import type { RestLogger } from './redaction.ts';
import type { Grant, TokenServer } from './token-server.ts';

export interface TokenPair {
  accessToken: string;
  refreshToken: string;
  expiresAt: Date;
}

export interface TokenStore {
  read(portalId: PortalId, owner: ActingAs): Promise<TokenPair | null>;
  /**
   * Runs `exchange` under the row's lock, once over all processes: if the stored access token is no longer `used`, answers the
   * stored pair without exchanging (RE-42). The new pair is stored before it is answered. `exchange` answers null when the refresh
   * token is refused, then the store answers null; it throws when nobody knows, then nothing is changed.
   */
  renew(
    portalId: PortalId,
    owner: ActingAs,
    used: string,
    exchange: (refreshToken: string) => Promise<TokenPair | null>,
  ): Promise<TokenPair | null>;
  /** Whose pairs may stand in for a main one that is refused, best first: administrators who opened the application (RE-43). */
  mainOwners(portalId: PortalId): Promise<ActingAs[]>;
}

export interface PortalAddress {
  memberId: string;
  /** REST address learnt from the authorisation server; ends with a slash (SE-1). */
  clientEndpoint: string;
  tokenUrl: string;
  /** Language of texts that the portal shows. */
  language: string;
}

export interface PortalAddresses {
  /** Null: no such portal. */
  addresses(portalId: PortalId): Promise<PortalAddress | null>;
}

/** The authorisation server did not answer, so the pair stays as it is. */
export class TokenServerUnavailable extends Error {
  override readonly name = 'TokenServerUnavailable';
  /** Its own code, or ours where there was no answer. */
  readonly code: string;

  constructor(code: string) {
    super(`No exchange: ${code}`);
    this.code = code;
  }
}

export interface TokensOptions {
  store: TokenStore;
  server: TokenServer;
  /** Called after an exchange proved that the portal lives at another address now. */
  moved: (portalId: PortalId, clientEndpoint: string) => Promise<void>;
  logger: RestLogger;
}

export class Tokens {
  readonly #options: TokensOptions;
  readonly #running = new Map<string, Promise<string | null>>();

  constructor(options: TokensOptions) {
    this.#options = options;
  }

  /** The owners whose pairs may make a call of `as`, in order. */
  async *owners(portalId: PortalId, as: ActingAs): AsyncGenerator<ActingAs> {
    yield as;
    if (as !== 'main') return;
    for (const owner of await this.#options.store.mainOwners(portalId)) if (owner !== 'main') yield owner;
  }

  async accessToken(portalId: PortalId, owner: ActingAs): Promise<string | null> {
    return (await this.#options.store.read(portalId, owner))?.accessToken ?? null;
  }

  /** The access token after `used`, or null when this owner's pair is lost. Throws TokenServerUnavailable. */
  renewed(portalId: PortalId, portal: PortalAddress, owner: ActingAs, used: string): Promise<string | null> {
    const key = `${portalId}:${owner}`;
    const running = this.#running.get(key);
    if (running !== undefined) return running;
    const renewal = this.#renew(portalId, portal, owner, used).finally(() => this.#running.delete(key));
    this.#running.set(key, renewal);
    return renewal;
  }

  async #renew(portalId: PortalId, portal: PortalAddress, owner: ActingAs, used: string): Promise<string | null> {
    const { store } = this.#options;
    let movedTo: string | null = null;
    const pair = await store.renew(portalId, owner, used, async refreshToken => {
      const outcome = await this.#options.server.exchange(portal.tokenUrl, refreshToken);
      if (outcome.kind === 'unavailable') throw new TokenServerUnavailable(outcome.failure.code);
      if (outcome.kind === 'refused') return null;
      if (!belongs(outcome.grant, portal, owner)) {
        this.#options.logger.warn({ portalId, owner }, 'a refresh token belongs to somebody else');
        return null;
      }
      if (outcome.grant.clientEndpoint !== portal.clientEndpoint) movedTo = outcome.grant.clientEndpoint;
      return outcome.grant.tokens;
    });
    if (movedTo !== null) await this.#options.moved(portalId, movedTo);
    if (pair !== null) return pair.accessToken;

    // Another process may have stored a newer pair in between, or the employee opened the application again.
    const stored = await this.accessToken(portalId, owner);
    return stored !== null && stored !== used ? stored : null;
  }
}

/** An employee's refresh token came through his browser: it counts only if it is his. */
const belongs = (grant: Grant, portal: PortalAddress, owner: ActingAs): boolean =>
  grant.memberId === portal.memberId && (owner === 'main' || grant.employeeId === owner);
