/** The place of a page of history as a partner sees it: opaque text. It names nothing that its holder could not read anyway (S-11). */
import { parseId, type HistoryCursor, type MessageId } from '@olchat/domain';
import { badInput } from '../errors.ts';

/** A page shows no more, and a messenger's mark is short. */
const MAX_SHOWN = 200;
const MAX_LENGTH = 16_000;
const MAX_MARK = 200;

interface Packed {
  b: string;
  u: number;
  s: string[];
}

export const packCursor = ({ before, until, shown }: HistoryCursor): string =>
  Buffer.from(JSON.stringify({ b: before, u: until.getTime(), s: shown.slice(0, MAX_SHOWN) } satisfies Packed)).toString('base64url');

/** The error BAD_USER_INPUT for what no page of ours gave. */
export function readCursor(after: string | null | undefined): HistoryCursor | null {
  if (after == null) return null;
  const packed = unpack(after);
  if (packed === null) throw badInput('`after` is a cursor of this list');
  return { before: packed.b, until: new Date(packed.u), shown: packed.s };
}

function unpack(text: string): Packed | null {
  if (text.length > MAX_LENGTH) return null;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null; // the caller says so
  }
  if (typeof value !== 'object' || value === null || !('b' in value) || !('u' in value) || !('s' in value)) return null;
  const { b, u, s } = value;
  const isMark = typeof b === 'string' && b.length <= MAX_MARK && !b.includes('\0') && b.isWellFormed();
  const isMoment = typeof u === 'number' && Number.isInteger(u) && Math.abs(u) < 8.64e15;
  const areIds = Array.isArray(s) && s.length <= MAX_SHOWN && s.every(id => typeof id === 'string' && parseId<MessageId>(id) !== undefined);
  return isMark && isMoment && areIds ? { b, u, s: s as string[] } : null;
}
