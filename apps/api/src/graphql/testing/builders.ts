/** Messages with valid defaults; a test names only what matters to it. */
import {
  Message,
  newId,
  statusEvent,
  type EmployeeId,
  type MessageGroupId,
  type MessageId,
  type NewMessage,
  type Recipient,
  type StatusChange,
} from '@olchat/domain';
import { DEAL, EMPLOYEE } from './fake-portal.ts';
import type { FakeServices } from './fake-services.ts';

export async function addRecipient(services: FakeServices, address = '+79001234567'): Promise<Recipient> {
  const [recipient] = await services.storage.transaction(services.portalId, tx =>
    tx.recipients.ensure('WHATSAPP', [{ address, name: 'Анна' }]),
  );
  if (recipient === undefined) throw new Error('no recipient');
  return recipient;
}

export async function addMessage(services: FakeServices, fields: Partial<NewMessage> & { senderId?: EmployeeId } = {}): Promise<Message> {
  const recipient = await addRecipient(services);
  const id = newId<MessageId>();
  const message = Message.create({
    portalId: services.portalId,
    id,
    groupId: newId<MessageGroupId>(),
    position: 0,
    accountId: services.account.id,
    recipientId: recipient.id,
    card: DEAL,
    senderId: EMPLOYEE,
    origin: 'CARD',
    text: 'Здравствуйте',
    publication: 'INCOMING',
    createActivity: true,
    externalMessageId: id,
    createdAt: services.clock.now(),
    ...fields,
  });
  services.rows.messages.set(message.id, message);
  return message;
}

/** The message learns a status and the feed tells it; answers the cursor. */
export function move(services: FakeServices, message: Message, status: StatusChange['status']): string {
  const at = services.clock.now();
  message.learn({ status, occurredAt: at, learnedAt: at, source: 'RECEIPT', failure: null });
  return services.feed.append(services.portalId, statusEvent(message, null));
}
