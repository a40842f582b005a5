/** Lists come by 50 with `total` and `next`; `start: -1` counts nothing (Bitrix24 docs, list methods). */
import type { Answer } from './method.ts';

export const PAGE_SIZE = 50;

export const page = <T>(rows: readonly T[], start: number | undefined, envelope: (rows: T[]) => unknown): Answer => {
  const offset = Math.max(0, start ?? 0);
  const result = envelope(rows.slice(offset, offset + PAGE_SIZE));
  if (start === -1) return { result };
  const next = offset + PAGE_SIZE;
  return { result, total: rows.length, ...(next < rows.length && { next }) };
};
