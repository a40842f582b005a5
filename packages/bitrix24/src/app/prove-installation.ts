/** An installation is true only as far as the authorisation server confirms it (SE-3): the installer's form passed through a browser. */
import { type EmployeeId, type Refusal, refuse } from '@olchat/domain';
import { refusalOf } from '../rest/errors.ts';
import type { TokenPair } from '../rest/tokens.ts';
import type { TokenServer } from '../rest/token-server.ts';
import { askWhoIsThis, type WhoIsThisOptions } from './who-is-this.ts';

export interface ProvenInstallation {
  memberId: string;
  /** REST address of the portal; ends with a slash. */
  clientEndpoint: string;
  serverEndpoint: string;
  /** Where this portal's tokens are exchanged. */
  tokenUrl: string;
  scope: string[];
  tokens: TokenPair;
  employeeId: EmployeeId;
  name: string;
  isAdministrator: boolean;
  /** Language of the portal, as `app.info` names it; `en` if it does not. */
  language: string;
  /** Bitrix24 shows placements and sends events only after `installFinish`. */
  isFinished: boolean;
}

export interface InstallationClaim {
  refreshToken: string | null;
  /** `SERVER_ENDPOINT` of the form: followed only to hosts of the vendor. */
  serverEndpoint: string | null;
}

export const proveInstallation = async (
  claim: InstallationClaim,
  server: TokenServer,
  options: WhoIsThisOptions,
): Promise<ProvenInstallation | Refusal> => {
  if (claim.refreshToken === null) return refuse('PORTAL_AUTH_MISSING');
  const tokenUrl = server.urlFor(claim.serverEndpoint);
  const outcome = await server.exchange(tokenUrl, claim.refreshToken);
  if (outcome.kind === 'refused') return refuse('PORTAL_TOKEN_REFUSED', { rawCode: outcome.failure.code });
  if (outcome.kind === 'unavailable') return refuse('PORTAL_UNAVAILABLE', { rawCode: outcome.failure.code });

  const { grant } = outcome;
  const who = await askWhoIsThis(grant.clientEndpoint, grant.tokens.accessToken, options);
  if (!who.ok) return refusalOf(who.failure, { right: 'app', otherwise: 'PORTAL_UNAVAILABLE' });
  return {
    memberId: grant.memberId,
    clientEndpoint: grant.clientEndpoint,
    serverEndpoint: grant.serverEndpoint,
    tokenUrl,
    scope: grant.scope,
    tokens: grant.tokens,
    employeeId: grant.employeeId,
    name: who.value.name,
    isAdministrator: who.value.isAdministrator,
    language: who.value.language,
    isFinished: who.value.isFinished,
  };
};
