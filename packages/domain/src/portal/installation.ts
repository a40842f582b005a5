/** How the application stands on its portal: whose rights it works with, and what the last check found and mended. */
import type { PortalId } from '../ids.ts';

/**
 * OK · DISMISSED: the employee left the portal · NOT_ADMINISTRATOR: he lost the right that registrations need ·
 * REFUSED: Bitrix24 refuses his tokens and does not say that he left (E-07).
 */
export type WorkingRightsState = 'OK' | 'DISMISSED' | 'NOT_ADMINISTRATOR' | 'REFUSED';

/** What stands on a portal, named by its sort and its own name: `placement CRM_DEAL_DETAIL_ACTIVITY`, `event ONAPPUNINSTALL`, `portal`. */
export type InstalledThing = string;

export interface MendedThing {
  what: InstalledThing;
  at: Date;
}

export interface FailedThing {
  what: InstalledThing;
  /** Bitrix24's own code, or ours where Bitrix24 did not answer. */
  code: string;
}

/** What stood so at one check and at every one since. */
export interface StandingFailure extends FailedThing {
  since: Date;
}

export class Installation {
  portalId!: PortalId;
  rightsState!: WorkingRightsState;
  /** Since when the rights are as they are; null until the first check. */
  rightsSince!: Date | null;
  /** The last check of everything; null before the first. */
  checkedAt!: Date | null;
  kept!: InstalledThing[];
  /** Newest first. */
  mended!: MendedThing[];
  failed!: StandingFailure[];
  /** When the portal's test event came last (G-13); null: never. */
  testEventAt!: Date | null;

  static create(portalId: PortalId): Installation {
    return Object.assign(new Installation(), {
      portalId,
      rightsState: 'OK',
      rightsSince: null,
      checkedAt: null,
      kept: [],
      mended: [],
      failed: [],
      testEventAt: null,
    } satisfies Installation);
  }
}
