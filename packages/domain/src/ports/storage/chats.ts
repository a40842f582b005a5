/** Open-line chats, and what we ourselves put into them. */
import type { ChatOpening } from '../../chat/chat-opening.ts';
import type { Chat } from '../../chat/chat.ts';
import type { PublicationSwitch } from '../../chat/publication.ts';
import type { AccountId, ChatId, RecipientId } from '../../ids.ts';

export interface Chats {
  find(accountId: AccountId, recipientId: RecipientId): Promise<Chat | null>;
  findById(id: ChatId): Promise<Chat | null>;
  /** By the portal's own id of the dialogue; the newest, should several have had it. */
  findByDialog(openLineChatId: string): Promise<Chat | null>;
  /** Opened, or with a message in either direction, since then; the newest first. */
  recent(since: Date, limit: number): Promise<Chat[]>;
  /** Insert or change; one per account and recipient. */
  save(chat: Chat): Promise<void>;
}

/** For whom a dialogue is being opened; one per account and recipient (O-8, O-9). */
export interface ChatOpenings {
  find(accountId: AccountId, recipientId: RecipientId): Promise<ChatOpening | null>;
  /** Insert or change. */
  save(opening: ChatOpening): Promise<void>;
  remove(accountId: AccountId, recipientId: RecipientId): Promise<void>;
}

/** What we ourselves put into an open-line chat: its echo never goes to the client (O-24). */
export interface OwnPosts {
  add(openLineMessageId: string): Promise<void>;
  has(openLineMessageId: string): Promise<boolean>;
}

/** Modes of publication that the portal itself refused (T-15). */
export interface PublicationSwitches {
  list(): Promise<PublicationSwitch[]>;
  /** Insert or change; one per mode. */
  save(off: PublicationSwitch): Promise<void>;
}
