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
  /** Fields of the record that it points to; empty for a plain value. */
  linkedFields: { field: string; title: string }[];
}

export interface FieldGroup {
  entity: VariableEntity;
  /** «Контакт», «Сделка», or the title of a smart process. */
  title: string;
  /** Type of the smart process; null for every other entity. */
  smartProcessTypeId: string | null;
  fields: FieldChoice[];
}

/** A variable and the record that answers it; null when the card has none of that kind. */
export interface WantedValue {
  variable: Variable;
  record: CardRef | null;
}

export interface CardFields {
  /** What a variable may name on this portal. */
  groups(portalId: PortalId): Promise<FieldGroup[] | Refusal>;
  /**
   * Values as the card prints them, by variableKey, with the rights of the employee: a record that he may not read is a gap, not an error.
   * Several values of one field give the first (M-6).
   */
  values(portalId: PortalId, employeeId: EmployeeId, wanted: readonly WantedValue[]): Promise<ReadonlyMap<string, FieldValue> | Refusal>;
}
