/** Tokens of the application: access for an hour, refresh for 180 days and for one use (Bitrix24 docs, OAuth). */
import { randomBytes } from 'node:crypto';
import type { Collection, Store } from '../../kernel/store.ts';

export interface TokenOwner {
  memberId: string;
  employeeId: number;
  clientId: string;
}

export interface TokenPair extends TokenOwner {
  accessToken: string;
  refreshToken: string;
  /** Unix seconds. */
  expires: number;
  expiresIn: number;
}

interface AccessRecord extends TokenOwner {
  expiresAtMs: number;
}
type RefreshRecord = AccessRecord;

const REFRESH_LIFETIME_MS = 180 * 24 * 3600 * 1000;

export class Tokens {
  readonly #access: Collection<AccessRecord>;
  readonly #refresh: Collection<RefreshRecord>;
  readonly #lifetimeMs: number;

  constructor(store: Store, lifetimeMs: number) {
    this.#access = store.collection('portal/access-token');
    this.#refresh = store.collection('portal/refresh-token');
    this.#lifetimeMs = lifetimeMs;
  }

  issue(owner: TokenOwner): TokenPair {
    const { memberId, employeeId, clientId } = owner;
    const accessToken = randomBytes(35).toString('hex');
    const refreshToken = randomBytes(35).toString('hex');
    const expiresAtMs = Date.now() + this.#lifetimeMs;
    this.#access.put(accessToken, { memberId, employeeId, clientId, expiresAtMs });
    this.#refresh.put(refreshToken, { memberId, employeeId, clientId, expiresAtMs: Date.now() + REFRESH_LIFETIME_MS });
    return {
      memberId,
      employeeId,
      clientId,
      accessToken,
      refreshToken,
      expires: Math.floor(expiresAtMs / 1000),
      expiresIn: Math.ceil(this.#lifetimeMs / 1000),
    };
  }

  /** Whose access token it is; `expired` and `unknown` are different refusals of the platform. */
  identify(accessToken: string): TokenOwner | 'expired' | 'unknown' {
    const found = this.#access.get(accessToken);
    if (found === undefined) return 'unknown';
    return found.expiresAtMs > Date.now() ? found : 'expired';
  }

  /** Whose refresh token it is, while it may still be used. */
  refreshOwner(refreshToken: string, clientId: string): TokenOwner | undefined {
    const found = this.#refresh.get(refreshToken);
    return found !== undefined && found.clientId === clientId && found.expiresAtMs > Date.now() ? found : undefined;
  }

  /** A new pair for a refresh token, which is spent by it. The former access token lives on to its end. */
  rotate(refreshToken: string, owner: TokenOwner): TokenPair {
    this.#refresh.delete(refreshToken);
    return this.issue(owner);
  }

  expireAccessTokens(memberId?: string): void {
    for (const { key, value } of this.#access.entries()) {
      if (memberId === undefined || value.memberId === memberId) this.#access.put(key, { ...value, expiresAtMs: 0 });
    }
  }

  /** Uninstalling, or an employee losing access: tokens of one portal, or of one employee of it, are gone. */
  revoke(memberId: string, employeeId?: number): void {
    for (const tokens of [this.#access, this.#refresh]) {
      for (const { key, value } of tokens.entries()) {
        if (value.memberId === memberId && (employeeId === undefined || value.employeeId === employeeId)) tokens.delete(key);
      }
    }
  }
}
