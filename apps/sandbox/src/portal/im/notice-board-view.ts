/** What an employee finds in the messenger beside open lines: chats that he is in, and the notices under the bell. */
import type { DeskNoticeBoard } from '../desk.ts';
import type { Portal } from '../portal-data.ts';
import { findDeskEmployee } from '../users/employees.ts';
import type { Employee } from '../users/employees.ts';
import { groupChats, groupMessages, mayReadGroup } from './group-chats.ts';
import { noticesOf } from './notices.ts';

export const viewNoticeBoard = (portal: Portal, employee: Employee): DeskNoticeBoard => ({
  chats: groupChats(portal)
    .filter(chat => mayReadGroup(chat, employee.id))
    .map(chat => ({
      chatId: String(chat.id),
      title: chat.title,
      readers: chat.userIds.flatMap(id => findDeskEmployee(portal, id) ?? []),
      messages: groupMessages(portal, chat.id).map(({ id, authorId, text, atMs }) => ({
        id: String(id),
        author: findDeskEmployee(portal, authorId),
        text,
        at: new Date(atMs).toISOString(),
      })),
    })),
  bell: noticesOf(portal, employee.id).map(({ id, text, atMs }) => ({ id: String(id), text, at: new Date(atMs).toISOString() })),
});
