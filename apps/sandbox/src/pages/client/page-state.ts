/** What the server tells a page when it is loaded: who is logged in and what is shown. */
import type { CardTypeCode, DeskEmployee, PortalInfo } from '../../portal/desk.ts';
import type { Language } from './texts.ts';

export interface CardReference {
  type: CardTypeCode;
  id: string;
  smartProcessTypeId: string | null;
}

export type Shown =
  | { page: 'cards' }
  | { page: 'card'; card: CardReference }
  | { page: 'chats'; dialogId: string | null }
  | { page: 'application'; path: string }
  | { page: 'missing'; path: string };

export interface PageState {
  portal: PortalInfo;
  employee: DeskEmployee;
  employees: DeskEmployee[];
  language: Language;
  shown: Shown;
}
