/** A type of smart process of the portal, as its owner of settings sees it (S-25). */
import type { EmployeeId } from '../ids.ts';

export interface SmartProcess {
  /** Bitrix24's entityTypeId, as text. */
  smartProcessTypeId: string;
  title: string;
  /** Its cards have the client field: contacts and a company. */
  hasClients: boolean;
  /** OLChat stands in the timeline menu of its cards (S-22). */
  embedded: boolean;
}

/** The wish that OLChat stands in the cards of a type: what a repair puts back. */
export interface Embedding {
  smartProcessTypeId: string;
  embeddedBy: EmployeeId;
  embeddedAt: Date;
}
