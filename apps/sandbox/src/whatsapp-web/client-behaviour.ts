/** What happens at a client's phone after a message came to the server: by itself after the delays of `auto`, or when the person does it. */
import type { Auto } from '../kernel/auto.ts';
import type { Store } from '../kernel/store.ts';
import { isBefore, type Inbox, type InboxMessage, type Progress } from './inbox.ts';
import type { PhoneBook } from './phone-book.ts';
import type { Receipts } from './receipts.ts';
import { Timers } from '../kernel/timers.ts';

interface Step {
  do: 'deliver' | 'read';
  message: string;
}

export class ClientBehaviour {
  readonly #store: Store;
  readonly #phones: PhoneBook;
  readonly #inbox: Inbox;
  readonly #receipts: Receipts;
  readonly #auto: Auto;
  readonly #changed: (number: string) => void;
  readonly #steps: Timers<Step>;

  constructor(store: Store, phones: PhoneBook, inbox: Inbox, receipts: Receipts, auto: Auto, changed: (number: string) => void) {
    this.#store = store;
    this.#phones = phones;
    this.#inbox = inbox;
    this.#receipts = receipts;
    this.#auto = auto;
    this.#changed = changed;
    this.#steps = new Timers(store, 'whatsapp-web.step', step => this.#take(step));
  }

  start(): void {
    this.#steps.start();
  }

  stop(): void {
    this.#steps.stop();
  }

  clear(): void {
    this.#steps.clear();
  }

  /** Both delays of `auto` count from here; a read never comes before its delivered. */
  accepted(message: InboxMessage): void {
    const { deliverAfterMs } = this.#auto.current;
    if (message.withheld || message.unreadable || deliverAfterMs === null) return;
    this.#steps.schedule(message.acceptedAt + deliverAfterMs, { do: 'deliver', message: message.key });
  }

  /** Takes everything that waits for this phone up to `progress`; a message is delivered before it is read. */
  advanceAll(number: string, progress: Progress, which: (message: InboxMessage) => boolean = () => true): void {
    this.#store.transaction(() => {
      for (const message of this.#inbox.of(number)) {
        if (message.direction === 'in' && which(message)) this.#advance(message, progress);
      }
    });
  }

  /** Back online: what waited is delivered now, and read by itself where that is the habit. */
  cameOnline(number: string): void {
    this.#store.transaction(() => {
      for (const message of this.#inbox.of(number)) {
        if (message.status === 'delivered') this.#scheduleRead(message);
      }
      this.advanceAll(number, 'delivered');
    });
  }

  #take(step: Step): void {
    const message = this.#inbox.get(step.message);
    const phone = message === undefined ? undefined : this.#phones.get(message.phone);
    if (message === undefined || phone === undefined || !phone.online || phone.blocked) return;
    this.#advance(message, step.do === 'deliver' ? 'delivered' : 'read');
  }

  #advance(message: InboxMessage, progress: Progress): void {
    if (message.withheld || message.unreadable) return;
    let current = message;
    for (const step of ['delivered', 'read', 'played'] as const) {
      if (!isBefore(current, step) || isBefore({ ...current, status: progress }, step)) continue;
      current = { ...current, status: step };
      this.#inbox.put(current);
      this.#receipts.report(current, step);
      if (step === 'delivered' && progress === 'delivered') this.#scheduleRead(current);
    }
    if (current !== message) this.#changed(message.phone);
  }

  #scheduleRead(message: InboxMessage): void {
    const { readAfterMs } = this.#auto.current;
    if (readAfterMs === null) return;
    this.#steps.schedule(Math.max(Date.now(), message.acceptedAt + readAfterMs), { do: 'read', message: message.key });
  }
}
