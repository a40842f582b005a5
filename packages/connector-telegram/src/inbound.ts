/** A message of Telegram → ours; pure. Null for what is no message between two people. */
import type { Message, MessageMedia, User } from '@mtcute/node';
import type { FileKind, InboundFile, InboundMessage, InboundQuote } from '@olchat/domain';
import { changeMessageId, inboundMessageId, SERVICE_USER } from './ids.ts';

/**
 * The other side of a private chat. Not groups and channels, bots, notes to oneself, and never Telegram's own notices: they carry codes
 * of logins, which must reach neither the CRM nor a log nor the database.
 */
export function personOf({ chat, isService }: Message, own: number): User | null {
  if (chat.type !== 'user' || isService) return null;
  return chat.id === own || chat.id === SERVICE_USER || chat.isBot || chat.isSupport ? null : chat;
}

/** What is needed to ask for the content again: a file's own address ends after hours, the message's does not. */
interface Reference {
  person: number;
  id: number;
}

export const readReference = (reference: string): Reference => JSON.parse(reference) as Reference;

export function toInbound(message: Message, own: number): InboundMessage | null {
  const person = personOf(message, own);
  if (person === null) return null;
  const file = fileOf(message.media, { person: person.id, id: message.id });
  const text = message.text === '' ? null : message.text;
  return {
    ...sides(message, person),
    externalMessageId: inboundMessageId(message.id),
    text,
    file,
    change: null,
    unsupported: file === null ? unsupported(message.media, text) : null,
    ...forwarded(message),
    occurredAt: message.date,
  };
}

/** «Переслано от …»: a person or channel by its name; one who hides from forwards is told by the name alone (H-4). */
function forwarded({ forward }: Message): Pick<InboundMessage, 'forwarded'> {
  if (forward === null) return {};
  const { fromName, fromId } = forward.raw;
  return { forwarded: { from: fromName === undefined && fromId === undefined ? null : forward.sender.displayName || null } };
}

/** The number of the message that this one answers; null: none, or one of another conversation. */
export function answeredId({ replyToMessage: answered }: Message): number | null {
  return answered?.origin === 'same_chat' ? answered.id : null;
}

/** What an answer quotes; `answered`: the whole of it, where it could be had. Null: it answers nothing (H-4). */
export function quoteOf({ replyToMessage: reply }: Message, answered: Message | null): InboundQuote | null {
  if (reply === null) return null;
  const externalMessageId = reply.origin === 'same_chat' && reply.id !== null ? inboundMessageId(reply.id) : null;
  return { externalMessageId, text: reply.quoteText || answered?.text || null, file: kindOf(answered?.media ?? reply.media) };
}

/** A message that something happened to, as its quote. */
export const quoteAll = ({ id, text, media }: Message): InboundQuote => ({
  externalMessageId: inboundMessageId(id),
  text: text || null,
  file: kindOf(media),
});

/** Null too for what looks like an edit and is none: a reaction (`reactions.ts`), a preview of a link. */
export function toEdit(message: Message, own: number): InboundMessage | null {
  const person = personOf(message, own);
  if (person === null || message.editDate === null || message.hideEditMark) return null;
  return {
    ...sides(message, person),
    externalMessageId: changeMessageId(message.id, String(message.editDate.getTime() / 1000)),
    text: message.text === '' ? null : message.text,
    file: null,
    change: { kind: 'EDIT', externalMessageId: inboundMessageId(message.id) },
    unsupported: null,
    occurredAt: message.editDate,
  };
}

/** `version`: of the conversation's reactions, so that each change has an id of its own. */
export const toReaction = (
  person: User,
  quote: InboundQuote,
  { id, now, before, version }: { id: number; now: string; before: string; version: number },
): InboundMessage => ({
  address: String(person.id),
  messengerAddress: String(person.id),
  fromPhone: false,
  name: person.displayName || null,
  externalMessageId: changeMessageId(id, `reaction-${version}`),
  text: null,
  file: null,
  change: null,
  unsupported: null,
  quote,
  reaction: { now: now || null, isChange: before !== '' },
  // The server tells the time of some, and of one taken away never.
  occurredAt: new Date(),
});

/** The server tells numbers only, and no time. */
export const toDeletion = (person: number, id: number, at: Date): InboundMessage => ({
  address: String(person),
  messengerAddress: String(person),
  fromPhone: false,
  name: null,
  externalMessageId: changeMessageId(id, 'deleted'),
  text: null,
  file: null,
  change: { kind: 'DELETE', externalMessageId: inboundMessageId(id) },
  unsupported: null,
  occurredAt: at,
});

const sides = (message: Message, person: User) => ({
  address: String(person.id),
  messengerAddress: String(person.id),
  fromPhone: message.isOutgoing,
  name: message.isOutgoing ? null : person.displayName || null,
});

/** Content that destroys itself is not kept against the sender's will. */
const isFleeting = (media: MessageMedia): boolean => media !== null && 'ttlSeconds' in media && media.ttlSeconds !== null;

function fileOf(media: MessageMedia, reference: Reference): InboundFile | null {
  if (media === null || isFleeting(media)) return null;
  const told = { reference: JSON.stringify(reference) };
  switch (media.type) {
    case 'photo':
      return { ...told, kind: 'IMAGE', name: null, mime: 'image/jpeg', size: media.fileSize ?? 0, seconds: null };
    case 'video':
    case 'audio':
    case 'voice':
      return {
        ...told,
        kind: media.type.toUpperCase() as FileKind,
        name: media.fileName,
        mime: media.mimeType,
        size: media.fileSize ?? 0,
        seconds: media.duration,
      };
    case 'document':
      return { ...told, kind: 'DOCUMENT', name: media.fileName, mime: media.mimeType, size: media.fileSize ?? 0, seconds: null };
    case 'sticker':
      // The others are animations that no browser shows.
      return media.sourceType === 'static'
        ? { ...told, kind: 'IMAGE', name: null, mime: media.mimeType, size: media.fileSize ?? 0, seconds: null }
        : null;
    default:
      return null;
  }
}

/** A preview of a link is part of the text. */
function unsupported(media: MessageMedia, text: string | null): string | null {
  if (media === null || media.type === 'webpage') return text === null ? 'empty' : null;
  return isFleeting(media) ? 'view-once' : media.type;
}

/** As `printOf` sees an outgoing file. */
export function kindOf(media: MessageMedia): FileKind | null {
  if (media === null) return null;
  switch (media.type) {
    case 'photo':
      return 'IMAGE';
    case 'video':
    case 'audio':
    case 'voice':
    case 'document':
      return media.type.toUpperCase() as FileKind;
    default:
      return null;
  }
}
