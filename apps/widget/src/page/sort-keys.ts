/** What a table is sorted by, the column that decides first in front. */
export interface SortKey<Column extends string> {
  column: Column;
  isDescending: boolean;
}

/** A press sorts by that column alone, with Ctrl by it as well (C-9, M-2); a second press turns it round. */
export function pressColumn<Column extends string>(order: readonly SortKey<Column>[], column: Column, isAdded: boolean): SortKey<Column>[] {
  const known = order.find(key => key.column === column);
  const pressed = { column, isDescending: known ? !known.isDescending : false };
  if (!isAdded) return [pressed];
  return known ? order.map(key => (key === known ? pressed : key)) : [...order, pressed];
}

/** What a heading says of its column to screen readers. */
export function directionOf<Column extends string>(order: readonly SortKey<Column>[], column: Column): 'ascending' | 'descending' | 'none' {
  const key = order.find(one => one.column === column);
  if (!key) return 'none';
  return key.isDescending ? 'descending' : 'ascending';
}
