/** The life cycle of a session in steps: one after another, none after its end. */
import { LeaseLostError } from '@olchat/domain';

export interface StepsParts {
  ended: AbortSignal;
  /** A step failed, by storage as a rule: the session tries again after a pause. */
  onFailure: (error: unknown) => void;
}

export class Steps {
  readonly #parts: StepsParts;
  #last: Promise<void> = Promise.resolve();

  constructor(parts: StepsParts) {
    this.#parts = parts;
  }

  /** After those that were added before. A lost lease is the end, of which the session hears from its store. */
  add(work: () => Promise<void>): void {
    const { ended, onFailure } = this.#parts;
    this.#last = this.#last.then(async () => {
      if (ended.aborted) return;
      try {
        await work();
      } catch (error) {
        if (ended.aborted || error instanceof LeaseLostError) return;
        onFailure(error);
      }
    });
  }

  /** Resolves when the steps that were added so far are over. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
