/** The chat of notices (N-1, A-5): made when it is needed first, with the administrators that we know as its readers. */
import { v7 } from 'uuid';
import type { EmployeeId, PortalId } from '../ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Lanes } from '../ports/lanes.ts';
import type { NoticeBoard, NoticeWords } from '../ports/notice-board.ts';
import type { Storage } from '../ports/storage.ts';
import { NOTICE_CHAT_LANE } from '../ports/tasks.ts';
import { isRefusal, type Refusal } from '../refusal.ts';

export interface NoticeChatDeps {
  storage: Storage;
  noticeBoard: NoticeBoard;
  noticeWords: NoticeWords;
  lanes: Lanes;
  clock: Clock;
}

/** The chat's id. Two who need it at once make one. */
export async function ensureNoticeChat(deps: NoticeChatDeps, portalId: PortalId): Promise<string | Refusal> {
  const known = await deps.storage.transaction(portalId, tx => tx.noticeChat.find());
  if (known?.chatId != null) return known.chatId;
  return deps.lanes.hold(portalId, NOTICE_CHAT_LANE, () => make(deps, portalId));
}

async function make(deps: NoticeChatDeps, portalId: PortalId): Promise<string | Refusal> {
  // The key is stored before the first attempt: after a crash or a lost answer the chat is found by it (RE-3, RE-10).
  const { chat, isFirstTry, portal, administrators } = await deps.storage.transaction(portalId, async tx => {
    const found = await tx.noticeChat.find();
    const wish = found ?? { key: v7(), chatId: null, madeAt: null };
    if (found === null) await tx.noticeChat.save(wish);
    return { chat: wish, isFirstTry: found === null, portal: await tx.portal(), administrators: await tx.employees.administrators() };
  });
  if (chat.chatId !== null) return chat.chatId;
  const found = isFirstTry ? null : await deps.noticeBoard.findChat(portalId, chat.key);
  if (isRefusal(found)) return found;
  const made =
    found ??
    (await deps.noticeBoard.makeChat(portalId, {
      key: chat.key,
      title: deps.noticeWords.chatTitle(portal.language),
      readers: readersOf(portal.mainEmployeeId, administrators),
    }));
  if (isRefusal(made)) return made;
  await deps.storage.transaction(portalId, tx => tx.noticeChat.save({ ...chat, chatId: made, madeAt: deps.clock.now() }));
  return made;
}

const readersOf = (owner: EmployeeId, administrators: readonly EmployeeId[]): EmployeeId[] => [...new Set([owner, ...administrators])];

/** Nobody of ours can write there any more: the owner of the rights left it or changed, or somebody deleted it. The next notice makes a new one. */
export async function forgetNoticeChat(deps: Pick<NoticeChatDeps, 'storage'>, portalId: PortalId, chatId: string): Promise<void> {
  await deps.storage.transaction(portalId, async tx => {
    const known = await tx.noticeChat.find();
    if (known?.chatId === chatId) await tx.noticeChat.save({ key: v7(), chatId: null, madeAt: null });
  });
}
