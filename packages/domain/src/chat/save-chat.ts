/** Our record of a chat, brought to what Bitrix24 says of it. */
import { newId, type ChatId } from '../ids.ts';
import { activityLane } from '../ports/tasks.ts';
import type { Dialog, OpenedDialog } from '../ports/open-lines.ts';
import { isRefusal } from '../refusal.ts';
import { Chat } from './chat.ts';
import type { ChatDeps, ChatWish } from './ensure-chat.ts';

/** Older activities of this client and account that get their «ОТКРЫТЬ ЧАТ» when the chat appears (L-5). */
const BUTTONS_ON_OLDER = 20;

/** `isSettled`: whoever was to have the dialogue has it, or will not: nobody waits for it any more. */
export async function saveChat(
  deps: ChatDeps,
  wish: Omit<ChatWish, 'employee' | 'isAskedFor'>,
  opened: OpenedDialog,
  dialog: Dialog,
  isSettled: boolean,
): Promise<Chat> {
  const ownerName = await nameOf(deps, wish, dialog.ownerId);
  return deps.storage.transaction(wish.portalId, async tx => {
    const known = await tx.chats.find(wish.account.id, wish.recipient.id);
    const chat =
      known ??
      Object.assign(new Chat(), {
        portalId: wish.portalId,
        id: newId<ChatId>(),
        accountId: wish.account.id,
        recipientId: wish.recipient.id,
        card: wish.card,
        createdAt: deps.clock.now(),
      });
    chat.openLineChatId = opened.openLineChatId;
    chat.userCode = opened.userCode;
    chat.ownerId = dialog.ownerId;
    chat.ownerName = ownerName;
    chat.linkedCards = dialog.linkedCards;
    await tx.chats.save(chat);
    if (isSettled) await tx.chatOpenings.remove(wish.account.id, wish.recipient.id);
    if (known === null) {
      for (const groupId of await tx.messages.groupsOf(wish.account.id, wish.recipient.id, BUTTONS_ON_OLDER)) {
        await tx.tasks.add({ name: 'sync-activity', laneKey: activityLane(groupId), subjectId: groupId });
      }
    }
    return chat;
  });
}

/** Who never opened the application is known to the portal only; the caller is told whose chat it is all the same (O-6). */
async function nameOf(deps: ChatDeps, { portalId }: Pick<ChatWish, 'portalId'>, ownerId: Dialog['ownerId']): Promise<string | null> {
  if (ownerId === null) return null;
  const known = await deps.storage.transaction(portalId, tx => tx.employees.find(ownerId));
  if (known !== null) return known.name;
  const found = await deps.crm.employees(portalId, [ownerId]);
  return isRefusal(found) ? null : (found.find(({ id }) => id === ownerId)?.name ?? null);
}
