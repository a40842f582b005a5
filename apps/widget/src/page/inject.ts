import { inject, type InjectionKey, provide } from 'vue';
import type { PortalFrame } from '../portal-frame.ts';
import type { Page } from './page.ts';
import type { Session } from './session.ts';

/** What every screen stands in: the page the server filled, the portal around it, the session. */
export interface Surroundings {
  page: Page;
  frame: PortalFrame;
  session: Session;
}

const key: InjectionKey<Surroundings> = Symbol('surroundings');

export function provideSurroundings(surroundings: Surroundings): void {
  provide(key, surroundings);
}

export function useSurroundings(): Surroundings {
  const surroundings = inject(key);
  if (!surroundings) throw new Error('A screen stands outside a page');
  return surroundings;
}
