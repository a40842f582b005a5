/** Everything that talks to a Bitrix24 portal. */
import type {
  CardFields,
  Clock,
  Crm,
  Directory,
  EmployeeId,
  NoticeBoard,
  OpenLines,
  PortalApplication,
  PortalId,
  Refusal,
  SmartProcesses,
  Timeline,
  WantedPlaces,
} from '@olchat/domain';
import { checkToken } from './app/check-token.ts';
import { type InstallationClaim, type ProvenInstallation, proveInstallation } from './app/prove-installation.ts';
import { portalApplication } from './app/portal-application.ts';
import { type ProvenEmployee, proveEmployee } from './app/prove-employee.ts';
import { register, type Registered } from './app/registrations.ts';
import { smartProcesses } from './app/smart-processes.ts';
import { bitrix24Crm } from './crm/crm.ts';
import { bitrix24CardFields } from './fields/fields.ts';
import type { ChangeProbe } from './crm/change-right.ts';
import { bitrix24NoticeBoard } from './notices/notice-board.ts';
import { bitrix24Directory } from './directory/directory.ts';
import { bitrix24OpenLines } from './open-lines/open-lines.ts';
import type { Lane, RestBudget } from './rest/limits.ts';
import { Post } from './rest/post.ts';
import { Probe } from './rest/probe.ts';
import type { RestLogger } from './rest/redaction.ts';
import { Download } from './rest/download.ts';
import { RestClient } from './rest/rest-client.ts';
import { TokenServer } from './rest/token-server.ts';
import { type PortalAddresses, Tokens, type TokenStore } from './rest/tokens.ts';
import { Activities } from './timeline/activities.ts';
import { ActivityUpdates } from './timeline/activity-updates.ts';

export { cardItemOf } from './app/card-items.ts';
export { CHAT_PLACEMENT } from './app/chat-item.ts';
export { CARD_PLACEMENTS, EVENTS, type Registered } from './app/registrations.ts';
export { parseEvent, parseTimelineAction, type PortalEvent, type TimelineAction } from './app/event.ts';
export { MalformedForm, parseFormBody } from './app/form-body.ts';
export { FIELD_PLACEMENT, FIELD_TYPE } from './app/field-type.ts';
export { cardOfPlacement, fieldOfPlacement, type FieldPlace, type PageRequest, parsePageRequest } from './app/page-request.ts';
export type { ProvenEmployee } from './app/prove-employee.ts';
export type { InstallationClaim, ProvenInstallation } from './app/prove-installation.ts';
export { cardOf } from './crm/object-types.ts';
export type { ChangeProbe } from './crm/change-right.ts';
export { bbToText, bbToWhatsApp, textToBb } from './open-lines/bb-code.ts';
export {
  type ChangedMessage,
  type ConnectorEvent,
  type DialogMoment,
  type OperatorFile,
  type OperatorMessage,
  parseConnectorEvent,
} from './open-lines/connector-events.ts';
export { connectorId, messengerOf } from './open-lines/connector-id.ts';
export { formatUserCode, isUserCodeMark, parseUserCode, type UserCode } from './open-lines/user-code.ts';
export { OUTCOME_UNKNOWN } from './rest/errors.ts';
export {
  type Bucket,
  type BucketAnswer,
  type BucketSize,
  type Lane,
  type RestBudget,
  STANDARD_BUCKET,
  takeFromBucket,
} from './rest/limits.ts';
export { HISTORY, SEND_AGAIN } from './timeline/layout.ts';
export { isPublicAddress } from './rest/public-address.ts';
export type { RestLogger } from './rest/redaction.ts';
export type { PortalAddress, PortalAddresses, TokenPair, TokenStore } from './rest/tokens.ts';

export interface Bitrix24Options {
  clientId: string;
  clientSecret: string;
  /** Code in the market; a local application has its client id for a code and needs none. */
  appCode?: string;
  /** Where installations are proved and tokens exchanged, unless the portal names another host of the vendor. */
  tokenUrl: string;
  /** Our address as portals reach it, without a slash at the end. */
  publicUrl: string;
  /** `host:port` exempt from https and public addresses; none by default. */
  privateHosts?: readonly string[];
  /** Name in the menus of a card; `OLChat` by default. */
  title?: string;
  /** How the right to change a card is asked; `update-empty` by default. */
  changeProbe?: ChangeProbe;
  /** Whether people wait for the calls of this process; `person` by default. */
  lane?: Lane;
  tokens: TokenStore;
  addresses: PortalAddresses;
  budget: RestBudget;
  clock: Clock;
  logger: RestLogger;
  /** The authorisation server named another REST address for this portal: it moved. Nothing by default. */
  moved?: (portalId: PortalId, clientEndpoint: string) => Promise<void>;
  /** Milliseconds before the n-th repeat of a call; 0.5 s with full jitter, doubling. */
  pauseMs?: (repeat: number) => number;
}

export interface Bitrix24App {
  /** SE-3. Uses up the refresh token; the pair in the answer is to be stored at once. */
  proveInstallation(claim: InstallationClaim): Promise<ProvenInstallation | Refusal>;
  /** SE-1. One request, with the employee's own access token. */
  proveEmployee(portalId: PortalId, accessToken: string | null): Promise<ProvenEmployee | Refusal>;
  /** Places, events, connector. May be called at any time; needs an administrator's main token. */
  register(portalId: PortalId, wanted?: WantedPlaces): Promise<Registered | Refusal>;
  /** PORTAL_TOKEN_REFUSED when no token pair of this owner works any more; for `main` that means none of the portal's stand-ins either. */
  checkToken(portalId: PortalId, owner: EmployeeId | 'main'): Promise<null | Refusal>;
}

export interface Bitrix24 {
  crm: Crm;
  cardFields: CardFields;
  directory: Directory;
  timeline: Timeline;
  openLines: OpenLines;
  smartProcesses: SmartProcesses;
  noticeBoard: NoticeBoard;
  app: Bitrix24App;
  application: PortalApplication;
  /** Connections are dropped; calls under way end with PORTAL_UNAVAILABLE or an unknown outcome. */
  close(): Promise<void>;
}

export const bitrix24 = (options: Bitrix24Options): Bitrix24 => {
  const { clientId, clientSecret, appCode, tokenUrl, publicUrl, addresses, budget, clock, logger } = options;
  const post = new Post(options.privateHosts ?? []);
  const download = new Download(options.privateHosts ?? []);
  const probe = new Probe(options.privateHosts ?? []);
  const server = new TokenServer(post, { clientId, clientSecret, tokenUrl, clock });
  const tokens = new Tokens({ store: options.tokens, server, moved: options.moved ?? (async () => {}), logger });
  const rest = new RestClient({
    addresses,
    tokens,
    budget,
    lane: options.lane ?? 'person',
    post,
    clock,
    logger,
    ...(options.pauseMs === undefined ? {} : { pauseMs: options.pauseMs }),
  });
  const registration = { publicUrl, title: options.title ?? 'OLChat' };
  const who = { post, appCodes: appCode === undefined ? [clientId] : [appCode, clientId] };
  const followMove = async (portalId: PortalId): Promise<void> => void (await checkToken(rest, portalId, 'main'));
  return {
    crm: bitrix24Crm(rest, options.changeProbe ?? 'update-empty'),
    cardFields: bitrix24CardFields(rest, addresses),
    directory: bitrix24Directory(rest),
    timeline: new Activities(rest, new ActivityUpdates(rest)),
    smartProcesses: smartProcesses(rest, registration),
    noticeBoard: bitrix24NoticeBoard(rest),
    openLines: bitrix24OpenLines(rest, download),
    app: {
      proveInstallation: claim => proveInstallation(claim, server, who),
      proveEmployee: (portalId, accessToken) => proveEmployee(portalId, accessToken, { ...who, addresses, budget, followMove }),
      register: (portalId, wanted) => register(rest, portalId, registration, wanted),
      checkToken: (portalId, owner) => checkToken(rest, portalId, owner),
    },
    application: portalApplication(rest, { appCodes: who.appCodes, addresses: registration, around: { addresses, server, probe } }),
    close: async () => void (await Promise.all([post.close(), download.close(), probe.close()])),
  };
};
