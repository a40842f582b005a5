import type { Refusal } from '../src/index.ts';

/** A call is refused; or done with its answer lost; or ends the process that made it. */
export type CallFate = Refusal | 'lose-answer' | 'crash';

/** The calls that reached a fake, and what a test wants to become of the next ones. */
export class CallFates<Method> {
  readonly calls: Method[] = [];
  readonly #next = new Map<Method, CallFate[]>();
  readonly #lost: Refusal;

  /** `lost`: what the caller hears when the answer is lost. */
  constructor(lost: Refusal) {
    this.#lost = lost;
  }

  doom(method: Method, ...fates: CallFate[]): void {
    this.#next.set(method, [...(this.#next.get(method) ?? []), ...fates]);
  }

  /** Notes the call, and answers what `does` answers unless it is doomed. */
  async meet<T>(method: Method, does: () => T): Promise<T | Refusal> {
    this.calls.push(method);
    const fate = this.#next.get(method)?.shift();
    if (fate === undefined) return does();
    if (typeof fate !== 'string') return fate;
    does();
    if (fate === 'crash') throw new Error('the process ended here');
    return this.#lost;
  }
}
