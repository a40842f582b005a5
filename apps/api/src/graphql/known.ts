/** A row that a foreign key of the database promises. */
export function known<T>(value: T | null): T {
  if (value === null) throw new Error('a row that another one names is missing');
  return value;
}
