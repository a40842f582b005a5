import type { Caller } from '@olchat/domain';
import type { Sessions } from '../portals/sessions.ts';

const BEARER = /^Bearer ([\w~+/.=-]{1,300})$/i;

/** Null: no token, or one that nobody knows. Tokens travel in headers and in `connection_init` only (SE-4). */
export async function callerOf(sessions: Sessions, authorization: unknown): Promise<Caller | null> {
  const token = typeof authorization === 'string' ? BEARER.exec(authorization)?.[1] : undefined;
  return token === undefined ? null : sessions.caller(token);
}
