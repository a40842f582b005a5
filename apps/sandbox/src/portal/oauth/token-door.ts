/** The authorisation server's `/oauth/token/`. The exchange of a refresh token is what an installation is proved by (SE-3). */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Faults } from '../../kernel/faults.ts';
import type { Ledger } from '../../kernel/ledger.ts';
import { applicationStatus, GRANTED_SCOPES } from '../application.ts';
import type { Application } from '../application.ts';
import type { Portal } from '../portal-data.ts';
import { cutConnection, readParameters } from '../rest/rest-door.ts';
import { readText } from '../rest/parameters.ts';
import type { RawParameters } from '../rest/parameters.ts';
import { RestError } from '../rest/rest-error.ts';
import { findEmployee, mayUseApplication } from '../users/employees.ts';
import type { TokenPair, Tokens } from './tokens.ts';

export interface TokenDoorOptions {
  application: Application;
  baseUrl: string;
  portals: ReadonlyMap<string, Portal>;
  tokens: Tokens;
  ledger: Ledger;
  faults: Faults;
}

export const openTokenDoor = (server: FastifyInstance, options: TokenDoorOptions): void => {
  server.route({
    method: ['GET', 'POST'],
    url: '/oauth/token/',
    handler: async (request, reply) => {
      let status = 200;
      let body: unknown;
      const parameters = readParameters(request);
      const rule = options.faults.hit({ service: 'bitrix24', method: 'oauth.token' }, ['delay', 'refuse', 'lose-answer', 'drop', 'close']);
      if (rule?.do === 'drop' || rule?.do === 'close') return cutConnection(request, reply);
      try {
        if (rule?.do === 'refuse') throw new RestError(rule.status ?? 400, rule.code ?? 'invalid_grant', 'Refused by a fault rule');
        body = exchange(parameters, options);
      } catch (error) {
        if (!(error instanceof RestError)) throw error;
        status = error.status;
        body = error.body;
      }
      if (rule?.ms !== undefined) await sleep(rule.ms);
      if (rule?.do === 'lose-answer') return cutConnection(request, reply);
      return reply.code(status).send(body);
    },
  });
};

const exchange = (parameters: RawParameters, options: TokenDoorOptions): unknown => {
  const { application, portals, tokens, ledger } = options;
  const text = (name: string): string => readText(parameters[name]) ?? '';
  if (text('client_id') !== application.clientId || text('client_secret') !== application.clientSecret) {
    throw new RestError(400, 'invalid_client', 'The client credentials are invalid');
  }
  // Codes of the full OAuth flow are never given out here, so none is known.
  if (text('grant_type') === 'authorization_code') throw invalidGrant();
  if (text('grant_type') !== 'refresh_token' || text('refresh_token') === '') {
    throw new RestError(400, 'invalid_request', 'Invalid grant_type parameter or parameter missing');
  }
  const refreshToken = text('refresh_token');
  const owner = tokens.refreshOwner(refreshToken, application.clientId);
  const portal = owner === undefined ? undefined : portals.get(owner.memberId);
  if (owner === undefined || portal === undefined || !mayUseApplication(findEmployee(portal, owner.employeeId))) throw invalidGrant();

  const pair = portal.site.store.transaction(() => {
    ledger.append({
      service: 'bitrix24',
      method: 'oauth.token',
      to: owner.memberId,
      body: { grant_type: 'refresh_token', user_id: owner.employeeId },
    });
    return tokens.rotate(refreshToken, owner);
  });
  return grantBody(pair, portal, options.baseUrl);
};

const invalidGrant = (): RestError => new RestError(400, 'invalid_grant', 'Invalid refresh token');

const grantBody = (pair: TokenPair, portal: Portal, baseUrl: string): unknown => ({
  access_token: pair.accessToken,
  client_endpoint: portal.restAddress,
  // The address of the authorisation server, not of the portal.
  domain: new URL(baseUrl).host,
  expires: pair.expires,
  expires_in: pair.expiresIn,
  member_id: pair.memberId,
  refresh_token: pair.refreshToken,
  scope: GRANTED_SCOPES.join(','),
  server_endpoint: `${baseUrl}/rest/`,
  status: applicationStatus(portal.site.application),
  user_id: pair.employeeId,
});
