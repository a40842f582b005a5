/**
 * Hints between processes that a portal has news or work (RE-12): coalesced, at most once, never the truth.
 * Whoever waits also looks by itself now and then.
 */
export type WakeUp = { kind: 'feed'; portalId: string } | { kind: 'work' };

export interface WakeUps {
  /** Sent at once, or within 50 ms together with others; many of one kind are one. */
  send(wakeUp: WakeUp): void;
  listen(listener: (wakeUp: WakeUp) => void): () => void;
  close(): Promise<void>;
}

export const encode = (wakeUp: WakeUp): string => (wakeUp.kind === 'work' ? 'work' : wakeUp.portalId);
export const decode = (text: string): WakeUp => (text === 'work' ? { kind: 'work' } : { kind: 'feed', portalId: text });

/** RE-12: at most twenty sendings a second. */
const COALESCE_MS = 50;

/** Hands the first hint over at once, and what follows it once per interval: quick when it is quiet, bounded when it is not. */
export class Coalescer {
  readonly #pending = new Map<string, WakeUp>();
  readonly #deliver: (wakeUps: WakeUp[]) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(deliver: (wakeUps: WakeUp[]) => void) {
    this.#deliver = deliver;
  }

  add(wakeUp: WakeUp): void {
    this.#pending.set(encode(wakeUp), wakeUp);
    if (this.#timer === undefined) this.#handOver();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #handOver(): void {
    const wakeUps = [...this.#pending.values()];
    this.#pending.clear();
    this.#deliver(wakeUps);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#pending.size > 0) this.#handOver();
    }, COALESCE_MS);
  }
}
