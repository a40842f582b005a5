/** What the application needs around it and cannot make: the authorisation server, the portal's certificate, its public folder (G-13). */
import type { Conditions, FailedThing, PortalId } from '@olchat/domain';
import { isCertificateTrouble, type Probe, type Probed } from '../rest/probe.ts';
import type { TokenServer } from '../rest/token-server.ts';
import type { PortalAddresses } from '../rest/tokens.ts';

export interface ConditionsOptions {
  addresses: PortalAddresses;
  server: TokenServer;
  probe: Probe;
}

const NOTHING: Conditions = { kept: [], failed: [] };

/** Knows no token: an authorisation server that is there says so. */
const NO_TOKEN = 'installation-check';
/** A person may wait for the check. */
const PATIENCE_MS = 5_000;

export const lookAround = async (options: ConditionsOptions, portalId: PortalId): Promise<Conditions> => {
  const portal = await options.addresses.addresses(portalId);
  if (portal === null) return NOTHING;
  const [server, folder] = await Promise.all([
    tokenServerTrouble(options.server, portal.tokenUrl),
    options.probe.look(publicFolder(portal.clientEndpoint)),
  ]);
  const isPlain = new URL(portal.clientEndpoint).protocol === 'http:';
  return together(
    server === null ? { kept: ['token-server'], failed: [] } : failing('token-server', server),
    ...(isPlain ? [] : [certificateOf(folder)]),
    folderOf(folder),
  );
};

/** Files that employees send lie below it; with a prefix of the portal's address too (G-13). */
const publicFolder = (clientEndpoint: string): string => new URL('../pub/', clientEndpoint).href;

const failing = (what: FailedThing['what'], code: string): Conditions => ({ kept: [], failed: [{ what, code }] });

const together = (...parts: Conditions[]): Conditions => ({
  kept: parts.flatMap(({ kept }) => kept),
  failed: parts.flatMap(({ failed }) => failed),
});

async function tokenServerTrouble(server: TokenServer, tokenUrl: string): Promise<string | null> {
  const answer = await server.exchange(tokenUrl, NO_TOKEN, AbortSignal.timeout(PATIENCE_MS));
  if (answer.kind !== 'unavailable') return null;
  const { kind, code, status } = answer.failure;
  if (kind === 'not-sent') return isCertificateTrouble(code) ? `CERTIFICATE ${code}` : `NOT_CONNECTED ${code}`;
  // Whatever else it says of our void token, it is there; but it must know us.
  if (status === null || status >= 500 || kind === 'moved') return `NOT_CONNECTED ${code === 'ABORTED' ? 'TIMEOUT' : code}`;
  return code === 'invalid_client' ? code : null;
}

function certificateOf(folder: Probed): Conditions {
  if (folder.answered) return { kept: ['certificate'], failed: [] };
  return isCertificateTrouble(folder.code) ? failing('certificate', `CERTIFICATE ${folder.code}`) : NOTHING;
}

function folderOf(folder: Probed): Conditions {
  // Why nobody answers is said by the certificate, or by the connection with the portal.
  if (!folder.answered || folder.status >= 500) return NOTHING;
  return asksForLogin(folder) ? failing('pub-folder', 'CLOSED_TO_GUESTS') : { kept: ['pub-folder'], failed: [] };
}

/** 404 is an answer to a guest too: the folder itself has no page of its own everywhere. */
const asksForLogin = ({ status, location, beginning }: Extract<Probed, { answered: true }>): boolean =>
  status === 401 ||
  status === 403 ||
  (status >= 300 && status < 400 && /\/auth\b|[?&](?:login|backurl|back_url)=/i.test(location)) ||
  /name="AUTH_FORM"|name="USER_LOGIN"/i.test(beginning);
