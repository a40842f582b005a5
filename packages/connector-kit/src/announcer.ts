/** Everything that a session says upwards. After the end it says nothing; a lost lease, heard from whoever listens, is an end. */
import {
  LeaseLostError,
  type AccountStateChange,
  type InboundMessage,
  type LoginStep,
  type Receipt,
  type SessionEvents,
} from '@olchat/domain';
import { pause } from './pause.ts';

export type StateDetails = Pick<AccountStateChange, 'state'> & Partial<Omit<AccountStateChange, 'state' | 'firstMessagesHeldUntil'>>;

export interface AnnouncerParts {
  events: SessionEvents;
  ended: AbortSignal;
  /** Ends the session at once. */
  stop: (reason: string) => void;
  backOffMs: (attempt: number) => number;
  onFailure: (error: unknown) => void;
}

export class Announcer {
  readonly #parts: AnnouncerParts;
  #last: StateDetails | null = null;
  #heldUntil: Date | null = null;
  #heard = '';

  constructor(parts: AnnouncerParts) {
    this.#parts = parts;
  }

  get state(): AccountStateChange['state'] | null {
    return this.#last?.state ?? null;
  }

  get until(): Date | null {
    return this.#last?.until ?? null;
  }

  /** The same state twice is told once. */
  async tell(details: StateDetails): Promise<void> {
    this.#last = details;
    const nothing = { reason: null, rawCode: null, until: null, address: null, name: null };
    const change: AccountStateChange = { ...nothing, ...details, firstMessagesHeldUntil: this.heldUntil };
    const text = JSON.stringify(change);
    if (text === this.#heard) return;
    await this.#deliver(() => this.#parts.events.state(change));
    this.#heard = text;
  }

  /** Until when first messages are held; null when they are not, or no more. */
  get heldUntil(): Date | null {
    return this.#heldUntil !== null && this.#heldUntil.getTime() > Date.now() ? this.#heldUntil : null;
  }

  /** Stands in every state that is told from now on; null lifts it. `tellAgain` says so at once. */
  holdFirstMessages(until: Date | null): void {
    this.#heldUntil = until;
  }

  /** The state of now, with what has changed beside it. */
  async tellAgain(): Promise<void> {
    if (this.#last !== null) await this.tell(this.#last);
  }

  login(step: LoginStep): Promise<void> {
    return this.#deliver(() => this.#parts.events.login(step));
  }

  /** An answer that nobody repeats. */
  lateReceipt(receipt: Receipt): Promise<void> {
    return this.#deliver(() => this.#parts.events.receipts([receipt]));
  }

  /** The server repeats these: a failure is the caller's, who then does not acknowledge. */
  receipts(receipts: Receipt[]): Promise<void> {
    return this.#report(() => this.#parts.events.receipts(receipts));
  }

  inbound(messages: InboundMessage[]): Promise<void> {
    return this.#report(() => this.#parts.events.inbound(messages));
  }

  /** What nobody repeats is told until it is heard. */
  async #deliver(event: () => Promise<void>): Promise<void> {
    const { ended, stop, backOffMs, onFailure } = this.#parts;
    for (let attempt = 0; !ended.aborted; attempt += 1) {
      try {
        return await event();
      } catch (error) {
        if (error instanceof LeaseLostError) return stop('the lease is lost');
        onFailure(error);
        await pause(backOffMs(attempt), ended);
      }
    }
  }

  async #report(event: () => Promise<void>): Promise<void> {
    if (this.#parts.ended.aborted) throw new Error('The session is over');
    try {
      await event();
    } catch (error) {
      if (error instanceof LeaseLostError) this.#parts.stop('the lease is lost');
      throw error;
    }
  }
}
