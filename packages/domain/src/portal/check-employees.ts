/** Employees whom the portal dismissed: their sessions and keys end, and what they left to be sent says why it is not (SE-4, A-13). */
import { finishMessage } from '../message/finish-message.ts';
import type { EmployeeId, PortalId } from '../ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Crm } from '../ports/crm.ts';
import type { Storage, Transaction } from '../ports/storage.ts';
import { isRefusal, type Refusal } from '../refusal.ts';

export interface CheckEmployeesDeps {
  storage: Storage;
  clock: Clock;
  crm: Pick<Crm, 'employees'>;
}

/** One request of the portal each. */
const ASKED_AT_ONCE = 1000;
/** One transaction each. */
const FAILED_AT_ONCE = 200;

/** Bitrix24 has no event for a dismissal, so everybody who opened the application is asked about. Answers who was dismissed since the last look. */
export async function checkEmployees(deps: CheckEmployeesDeps, portalId: PortalId): Promise<EmployeeId[] | Refusal> {
  const known = await deps.storage.transaction(portalId, tx => tx.employees.present());
  const dismissed: EmployeeId[] = [];
  for (let start = 0; start < known.length; start += ASKED_AT_ONCE) {
    const people = await deps.crm.employees(portalId, known.slice(start, start + ASKED_AT_ONCE));
    if (isRefusal(people)) return people;
    for (const { id, isActive } of people) if (!isActive && (await dismiss(deps, portalId, id))) dismissed.push(id);
  }
  return dismissed;
}

async function dismiss({ storage, clock }: CheckEmployeesDeps, portalId: PortalId, id: EmployeeId): Promise<boolean> {
  const isNews = await storage.transaction(portalId, async tx => {
    const employee = await tx.employees.find(id);
    if (employee === null || employee.dismissedAt !== null) return false;
    const at = clock.now();
    await tx.employees.dismiss(id, at);
    await tx.changes.add({
      at,
      employeeId: id,
      employeeName: employee.name,
      what: 'EMPLOYEE_DISMISSED',
      subjectId: id,
      subject: employee.name,
      before: null,
      after: null,
    });
    return true;
  });
  let failed = FAILED_AT_ONCE;
  while (isNews && failed === FAILED_AT_ONCE) failed = await storage.transaction(portalId, tx => failWaiting(tx, clock.now(), id));
  return isNews;
}

async function failWaiting(tx: Transaction, at: Date, senderId: EmployeeId): Promise<number> {
  const waiting = await tx.messages.readyOf(senderId, FAILED_AT_ONCE);
  for (const message of waiting) {
    await finishMessage(tx, message, { status: 'FAILED', at, failure: { code: 'SENDER_DISMISSED', details: {} } });
  }
  return waiting.length;
}
