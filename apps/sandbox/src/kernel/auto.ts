/** How the clients' phones behave by themselves (`POST /control/auto`). `null` = only when told. */
import { z } from 'zod';
import type { Store } from './store.ts';

export const autoSettings = z.object({
  deliverAfterMs: z.number().int().nonnegative().nullable(),
  readAfterMs: z.number().int().nonnegative().nullable(),
});
export type AutoSettings = z.infer<typeof autoSettings>;

const DEFAULTS: AutoSettings = { deliverAfterMs: 700, readAfterMs: 2000 };

export class Auto {
  readonly #settings;

  constructor(store: Store) {
    this.#settings = store.collection<AutoSettings>('auto');
  }

  get current(): AutoSettings {
    return this.#settings.get('auto') ?? DEFAULTS;
  }

  set(settings: Partial<AutoSettings>): AutoSettings {
    const next = { ...this.current, ...settings };
    this.#settings.put('auto', next);
    return next;
  }
}
