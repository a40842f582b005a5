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
  /** Milliseconds since 1970. */
  acceptedAt: number;
  /** Came while the person had blocked the sender: never delivered, not even after unblocking. */
  withheld: boolean;
  /** Could not be decrypted yet. */
  unreadable: boolean;
  /** How often the phone has asked the sender to encrypt it again. */
  askedAgain: number;
}

const RANK: Record<Progress, number> = { accepted: 0, delivered: 1, read: 2, played: 3 };

export const isBefore = (message: InboxMessage, progress: Progress): boolean =>
  message.status !== 'sent' && RANK[message.status] < RANK[progress];

/** One id in one chat is one message, however often it comes. */
export const messageKey = (phone: string, peer: string, direction: InboxMessage['direction'], id: string): string =>
  `${phone}/${direction}/${peer}/${id}`;

export class Inbox {
  readonly #store: Store;
  readonly #messages: Collection<InboxMessage>;

  constructor(store: Store) {
    this.#store = store;
    this.#messages = store.collection('whatsapp-web.message');
  }

  add(message: Omit<InboxMessage, 'key' | 'n' | 'acceptedAt' | 'askedAgain'>): InboxMessage {
    const key = messageKey(message.phone, message.peer, message.direction, message.id);
    const added = { ...message, key, n: this.#store.next('whatsapp-web.message'), acceptedAt: Date.now(), askedAgain: 0 };
    this.#messages.put(key, added);
    return added;
  }

  get(key: string): InboxMessage | undefined {
    return this.#messages.get(key);
  }

  put(message: InboxMessage): void {
    this.#messages.put(message.key, message);
  }

  /** In order of acceptance. */
  of(phone: string): InboxMessage[] {
    return this.#messages.values(`${phone}/`).sort((a, b) => a.n - b.n);
  }

  clear(): void {
    this.#messages.clear();
  }
}

export const shown = (message: InboxMessage): PhoneMessage => ({
  externalId: message.id,
  direction: message.direction,
  ...message.content,
  status: message.status,
  at: new Date(message.acceptedAt).toISOString(),
});
