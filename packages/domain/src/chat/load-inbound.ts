/** A message that came in, as it was stored, with whose it is. */
import type { Account } from '../account/account.ts';
import type { InboundMessage } from '../ports/connector/inbound.ts';
import type { Transaction } from '../ports/storage.ts';
import type { Recipient } from '../recipient/recipient.ts';
import type { Chat } from './chat.ts';

export interface LoadedInbound {
  message: InboundMessage;
  account: Account;
  recipient: Recipient;
  chat: Chat | null;
  receivedAt: Date;
}

/** Null: its account or client is not there any more. */
export async function loadInbound(tx: Transaction, inboxId: string): Promise<LoadedInbound | null> {
  const entry = await tx.inbox.find(inboxId);
  if (entry === null || entry.accountId === null) return null;
  const message = reviveInbound(entry.body as StoredInbound);
  const account = await tx.accounts.find(entry.accountId);
  const recipient = account === null ? null : await tx.recipients.findByAddress(account.messenger, [addressOf(message)]);
  if (account === null || recipient === null) return null;
  return { message, account, recipient, chat: await tx.chats.find(account.id, recipient.id), receivedAt: entry.receivedAt };
}

/** An ignored number creates no chat, whoever of the two writes (C-18); what the owner writes on his phone is a sent message too (C-11). */
export const isKeptOut = (message: InboundMessage, account: Account): boolean =>
  account.ignoredNumbers.includes(addressOf(message)) || (message.fromPhone && !account.publishOutgoing);

/** A client who hides his number is known by the messenger's own address only. */
export const addressOf = (message: InboundMessage): string => message.address ?? message.messengerAddress;

/** An entry of before there were files and changes lacks both. */
type StoredInbound = Omit<InboundMessage, 'file' | 'change'> & Partial<Pick<InboundMessage, 'file' | 'change'>>;

/** JSON keeps dates as text. */
const reviveInbound = (stored: StoredInbound): InboundMessage => ({
  ...stored,
  file: stored.file ?? null,
  change: stored.change ?? null,
  occurredAt: new Date(stored.occurredAt),
});
