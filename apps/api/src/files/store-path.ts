/** Where a content lies, on disk and in a bucket alike, so that one can be copied to the other as it is. */
import type { PortalId } from '@olchat/domain';

/** Ids of ours only: nothing that comes from outside becomes part of a path. */
const SAFE = /^[0-9a-f-]{36}$/;

/** Two characters of the key make a folder, so that none holds too many files. */
export function storePath(portalId: PortalId, key: string): string {
  if (!SAFE.test(key)) throw new Error('no key of a file');
  return `${portalPath(portalId)}${key.slice(-2)}/${key}`;
}

/** Everything of a portal begins with it. */
export function portalPath(portalId: PortalId): string {
  if (!SAFE.test(portalId)) throw new Error('no id of a portal, so no key of a file');
  return `${portalId}/`;
}
