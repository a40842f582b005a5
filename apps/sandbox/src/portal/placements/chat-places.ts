/** Items of applications above the message box of an open-line chat: who sees them (Bitrix24 docs, widgets, IM_TEXTAREA). */
import type { ChatPlacementItem } from '../desk.ts';
import type { Portal } from '../portal-data.ts';
import { readInteger, readText } from '../rest/parameters.ts';
import type { Employee } from '../users/employees.ts';
import { CHAT_PLACEMENT, contexts } from './chat-options.ts';
import { placementItems } from './open-placement.ts';
import { boundPlacements } from './placement-methods.ts';

/** Shown when nobody says otherwise. */
const DEFAULT_SIZE = 100;

/** In the chats of open lines. */
export const chatPlacementItems = (portal: Portal, employee: Employee, lang: string): ChatPlacementItem[] => {
  const bound = boundPlacements(portal).values();
  return placementItems(portal, employee, CHAT_PLACEMENT, lang).flatMap(item => {
    const options = bound.find(one => one.placement === CHAT_PLACEMENT && one.handler === item.handler)?.options ?? {};
    const isHere = contexts(options).some(context => context === 'ALL' || context === 'LINES');
    if (!isHere || (readText(options['role']) === 'ADMIN' && !employee.isAdministrator)) return [];
    const size = (name: string): number => readInteger(options[name]) ?? DEFAULT_SIZE;
    return [{ ...item, width: size('width'), height: size('height') }];
  });
};
