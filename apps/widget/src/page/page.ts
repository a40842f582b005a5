import type { CardType, Messenger } from '@olchat/client';
import type { Locale } from '../locales/index.ts';

/** What the server wrote into the page it answered the portal's POST with: who, where, and what is wrong, if anything. */
export interface Page {
  sessionToken: string | null;
  screen: 'card' | 'app' | 'field' | 'history' | 'install' | 'templates';
  locale: Locale;
  productName: string;
  memberId: string;
  portalOrigin: string;
  card: { type: CardType; id: string; smartProcessTypeId: string | null } | null;
  /** Whose item of the card's menu opened the screen «card» (W-1, T-1). */
  messenger: Messenger | null;
  /** Whose statuses the screen «history» shows. */
  messageId: string | null;
  /** The portal's dialogue above whose message box the screen «templates» stands (M-12). */
  dialogId: string | null;
  /** The field of our type that the screen «field» stands in; the type is null in cards that are no smart process. */
  field: {
    mode: 'view' | 'edit';
    smartProcessTypeId: string | null;
    embedded: boolean;
    /** «Статусы и чаты» works in this card: by A-8, or in a smart process by its embedding. */
    isOn: boolean;
    /** It stands open. */
    isForced: boolean;
  } | null;
  employee: { id: string; name: string } | null;
  isAdministrator: boolean;
  /** The page was opened, but nobody could be let in: the catalogue's code and its sentence in the page's language. */
  problem: { code: string; message: string } | null;
  /** The name under which the server's log tells of the request that made this page. */
  requestId: string | null;
}

export function readPage(document: Document): Page {
  const text = document.getElementById('olchat-page')?.textContent;
  if (!text) throw new Error('The server filled no data into the page');
  return JSON.parse(text) as Page;
}
