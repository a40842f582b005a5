/** «История чата»: a page of a conversation as the cloud keeps it (S-11). Reading it marks nothing as read. */
import type { Message, TelegramClient } from '@mtcute/node';
import type { HistoryAnswer, HistoryMessage, HistoryQuery } from '@olchat/domain';
import type { Dialogs } from './dialogs.ts';
import { meaningOf, reasonOf } from './errors.ts';
import { inboundMessageId, serverIdOf, SERVICE_USER, userIdOf } from './ids.ts';
import { toInbound } from './inbound.ts';

export async function readHistory(client: TelegramClient, dialogs: Dialogs, own: number, query: HistoryQuery): Promise<HistoryAnswer> {
  const person = userIdOf(query.messengerAddress ?? query.address);
  const beforeId = query.before === null ? 0 : serverIdOf(query.before);
  if (person === null || person === own || person === SERVICE_USER || beforeId === null)
    return { kind: 'unknown', reason: 'nobody to ask about' };
  try {
    // The mark is the server's number alone: the library's own offset has a date as well, which the server does not need with it.
    const page = await client.getHistory(person, { limit: query.limit, offset: { id: beforeId, date: 0 } });
    const readUpTo = await pointerOf(client, dialogs, person, page);
    const ours = await dialogs.oursAmong(page.map(({ id }) => id));
    const messages = page.map(message => toHistory(message, own, { readUpTo, ours: ours.get(message.id) }));
    const last = page.at(-1);
    const isAll = last === undefined || (await isFirst(client, person, last, page.length < query.limit || page.total <= query.limit));
    return { kind: 'page', messages, before: isAll ? null : inboundMessageId(last.id) };
  } catch (error) {
    const meaning = meaningOf(error);
    return meaning.kind === 'wait' ? { kind: 'limited', retryAfterMs: meaning.ms } : { kind: 'unknown', reason: reasonOf(error) };
  }
}

function toHistory(message: Message, own: number, { readUpTo, ours }: { readUpTo: number; ours: string | undefined }): HistoryMessage {
  const { id, isOutgoing, date, editDate, hideEditMark } = message;
  // Null: a call, «joined Telegram» and the like. They stand in the conversation, and their place is kept.
  const inbound = toInbound(message, own);
  const file = inbound?.file ?? null;
  return {
    externalMessageId: ours ?? inboundMessageId(id),
    fromClient: !isOutgoing,
    text: inbound?.text ?? null,
    file: file === null ? null : { kind: file.kind, name: file.name, mime: file.mime, size: file.size, seconds: file.seconds },
    unsupported: inbound === null ? 'service' : inbound.unsupported,
    occurredAt: date,
    editedAt: hideEditMark ? null : editDate,
    status: isOutgoing ? (id <= readUpTo ? 'read' : 'sent') : null,
  };
}

/** A page may be shorter than asked while there is more: where it looks like the end, the server is asked once more. */
async function isFirst(client: TelegramClient, person: number, { id }: Message, looksLikeIt: boolean): Promise<boolean> {
  return looksLikeIt && (await client.getHistory(person, { limit: 1, offset: { id, date: 0 } })).length === 0;
}

/** Kept of every conversation that went through us; of another one the server is asked, if anything depends on it. */
async function pointerOf(client: TelegramClient, dialogs: Dialogs, person: number, page: readonly Message[]): Promise<number> {
  const known = await dialogs.readUpTo(person);
  if (known > 0 || !page.some(({ isOutgoing }) => isOutgoing)) return known;
  const [dialog] = await client.getPeerDialogs([person]);
  return dialog?.lastReadOutgoing ?? 0;
}
