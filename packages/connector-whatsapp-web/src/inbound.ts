/** A decrypted message → ours; pure. Null for what is no message to people: service traffic, groups, notes to oneself. */
import type { FileKind, InboundMessage } from '@olchat/domain';
import { getContentType, normalizeMessageContent, proto, type WAMessage } from 'baileys';
import { inboundFile, mediaKindOf } from './inbound-media.ts';
import { addressOfJid, bareJid, isNumberJid, isPersonJid, isSamePerson } from './ids.ts';

/** The account's own addresses: number and LID. */
export interface OwnJids {
  number: string;
  lid: string | null;
}

const isOwn = (jid: string, own: OwnJids): boolean => isSamePerson(jid, own.number) || isSamePerson(jid, own.lid);

/** The number that the message itself names, in either of its two address fields; null when it names a LID only. */
export function numberJidOf(key: WAMessage['key'], own: OwnJids): string | null {
  const candidates = [key.remoteJid, key.remoteJidAlt];
  return candidates.find(jid => jid && isNumberJid(jid) && !isOwn(jid, own)) ?? null;
}

/** Seconds as number or Long. */
const timeOf = (seconds: WAMessage['messageTimestamp']): Date => new Date(Number(seconds ?? 0) * 1000);

type Content = proto.IMessage;

const textOf = (content: Content): string | null =>
  content.conversation ||
  content.extendedTextMessage?.text ||
  content.imageMessage?.caption ||
  content.videoMessage?.caption ||
  content.documentMessage?.caption ||
  null;

const TEXT_KINDS = new Set(['conversation', 'extendedTextMessage']);
/** Traffic between devices: no message of its own. */
const SILENT_KINDS = new Set(['pinInChatMessage', 'keepInChatMessage', 'encReactionMessage', 'pollUpdateMessage']);

const { REVOKE, MESSAGE_EDIT } = proto.Message.ProtocolMessage.Type;

/** What a message says, in our words; null when it says nothing to people. */
type Said = Pick<InboundMessage, 'text' | 'file' | 'change' | 'unsupported' | 'quote' | 'forwarded' | 'reaction'>;

/** An edit or a deletion of an earlier message (O-30); any other service message is silent. */
function changeOf({ key, type, editedMessage }: proto.Message.IProtocolMessage): Said | null {
  const nothing = { file: null, unsupported: null };
  if (!key?.id) return null;
  if (type === REVOKE) return { ...nothing, text: null, change: { kind: 'DELETE', externalMessageId: key.id } };
  const text = type === MESSAGE_EDIT ? textOf(normalizeMessageContent(editedMessage) ?? {}) : null;
  return text === null ? null : { ...nothing, text, change: { kind: 'EDIT', externalMessageId: key.id } };
}

function said(content: Content, kind: string): Said | null {
  if (SILENT_KINDS.has(kind)) return null;
  if (kind === 'protocolMessage') return content.protocolMessage ? changeOf(content.protocolMessage) : null;
  if (kind === 'reactionMessage') return content.reactionMessage ? reactionOf(content.reactionMessage) : null;
  const text = textOf(content);
  const isText = TEXT_KINDS.has(kind);
  if (isText && text === null) return null;
  const file = inboundFile(content);
  return { text, file, change: null, unsupported: isText || file !== null ? null : kind, ...contextOf(content) };
}

/** Taken back: an empty text. What was there before is not told. */
function reactionOf({ key, text }: proto.Message.IReactionMessage): Said | null {
  if (!key?.id) return null;
  const quote = { externalMessageId: key.id, text: null, file: null };
  return { text: null, file: null, change: null, unsupported: null, quote, reaction: { now: text || null, isChange: false } };
}

/** What a message answers, and that it was passed on: WhatsApp names no author of what is passed on (H-4). */
function contextOf(content: Content): Pick<Said, 'quote' | 'forwarded'> {
  const told = Object.values(content).find(
    (part): part is { contextInfo: proto.IContextInfo } => typeof part === 'object' && part !== null && Boolean((part as Told).contextInfo),
  )?.contextInfo;
  const { stanzaId, quotedMessage, isForwarded } = told ?? {};
  const quoted = normalizeMessageContent(quotedMessage ?? undefined);
  const kind: FileKind | null = quoted === undefined ? null : mediaKindOf(quoted);
  return {
    ...(quoted !== undefined && { quote: { externalMessageId: stanzaId || null, text: textOf(quoted), file: kind } }),
    ...(isForwarded === true && { forwarded: { from: null } }),
  };
}

interface Told {
  contextInfo?: proto.IContextInfo | null;
}

/** `numberJid`: the number behind the address, from the message or from what was learnt before; null when nobody told. */
export function toInbound(message: WAMessage, own: OwnJids, numberJid: string | null): InboundMessage | null {
  const { key } = message;
  // Without content: it could not be decrypted yet (a stub), and comes again under the same id.
  const content = normalizeMessageContent(message.message);
  const kind = getContentType(content);
  if (!key.id || !key.remoteJid || content === undefined || kind === undefined) return null;
  if (!isPersonJid(key.remoteJid) || isOwn(key.remoteJid, own)) return null;
  const words = said(content, kind);
  if (words === null) return null;
  return {
    externalMessageId: key.id,
    address: numberJid === null ? null : addressOfJid(numberJid),
    messengerAddress: bareJid(key.remoteJid),
    fromPhone: key.fromMe === true,
    name: key.fromMe === true ? null : message.pushName || null,
    ...words,
    occurredAt: timeOf(message.messageTimestamp),
  };
}
