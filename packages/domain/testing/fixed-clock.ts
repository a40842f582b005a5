import type { Clock } from '../src/index.ts';

/** Stands still until the test moves it. */
export class FixedClock implements Clock {
  #now: number;

  constructor(at = '2026-03-10T09:00:00.000Z') {
    this.#now = Date.parse(at);
  }

  now(): Date {
    return new Date(this.#now);
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}
