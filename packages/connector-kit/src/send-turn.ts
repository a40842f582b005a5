/** Sends, edits and deletions of one session: one after another, each over the connection of its moment. */
import { LeaseLostError, type SendOutcome } from '@olchat/domain';
import { reasonOf } from './errors.ts';
import type { Sender } from './sender.ts';

const notSent = (reason: string): SendOutcome => ({ kind: 'not-sent', reason, retryAfterMs: null });

export class SendTurn {
  readonly #sender: () => Sender | null;
  #last: Promise<unknown> = Promise.resolve();

  /** `sender`: null while the account is not connected. */
  constructor(sender: () => Sender | null) {
    this.#sender = sender;
  }

  take(signal: AbortSignal, ask: (sender: Sender) => Promise<SendOutcome>): Promise<SendOutcome> {
    const sent = this.#last.then(async (): Promise<SendOutcome> => {
      if (signal.aborted) return notSent('the send was aborted');
      const sender = this.#sender();
      if (sender === null) return notSent('not connected');
      try {
        return await ask(sender);
      } catch (error) {
        // Before the server was asked, or after it answered: what could not be stored is asked again under the same id.
        return error instanceof LeaseLostError ? notSent('the lease is lost') : { kind: 'unknown', reason: reasonOf(error) };
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
