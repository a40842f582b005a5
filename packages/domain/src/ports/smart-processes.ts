/** What we ask of the portal about its smart processes. All with the main token: Bitrix24 lets only administrators do any of it. */
import type { PortalId } from '../ids.ts';
import type { Refusal } from '../refusal.ts';

export interface SmartProcessType {
  /** Bitrix24's entityTypeId, as text. */
  smartProcessTypeId: string;
  title: string;
  /** Its cards have contacts and a company. */
  hasClients: boolean;
}

export interface SmartProcesses {
  /** Every type of the portal, and whether our item stands in the timeline menu of its cards. */
  types(portalId: PortalId): Promise<(SmartProcessType & { isPlaced: boolean })[] | Refusal>;
  /** Puts our item into the timeline menu of the type's cards, once however often it is called. NOT_FOUND: no such type. */
  place(portalId: PortalId, smartProcessTypeId: string): Promise<SmartProcessType | Refusal>;
  /** Takes it away; may be called when it is not there. NOT_FOUND: no such type; what was left of our item in its cards is gone then. */
  remove(portalId: PortalId, smartProcessTypeId: string): Promise<SmartProcessType | Refusal>;
}
