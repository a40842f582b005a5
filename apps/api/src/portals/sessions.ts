/** Tokens of ours: widget sessions (SE-4) and partner keys (SE-7). Only hashes are stored. */
import type { Caller, EmployeeId, PortalId } from '@olchat/domain';

export interface Sessions {
  /** A new widget session, 1 h sliding, 12 h absolute; the answer is shown to the page once. */
  open(session: { portalId: PortalId; employeeId: EmployeeId; isAdministrator: boolean; locale: 'ru' | 'en' }): Promise<string>;
  /** Who calls with this token, or null: unknown, expired, revoked. Slides the session. */
  caller(token: string): Promise<Caller | null>;
  /** Those of these tokens that were taken away; never from memory. One question for all open sockets of a process (SE-5). */
  revoked(tokens: readonly string[]): Promise<ReadonlySet<string>>;
}
