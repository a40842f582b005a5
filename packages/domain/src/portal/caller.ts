/** Who is calling a use case: always an employee of one portal (K-6). */
import type { EmployeeId, PortalId } from '../ids.ts';

export interface Caller {
  portalId: PortalId;
  employeeId: EmployeeId;
  employeeName: string;
  isAdministrator: boolean;
  locale: 'ru' | 'en';
  via: 'WIDGET' | 'PARTNER_KEY';
}
