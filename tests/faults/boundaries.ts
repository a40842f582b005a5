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

  get isDead(): boolean {
    return this.#isFrozen;
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

  /** One call of a port: a place before it and one after it. */
  async pass<T>(name: string, call: () => T | Promise<T>): Promise<T> {
    const numbered = this.next(name);
    await this.at('before', numbered);
    const result = await this.alive(call);
    await this.at('after', numbered);
    return result;
  }

  /** No place of its own, for what is repeated by time and not by the send; but dead with the rest, whatever comes of it. */
  async alive<T>(call: () => T | Promise<T>): Promise<T> {
    if (this.#isFrozen) return never();
    try {
      const result = await call();
      return this.#isFrozen ? await never() : result;
    } catch (error) {
      return this.#isFrozen ? never() : Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

/** Each method of a port becomes a call with two places; `name` may read the arguments. */
export function guardPort<T extends object>(
  port: T,
  boundaries: Boundaries,
  name: (method: string, args: readonly unknown[]) => string,
): T {
  return new Proxy(port, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function' || typeof property !== 'string') return value;
      return (...args: unknown[]) => boundaries.pass(name(property, args), () => Reflect.apply(value, target, args) as unknown);
    },
  });
}

/** A transaction has a third place: everything is said, nothing is committed. */
export const guardStorage = (storage: Storage, boundaries: Boundaries, who: string): Storage => ({
  async transaction(portalId, work) {
    const call = boundaries.next(`${who}: transaction`);
    await boundaries.at('before', call);
    const result = await boundaries.alive(() =>
      storage.transaction(portalId, async tx => {
        const answer = await work(tx);
        // The send died elsewhere meanwhile: PostgreSQL rolls back what a dead process had not committed, and its connection is free.
        if (boundaries.isDead) throw new Error('dead');
        await boundaries.at('inside', call);
        return answer;
      }),
    );
    await boundaries.at('after', call);
    return result;
  },
});
