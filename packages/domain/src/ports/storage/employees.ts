/** Who works with OLChat on the portal, and the keys that they made. */
import type { EmployeeId, PartnerKeyId } from '../../ids.ts';
import type { Employee } from '../../portal/employee.ts';
import type { PartnerKey } from '../../portal/partner-key.ts';

export interface Employees {
  find(id: EmployeeId): Promise<Employee | null>;
  save(employee: Employee): Promise<void>;
  /** Who opened the application as an administrator of the portal, as last seen. */
  administrators(): Promise<EmployeeId[]>;
  /** Everybody who opened the application and is not known to be dismissed. */
  present(): Promise<EmployeeId[]>;
  /** His sessions end, his keys are revoked, he is no administrator any more (SE-4). */
  dismiss(id: EmployeeId, at: Date): Promise<void>;
}

export interface PartnerKeys {
  find(id: PartnerKeyId): Promise<PartnerKey | null>;
  /** `tokenHash` is all that is kept of the token. */
  add(key: PartnerKey, tokenHash: string): Promise<void>;
  save(key: PartnerKey): Promise<void>;
}
