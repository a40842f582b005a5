/** Messages as the phones hold them, and how far each has got. */
import type { PhoneMessage } from '../kernel/phones.ts';
import type { Collection, Store } from '../kernel/store.ts';
import type { MessageContent } from './message-content.ts';

export type Progress = 'accepted' | 'delivered' | 'read' | 'played';

export interface InboxMessage {
  key: string;
  /** Order of acceptance. */
  n: number;
  id: string;
  /** Whose phone this is. */
  phone: string;
  /** The other side, and for `in` the device it wrote from. */
  peer: string;
  peerDevice: number;
  direction: 'in' | 'out';
  content: MessageContent;
  status: Progress | 'sent';
  /** Id of the message that it answers. */
  answers?: string;
  /** The client's emoji at it; null: taken away. */
  reaction?: string | null;
  /** Milliseconds since 1970. */
  acceptedAt: number;
  /** Came while the person had blocked the sender: never delivered, not even after unblocking. */
  withheld: boolean;
  /** Could not be decrypted yet. */
  unreadable: boolean;
  edited: boolean;
  deleted: boolean;
  /** How often the phone has asked the sender to encrypt it again. */
  askedAgain: number;
}

const RANK: Record<Progress, number> = { accepted: 0, delivered: 1, read: 2, played: 3 };

export const isBefore = (message: InboxMessage, progress: Progress): boolean =>
  message.status !== 'sent' && RANK[message.status] < RANK[progress];

/** One id in one chat is one message, however often it comes. */
export const messageKey = (phone: string, peer: string, direction: InboxMessage['direction'], id: string): string =>
  `${phone}/${direction}/${peer}/${id}`;

/** Later edits are ignored by the official apps. */
const EDIT_WITHIN_MS = 15 * 60_000;

export class Inbox {
  readonly #store: Store;
  readonly #messages: Collection<InboxMessage>;

  constructor(store: Store) {
    this.#store = store;
    this.#messages = store.collection('whatsapp-web.message');
  }

  /** `acceptedAt`: of one that was written before anything was simulated. */
  add(
    message: Omit<InboxMessage, 'key' | 'n' | 'acceptedAt' | 'askedAgain' | 'edited' | 'deleted'> & { acceptedAt?: number },
  ): InboxMessage {
    const key = messageKey(message.phone, message.peer, message.direction, message.id);
    const fresh = { acceptedAt: Date.now(), edited: false, deleted: false, askedAgain: 0 };
    const added = { ...fresh, ...message, key, n: this.#store.next('whatsapp-web.message') };
    this.#messages.put(key, added);
    return added;
  }

  get(key: string): InboxMessage | undefined {
    return this.#messages.get(key);
  }

  put(message: InboxMessage): void {
    this.#messages.put(message.key, message);
  }

  /** The writer changed his message, or took it back. False: the phone has none of this id, or it is too late. */
  change(key: string, text: string | null): boolean {
    const message = this.#messages.get(key);
    if (message === undefined || message.deleted) return false;
    if (text === null) this.#messages.put(key, { ...message, content: { text: null, files: [], voice: null }, deleted: true });
    else if (Date.now() - message.acceptedAt > EDIT_WITHIN_MS) return false;
    else this.#messages.put(key, { ...message, content: { ...message.content, text }, edited: true });
    return true;
  }

  react(key: string, emoji: string | null): void {
    const message = this.#messages.get(key);
    if (message !== undefined) this.#messages.put(key, { ...message, reaction: emoji });
  }

  /** In order of acceptance; what was written before stands before. */
  of(phone: string): InboxMessage[] {
    return this.#messages.values(`${phone}/`).sort((a, b) => a.acceptedAt - b.acceptedAt || a.n - b.n);
  }

  clear(): void {
    this.#messages.clear();
  }
}

export const shown = (message: InboxMessage): PhoneMessage => ({
  externalId: message.id,
  direction: message.direction,
  ...message.content,
  // Stored before there were changes: it has neither.
  edited: message.edited ?? false,
  deleted: message.deleted ?? false,
  status: message.status,
  ...(message.answers !== undefined && { answers: message.answers }),
  ...(message.reaction != null && { reaction: message.reaction }),
  at: new Date(message.acceptedAt).toISOString(),
});
