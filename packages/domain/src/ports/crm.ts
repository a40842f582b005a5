/** What we ask of the portal's CRM. `as` names whose rights a call has: an employee's, or the portal's main token. */
import type { CardRef } from '../card/card.ts';
import type { EmployeeId, PortalId } from '../ids.ts';
import type { Refusal } from '../refusal.ts';

export type ActingAs = EmployeeId | 'main';

/** A number or address on the card or on a record linked to it (D-2, D-21). */
export interface CardAddress {
  /** Record that holds it. */
  holder: { type: 'LEAD' | 'CONTACT' | 'COMPANY' | 'ORDER'; id: string; name: string };
  kind: 'PHONE' | 'IM' | 'WEB';
  /** Bitrix24's value type: WORK, MOBILE, TELEGRAM, OPENLINE … */
  valueType: string;
  value: string;
}

export interface CardContent {
  card: CardRef;
  title: string;
  /** In the order of the card: its own first, then the primary contact's, other contacts', companies'. */
  addresses: CardAddress[];
  /** Contacts and companies behind the card, primary first. */
  people: { type: 'CONTACT' | 'COMPANY' | 'LEAD'; id: string; name: string }[];
}

export interface PortalEmployee {
  id: EmployeeId;
  name: string;
  /** Null: Bitrix24 tells it only about the caller himself. */
  isAdministrator: boolean | null;
  isActive: boolean;
}

export interface Crm {
  /** Reads with the employee's own rights: a card he may not see is NOT_FOUND (E-71). One batch. */
  readCard(portalId: PortalId, as: ActingAs, card: CardRef): Promise<CardContent | Refusal>;
  /** Null = yes; else FORBIDDEN, NOT_FOUND, or a refusal of the portal itself. */
  changeRefusal(portalId: PortalId, employeeId: EmployeeId, card: CardRef): Promise<Refusal | null>;
  employees(portalId: PortalId, ids: readonly EmployeeId[]): Promise<PortalEmployee[] | Refusal>;
}
