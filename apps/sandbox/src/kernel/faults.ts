/** Rules of trouble, set by `POST /control/faults`: which calls of which service are delayed, refused, lost or repeated (K-9). */
import { z } from 'zod';
import type { Store } from './store.ts';

export const faultRule = z.object({
  service: z.enum(['bitrix24', 'whatsapp-web', 'whatsapp-cloud', 'telegram']),
  /** Exact method or kind (`crm.item.get`, `message`, `receipt`, `oauth.token`, `event`); absent = every one of the service. */
  method: z.string().optional(),
  /** Only calls that concern this number, chat or portal. */
  to: z.string().optional(),
  /** How many matching calls it hits; absent = until cleared. */
  times: z.number().int().positive().optional(),
  /**
   * delay: answer after `ms` · refuse: answer with `code` (and `status` for HTTP) without doing it ·
   * lose-answer: do it, never answer · drop: neither do nor answer · repeat: receipts and events come twice ·
   * reorder: receipts come in reverse order · late: receipts and events come after `ms` · close: cut the connection (WhatsApp close `code`)
   */
  do: z.enum(['delay', 'refuse', 'lose-answer', 'drop', 'repeat', 'reorder', 'late', 'close']),
  ms: z.number().int().nonnegative().optional(),
  code: z.string().optional(),
  status: z.number().int().optional(),
});
export type FaultRule = z.infer<typeof faultRule>;

export interface Call {
  service: FaultRule['service'];
  method: string;
  to?: string;
}

export class Faults {
  readonly #rules;
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
    this.#rules = store.collection<FaultRule>('faults');
  }

  add(rules: FaultRule[]): void {
    for (const rule of rules) this.#rules.put(String(this.#store.next('fault')).padStart(9, '0'), rule);
  }

  list(): FaultRule[] {
    return this.#rules.values();
  }

  clear(): void {
    this.#rules.clear();
  }

  /** The first rule that hits this call, counted down; undefined when there is none. `kinds` narrows to the troubles the caller can play. */
  hit(call: Call, kinds?: readonly FaultRule['do'][]): FaultRule | undefined {
    for (const { key, value: rule } of this.#rules.entries()) {
      if (rule.service !== call.service) continue;
      if (rule.method !== undefined && rule.method !== call.method) continue;
      if (rule.to !== undefined && rule.to !== call.to) continue;
      if (kinds !== undefined && !kinds.includes(rule.do)) continue;
      if (rule.times !== undefined) {
        if (rule.times <= 1) this.#rules.delete(key);
        else this.#rules.put(key, { ...rule, times: rule.times - 1 });
      }
      return rule;
    }
    return undefined;
  }
}
