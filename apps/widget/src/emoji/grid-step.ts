/** Where a key leads in a grid of buttons; −1: out of it, upwards. Undefined: the key is none of the grid's. */
export function gridStep(key: string, { at, count, columns }: { at: number; count: number; columns: number }): number | undefined {
  const within = (place: number): number => Math.min(Math.max(place, 0), count - 1);
  switch (key) {
    case 'ArrowRight':
      return within(at + 1);
    case 'ArrowLeft':
      return within(at - 1);
    case 'ArrowDown':
      return within(at + columns);
    case 'ArrowUp':
      return at < columns ? -1 : at - columns;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
