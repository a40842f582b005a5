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

export interface PortalApplication {
  /**
   * Who this employee is now, asked with his own stored token pair and no other. PORTAL_TOKEN_REFUSED: none of his works any more;
   * FORBIDDEN: the portal closed the application to him; PORTAL_UNAVAILABLE: nobody knows. One request.
   */
  tokenOwner(portalId: PortalId, employeeId: EmployeeId): Promise<TokenOwner | Refusal>;
  /**
   * Compares what should stand on the portal with what does, and mends it. May be called at any time and by several at once.
   * `embedded`: types of smart process in whose cards we shall stand; deleted ones are passed over (S-25).
   * A refusal: the portal could not be asked at all.
   */
  repair(portalId: PortalId, embedded: readonly string[]): Promise<Repair | Refusal>;
}
