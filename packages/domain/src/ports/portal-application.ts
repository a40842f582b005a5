/** The application as a portal holds it: its places, events and connector, and the employees whose tokens it keeps. */
import type { EmployeeId, PortalId } from '../ids.ts';
import type { FailedThing, InstalledThing } from '../portal/installation.ts';
import type { Refusal } from '../refusal.ts';

export interface TokenOwner {
  name: string;
  isAdministrator: boolean;
}

export interface Repair {
  /** Stood as it should. */
  kept: InstalledThing[];
  /** Was missing, or pointed elsewhere, and stands now. */
  mended: InstalledThing[];
  /** Is missing, and the portal did not take it. */
  failed: FailedThing[];
}

/** What must be so around the application, and what only people can mend (G-13). */
export interface Conditions {
  kept: InstalledThing[];
  failed: FailedThing[];
}

/** What the portal's administrators chose to have in cards and chats. */
export interface WantedPlaces {
  /** Types of smart process in whose cards we shall stand; deleted ones are passed over (S-25). */
  embedded: readonly string[];
  /** The field «Статусы и чаты» in ordinary cards (A-8, S-26); off: it is removed. */
  statusesWidget: boolean;
  /** «Шаблоны в чате»: the item above the message box of open-line chats (A-8, M-12); off: it is removed. */
  templatesInChat: boolean;
}

export interface PortalApplication {
  /**
   * Who this employee is now, asked with his own stored token pair and no other. PORTAL_TOKEN_REFUSED: none of his works any more;
   * FORBIDDEN: the portal closed the application to him; PORTAL_UNAVAILABLE: nobody knows. One request.
   */
  tokenOwner(portalId: PortalId, employeeId: EmployeeId): Promise<TokenOwner | Refusal>;
  /**
   * Compares what should stand on the portal with what does, and mends it. May be called at any time and by several at once.
   * A refusal: the portal could not be asked at all.
   */
  repair(portalId: PortalId, wanted: WantedPlaces): Promise<Repair | Refusal>;
  /**
   * Looks at the authorisation server (`token-server`), the portal's certificate (`certificate`) and its public folder (`pub-folder`), without
   * the portal's REST. What cannot be told is left out. Takes some seconds where nobody answers; never refuses.
   */
  conditions(portalId: PortalId): Promise<Conditions>;
  /** The portal sends an event of no meaning to our door. Null: it will. NOT_FOUND: this portal has no such event. */
  raiseTestEvent(portalId: PortalId): Promise<null | Refusal>;
}
