/** «Забрать диалог» (O-7): an explicit act of its own, never a by-product of opening a chat. */
import { standingTowards } from '../access/access.ts';
import { accessRefusal } from '../account/account-refusal.ts';
import type { Account } from '../account/account.ts';
import { changeBy } from '../change/change.ts';
import type { ChatId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import { isPassing } from '../portal/refusal-outcome.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import type { Chat } from './chat.ts';
import { inChatLane, type CreateChatDeps } from './create-chat.ts';
import type { ChatWish } from './ensure-chat.ts';
import { saveChat } from './save-chat.ts';
import { settleOwner } from './settle-owner.ts';

/** The caller becomes the operator, whoever has the dialogue now. He must stand in the line's queue and be able to change the card it was made from. */
export async function takeOverChat(deps: CreateChatDeps, caller: Caller, command: { chatId: ChatId }): Promise<{ chat: Chat } | Refusal> {
  const found = await deps.storage.transaction(caller.portalId, async tx => {
    const chat = await tx.chats.findById(command.chatId);
    const account = chat === null ? null : await tx.accounts.find(chat.accountId);
    const recipient = chat === null ? null : await tx.recipients.find(chat.recipientId);
    if (chat === null || account === null || recipient === null) return refuse('NOT_FOUND');
    return { chat, account, recipient };
  });
  if (isRefusal(found)) return found;
  const { chat, account, recipient } = found;
  const noAccess = accessRefusal(account, await standingTowards(deps, caller, [account.access]));
  if (noAccess !== null) return isPassing(noAccess) ? noAccess : refuse('NOT_FOUND');
  const cardRefusal = chat.card === null ? null : await deps.crm.changeRefusal(caller.portalId, caller.employeeId, chat.card);
  if (cardRefusal !== null) return cardRefusal;
  const wish: ChatWish = {
    portalId: caller.portalId,
    account,
    recipient,
    employee: { id: caller.employeeId, name: caller.employeeName },
    card: chat.card,
    isAskedFor: false,
  };
  return inChatLane(deps, wish, async () => {
    const dialog = await settleOwner(deps, wish, chat.openLineChatId, { mayBeTaken: true, isMember: false });
    if (isRefusal(dialog)) return dialog;
    await recordTakeOver(deps, caller, account, chat);
    return { chat: await saveChat(deps, wish, chat, dialog, true) };
  });
}

/** SE-52: who had the dialogue before, where we know it. His own is no news. */
async function recordTakeOver(deps: CreateChatDeps, caller: Caller, account: Account, { id, ownerId, ownerName }: Chat): Promise<void> {
  if (ownerId === caller.employeeId) return;
  const before = ownerId === null ? null : { owner: { id: ownerId, name: ownerName ?? ownerId } };
  const after = { owner: { id: caller.employeeId, name: caller.employeeName } };
  const change = { what: 'CHAT_TAKEN_OVER', subjectId: id, subject: account.title, before, after } as const;
  await deps.storage.transaction(caller.portalId, tx => tx.changes.add(changeBy(caller, deps.clock.now(), change)));
}
