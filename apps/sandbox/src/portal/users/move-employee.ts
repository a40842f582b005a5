/** What an administrator does in the structure of the company and in workgroups: who belongs where from now on. */
import { recordKey, type Portal } from '../portal-data.ts';
import { departments } from './departments.ts';
import { employees, findEmployee } from './employees.ts';
import { workgroups } from './workgroups.ts';

export interface Membership {
  departments?: string[] | undefined;
  workgroups?: string[] | undefined;
}

/** What is absent stays as it is. */
export function moveEmployee(portal: Portal, employeeId: number, to: Membership): void {
  const employee = findEmployee(portal, employeeId);
  if (employee === undefined) throw new Error(`The portal has no employee ${employeeId}`);
  if (to.departments !== undefined) {
    const missing = to.departments.find(id => departments(portal).get(recordKey(Number(id))) === undefined);
    if (missing !== undefined) throw new Error(`The portal has no department ${missing}`);
    employees(portal).put(recordKey(employeeId), { ...employee, departmentIds: to.departments.map(Number) });
  }
  if (to.workgroups === undefined) return;
  const wanted = new Set(to.workgroups);
  for (const workgroup of workgroups(portal).values()) {
    const others = workgroup.members.filter(({ userId }) => userId !== employeeId);
    const own = wanted.delete(String(workgroup.id)) ? [{ userId: employeeId, role: 'K' as const }] : [];
    workgroups(portal).put(recordKey(workgroup.id), { ...workgroup, members: [...others, ...own] });
  }
  const [missing] = wanted;
  if (missing !== undefined) throw new Error(`The portal has no workgroup ${missing}`);
}
