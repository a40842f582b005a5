/** A key of a partner's client. Shown once, stored hashed; acts as the employee who made it (SE-7). */
import type { EmployeeId, PartnerKeyId, PortalId } from '../ids.ts';

export class PartnerKey {
  portalId!: PortalId;
  id!: PartnerKeyId;
  employeeId!: EmployeeId;
  title!: string;
  createdAt!: Date;
  revokedAt!: Date | null;
}
