/**
 * What the portal's own browser pages ask of the simulated portal: `pages/` draws it, `portal/` keeps it.
 * The employee is the one logged in at the portal in that browser.
 */
export type CardTypeCode = 'LEAD' | 'DEAL' | 'CONTACT' | 'COMPANY' | 'ORDER' | 'SMART_PROCESS';

export interface PortalInfo {
  memberId: string;
  title: string;
  installed: boolean;
}
export interface DeskEmployee {
  id: string;
  name: string;
  isAdministrator: boolean;
  position: string;
}
export interface CardSummary {
  type: CardTypeCode;
  id: string;
  smartProcessTypeId: string | null;
  title: string;
  subtitle: string;
}
export interface CardField {
  name: string;
  label: string;
  value: string;
}
export interface LinkedCard {
  type: CardTypeCode;
  id: string;
  title: string;
  relation: string;
}
export interface CardView extends CardSummary {
  fields: CardField[];
  linked: LinkedCard[];
  responsible: DeskEmployee | null;
}

/** `action` of a link. */
export interface TimelineBlock {
  title: string | null;
  text: string;
  kind: 'row' | 'bubble' | 'link';
  action?: TimelineAction;
}
export interface TimelineButton {
  key: string;
  title: string;
  type: 'primary' | 'secondary';
  action: TimelineAction;
}
export type TimelineAction =
  | { type: 'redirect'; uri: string }
  /** `animation`: `loader` locks the whole record, `disable` the button, until the application updates the record. */
  | { type: 'restEvent'; id: string; params: Record<string, string>; animation: 'loader' | 'disable' | null }
  | { type: 'openRestApp'; params: Record<string, string>; look: { title?: string; width?: number } };
export interface TimelineRecord {
  activityId: string;
  kind: 'app' | 'open-line';
  title: string;
  badge: { title: string; type: 'warning' | 'success' | 'failure' | 'primary' | 'secondary' } | null;
  blocks: TimelineBlock[];
  buttons: TimelineButton[];
  menu: TimelineButton[];
  at: string;
  /** A record that was written again is drawn anew, also when it says the same. */
  updatedAt: string;
  author: DeskEmployee | null;
  completed: boolean;
}

export interface PlacementItem {
  code: string;
  handler: string;
  title: string;
}
/** An item above the message box of a chat, with the size of its popup in CSS pixels. */
export interface ChatPlacementItem extends PlacementItem {
  width: number;
  height: number;
}
/** A field of an application's own type in a card (USERFIELD_TYPE): `options` go into `openPlacement` as they are. */
export interface CardWidget {
  fieldName: string;
  label: string;
  handler: string;
  options: Record<string, unknown>;
}

export interface FieldTypeChoice {
  userTypeId: string;
  title: string;
}
export interface NewCardField {
  type: CardTypeCode;
  smartProcessTypeId: string | null;
  /** Of the application, without its prefix. */
  userTypeId: string;
  title: string;
}

/** The form that the portal page posts into the iframe, and what the frame's `getInitData` is answered with. */
export interface OpenedPlacement {
  sid: string;
  frameName: string;
  action: string;
  fields: Record<string, string>;
  initData: Record<string, unknown>;
}
export interface DeskChatMessage {
  id: string;
  author: DeskEmployee | null;
  authorName: string;
  direction: 'in' | 'out' | 'system';
  text: string;
  at: string;
  mark: 'none' | 'sending' | 'delivered' | 'failed';
}
export interface DeskChat {
  chatId: string;
  title: string;
  /** Link of the client's picture; null: the portal has none. */
  clientPicture: string | null;
  connector: string;
  line: string;
  owner: DeskEmployee | null;
  participants: DeskEmployee[];
  open: boolean;
  card: { type: CardTypeCode; id: string; title: string } | null;
  canRead: boolean;
  messages: DeskChatMessage[];
}

/** A chat of the messenger that an application made; `bell` = notices to this employee alone. */
export interface DeskNoticeBoard {
  chats: {
    chatId: string;
    title: string;
    readers: DeskEmployee[];
    messages: { id: string; author: DeskEmployee | null; text: string; at: string }[];
  }[];
  bell: { id: string; text: string; at: string }[];
}

export interface PortalDesk {
  portals(): PortalInfo[];
  employees(memberId: string): DeskEmployee[];
  cards(memberId: string): CardSummary[];
  card(memberId: string, type: CardTypeCode, id: string, smartProcessTypeId?: string): CardView | undefined;
  timeline(memberId: string, type: CardTypeCode, id: string, smartProcessTypeId?: string): TimelineRecord[];
  /** Items of the timeline menu of a card of this type, titled in `lang`; empty until the installation is finished. */
  cardPlacements(memberId: string, employeeId: string, type: CardTypeCode, lang: string, smartProcessTypeId?: string): PlacementItem[];
  /** Items above the message box of open-line chats. */
  chatPlacements(memberId: string, employeeId: string, lang: string): ChatPlacementItem[];
  /** Fields of our own types that this card has, for those who may use the application. */
  cardWidgets(memberId: string, employeeId: string, type: CardTypeCode, id: string, smartProcessTypeId?: string): CardWidget[];
  /** Types of field that applications registered on the portal. */
  fieldTypes(memberId: string): FieldTypeChoice[];
  /** «Создать поле»: of an application's type, on all cards of this kind. Administrators only; throws DeskError. */
  createField(memberId: string, employeeId: string, field: NewCardField): void;
  /** «Сохранить» of a card in edit mode: what frames of fields put into the form. Throws DeskError without the right to change the card. */
  saveFields(
    memberId: string,
    employeeId: string,
    type: CardTypeCode,
    id: string,
    smartProcessTypeId: string | undefined,
    values: Record<string, string>,
  ): void;
  /** `placement` is a bound code with its card, USERFIELD_TYPE for a widget of the card, or DEFAULT for the app's own page, or INSTALL for the installer. Makes a token of this employee. */
  openPlacement(
    memberId: string,
    employeeId: string,
    placement: string,
    handler: string,
    options: Record<string, unknown>,
    lang: string,
    host: string,
  ): OpenedPlacement;
  /** A fresh token for the frame (`refreshAuth`). Undefined when the employee may no longer use the app. */
  refreshAuth(memberId: string, employeeId: string, sid: string): { AUTH_ID: string; AUTH_EXPIRES: number; REFRESH_ID: string } | undefined;
  /** `installFinish()` of the frame: placements and events begin to live. */
  finishInstallation(memberId: string): void;
  /** «Удалить»: by an administrator, from the list of applications; throws DeskError. `clean`: «удалить настройки и данные». */
  removeApplication(memberId: string, employeeId: string, clean: boolean): void;
  appPageHandler(memberId: string): string | undefined;
  chats(memberId: string, employeeId: string): DeskChat[];
  chat(memberId: string, employeeId: string, chatId: string): DeskChat | undefined;
  /** An operator types in the chat. Throws DeskError with the portal's own sentence when it is refused. */
  postToChat(memberId: string, employeeId: string, chatId: string, text: string): void;
  takeChat(memberId: string, employeeId: string, chatId: string): void;
  finishChat(memberId: string, employeeId: string, chatId: string): void;
  /** Another employee into the chat, by somebody who is in it. */
  inviteToChat(memberId: string, employeeId: string, chatId: string, guestId: string): void;
  pressTimelineButton(memberId: string, employeeId: string, activityId: string, key: string): void;
  /** What the messenger shows this employee beside open lines: chats that he is in, and his notices, newest last. */
  noticeBoard(memberId: string, employeeId: string): DeskNoticeBoard;
  /** Push: called after anything of a portal changed; the page then reads again what it shows. */
  onChange(listener: (memberId: string, what: 'card' | 'timeline' | 'chat' | 'app') => void): () => void;
}

export class DeskError extends Error {
  override readonly name = 'DeskError';
}
