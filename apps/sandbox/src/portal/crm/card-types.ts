/** Types of CRM records under their several names (Bitrix24 docs, object types). */
import type { CardTypeCode } from '../desk.ts';

export const LEAD = 1;
export const DEAL = 2;
export const CONTACT = 3;
export const COMPANY = 4;
export const ORDER = 14;
/** Smart-process types are numbered from here. */
const FIRST_SMART_PROCESS = 128;

/** Types whose items have stages in pipelines. */
export const PIPELINE_TYPES: readonly number[] = [DEAL];

export interface CardKey {
  entityTypeId: number;
  id: number;
}

export const sameCard = (one: CardKey, other: CardKey): boolean => one.entityTypeId === other.entityTypeId && one.id === other.id;

const NAMES: Readonly<Record<number, Exclude<CardTypeCode, 'SMART_PROCESS'>>> = {
  [LEAD]: 'LEAD',
  [DEAL]: 'DEAL',
  [CONTACT]: 'CONTACT',
  [COMPANY]: 'COMPANY',
  [ORDER]: 'ORDER',
};

export const isSmartProcess = (entityTypeId: number): boolean => entityTypeId >= FIRST_SMART_PROCESS;

export const cardTypeCode = (entityTypeId: number): CardTypeCode => NAMES[entityTypeId] ?? 'SMART_PROCESS';

export const smartProcessTypeId = (entityTypeId: number): string | null => (isSmartProcess(entityTypeId) ? String(entityTypeId) : null);

/** `CONTACT`, `DYNAMIC_1038` */
export const entityName = (entityTypeId: number): string => NAMES[entityTypeId] ?? `DYNAMIC_${entityTypeId}`;

export const entityTypeIdOf = (type: CardTypeCode, smartProcess?: string | null): number =>
  type === 'SMART_PROCESS' ? Number(smartProcess) : Number(Object.entries(NAMES).find(([, name]) => name === type)?.[0]);

/** Page of a card inside the portal. */
export const cardPath = ({ entityTypeId, id }: CardKey): string => {
  if (entityTypeId === ORDER) return `/shop/orders/details/${id}/`;
  return isSmartProcess(entityTypeId)
    ? `/crm/type/${entityTypeId}/details/${id}/`
    : `/crm/${entityName(entityTypeId).toLowerCase()}/details/${id}/`;
};
