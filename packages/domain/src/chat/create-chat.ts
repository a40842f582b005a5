/** «СОЗДАТЬ ЧАТ» / «ОТКРЫТЬ ЧАТ» (W-8, W-9, O-1…O-10): the chat belongs to the employee who pressed it; nothing reaches the client. */
import { standingFor } from '../account/access.ts';
import { accessRefusal, stateRefusal } from '../account/account-refusal.ts';
import type { CardRef } from '../card/card.ts';
import type { AccountId, RecipientId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { Crm } from '../ports/crm.ts';
import type { Directory } from '../ports/directory.ts';
import { LaneBusyError, type Lanes } from '../ports/lanes.ts';
import { chatLane } from '../ports/tasks.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { recipientRefusal } from '../message/send-message.ts';
import { chatSupport, hasChatsOfItsOwn } from './chat-support.ts';
import type { Chat } from './chat.ts';
import { ensureChat, type ChatDeps } from './ensure-chat.ts';

export interface CreateChatDeps extends ChatDeps {
  crm: Crm;
  directory: Directory;
  lanes: Lanes;
}

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
  try {
    return await deps.lanes.hold(caller.portalId, chatLane(found.account.id, found.recipient.id), () =>
      ensureChat(deps, {
        portalId: caller.portalId,
        account: found.account,
        recipient: found.recipient,
        employee: { id: caller.employeeId, name: caller.employeeName },
        card: command.card,
      }),
    );
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
