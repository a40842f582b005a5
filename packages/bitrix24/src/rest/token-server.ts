/** The authorisation server: the only place that tells the truth about a portal (SE-3), and the only one that sees the application's secret. */
import type { Clock, EmployeeId } from '@olchat/domain';
import { z } from 'zod';
import type { RestFailure } from './errors.ts';
import { readEnvelope } from './envelope.ts';
import type { Post } from './post.ts';
import type { TokenPair } from './tokens.ts';

/** Hosts of the vendor (Bitrix24 docs, OAuth; the second is met on newer portals). A forged address would receive the client secret. */
const VENDOR_HOSTS = ['oauth.bitrix.info', 'oauth.bitrix24.tech'];

export interface Grant {
  memberId: string;
  /** REST address of the portal, ends with a slash. */
  clientEndpoint: string;
  serverEndpoint: string;
  employeeId: EmployeeId;
  scope: string[];
  tokens: TokenPair;
}

/**
 * `refused`: this refresh token is used up or revoked. `unavailable`: nobody knows; the token may be used up or not. A refusal of ourselves
 * (a wrong secret, no payment) says nothing about the token: it must not cost a portal its pairs.
 */
export type GrantOutcome =
  { kind: 'granted'; grant: Grant } | { kind: 'refused'; failure: RestFailure } | { kind: 'unavailable'; failure: RestFailure };

const grantBody = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().positive(),
  member_id: z.string().min(1),
  client_endpoint: z.url(),
  server_endpoint: z.url(),
  user_id: z.union([z.string().min(1), z.number()]).transform(id => String(id) as EmployeeId),
  scope: z.string().default(''),
});

export interface TokenServerOptions {
  clientId: string;
  clientSecret: string;
  /** `…/oauth/token/` that is used when a portal names none that is allowed. */
  tokenUrl: string;
  clock: Clock;
}

export class TokenServer {
  readonly #post: Post;
  readonly #options: TokenServerOptions;

  constructor(post: Post, options: TokenServerOptions) {
    this.#post = post;
    this.#options = options;
  }

  /** `https://host/rest/` → `https://host/oauth/token/`, if that host may be asked; else the configured address. */
  urlFor(serverEndpoint: string | null): string {
    const configured = new URL(this.#options.tokenUrl);
    if (serverEndpoint === null || !URL.canParse(serverEndpoint)) return configured.href;
    const named = new URL(serverEndpoint);
    const isVendors = named.protocol === 'https:' && VENDOR_HOSTS.includes(named.host);
    return isVendors ? `https://${named.host}/oauth/token/` : configured.href;
  }

  /** By POST: the documented GET would leave the secret in logs of proxies. A refresh token works once (RE-42). */
  async exchange(tokenUrl: string, refreshToken: string, signal?: AbortSignal): Promise<GrantOutcome> {
    const { clientId, clientSecret, clock } = this.#options;
    const fields = {
      grant_type: 'refresh_token',
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
    };
    const answer = await this.#post.form(tokenUrl, fields, signal);
    if (!answer.ok) return { kind: 'unavailable', failure: answer.failure };

    const { status, body } = answer.value;
    const grant = grantBody.safeParse(body);
    if (status === 200 && grant.success) {
      const { data } = grant;
      return {
        kind: 'granted',
        grant: {
          memberId: data.member_id,
          clientEndpoint: withSlash(data.client_endpoint),
          serverEndpoint: withSlash(data.server_endpoint),
          employeeId: data.user_id,
          scope: data.scope.split(',').filter(name => name !== ''),
          tokens: {
            accessToken: data.access_token,
            refreshToken: data.refresh_token,
            expiresAt: new Date(clock.now().getTime() + data.expires_in * 1000),
          },
        },
      };
    }
    const outcome = readEnvelope(status, { result: null, ...(typeof body === 'object' ? body : {}) });
    const failure: RestFailure = outcome.ok
      ? { kind: 'unknown-outcome', code: 'MALFORMED_GRANT', status, description: '', freeAt: null }
      : outcome.failure;
    return { kind: failure.code === 'invalid_grant' ? 'refused' : 'unavailable', failure };
  }
}

const withSlash = (address: string): string => (address.endsWith('/') ? address : `${address}/`);
