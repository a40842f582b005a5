/** A list of access as somebody asks for it, proven before it is stored (A-11, A-12, M-8). */
import type { PortalId } from '../ids.ts';
import type { Directory } from '../ports/directory.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import type { AccessEntry, AccessKind } from './access.ts';

/** Longer lists are departments. */
export const MAX_ACCESS_ENTRIES = 200;

export type WantedAccess = readonly { kind: AccessKind; id: string }[];

/** Each entry once, with its name. NOT_FOUND names `access` when the portal does not know one of them. Empty = everybody. */
export async function provenList(directory: Directory, portalId: PortalId, entries: WantedAccess): Promise<AccessEntry[] | Refusal> {
  const wanted = [...new Map(entries.map(({ kind, id }) => [`${kind}:${id}`, { kind, id }])).values()];
  if (wanted.length > MAX_ACCESS_ENTRIES) return refuse('LIMIT_REACHED', { limit: MAX_ACCESS_ENTRIES, field: 'access' });
  if (wanted.length === 0) return [];
  const access = await directory.named(portalId, wanted);
  if (isRefusal(access)) return access;
  return access.length < wanted.length ? refuse('NOT_FOUND', { field: 'access' }) : access;
}
