/** The places of the portal's interface where our page may be shown (Bitrix24 docs, widgets). */
import { smartProcessTypes } from '../crm/items.ts';
import type { Portal } from '../portal-data.ts';

const CRM_TYPES = ['LEAD', 'DEAL', 'CONTACT', 'COMPANY', 'QUOTE', 'SMART_INVOICE'];
const WITH_TIMELINE_MENU = ['LEAD', 'DEAL', 'QUOTE', 'SMART_INVOICE'];
const IM = ['IM_TEXTAREA', 'IM_SIDEBAR', 'IM_CONTEXT_MENU', 'IM_NAVIGATION', 'IMMOBILE_CONTEXT_MENU'];
const OTHERS = [
  'LEFT_MENU',
  'CONTACT_CENTER',
  'REST_APP_URI',
  'PAGE_BACKGROUND_WORKER',
  'USER_PROFILE_MENU',
  'USER_PROFILE_TOOLBAR',
  'SETTING_CONNECTOR',
];

const crmCodes = (type: string): string[] =>
  ['DETAIL_ACTIVITY', 'DETAIL_TAB', 'DETAIL_TOOLBAR', 'LIST_MENU', 'LIST_TOOLBAR'].map(place => `CRM_${type}_${place}`);

/** Codes available to the application; one set per smart-process type that exists, none of the scopes it was not granted. */
export const placementCodes = (portal: Portal): string[] => {
  const dynamic = smartProcessTypes(portal)
    .values()
    .map(({ entityTypeId }) => `DYNAMIC_${entityTypeId}`);
  return [
    ...[...CRM_TYPES, ...dynamic].flatMap(crmCodes),
    ...[...WITH_TIMELINE_MENU, ...dynamic].map(type => `CRM_${type}_ACTIVITY_TIMELINE_MENU`),
    // Orders have no toolbar and no timeline menu.
    'CRM_ORDER_DETAIL_ACTIVITY',
    'CRM_ORDER_DETAIL_TAB',
    'CRM_ORDER_LIST_MENU',
    ...IM,
    ...OTHERS,
  ];
};
