/** Ids of Telegram. Nothing else in the product makes or parses them. */
import { createHash } from 'node:crypto';
import type { MessageId } from '@olchat/domain';

/**
 * Our id of a message at Telegram is its `random_id`: 64 bits with a sign, never 0, derived so that every attempt carries the same one
 * (RE-3). As decimal text, since a JavaScript number cannot hold it.
 */
export function externalMessageId(messageId: MessageId): string {
  const bits = createHash('sha256').update(messageId).digest().readBigInt64BE(0);
  return String(bits === 0n ? 1n : bits);
}

/** What a client or another device wrote has no `random_id` for us: the server's number, unique in the private chats of one account. */
export const inboundMessageId = (serverId: number): string => `m${serverId}`;

/** A change of a message is told under an id of its own. `version`: of the server, or the time of the edit. */
export const changeMessageId = (serverId: number, version: string): string => `m${serverId}/${version}`;

/** The server's number in an id of ours; null for an id of another kind. */
export function serverIdOf(externalId: string): number | null {
  const found = /^m(\d+)$/.exec(externalId);
  return found === null ? null : Number(found[1]);
}

/** Telegram's own account for its notices. It sends codes of logins: nothing of it ever goes further. */
export const SERVICE_USER = 777000;

/** A person's id: up to 52 bits, so a number holds it; negative marked ids are groups and channels. */
export function userIdOf(address: string): number | null {
  const id = /^[1-9]\d{0,15}$/.test(address) ? Number(address) : 0;
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}

/** Telegram's numbers come without a plus. */
export const phoneAddress = (phone: string): string => `+${phone.replace(/\D/g, '')}`;
