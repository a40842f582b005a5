/** What came through an account and was not sent by us: the client's messages, and those that the account's owner wrote on his phone (S-11). */
import type { AccountId, FileId, RecipientId } from '../ids.ts';
import { inboundName } from '../chat/fetch-inbound-file.ts';
import type { Message, MessageFile } from '../message/message.ts';
import type { InboundMessage } from '../ports/connector/inbound.ts';

export interface ReceivedMessage {
  /** Also the id of its file, where it has one that was fetched. */
  id: FileId;
  accountId: AccountId;
  recipientId: RecipientId;
  externalMessageId: string;
  /** True: the account's owner wrote it himself. */
  fromPhone: boolean;
  /** As it reads now; null without one, and once the writer took the message back. */
  text: string | null;
  /** As its sender announced it; whether its bytes could be fetched, and are still kept, the store knows. */
  file: MessageFile | null;
  /** Kind of content that has no text, in the messenger's word. */
  unsupported: string | null;
  /** When it was written, by the messenger's clock. */
  occurredAt: Date;
  /** When the writer changed it last. */
  editedAt: Date | null;
  /** When the writer took it back: nothing of what it said is kept then (O-30). */
  removedAt: Date | null;
}

export function receivedMessage(
  id: FileId,
  accountId: AccountId,
  recipientId: RecipientId,
  message: InboundMessage,
  learnedAt: Date,
): ReceivedMessage {
  return {
    id,
    accountId,
    recipientId,
    externalMessageId: message.externalMessageId,
    fromPhone: message.fromPhone,
    text: message.text,
    file: message.file === null ? null : fileOf(id, message.file),
    unsupported: message.unsupported,
    occurredAt: momentWithinSecond(message.occurredAt, learnedAt),
    editedAt: null,
    removedAt: null,
  };
}

/** Messengers tell whole seconds. Within its second a message stands where it was heard, so that a quick answer stands behind what it answers. */
function momentWithinSecond(told: Date, learnedAt: Date): Date {
  if (told.getMilliseconds() !== 0 || learnedAt <= told) return told;
  return new Date(Math.min(told.getTime() + 999, learnedAt.getTime()));
}

const fileOf = (id: FileId, file: NonNullable<InboundMessage['file']>): MessageFile => ({
  id,
  kind: file.kind,
  name: inboundName(file),
  mime: file.mime,
  size: file.size,
  seconds: file.seconds,
});

/** One step of a conversation: what we sent, or what came. */
export type ConversationEntry = { kind: 'SENT'; message: Message } | { kind: 'RECEIVED'; received: ReceivedMessage };

/** Acceptance of what we sent; the writer's own clock for what came. */
export const momentOf = (entry: ConversationEntry): Date => (entry.kind === 'SENT' ? entry.message.createdAt : entry.received.occurredAt);

/** The message as it is after its writer changed it or took it back; what was taken back stays so. */
export function afterChange(received: ReceivedMessage, { change, text, occurredAt }: InboundMessage): ReceivedMessage {
  if (change === null || received.removedAt !== null) return received;
  return change.kind === 'EDIT'
    ? { ...received, text, editedAt: occurredAt }
    : { ...received, text: null, file: null, unsupported: null, removedAt: occurredAt };
}
