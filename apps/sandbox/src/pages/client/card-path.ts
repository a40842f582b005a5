/** Addresses of cards, as the portal writes them. */
import type { CardTypeCode } from '../../portal/desk.ts';
import type { CardReference } from './page-state.ts';

const FOLDERS = { LEAD: 'lead', DEAL: 'deal', CONTACT: 'contact', COMPANY: 'company', ORDER: 'order' } as const;

export const cardPath = ({ type, id, smartProcessTypeId }: CardReference): string =>
  type === 'SMART_PROCESS' ? `/crm/type/${smartProcessTypeId ?? '0'}/details/${id}/` : `/crm/${FOLDERS[type]}/details/${id}/`;

export const cardOfPath = (path: string): CardReference | undefined => {
  const [, folder, smartProcessTypeId, id] = /^\/crm\/(lead|deal|contact|company|order|type\/(\d+))\/details\/(\d+)\/?$/.exec(path) ?? [];
  if (folder === undefined || id === undefined) return undefined;
  if (smartProcessTypeId !== undefined) return { type: 'SMART_PROCESS', id, smartProcessTypeId };
  const type = (Object.keys(FOLDERS) as (keyof typeof FOLDERS)[]).find(key => FOLDERS[key] === folder) as CardTypeCode;
  return { type, id, smartProcessTypeId: null };
};
