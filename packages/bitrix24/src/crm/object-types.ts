/** CRM object types (Bitrix24 docs, "CRM object types"). */
import type { CardRef, CardType } from '@olchat/domain';

const ENTITY_TYPE_IDS = { LEAD: 1, DEAL: 2, CONTACT: 3, COMPANY: 4, ORDER: 14 } as const satisfies Partial<Record<CardType, number>>;

type FixedType = keyof typeof ENTITY_TYPE_IDS;

const CARD_TYPES_BY_ID = new Map<number, FixedType>(
  (Object.keys(ENTITY_TYPE_IDS) as FixedType[]).map(type => [ENTITY_TYPE_IDS[type], type]),
);

/** Smart processes made by a portal have ids from here on; below are Bitrix24's own types. */
const FIRST_SMART_PROCESS = 128;

export const isSmartProcess = (typeId: string): boolean => /^\d{1,9}$/.test(typeId) && Number(typeId) >= FIRST_SMART_PROCESS;

export const CONTACT_TYPE_ID = ENTITY_TYPE_IDS.CONTACT;
export const COMPANY_TYPE_ID = ENTITY_TYPE_IDS.COMPANY;

export const entityTypeId = (card: CardRef): number =>
  card.type === 'SMART_PROCESS' ? Number(card.smartProcessTypeId) : ENTITY_TYPE_IDS[card.type];

/** Undefined for types that no message is written from: invoices, quotes … */
export const cardOf = (typeId: number, id: string): CardRef | undefined => {
  const type = CARD_TYPES_BY_ID.get(typeId);
  if (type !== undefined) return { type, id, smartProcessTypeId: null };
  return typeId >= FIRST_SMART_PROCESS ? { type: 'SMART_PROCESS', id, smartProcessTypeId: String(typeId) } : undefined;
};

/** Orders have no `crm.item.*`: they are read by `sale.order.get`, with an administrator's token only. */
export const hasItemMethods = (card: CardRef): boolean => card.type !== 'ORDER';

/** The word of `imopenlines.crm.*`; the other types have no chats there (G-4). */
export const chatEntityWord = (card: CardRef): 'lead' | 'deal' | 'contact' | 'company' | undefined => {
  switch (card.type) {
    case 'LEAD':
      return 'lead';
    case 'DEAL':
      return 'deal';
    case 'CONTACT':
      return 'contact';
    case 'COMPANY':
      return 'company';
    case 'ORDER':
    case 'SMART_PROCESS':
      return undefined;
  }
};
