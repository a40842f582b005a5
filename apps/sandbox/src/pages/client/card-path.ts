/** Addresses of cards, as the portal writes them. */
import type { CardTypeCode } from '../../portal/desk.ts';
import type { CardReference } from './page-state.ts';

/** Orders live in the shop. */
const FOLDERS = {
  LEAD: '/crm/lead',
  DEAL: '/crm/deal',
  CONTACT: '/crm/contact',
  COMPANY: '/crm/company',
  ORDER: '/shop/orders',
} as const;

export const cardPath = ({ type, id, smartProcessTypeId }: CardReference): string =>
  type === 'SMART_PROCESS' ? `/crm/type/${smartProcessTypeId ?? '0'}/details/${id}/` : `${FOLDERS[type]}/details/${id}/`;

export const cardOfPath = (path: string): CardReference | undefined => {
  const [, folder, smartProcessTypeId, id] = /^(\/crm\/(?:[a-z]+|type\/(\d+))|\/shop\/orders)\/details\/(\d+)\/?$/.exec(path) ?? [];
  if (folder === undefined || id === undefined) return undefined;
  if (smartProcessTypeId !== undefined) return { type: 'SMART_PROCESS', id, smartProcessTypeId };
  const type = (Object.keys(FOLDERS) as Exclude<CardTypeCode, 'SMART_PROCESS'>[]).find(key => FOLDERS[key] === folder);
  return type === undefined ? undefined : { type, id, smartProcessTypeId: null };
};
