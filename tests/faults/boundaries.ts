/**
 * Where a process may die. Every port that the composition of a test hands to the product's code passes through here, so that the code
 * itself knows nothing of it: before each call, after it, and between the last statement of a transaction and its commit.
 */
import type { Storage } from '@olchat/domain';

export type When = 'before' | 'inside' | 'after';
export const placeOf = (when: When, call: string): string => `${when} ${call}`;

const never = (): Promise<never> => new Promise(() => {});

export class Boundaries {
  /** In the order they were reached for the first time. */
  readonly reached = new Set<string>();
  readonly #place: string | null;
  readonly #arrived: () => void;
  readonly #counts = new Map<string, number>();
  #isFrozen = false;

  /** `place`: where everything stops, as if the process were gone; `arrived` is told of it. */
  constructor(place: string | null, arrived: () => void) {
    this.#place = place;
    this.#arrived = arrived;
  }

  /** The k-th call of this name: `account: transaction 3`. */
  next(call: string): string {
    const count = (this.#counts.get(call) ?? 0) + 1;
    this.#counts.set(call, count);
    return `${call} ${count}`;
  }

  async at(when: When, call: string): Promise<void> {
    if (this.#isFrozen) return never();
    const place = placeOf(when, call);
    this.reached.add(place);
    if (place !== this.#place) return;
    this.#isFrozen = true;
    this.#arrived();
    return never();
  }

  async pass<T>(name: string, call: () => T | Promise<T>): Promise<T> {
    const numbered = this.next(name);
    await this.at('before', numbered);
    const result = await call();
    await this.at('after', numbered);
    return result;
  }

  /** For calls that are repeated by time, not by the send: no place of their own, but dead with the rest. */
  async pulse<T>(call: () => Promise<T>): Promise<T> {
    if (this.#isFrozen) return never();
    const result = await call();
    return this.#isFrozen ? never() : result;
  }
}

/** Each method of a port becomes a call with two places; `name` may read the arguments. */
export function guardPort<T extends object>(port: T, boundaries: Boundaries, name: (method: string, args: readonly unknown[]) => string): T {
  return new Proxy(port, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function' || typeof property !== 'string') return value;
      return (...args: unknown[]) => boundaries.pass(name(property, args), () => Reflect.apply(value, target, args) as unknown);
    },
  });
}

export const guardStorage = (storage: Storage, boundaries: Boundaries, who: string): Storage => ({
  async transaction(portalId, work) {
    const call = boundaries.next(`${who}: transaction`);
    await boundaries.at('before', call);
    const result = await storage.transaction(portalId, async tx => {
      const answer = await work(tx);
      await boundaries.at('inside', call);
      return answer;
    });
    await boundaries.at('after', call);
    return result;
  },
});
