/** What is stored is a copy, and what is read is another one: nobody changes what is stored but by storing. */

/** With its class, so that its methods work. */
export const copyOf = <T extends object>(stored: T): T =>
  Object.assign(Object.create(Object.getPrototypeOf(stored) as object) as T, structuredClone({ ...stored }));

export const found = <T extends object>(stored: T | undefined): T | null => (stored === undefined ? null : copyOf(stored));

export const firstOf = <T extends object>(stored: Map<string, T>, matches: (item: T) => boolean): T | null =>
  found([...stored.values()].find(matches));
