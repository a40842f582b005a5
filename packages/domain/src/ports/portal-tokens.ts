/** Whose Bitrix24 tokens live (decision 26). */
import type { EmployeeId, PortalId } from '../ids.ts';

export interface PortalTokens {
  has(portalId: PortalId, employeeId: EmployeeId): Promise<boolean>;
}
