/** A CRM record that a message is written from. */
export const CARD_TYPES = ['LEAD', 'DEAL', 'CONTACT', 'COMPANY', 'ORDER', 'SMART_PROCESS'] as const;
export type CardType = (typeof CARD_TYPES)[number];

export interface CardRef {
  type: CardType;
  /** Bitrix24's own id, as text. */
  id: string;
  /** Type of the smart process (entityTypeId ≥ 128); null for every other card. */
  smartProcessTypeId: string | null;
}

/** One text per card, for keys and comparisons: `DEAL:17`, `SMART_PROCESS:1036:4`. */
export const cardKey = (card: CardRef): string =>
  card.smartProcessTypeId === null ? `${card.type}:${card.id}` : `${card.type}:${card.smartProcessTypeId}:${card.id}`;
