/** Where people of the portal hear from the application: a chat of its own (N-1) and the portal's notices to one employee. All by the main token. */
import type { EmployeeId, PortalId } from '../ids.ts';
import type { NoticeDetails, NoticeKind } from '../notice/notice.ts';
import type { Refusal } from '../refusal.ts';

export interface NoticeBoard {
  /** `key` names the chat for `findChat`. The owner of the main token is in it too. May not be repeated after an unknown outcome without a look. */
  makeChat(portalId: PortalId, chat: { key: string; title: string; readers: readonly EmployeeId[] }): Promise<string | Refusal>;
  /** The chat that was made with this key; null: there is none. */
  findChat(portalId: PortalId, key: string): Promise<string | null | Refusal>;
  /** FORBIDDEN: the owner of the main token is not in it any more, or the chat is gone. */
  readers(portalId: PortalId, chatId: string): Promise<EmployeeId[] | Refusal>;
  /** Repeatable; a newcomer sees what was told before. */
  addReader(portalId: PortalId, chatId: string, employeeId: EmployeeId): Promise<null | Refusal>;
  /** Repeatable. */
  removeReader(portalId: PortalId, chatId: string, employeeId: EmployeeId): Promise<null | Refusal>;
  /** Plain text. After an unknown outcome `stands` is asked first (RE-10). */
  post(portalId: PortalId, chatId: string, text: string): Promise<null | Refusal>;
  /** Among the chat's newest messages. */
  stands(portalId: PortalId, chatId: string, text: string): Promise<boolean | Refusal>;
  /** A notice to one employee; one with the same tag takes the place of the older one, so a repeat makes nothing twice. */
  tell(portalId: PortalId, employeeId: EmployeeId, notice: { text: string; tag: string }): Promise<null | Refusal>;
}

/** What a notice says, and in whose name (N-1). */
export interface NoticeFacts {
  kind: NoticeKind;
  /** The account's title; null = the application itself. */
  connector: string | null;
  at: Date;
  details: NoticeDetails;
}

/** The words are not the domain's matter: sentences in the portal's language. */
export interface NoticeWords {
  text(facts: NoticeFacts, locale: 'ru' | 'en'): string;
  chatTitle(locale: 'ru' | 'en'): string;
}
