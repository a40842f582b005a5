/**
 * Stanzas → our receipts; pure. The one source of statuses: Baileys' own `messages.update` is not listened to, because its event
 * buffer merges what comes within 100 ms of the send and it has no event for the server's acknowledgement at all.
 */
import type { Receipt } from '@olchat/domain';
import type { BinaryNode } from 'baileys';
import { canBeOurs, isPersonJid } from './ids.ts';

/** Type attribute of a receipt → status. What is missing says nothing about us: retry, inactive, peer_msg, hist_sync, read-self, server-error. */
const STATUS_BY_TYPE: Record<string, Receipt['status']> = {
  /** No type: it reached a device of the client. */
  '': 'delivered',
  read: 'read',
  /** A voice message was played: counts as read (L-7). */
  played: 'read',
  /** A device of our own has its copy: so the server has the message. */
  sender: 'sent',
};

/** `t` is in whole seconds. */
const timeOf = (node: BinaryNode, learnedAt: Date): Date => {
  const seconds = Number(node.attrs['t']);
  return Number.isFinite(seconds) && seconds > 0 ? new Date(seconds * 1000) : learnedAt;
};

/** One stanza can name many messages: the first in `id`, the rest as `<list><item id/></list>`. */
function namedIds(node: BinaryNode): string[] {
  const lists = Array.isArray(node.content) ? node.content.filter(child => child.tag === 'list') : [];
  const items = lists.flatMap(list => (Array.isArray(list.content) ? list.content : []));
  const ids = [node.attrs['id'], ...items.map(item => item.attrs['id'])];
  return [...new Set(ids.filter(id => id !== undefined && canBeOurs(id)) as string[])];
}

export function receiptsOf(node: BinaryNode, learnedAt: Date): Receipt[] {
  const { from, recipient, type } = node.attrs;
  const status = STATUS_BY_TYPE[type ?? ''];
  if (status === undefined || from === undefined || !isPersonJid(from)) return [];
  // With a recipient it comes from a device of our own, about what others wrote; only `sender` speaks of ours.
  if (recipient !== undefined && type !== 'sender') return [];
  const occurredAt = timeOf(node, learnedAt);
  return namedIds(node).map(id => ({ externalMessageId: id, status, occurredAt, rawCode: type ?? null }));
}

/** The server's answer to a message of ours: `error` null means it has it. */
export interface ServerAck {
  externalMessageId: string;
  error: string | null;
  at: Date;
}

export function serverAckOf(node: BinaryNode, learnedAt: Date): ServerAck | null {
  const { id, error } = node.attrs;
  return id === undefined ? null : { externalMessageId: id, error: error ?? null, at: timeOf(node, learnedAt) };
}
