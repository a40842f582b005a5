/** One send: one message at the messenger, one external id, one status, one row of the outbox (contract 4). */
import type { CardRef } from '../card/card.ts';
import type { FileKind } from '../file/file-kind.ts';
import type { AccountId, ChatId, EmployeeId, FileId, MessageGroupId, MessageId, PortalId, RecipientId, TemplateId } from '../ids.ts';
import type { Failure } from '../refusal.ts';
import { learn, type DeliveryStatus, type StatusChange } from './delivery-status.ts';

export const PUBLICATIONS = ['OUTGOING', 'INCOMING', 'NONE'] as const;
/** How the message shows in the open-line chat (O-20…O-23). */
export type Publication = (typeof PUBLICATIONS)[number];

/** G-8. CARD: our widget · API: a partner's client · OPEN_LINE: an operator wrote in the chat (H-1). */
export type MessageOrigin = 'CARD' | 'API' | 'OPEN_LINE';

/**
 * Where the send stands in the outbox (RE-5). `CALLING` is committed before the first byte leaves:
 * it is what lets a successor know that the outcome is unknown. `ASKING`: the messenger may have it, and is asked again under the same
 * id, which is harmless there (GU-3); nobody can take it back.
 */
export type Delivery = 'READY' | 'CLAIMED' | 'CALLING' | 'ASKING' | 'DONE';

/** The file of a message, as it was when the message was accepted; the bytes may be gone later. */
export interface MessageFile {
  id: FileId;
  /** How the client sees it. */
  kind: FileKind;
  name: string;
  mime: string;
  /** Bytes. */
  size: number;
  /** Length of a recording, where it is known. */
  seconds: number | null;
  /** How loud a voice note is along its length, at most 64 numbers, 0…100 each; null or absent: nobody drew it. */
  waveform?: readonly number[] | null;
}

/** The template that a text came from, under the name it had then: it may be renamed or deleted later (L-4, L-15). */
export interface MessageTemplate {
  id: TemplateId;
  title: string;
}

export interface NewMessage {
  portalId: PortalId;
  id: MessageId;
  groupId: MessageGroupId;
  position: number;
  accountId: AccountId;
  recipientId: RecipientId;
  card: CardRef | null;
  senderId: EmployeeId;
  origin: MessageOrigin;
  text: string;
  file?: MessageFile | null;
  template?: MessageTemplate | null;
  senderLine?: string | null;
  publication: Publication;
  createActivity: boolean;
  externalMessageId: string;
  openLineMessageId?: string;
  createdAt: Date;
}

export class Message {
  portalId!: PortalId;
  id!: MessageId;
  groupId!: MessageGroupId;
  /** Place in the group, from 0. */
  position!: number;
  accountId!: AccountId;
  recipientId!: RecipientId;
  card!: CardRef | null;
  senderId!: EmployeeId;
  origin!: MessageOrigin;
  /** With a file: its caption, or empty. */
  text!: string;
  file!: MessageFile | null;
  template!: MessageTemplate | null;
  /** S-15: the first line that the client sees, in bold, above the text; as it was at acceptance, so that a repeat is the same. */
  senderLine!: string | null;
  publication!: Publication;
  createActivity!: boolean;
  /** Made from our id before the first attempt, the same for every attempt (RE-3). */
  externalMessageId!: string;
  status!: DeliveryStatus;
  failure!: Failure | null;
  history!: StatusChange[];
  delivery!: Delivery;
  /** Calls of the messenger begun so far; counted at the claim (RE-11). */
  attempt!: number;
  /** Not before this moment, by the database's clock. */
  runAt!: Date;
  /** When the call began that gave it to the messenger; null: it provably never had it. */
  calledAt!: Date | null;
  chatId!: ChatId | null;
  /** For an operator's message: the portal's id of it, to tell the chat what became of it. */
  openLineMessageId!: string | null;
  /** Published in the chat: the portal's or our id of the copy. */
  publishedAs!: string | null;
  publicationFailure!: Failure | null;
  sentAgainAs!: MessageId | null;
  createdAt!: Date;

  static create(fields: NewMessage): Message {
    const queued: StatusChange = {
      status: 'QUEUED',
      occurredAt: fields.createdAt,
      learnedAt: fields.createdAt,
      source: 'PERSON',
      failure: null,
    };
    return Object.assign(new Message(), fields, {
      file: fields.file ?? null,
      template: fields.template ?? null,
      senderLine: fields.senderLine ?? null,
      openLineMessageId: fields.openLineMessageId ?? null,
      status: 'QUEUED' as const,
      failure: null,
      history: [queued],
      delivery: 'READY' as const,
      attempt: 0,
      runAt: fields.createdAt,
      calledAt: null,
      chatId: null,
      publishedAs: null,
      publicationFailure: null,
      sentAgainAs: null,
    });
  }

  /** Takes in one piece of news; true when the status moved, so that subscribers must hear of it. */
  learn(news: StatusChange): boolean {
    const before = this.status;
    const next = learn(this, news);
    this.status = next.status;
    this.failure = next.failure;
    this.history = [...next.history];
    return next.status !== before;
  }
}
