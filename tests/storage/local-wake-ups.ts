import type { WakeUp, WakeUps } from '../../apps/api/src/feed/wake-ups.ts';

/** Hints inside this process, which a test can lose. */
export class LocalWakeUps implements WakeUps {
  areLost = false;
  readonly #listeners = new Set<(wakeUp: WakeUp) => void>();

  send(wakeUp: WakeUp): void {
    if (!this.areLost) for (const listener of this.#listeners) listener(wakeUp);
  }

  listen(listener: (wakeUp: WakeUp) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#listeners.clear();
  }
}
