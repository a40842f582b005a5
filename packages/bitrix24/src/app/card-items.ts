/** Our items in the menu over a card's timeline: one per messenger (W-1, T-1), told apart by their addresses. */
import { MESSENGERS, type Messenger } from '@olchat/domain';
import type { RestCommand } from '../rest/batch.ts';

export interface ItemAddresses {
  /** Without a slash at the end. */
  publicUrl: string;
  /** Name of the product. */
  title: string;
}

export interface CardItem {
  placement: string;
  handler: string;
  title: string;
  /** How the item is called in the list of what stands on the portal. */
  what: string;
  bind: RestCommand;
}

export const placementHandler =
  ({ publicUrl }: Pick<ItemAddresses, 'publicUrl'>) =>
  (code: string): string =>
    `${publicUrl}/bitrix24/placement/${code}`;

/** The first messenger has the bare code: so its items stood before there was another. */
const CODES: Record<Messenger, string> = { WHATSAPP: '', TELEGRAM: '.TELEGRAM' };
const titleOf = (messenger: Messenger, product: string): string => (messenger === 'TELEGRAM' ? `[${product}] Telegram` : product);

/** `CRM_DEAL_DETAIL_ACTIVITY.TELEGRAM`: the place, and whose item there. */
export const cardItemOf = (code: string): { placement: string; messenger: Messenger } => {
  const messenger = MESSENGERS.find(known => CODES[known] !== '' && code.endsWith(CODES[known])) ?? 'WHATSAPP';
  return { placement: code.slice(0, code.length - CODES[messenger].length), messenger };
};

export const cardItems = (placement: string, addresses: ItemAddresses): CardItem[] =>
  MESSENGERS.map(messenger => {
    const code = `${placement}${CODES[messenger]}`;
    const handler = placementHandler(addresses)(code);
    const title = titleOf(messenger, addresses.title);
    return { placement, handler, title, what: `placement ${code}`, bind: bindPlacement(placement, handler, title) };
  });

const bindPlacement = (placement: string, handler: string, title: string): RestCommand => ({
  method: 'placement.bind',
  params: {
    PLACEMENT: placement,
    HANDLER: handler,
    TITLE: title,
    LANG_ALL: {
      ru: { TITLE: title, DESCRIPTION: 'Написать клиенту первым' },
      en: { TITLE: title, DESCRIPTION: 'Write to the client first' },
    },
  },
});
