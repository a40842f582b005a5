import type { Portal } from '@olchat/domain';
import { portalOrigin } from '../portals/portal-origin.ts';

const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/i;

/** For a portal that is not stored (yet) the page carries no session, so whoever claims to be the portal may show the sentence on it. */
export function frameAncestors(portal: Portal | null, claimedHost: string | null): string {
  if (portal !== null) return portalOrigin(portal);
  return claimedHost !== null && HOST.test(claimedHost) ? `https://${claimedHost} http://${claimedHost}` : "'none'";
}
