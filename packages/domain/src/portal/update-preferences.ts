/** How an employee likes his form: kept by us, because the frame may not keep anything (W-24, T-18, M-12, S-15, decision 17). Nobody else's business: no record of changes. */
import type { Publication } from '../message/message.ts';
import type { Storage } from '../ports/storage.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Caller } from './caller.ts';
import type { Employee, SendBy } from './employee.ts';
import { recentEmoji } from './recent-emoji.ts';

/** What is absent stays as it is. */
export interface Preferences {
  sendBy?: SendBy;
  publication?: Publication;
  createActivity?: boolean;
  showTemplateText?: boolean;
  closeAfterTemplate?: boolean;
  /** S-15. */
  showName?: boolean;
  /** Chosen since the last time, the last first (W-16). */
  usedEmoji?: readonly string[];
}

export async function updatePreferences(deps: { storage: Storage }, caller: Caller, wanted: Preferences): Promise<Employee | Refusal> {
  return deps.storage.transaction(caller.portalId, async tx => {
    const employee = await tx.employees.find(caller.employeeId);
    if (employee === null) return refuse('NOT_FOUND');
    employee.sendBy = wanted.sendBy ?? employee.sendBy;
    employee.lastPublication = wanted.publication ?? employee.lastPublication;
    employee.lastCreateActivity = wanted.createActivity ?? employee.lastCreateActivity;
    employee.showTemplateText = wanted.showTemplateText ?? employee.showTemplateText;
    employee.closeAfterTemplate = wanted.closeAfterTemplate ?? employee.closeAfterTemplate;
    employee.showName = wanted.showName ?? employee.showName;
    if (wanted.usedEmoji !== undefined) employee.recentEmoji = recentEmoji(employee.recentEmoji, wanted.usedEmoji);
    await tx.employees.save(employee);
    return employee;
  });
}
