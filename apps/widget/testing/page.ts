import type { Page } from '../src/page/page.ts';
import { card } from './builders.ts';

/** What the server wrote into the page of a card, opened by an administrator. */
export function page(change: Partial<Page> = {}): Page {
  return {
    sessionToken: 'token',
    screen: 'card',
    locale: 'ru',
    productName: 'OLChat',
    memberId: 'member',
    portalOrigin: 'http://localhost',
    card,
    messenger: 'WHATSAPP',
    messageId: null,
    dialogId: null,
    field: null,
    employee: { id: '1', name: 'Мария' },
    isAdministrator: true,
    problem: null,
    requestId: null,
    ...change,
  };
}
