/** «СОЗДАТЬ ЧАТ» / «ОТКРЫТЬ ЧАТ» (W-8, W-9, O-1…O-10): the chat belongs to the employee who pressed it; nothing reaches the client. */
import { standingFor } from '../account/account-access.ts';
import { accessRefusal, stateRefusal } from '../account/account-refusal.ts';
import type { CardRef } from '../card/card.ts';
import type { AccountId, RecipientId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { Crm } from '../ports/crm.ts';
import type { Directory } from '../ports/directory.ts';
import { LaneBusyError, type Lanes } from '../ports/lanes.ts';
import { chatLane } from '../ports/tasks.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { recipientRefusal } from '../message/prepare-message.ts';
import { chatSupport, hasChatsOfItsOwn } from './chat-support.ts';
import type { Chat } from './chat.ts';
import { beginOpening, ensureChat, type ChatDeps, type ChatWish } from './ensure-chat.ts';

export interface CreateChatDeps extends ChatDeps {
  crm: Crm;
  directory: Directory;
  lanes: Lanes;
}

/** How often it is looked whether Bitrix24 has closed the last dialogue. */
export const CLOSING_LOOK_MS = 15_000;

export async function createChat(
  deps: CreateChatDeps,
  caller: Caller,
  command: { card: CardRef; accountId: AccountId; recipientId: RecipientId },
): Promise<{ chat: Chat; created: boolean } | Refusal> {
  const cardRefusal = await deps.crm.changeRefusal(caller.portalId, caller.employeeId, command.card);
  if (cardRefusal !== null) return cardRefusal;
  const standing = await standingFor(deps, caller, command.accountId);
  const found = await deps.storage.transaction(caller.portalId, async tx => {
    const account = await tx.accounts.find(command.accountId);
    if (account === null) return refuse('ACCOUNT_NOT_FOUND');
    const refusal = accessRefusal(account, standing) ?? stateRefusal(account);
    if (refusal !== null) return refusal;
    const recipient = await tx.recipients.find(command.recipientId);
    if (recipient === null || recipient.messenger !== account.messenger) return refuse('NOT_FOUND', { field: 'recipientId' });
    const isKnown = (await tx.chats.find(account.id, recipient.id)) !== null;
    return recipientRefusal(recipient, account, deps.clock.now()) ?? { account, recipient, isKnown };
  });
  if (isRefusal(found)) return found;
  const clientRefusal = found.isKnown ? null : await lackOfClient(deps.crm, caller, command.card);
  if (clientRefusal !== null) return clientRefusal;
  const wish: ChatWish = {
    portalId: caller.portalId,
    account: found.account,
    recipient: found.recipient,
    employee: { id: caller.employeeId, name: caller.employeeName },
    card: command.card,
    isAskedFor: true,
  };
  return inChatLane(deps, wish, () => create(deps, wish));
}

async function create(deps: CreateChatDeps, wish: ChatWish): Promise<{ chat: Chat; created: boolean } | Refusal> {
  const ensured = await ensureChat(deps, wish);
  if (isRefusal(ensured)) return ensured;
  const { chat, dialog, created } = ensured;
  if (!dialog.isClosing || dialog.ownerId === wish.employee.id) return { chat, created };
  // O-8: no new dialogue while the last one is being closed; the employee gets it as soon as that is done.
  await beginOpening(deps, wish, 'WAITING', CLOSING_LOOK_MS);
  const settings = await deps.openLines.lineSettings(wish.portalId, wish.account.lineId);
  const minutes = isRefusal(settings) || settings === null ? 0 : settings.closesAfterMinutes;
  const freeAt = new Date(deps.clock.now().getTime() + minutes * 60_000).toISOString();
  return refuse('CHAT_CLOSING', minutes === 0 ? {} : { freeAt });
}

/** One at a time per chat, so that two employees make one and the second is told whose it is (O-6). */
export async function inChatLane<T>(
  deps: { lanes: Lanes },
  wish: Pick<ChatWish, 'portalId' | 'account' | 'recipient'>,
  work: () => Promise<T | Refusal>,
): Promise<T | Refusal> {
  try {
    return await deps.lanes.hold(wish.portalId, chatLane(wish.account.id, wish.recipient.id), work);
  } catch (error) {
    if (error instanceof LaneBusyError) return refuse('CHAT_NOT_CREATED', { rawCode: 'BUSY' });
    throw error;
  }
}

/** G-4: a chat from an order or a smart-process item stands on the contact or company that is linked to it. */
async function lackOfClient(crm: Crm, caller: Caller, card: CardRef): Promise<Refusal | null> {
  if (hasChatsOfItsOwn(card)) return null;
  const content = await crm.readCard(caller.portalId, caller.employeeId, card);
  if (isRefusal(content)) return content;
  return chatSupport(content) === 'NONE' ? refuse('NO_CLIENT') : null;
}
