/** Tells the chat what became of the operator's message: its clock disappears, or a line says why it did not leave (7.5 of the platform). */
import type { MessageId, PortalId } from '../ids.ts';
import type { DeliveryStatus } from '../message/delivery-status.ts';
import { DONE, type TaskOutcome } from '../ports/tasks.ts';
import { againAfter, isPassing } from '../portal/refusal-outcome.ts';
import { isRefusal, type Failure } from '../refusal.ts';
import { lineClient } from './ensure-chat.ts';
import type { OperatorDeps } from './operator-message.ts';
import { afterTelling, tellChat } from './tell-chat.ts';

const CANCELLED: Record<'ru' | 'en', string> = {
  ru: 'Отправка отменена: клиент сообщение не получит.',
  en: 'The sending was cancelled: the client will not get the message.',
};

const NOT_CONFIRMED: Failure = { code: 'NOT_CONFIRMED', details: {} };

export async function confirmToChat(deps: OperatorDeps, portalId: PortalId, messageId: MessageId): Promise<TaskOutcome> {
  const loaded = await deps.storage.transaction(portalId, async tx => {
    const message = await tx.messages.find(messageId);
    if (message?.openLineMessageId == null) return null;
    const [account, recipient, chat, portal] = [
      await tx.accounts.find(message.accountId),
      await tx.recipients.find(message.recipientId),
      await tx.chats.find(message.accountId, message.recipientId),
      await tx.portal(),
    ];
    const group = await tx.messages.group(message.groupId);
    const others = group.filter(other => other.id !== message.id && wasAccepted(other.status)).map(other => other.externalMessageId);
    return account === null || recipient === null || chat === null
      ? null
      : { message, others, openLineMessageId: message.openLineMessageId, account, recipient, chat, portal };
  });
  if (loaded === null) return DONE;
  const { message, account, recipient, chat, portal } = loaded;
  const tell = async (text: string): Promise<TaskOutcome> =>
    afterTelling(await tellChat(deps, portalId, chat.openLineChatId, text, [message.senderId, chat.ownerId]));
  switch (message.status) {
    case 'QUEUED': // sent again meanwhile: what comes of it will be told
      return DONE;
    case 'FAILED':
    case 'UNCONFIRMED':
      return tell(deps.sentence(message.failure ?? NOT_CONFIRMED, portal.language));
    case 'CANCELLED': {
      const state = await deps.openLines.chatMessage(portalId, chat.openLineChatId, loaded.openLineMessageId);
      if (isRefusal(state) && isPassing(state)) return againAfter(state);
      // He took it back himself, and sees that.
      return !isRefusal(state) && state.kind === 'deleted' ? DONE : tell(CANCELLED[portal.language]);
    }
    case 'SENT':
    case 'DELIVERED':
    case 'READ':
  }
  const confirmed = await deps.openLines.confirmDelivery(portalId, account.lineId, account.messenger, {
    openLineChatId: chat.openLineChatId,
    openLineMessageId: loaded.openLineMessageId,
    externalMessageId: message.externalMessageId,
    // One message of the chat can be several at the messenger: each report names all that are there (7.9 of the platform).
    otherMessageIds: loaded.others,
    clientExternalId: lineClient(recipient).externalId,
    at: deps.clock.now(),
  });
  return isRefusal(confirmed) && isPassing(confirmed) ? againAfter(confirmed) : DONE;
}

const wasAccepted = (status: DeliveryStatus): boolean => status === 'SENT' || status === 'DELIVERED' || status === 'READ';
