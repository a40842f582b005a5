/** Employees of a portal and what each may do. */
import type { Collection } from '../../kernel/store.ts';
import type { DeskEmployee } from '../desk.ts';
import { recordKey } from '../portal-data.ts';
import type { Portal } from '../portal-data.ts';

export interface Employee {
  id: number;
  name: string;
  lastName: string;
  position: string;
  departmentIds: number[];
  isAdministrator: boolean;
  active: boolean;
  /** May open our application; an administrator of the portal can restrict it to chosen employees. */
  hasApplicationAccess: boolean;
  /** `own`: sees and changes only the cards he is responsible for. */
  crmRight: 'all' | 'own' | 'read' | 'none';
  /** The right «join» on every open line. */
  mayJoinLines: boolean;
}

export const employees = (portal: Portal): Collection<Employee> => portal.records('employee');

export const findEmployee = (portal: Portal, id: number): Employee | undefined => employees(portal).get(recordKey(id));

export const fullName = (employee: Employee): string => `${employee.name} ${employee.lastName}`;

export const deskEmployee = (employee: Employee): DeskEmployee => ({
  id: String(employee.id),
  name: fullName(employee),
  isAdministrator: employee.isAdministrator,
  position: employee.position,
});

export const findDeskEmployee = (portal: Portal, id: number): DeskEmployee | null => {
  const employee = findEmployee(portal, id);
  return employee === undefined ? null : deskEmployee(employee);
};

/** Employees who may be given a token of the application. */
export const mayUseApplication = (employee: Employee | undefined): employee is Employee =>
  employee !== undefined && employee.active && employee.hasApplicationAccess;
