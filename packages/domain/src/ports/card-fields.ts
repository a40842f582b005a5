/** Fields of the portal's records as text: what templates are filled with (M-3…M-7). */
import type { CardRef } from '../card/card.ts';
import type { EmployeeId, PortalId } from '../ids.ts';
import type { Refusal } from '../refusal.ts';
import type { FieldValue } from '../template/fill-text.ts';
import type { Variable, VariableEntity } from '../template/variables.ts';

export interface FieldChoice {
  /** Upper-case code, as it stands in a variable. */
  field: string;
  /** In the portal's language. */
  title: string;
  /** What the field points to, so that `|FIELD` may follow; null for a plain value. */
  linksTo: VariableEntity | 'EMPLOYEE' | null;
}

export interface FieldGroup {
  entity: VariableEntity;
  /** «Контакт», «Сделка», or the title of a smart process. */
  title: string;
  /** Type of the smart process; null for every other entity. */
  smartProcessTypeId: string | null;
  fields: FieldChoice[];
}

/** What a variable may name on one portal. */
export interface NameableFields {
  groups: FieldGroup[];
  /** What may stand behind `|` after a field that points to an employee. */
  employeeFields: FieldChoice[];
}

/** A variable and the record that answers it; null when the card has none of that kind. */
export interface WantedValue {
  variable: Variable;
  record: CardRef | null;
}

export interface CardFields {
  nameable(portalId: PortalId): Promise<NameableFields | Refusal>;
  /**
   * Values as the card prints them, by variableKey, with the rights of the employee: a record that he may not read is a gap, not an error.
   * Several values of one field give the first (M-6).
   */
  values(portalId: PortalId, employeeId: EmployeeId, wanted: readonly WantedValue[]): Promise<ReadonlyMap<string, FieldValue> | Refusal>;
}
