/** Sends, edits and deletions of one session: one after another, each over the connection of its moment. */
import type { SendOutcome } from '@olchat/domain';

const notSent = (reason: string): SendOutcome => ({ kind: 'not-sent', reason, retryAfterMs: null });

export class SendTurn<Sender> {
  readonly #sender: () => Sender | null;
  readonly #onThrown: (error: unknown) => SendOutcome;
  #last: Promise<unknown> = Promise.resolve();

  /** `sender`: null while the account is not connected. `onThrown`: what a surprise of the sender means; may throw it on. */
  constructor(sender: () => Sender | null, onThrown: (error: unknown) => SendOutcome) {
    this.#sender = sender;
    this.#onThrown = onThrown;
  }

  take(signal: AbortSignal, ask: (sender: Sender) => Promise<SendOutcome>): Promise<SendOutcome> {
    const sent = this.#last.then(async (): Promise<SendOutcome> => {
      if (signal.aborted) return notSent('the send was aborted');
      const sender = this.#sender();
      if (sender === null) return notSent('not connected');
      try {
        return await ask(sender);
      } catch (error) {
        return this.#onThrown(error);
      }
    });
    this.#last = sent.catch(() => undefined);
    return sent;
  }

  /** Resolves when what was asked so far is over. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
