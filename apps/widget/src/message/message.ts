import { isSameAttachments, type SentAttachments } from '../files/attachment.ts';
import type { CardInput, DeliveryStatus, MessageFieldsFragment, Publication } from '@olchat/client';

export type Message = MessageFieldsFragment;
export type Card = CardInput;

/** A known "no": its code decides, its sentence is shown. */
export interface ShownRefusal {
  code: string;
  message: string;
}

/** What one press of «ОТПРАВИТЬ» sends. */
export interface MessageContent {
  accountId: string;
  recipientId: string;
  text: string;
  publication: Publication;
  /** «Создать дело» (T-16). */
  createActivity: boolean;
  /** The client sees the sender's name above the text (S-15). */
  showName?: boolean | undefined;
  /** What goes with the text, perhaps still on its way to the server; absent: nothing. */
  attachments?: SentAttachments | undefined;
  /** The template that the text came from (L-15). */
  templateId?: string | undefined;
}

export function isSameContent(one: MessageContent, other: MessageContent): boolean {
  return (
    one.text === other.text &&
    one.accountId === other.accountId &&
    one.recipientId === other.recipientId &&
    one.publication === other.publication &&
    one.createActivity === other.createActivity &&
    (one.showName ?? false) === (other.showName ?? false) &&
    isSameAttachments(one.attachments, other.attachments) &&
    one.templateId === other.templateId
  );
}

/**
 * Of two pictures of one message the one that knows more. The history only ever grows, so its length tells; a snapshot and the feed
 * may overtake each other, and a status must not go back (L-8).
 */
export function laterMessage(known: Message | undefined, incoming: Message): Message {
  return known && known.history.length > incoming.history.length ? known : incoming;
}

export function newestFirst(one: Message, other: Message): number {
  return other.createdAt.localeCompare(one.createdAt) || other.id.localeCompare(one.id);
}

/** Nothing more will happen to it by itself. A late delivered may still come after a failure (L-9). */
export function isFinal(status: DeliveryStatus): boolean {
  return status === 'READ' || status === 'FAILED' || status === 'CANCELLED';
}
