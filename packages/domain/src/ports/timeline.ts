/** Our block in the card's timeline («дело», section 7). Words only: how Bitrix24 draws them is the adapter's matter. */
import type { CardRef } from '../card/card.ts';
import type { EmployeeId, MessageId, PortalId } from '../ids.ts';
import type { Refusal } from '../refusal.ts';
import type { Messenger } from './connector.ts';

export interface ActivityView {
  messenger: Messenger;
  /** Heading: the account's title. */
  title: string;
  badge: { text: string; colour: 'grey' | 'blue' | 'green' | 'red' | 'yellow' };
  /** «От кого», «На номер», «Линия», «Источник» … in order. */
  rows: { key: string; title: string; value: string }[];
  text: string;
  /** What is not text, a line each, in order: a file with its size, a voice note, the name of a template (L-15). */
  attachments: { title: string; value: string }[];
  /** Sentences under the text, one a line: reason of a failure, «не опубликовано в чате» … */
  note: string | null;
  /** «ОТКРЫТЬ ЧАТ» (O-5): the portal's own chat id. */
  openChat: { title: string; openLineChatId: string } | null;
  /** «Отправить ещё раз» (L-12): which message, and the attempt that the button was drawn for, so that a press of an older picture does nothing. */
  sendAgain: { title: string; messageId: MessageId; attempt: number } | null;
  /** «История статусов» in the menu, one per message of the group. */
  histories: { title: string; messageId: MessageId }[];
}

export interface Timeline {
  /** Looks for our record by its origin id before a repeat of an unknown outcome (RE-10). */
  findActivity(portalId: PortalId, card: CardRef, originId: string): Promise<string | null | Refusal>;
  /** With the employee's rights where his token lives, else with the main one (decision 26). Answers Bitrix24's activity id. */
  addActivity(
    portalId: PortalId,
    employeeId: EmployeeId | null,
    card: CardRef,
    originId: string,
    view: ActivityView,
  ): Promise<string | Refusal>;
  /** Replaces the whole view. NOT_FOUND: somebody deleted it; nothing more is written then (L-16). */
  updateActivity(portalId: PortalId, activityId: string, view: ActivityView): Promise<null | Refusal>;
}
