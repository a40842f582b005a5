/** The record of who changed which setting or right, when, from what to what. */
import type { ChangeId, EmployeeId, PortalId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';

/** What was changed. */
export const CHANGED_THINGS = [
  'ACCOUNT_CONNECTED',
  'ACCOUNT_DISCONNECTED',
  'ACCOUNT_SETTINGS',
  'ACCOUNT_ACCESS',
  'APPLICATION_SETTINGS',
  'PARTNER_KEY_CREATED',
  'PARTNER_KEY_REVOKED',
  'RIGHTS_TAKEN_OVER',
  'SMART_PROCESS_EMBEDDED',
  'SMART_PROCESS_REMOVED',
  'NOTICE_READERS',
  'EMPLOYEE_DISMISSED',
  'ADMINISTRATOR_ENTERED',
  'APPLICATION_INSTALLED',
  'CHAT_TAKEN_OVER',
] as const;
export type ChangedThing = (typeof CHANGED_THINGS)[number];

/** Values by the name that the field has in our API. Never a secret: administrators read them. */
export type ChangedValues = Readonly<Record<string, unknown>>;

/** What a use case says of a change, in the transaction that makes it. */
export interface NewChange {
  at: Date;
  employeeId: EmployeeId;
  employeeName: string;
  what: ChangedThing;
  /** Id and name of the account or key that was changed; null for the application itself. */
  subjectId: string | null;
  subject: string | null;
  before: ChangedValues | null;
  after: ChangedValues | null;
}

/** As it stands in the record. */
export interface Change extends Omit<NewChange, 'before' | 'after'> {
  portalId: PortalId;
  id: ChangeId;
  /** Place in the portal's record: 1, 2, 3 … without a gap. */
  seq: number;
  /** JSON of the values. */
  before: string | null;
  after: string | null;
  /** Over this record and the one before it. */
  hash: string;
}

/** A change that the caller makes now. */
export const changeBy = (
  caller: Caller,
  at: Date,
  change: Pick<NewChange, 'what'> & Partial<Pick<NewChange, 'subjectId' | 'subject' | 'before' | 'after'>>,
): NewChange => ({
  subjectId: null,
  subject: null,
  before: null,
  after: null,
  at,
  employeeId: caller.employeeId,
  employeeName: caller.employeeName,
  ...change,
});

/** The fields that differ, as they were and as they are; null when nothing does. */
export function differences<T extends object>(
  before: T,
  after: T,
  fields: readonly (keyof T & string)[],
): { before: ChangedValues; after: ChangedValues } | null {
  const changed = fields.filter(field => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  const pick = (from: T): ChangedValues => Object.fromEntries(changed.map(field => [field, from[field]]));
  return changed.length === 0 ? null : { before: pick(before), after: pick(after) };
}
