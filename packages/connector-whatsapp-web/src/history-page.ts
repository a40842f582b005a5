/** The phone's answer about a conversation → a page of ours; pure (S-11). */
import type { HistoryMessage, HistoryStart } from '@olchat/domain';
import { normalizeMessageContent, proto, type WAMessage } from 'baileys';
import { toInbound } from './inbound.ts';
import { describedFile } from './inbound-media.ts';
import { addressOfJid, bareJid, isLidJid, isNumberJid } from './ids.ts';

/** A message from which the older ones are asked for. */
export interface HistoryPlace {
  id: string;
  fromMe: boolean;
  /** Milliseconds, of whole seconds. */
  atMs: number;
}

export const historyStart = ({ externalMessageId, fromClient, occurredAt }: HistoryStart): HistoryPlace => ({
  id: externalMessageId,
  fromMe: !fromClient,
  atMs: Math.floor(occurredAt.getTime() / 1000) * 1000,
});

export interface AskedFor {
  /** Address of the chat that the phone was asked about, number or LID. */
  chat: string;
  /** E.164 of the person. */
  address: string;
  place: HistoryPlace;
  /** The answer named our question; otherwise it has to name the person. */
  isNamed: boolean;
}

export interface HistoryPage {
  /** Newest first. */
  messages: HistoryMessage[];
  /** Null: the phone has nothing older. */
  next: HistoryPlace | null;
}

const { COMPLETE_AND_NO_MORE_MESSAGE_REMAIN_ON_PRIMARY: NO_MORE } = proto.Conversation.EndOfHistoryTransferType;

interface Told {
  message: WAMessage;
  id: string;
  atMs: number;
  order: number;
}

export function historyPage(history: proto.IHistorySync, asked: AskedFor): HistoryPage {
  const all = history.conversations ?? [];
  const chats = all.filter(chat => isChat(chat, asked));
  if (all.length > 0 && chats.length === 0) throw new Error('the phone told of another chat');
  const told = chats.flatMap(chat => (chat.messages ?? []).flatMap(one => toldOf(one, asked.chat)));
  const { place } = asked;
  const older = [...new Map(told.map(one => [one.id, one])).values()]
    // Stands with the caller already; and what is newer belongs to another page.
    .filter(({ id, atMs }) => id !== place.id && atMs <= place.atMs)
    .toSorted((one, other) => other.atMs - one.atMs || other.order - one.order);
  const oldest = older.at(-1);
  const isEnd = oldest === undefined || chats.some(chat => chat.endOfHistoryTransferType === NO_MORE);
  return {
    messages: messagesOf(older),
    next: isEnd ? null : { id: oldest.id, fromMe: oldest.message.key.fromMe === true, atMs: oldest.atMs },
  };
}

/** One person has two addresses, and the phone may keep the chat under the other one; what it says of another number is another chat. */
function isChat({ id, pnJid, lidJid }: proto.IConversation, { chat, address, isNamed }: AskedFor): boolean {
  const jids = [id, pnJid, lidJid].filter(jid => typeof jid === 'string' && jid !== '').map(jid => bareJid(jid as string));
  const numbers = jids.filter(isNumberJid);
  if (jids.includes(chat) || numbers.some(jid => addressOfJid(jid) === address)) return true;
  // A LID of which neither side says whose it is: the answer to our question all the same.
  return isNamed && numbers.length === 0 && jids.some(isLidJid) && !isLidJid(chat);
}

/** Seconds as number or Long. */
const msOf = (seconds: unknown): number => Number(seconds ?? 0) * 1000;

function toldOf({ message: info, msgOrderId }: proto.IHistorySyncMsg, chat: string): Told[] {
  const id = info?.key?.id;
  if (!info || !id) return [];
  const message: WAMessage = { ...info, key: { ...info.key, id, remoteJid: chat, fromMe: info.key?.fromMe === true } };
  return [{ message, id, atMs: msOf(info.messageTimestamp), order: Number(msgOrderId ?? 0) }];
}

const STATUSES: readonly (HistoryMessage['status'] | undefined)[] = (() => {
  const { SERVER_ACK, DELIVERY_ACK, READ, PLAYED } = proto.WebMessageInfo.Status;
  const statuses: HistoryMessage['status'][] = [];
  statuses[SERVER_ACK] = 'sent';
  statuses[DELIVERY_ACK] = 'delivered';
  statuses[READ] = statuses[PLAYED] = 'read';
  return statuses;
})();

/** Nobody is the account itself here: the chat is another person's. */
const NOBODY = { number: '', lid: null };

/** Edits and deletions that stand as messages of their own change what they are about; reactions and stubs of the system are no messages. */
function messagesOf(told: readonly Told[]): HistoryMessage[] {
  const found = new Map<string, HistoryMessage>();
  const changes: { target: string; fromClient: boolean; text: string | null; at: Date }[] = [];
  for (const { message, id, atMs } of told) {
    const inbound = toInbound(message, NOBODY, null);
    if (inbound === null || inbound.reaction !== undefined) continue;
    const { text, change, unsupported, fromPhone, occurredAt } = inbound;
    if (change !== null && change.externalMessageId !== id) {
      changes.push({
        target: change.externalMessageId,
        fromClient: !fromPhone,
        text: change.kind === 'DELETE' ? null : text,
        at: occurredAt,
      });
      continue;
    }
    if (change?.kind === 'DELETE') continue;
    const file = describedFile(normalizeMessageContent(message.message) ?? {});
    found.set(id, {
      externalMessageId: id,
      fromClient: !fromPhone,
      text,
      file,
      unsupported: file === null ? unsupported : null,
      occurredAt: new Date(atMs),
      editedAt: change === null ? null : occurredAt,
      status: fromPhone ? (STATUSES[message.status ?? 0] ?? 'sent') : null,
    });
  }
  // Oldest first: the last word counts.
  for (const { target, fromClient, text, at } of changes.toReversed()) {
    const changed = found.get(target);
    if (changed?.fromClient !== fromClient) continue;
    if (text === null) found.delete(target);
    else found.set(target, { ...changed, text, editedAt: at });
  }
  return [...found.values()];
}
