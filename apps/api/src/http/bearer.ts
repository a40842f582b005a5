import type { Caller } from '@olchat/domain';
import type { Sessions } from '../portals/sessions.ts';

const BEARER = /^Bearer ([\w~+/.=-]{1,300})$/i;

/** Tokens travel in headers and in `connection_init` only (SE-4). */
export const tokenOf = (authorization: unknown): string | null =>
  typeof authorization === 'string' ? (BEARER.exec(authorization)?.[1] ?? null) : null;

/** Null: no token, or one that nobody knows. */
export async function callerOf(sessions: Sessions, authorization: unknown): Promise<Caller | null> {
  const token = tokenOf(authorization);
  return token === null ? null : sessions.caller(token);
}
