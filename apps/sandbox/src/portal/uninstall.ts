/** Removing the application from a portal: its tokens die first, then its handlers, widgets, field types and connectors go. */
import { userFieldTypes } from './crm/user-field-methods.ts';
import { eventHandlers } from './events/event-methods.ts';
import type { Tokens } from './oauth/tokens.ts';
import { connectors, lineConnectors } from './open-lines/connectors.ts';
import { boundPlacements } from './placements/placement-methods.ts';
import type { Portal } from './portal-data.ts';

export const uninstall = (portal: Portal, tokens: Tokens, clean: boolean): void => {
  // Raised while the handlers are still there; it goes out without tokens, for nobody of the portal may use the application any more.
  portal.raise({ name: 'ONAPPUNINSTALL', data: { LANGUAGE_ID: 'ru', CLEAN: clean ? 1 : 0 }, actorId: 0 });
  tokens.revoke(portal.memberId);
  eventHandlers(portal).clear();
  boundPlacements(portal).clear();
  userFieldTypes(portal).clear();
  connectors(portal).clear();
  lineConnectors(portal).clear();
  portal.updateProfile({ installed: false, installerSeen: false });
  portal.changed('app');
};
