/** Portals and what was proven about them (SE-1, SE-3). Rows change only after a proof at the fixed authorisation server. */
import type { EmployeeId, Portal, PortalId } from '@olchat/domain';

export interface ProvenInstallation {
  memberId: string;
  clientEndpoint: string;
  tokenUrl: string;
  domain: string;
  title: string;
  language: 'ru' | 'en';
  country: string;
  administrator: { id: EmployeeId; name: string };
  tokens: { accessToken: string; refreshToken: string; expiresAt: Date };
  scope: string;
}

export interface PortalRegistry {
  findByMemberId(memberId: string): Promise<Portal | null>;
  /** Makes the portal, or renews address, owner and tokens of a known one. */
  install(proof: ProvenInstallation): Promise<Portal>;
  /** Learnt from the installation's event or page; compared in constant time, never enough by itself (SE-2). */
  saveApplicationToken(portalId: PortalId, token: string): Promise<void>;
  applicationTokenMatches(portalId: PortalId, token: string): Promise<boolean>;
  /** The employee opened the application: name and rights as the portal says, and his own tokens (decision 26). */
  saveEmployee(
    portalId: PortalId,
    employee: { id: EmployeeId; name: string; isAdministrator: boolean },
    tokens: { accessToken: string; refreshToken: string; expiresAt: Date } | null,
  ): Promise<void>;
  /**
   * After the uninstall event: nothing is accepted, sessions end, keys of partners open nothing. The event proves nothing (SE-2), so that
   * whether it is true is looked at next, and nothing that a resumption needs is gone.
   */
  suspend(portalId: PortalId, at: Date): Promise<void>;
  /** Null: not suspended. */
  suspension(portalId: PortalId): Promise<Suspension | null>;
  /** The portal takes our tokens: the application was not removed. */
  resume(portalId: PortalId): Promise<void>;
  /** The portal itself refused our tokens after the event. */
  confirmUninstalled(portalId: PortalId, at: Date): Promise<void>;
  /** Everything of a portal that is confirmed to be removed, in short transactions. False: not done yet, go on later. May be called again. */
  erase(portalId: PortalId): Promise<boolean>;
}

export interface Suspension {
  since: Date;
  /** When it was confirmed; null before that. */
  uninstalledAt: Date | null;
}
