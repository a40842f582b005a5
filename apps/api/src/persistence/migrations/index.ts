import { First } from './0001-first.ts';

/** In order. A migration is never changed once it is written. */
export const MIGRATIONS = [{ name: '0001-first', class: First }];
