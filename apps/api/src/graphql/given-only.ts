type Optional<T> = { readonly [Key in keyof T]?: T[Key] | null };

/** A field that is absent or null in an input leaves the setting as it is. */
export const givenOnly = <T extends object>(input: Optional<T>): Partial<T> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value !== undefined)) as Partial<T>;
