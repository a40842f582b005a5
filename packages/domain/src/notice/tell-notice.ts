/** The task that tells: into the chat, or to one employee. What waits while Bitrix24 is away is told afterwards, with the time at which it happened. */
import type { EmployeeId, NoticeId, PortalId } from '../ids.ts';
import { DONE, type TaskOutcome } from '../ports/tasks.ts';
import { againAfter, isPassing } from '../portal/refusal-outcome.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { NOTICE_RULES, type Notice } from './notice.ts';
import { ensureNoticeChat, forgetNoticeChat, type NoticeChatDeps } from './notice-chat.ts';

/** A chat that refuses right after it was made will refuse the next one too. */
const NEW_CHAT_MS = 60_000;

export async function tellNotice(deps: NoticeChatDeps, portalId: PortalId, noticeId: NoticeId, isRepeat: boolean): Promise<TaskOutcome> {
  const loaded = await deps.storage.transaction(portalId, async tx => {
    const notice = await tx.notices.find(noticeId);
    if (notice?.state !== 'WAITING') return null;
    const account = notice.accountId === null ? null : await tx.accounts.find(notice.accountId);
    const [portal, administrators] = [await tx.portal(), await tx.employees.administrators()];
    return { notice, connector: account?.title ?? null, portal, administrators };
  });
  if (loaded === null) return DONE;
  const { notice, connector, portal, administrators } = loaded;
  const text = deps.noticeWords.text({ kind: notice.kind, connector, at: notice.raisedAt, details: notice.details }, portal.language);
  const { to } = NOTICE_RULES[notice.kind];
  const persons = to === 'ADMINISTRATORS' ? administrators : to === 'EMPLOYEE' && notice.employeeId !== null ? [notice.employeeId] : [];
  const refused =
    (await tellPersons(deps, portalId, notice, persons, text)) ?? (to === 'EMPLOYEE' ? null : await post(deps, portalId, text, isRepeat));
  if (refused !== null) return isRefusal(refused) ? againAfter(refused) : refused;
  await deps.storage.transaction(portalId, async tx => {
    const told = await tx.notices.find(noticeId);
    // Over while it was being told: people know of the trouble, so they hear of its end as well.
    if (told !== null) await tx.notices.save({ ...told, state: told.state === 'WAITING' ? 'TOLD' : told.state, toldAt: deps.clock.now() });
  });
  return DONE;
}

/** Null: all heard it. An employee who is gone hears nothing, and nobody waits for him. */
async function tellPersons(
  deps: NoticeChatDeps,
  portalId: PortalId,
  notice: Notice,
  persons: readonly EmployeeId[],
  text: string,
): Promise<Refusal | null> {
  for (const person of persons) {
    const told = await deps.noticeBoard.tell(portalId, person, { text, tag: tagOf(notice) });
    if (told !== null && isPassing(told)) return told;
  }
  return null;
}

/** A newer notice of the same kind takes the place of the older (N-7). */
const tagOf = ({ kind, accountId }: Notice): string => `OLCHAT|${kind}|${accountId ?? 'portal'}`;

async function post(deps: NoticeChatDeps, portalId: PortalId, text: string, isRepeat: boolean): Promise<Refusal | TaskOutcome | null> {
  const chatId = await ensureNoticeChat(deps, portalId);
  if (isRefusal(chatId)) return chatId;
  const stands = isRepeat ? await deps.noticeBoard.stands(portalId, chatId, text) : false;
  const refusal = isRefusal(stands) ? stands : stands ? null : await deps.noticeBoard.post(portalId, chatId, text);
  if (refusal?.code !== 'FORBIDDEN' && refusal?.code !== 'NOT_FOUND') return refusal;
  const chat = await deps.storage.transaction(portalId, tx => tx.noticeChat.find());
  if (chat?.madeAt != null && deps.clock.now().getTime() - chat.madeAt.getTime() < NEW_CHAT_MS) return refusal;
  await forgetNoticeChat(deps, portalId, chatId);
  return { kind: 'again', reason: 'NOTICE_CHAT_GONE', afterMs: 0 };
}
