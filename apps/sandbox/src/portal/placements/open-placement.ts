/** Opening our page in the portal: the form that is posted into the iframe, and what the frame protocol answers from. */
import { randomBytes } from 'node:crypto';
import type { Collection } from '../../kernel/store.ts';
import { applicationStatus, GRANTED_SCOPES } from '../application.ts';
import { DeskError } from '../desk.ts';
import type { OpenedPlacement, PlacementItem } from '../desk.ts';
import type { TokenPair, Tokens } from '../oauth/tokens.ts';
import { applicationOptions, employeeOptions } from '../option-methods.ts';
import type { Portal } from '../portal-data.ts';
import { mayUseApplication } from '../users/employees.ts';
import type { Employee } from '../users/employees.ts';
import { boundPlacements, placementTitle } from './placement-methods.ts';

export interface PlacementRequest {
  /** A bound code, DEFAULT for the application's own page, INSTALL for the installer. */
  placement: string;
  handler: string;
  options: Record<string, unknown>;
  lang: string;
  /** `location.host` of the page around the frame. */
  host: string;
}

interface OpenedFrame {
  employeeId: number;
}

const frames = (portal: Portal): Collection<OpenedFrame> => portal.records('frame');

/** Shown to those who may use the application, from the end of its installation. */
export const placementItems = (portal: Portal, employee: Employee, code: string, lang: string): PlacementItem[] => {
  if (!portal.profile.installed || !mayUseApplication(employee)) return [];
  return boundPlacements(portal)
    .values()
    .filter(bound => bound.placement === code && bound.clientId === portal.site.application.clientId)
    .map(bound => ({ code, handler: bound.handler, title: placementTitle(bound, lang) }));
};

export const openPlacement = (portal: Portal, tokens: Tokens, employee: Employee, request: PlacementRequest): OpenedPlacement => {
  if (!mayUseApplication(employee)) throw new DeskError('У вас нет доступа к этому приложению');
  const installing = request.placement === 'INSTALL';
  if (installing && !employee.isAdministrator) throw new DeskError('Установить приложение может только администратор');
  if (!installing && !portal.profile.installed) throw new DeskError('Приложение установлено не до конца');

  const sid = randomBytes(16).toString('hex');
  frames(portal).put(sid, { employeeId: employee.id });
  const firstRun = installing && !portal.profile.installerSeen;
  if (installing) portal.updateProfile({ installerSeen: true });
  const pair = issue(portal, tokens, employee.id);
  const placement = installing ? 'DEFAULT' : request.placement;
  const options = { ...request.options, IFRAME: 'Y' };
  return {
    sid,
    frameName: `${request.host}|0|${sid}`,
    action: withQuery(request.handler, { DOMAIN: request.host, PROTOCOL: '0', LANG: request.lang, APP_SID: sid }),
    fields: {
      AUTH_ID: pair.accessToken,
      AUTH_EXPIRES: String(pair.expiresIn),
      REFRESH_ID: pair.refreshToken,
      SERVER_ENDPOINT: `${portal.site.baseUrl}/rest/`,
      APPLICATION_TOKEN: portal.profile.applicationToken,
      APPLICATION_SCOPE: GRANTED_SCOPES.join(','),
      member_id: portal.memberId,
      status: applicationStatus(portal.site.application),
      PLACEMENT: placement,
      PLACEMENT_OPTIONS: JSON.stringify(options),
    },
    initData: {
      LANG: request.lang,
      DOMAIN: request.host,
      PROTOCOL: 0,
      PATH: '/rest',
      AUTH_ID: pair.accessToken,
      AUTH_EXPIRES: pair.expiresIn,
      REFRESH_ID: pair.refreshToken,
      MEMBER_ID: portal.memberId,
      FIRST_RUN: firstRun,
      IS_ADMIN: employee.isAdministrator,
      INSTALL: installing,
      USER_OPTIONS: employeeOptions(portal, employee.id),
      APP_OPTIONS: applicationOptions(portal),
      PLACEMENT: placement,
      PLACEMENT_OPTIONS: options,
    },
  };
};

/** A fresh token for a frame that is open; undefined when its employee may no longer use the application. */
export const refreshFrame = (
  portal: Portal,
  tokens: Tokens,
  employee: Employee | undefined,
  sid: string,
): { AUTH_ID: string; AUTH_EXPIRES: number; REFRESH_ID: string } | undefined => {
  if (!mayUseApplication(employee) || frames(portal).get(sid)?.employeeId !== employee.id) return undefined;
  const pair = issue(portal, tokens, employee.id);
  return { AUTH_ID: pair.accessToken, AUTH_EXPIRES: pair.expiresIn, REFRESH_ID: pair.refreshToken };
};

const issue = (portal: Portal, tokens: Tokens, employeeId: number): TokenPair =>
  tokens.issue({ memberId: portal.memberId, employeeId, clientId: portal.site.application.clientId });

/** The handler's own query stays. */
const withQuery = (url: string, query: Record<string, string>): string =>
  `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams(query).toString()}`;
