/** Our item above the message box of open-line chats: «Редактирование и выбор шаблонов» (M-12; Bitrix24 docs, widgets, IM_TEXTAREA). */
import { placementHandler, type CardItem, type ItemAddresses } from './card-items.ts';

export const CHAT_PLACEMENT = 'IM_TEXTAREA';

const TITLES = { ru: 'Редактирование и выбор шаблонов', en: 'Edit and choose templates' };

/** A popup over the icon. The docs call the sizes per cent, the portal's own code takes them for CSS pixels: a hundred of these would show nothing. */
const WINDOW = { width: 480, height: 600 };

export const chatItem = (addresses: ItemAddresses): CardItem => {
  const handler = placementHandler(addresses)(CHAT_PLACEMENT);
  // For every language that has no title of its own.
  const title = TITLES.en;
  const params = {
    PLACEMENT: CHAT_PLACEMENT,
    HANDLER: handler,
    TITLE: title,
    LANG_ALL: { ru: { TITLE: TITLES.ru }, en: { TITLE: TITLES.en } },
    OPTIONS: { iconName: 'fa-file-text-o', context: 'LINES', role: 'USER', extranet: 'N', color: 'AQUA', ...WINDOW },
  };
  return { placement: CHAT_PLACEMENT, handler, title, what: `placement ${CHAT_PLACEMENT}`, bind: { method: 'placement.bind', params } };
};
