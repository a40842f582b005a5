/** What happens in the life of a portal without the application: its administrators and owners do it. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { deleteSmartProcess } from './crm/delete-smart-process.ts';
import { eventHandlers } from './events/event-methods.ts';
import type { Tokens } from './oauth/tokens.ts';
import { recordKey } from './portal-data.ts';
import type { Portal } from './portal-data.ts';
import { uninstall } from './uninstall.ts';
import { type Employee, employees, findEmployee } from './users/employees.ts';

const employeeId = z.coerce.number().int().positive();

export const lifeAction = z.discriminatedUnion('do', [
  /** An administrator removes the application. `clean`: «удалить настройки и данные». */
  z.object({ do: z.literal('uninstall'), clean: z.boolean().default(false) }),
  /** A new version: handlers of events are gone, the application token is another one, ONAPPUPDATE brings fresh tokens. */
  z.object({ do: z.literal('update') }),
  /** The portal gets another address; the old one answers 302. */
  z.object({ do: z.literal('move') }),
  /** Their tokens die with it. */
  z.object({ do: z.literal('dismiss'), employeeId }),
  z.object({ do: z.literal('reinstate'), employeeId }),
  /** In his profile. */
  z.object({ do: z.literal('rename'), employeeId, name: z.string(), lastName: z.string() }),
  z.object({ do: z.literal('set-administrator'), employeeId, isAdministrator: z.boolean() }),
  /** Every access token is past its hour; refresh tokens live. */
  z.object({ do: z.literal('expire-tokens') }),
  /** Of one employee, or of all. */
  z.object({ do: z.literal('revoke-tokens'), employeeId: employeeId.optional() }),
  /** An administrator deletes a type of smart process, with all its items. */
  z.object({ do: z.literal('delete-smart-process'), smartProcessTypeId: z.coerce.number().int().positive() }),
  /** The public folder asks guests for a login, or does not any more. */
  z.object({ do: z.literal('close-pub'), isClosed: z.boolean().default(true) }),
  /** Handlers of events vanish, as they do at an update, and nobody says so. */
  z.object({ do: z.literal('lose-handlers') }),
]);
export type LifeAction = z.infer<typeof lifeAction>;

export const play = (portal: Portal, tokens: Tokens, action: LifeAction): void => {
  switch (action.do) {
    case 'uninstall':
      return uninstall(portal, tokens, action.clean);
    case 'update':
      return update(portal);
    case 'move':
      return portal.updateProfile({ formerAddresses: (portal.profile.formerAddresses ?? 0) + 1 });
    case 'dismiss':
      change(portal, action.employeeId, { active: false });
      return tokens.revoke(portal.memberId, action.employeeId);
    case 'reinstate':
      return change(portal, action.employeeId, { active: true });
    case 'rename':
      return change(portal, action.employeeId, { name: action.name, lastName: action.lastName });
    case 'set-administrator':
      return change(portal, action.employeeId, { isAdministrator: action.isAdministrator });
    case 'expire-tokens':
      return tokens.expireAccessTokens(portal.memberId);
    case 'revoke-tokens':
      return tokens.revoke(portal.memberId, action.employeeId);
    case 'delete-smart-process':
      return deleteSmartProcess(portal, action.smartProcessTypeId);
    case 'close-pub':
      return portal.updateProfile({ isPubClosed: action.isClosed });
    case 'lose-handlers':
      return eventHandlers(portal).clear();
  }
};

const change = (portal: Portal, id: number, fields: Partial<Employee>): void => {
  const employee = findEmployee(portal, id);
  if (employee === undefined) throw new Error(`no employee ${id}`);
  employees(portal).put(recordKey(id), { ...employee, ...fields });
};

const update = (portal: Portal): void => {
  const version = (portal.profile.version ?? 1) + 1;
  portal.updateProfile({ version, applicationToken: randomBytes(16).toString('hex') });
  eventHandlers(portal).clear();
  const administrator = employees(portal)
    .values()
    .find(({ isAdministrator, active }) => isAdministrator && active);
  const data = { VERSION: String(version), PREVIOUS_VERSION: String(version - 1), LANGUAGE_ID: 'ru' };
  portal.raise({ name: 'ONAPPUPDATE', data, actorId: administrator?.id ?? 0, withRefreshToken: true });
};
