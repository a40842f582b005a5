import type { AccountSettings } from './managed-account.ts';

export type OwnLimits = Omit<AccountSettings['limits'], '__typename'>;
export type AdvisedLimits = AccountSettings['advisedLimits'];
export type LimitName = keyof OwnLimits;
/** Nobody advises a limit of all messages: it holds where one is set. */
type AdvisedName = Exclude<LimitName, 'messagesPerMinute' | 'messagesPerDay'>;

export interface LimitRow {
  name: LimitName;
  /** Of the number in the field: the server counts pauses in milliseconds, people in seconds. */
  unit: number;
  /** What the server takes, in the field's unit. */
  min: number;
  max: number;
  /** What holds while the field is empty, in its unit; null: no limit at all. */
  advised: number | null;
}

const MS = 1_000;

/** The limits that mean something for this account: who has no user names does not search for them. */
export function limitRows(advised: AdvisedLimits): LimitRow[] {
  const rows: LimitRow[] = [
    { name: 'messagesPerMinute', unit: 1, min: 1, max: 120, advised: null },
    { name: 'messagesPerDay', unit: 1, min: 1, max: 10_000, advised: null },
    { name: 'firstMessagesPerDay', unit: 1, min: 0, max: 10_000, advised: advised.firstMessagesPerDay },
    { name: 'firstMessageEveryMs', unit: MS, min: 0, max: 3_600, advised: advised.firstMessageEveryMs / MS },
    { name: 'checksPerDay', unit: 1, min: 0, max: 10_000, advised: advised.checksPerDay },
  ];
  const { searchesPerDay } = advised;
  return searchesPerDay > 0 ? [...rows, { name: 'searchesPerDay', unit: 1, min: 0, max: 10_000, advised: searchesPerDay }] : rows;
}

/** `null`: as advised. Undefined: no whole number that the server takes. */
export function readLimit(text: string, { unit, min, max }: Pick<LimitRow, 'unit' | 'min' | 'max'>): number | null | undefined {
  const digits = text.trim();
  if (digits === '') return null;
  if (!/^\d{1,5}$/.test(digits) || Number(digits) < min || Number(digits) > max) return undefined;
  return Number(digits) * unit;
}

export const writeLimit = (value: number | null, { unit }: Pick<LimitRow, 'unit'>): string =>
  value === null ? '' : String(Math.round(value / unit));

/** More strangers, more questions, shorter pauses than advised: what messengers punish. */
export function isDaring(row: LimitRow, value: number | null): row is LimitRow & { name: AdvisedName } {
  const { name, unit, advised } = row;
  if (value === null || advised === null) return false;
  return name === 'firstMessageEveryMs' ? value < advised * unit : value > advised * unit;
}
