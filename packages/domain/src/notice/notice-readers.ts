/** «Чат уведомлений» in the settings: who reads it, add and remove. Administrators only. */
import { changeBy } from '../change/change.ts';
import type { EmployeeId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { Crm } from '../ports/crm.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { ensureNoticeChat, forgetNoticeChat, type NoticeChatDeps } from './notice-chat.ts';

export interface NoticeReaders {
  /** The portal's id; null: no notice was told yet, so there is no chat. */
  chatId: string | null;
  readers: EmployeeId[];
}

export async function noticeReaders(deps: NoticeChatDeps, caller: Caller): Promise<NoticeReaders | Refusal> {
  if (!caller.isAdministrator) return refuse('FORBIDDEN', { right: 'administrator' });
  const chat = await deps.storage.transaction(caller.portalId, tx => tx.noticeChat.find());
  if (chat?.chatId == null) return { chatId: null, readers: [] };
  const readers = await deps.noticeBoard.readers(caller.portalId, chat.chatId);
  if (!isRefusal(readers)) return { chatId: chat.chatId, readers };
  if (readers.code !== 'FORBIDDEN' && readers.code !== 'NOT_FOUND') return readers;
  await forgetNoticeChat(deps, caller.portalId, chat.chatId);
  return { chatId: null, readers: [] };
}

export async function addNoticeReader(
  deps: NoticeChatDeps & { crm: Pick<Crm, 'employees'> },
  caller: Caller,
  employeeId: EmployeeId,
): Promise<NoticeReaders | Refusal> {
  if (!caller.isAdministrator) return refuse('FORBIDDEN', { right: 'administrator' });
  const known = await deps.crm.employees(caller.portalId, [employeeId]);
  if (isRefusal(known)) return known;
  if (!known.some(({ id, isActive }) => id === employeeId && isActive)) return refuse('NOT_FOUND', { field: 'employeeId' });
  const chatId = await ensureNoticeChat(deps, caller.portalId);
  if (isRefusal(chatId)) return chatId;
  const refused = await deps.noticeBoard.addReader(caller.portalId, chatId, employeeId);
  if (refused !== null) return refused;
  await record(deps, caller, { subjectId: employeeId, subject: known[0]?.name ?? null, after: { readsNotices: true } });
  return noticeReaders(deps, caller);
}

export async function removeNoticeReader(deps: NoticeChatDeps, caller: Caller, employeeId: EmployeeId): Promise<NoticeReaders | Refusal> {
  if (!caller.isAdministrator) return refuse('FORBIDDEN', { right: 'administrator' });
  const { chat, portal } = await deps.storage.transaction(caller.portalId, async tx => ({
    chat: await tx.noticeChat.find(),
    portal: await tx.portal(),
  }));
  if (chat?.chatId == null) return refuse('NOT_FOUND', { field: 'employeeId' });
  // He writes the notices: without him the chat falls silent.
  if (portal.mainEmployeeId === employeeId) return refuse('FORBIDDEN', { field: 'employeeId', right: 'app' });
  const refused = await deps.noticeBoard.removeReader(caller.portalId, chat.chatId, employeeId);
  if (refused !== null) return refused;
  await record(deps, caller, { subjectId: employeeId, after: { readsNotices: false } });
  return noticeReaders(deps, caller);
}

/** The list itself stands in Bitrix24; that somebody changed it from here stands in our record. */
const record = (
  deps: NoticeChatDeps,
  caller: Caller,
  change: { subjectId: EmployeeId; subject?: string | null; after: { readsNotices: boolean } },
): Promise<void> =>
  deps.storage.transaction(caller.portalId, tx =>
    tx.changes.add(
      changeBy(caller, deps.clock.now(), { what: 'NOTICE_READERS', before: { readsNotices: !change.after.readsNotices }, ...change }),
    ),
  );
