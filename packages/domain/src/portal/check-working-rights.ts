/** Is the employee with whose rights the application works still there, and still an administrator? */
import type { EmployeeId, PortalId } from '../ids.ts';
import { raiseNotice } from '../notice/raise-notice.ts';
import type { Clock } from '../ports/clock.ts';
import type { Crm } from '../ports/crm.ts';
import type { PortalApplication } from '../ports/portal-application.ts';
import type { Storage, Transaction } from '../ports/storage.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import type { WorkingRightsState } from './installation.ts';

export interface WorkingRightsDeps {
  storage: Storage;
  clock: Clock;
  crm: Pick<Crm, 'employees'>;
  application: Pick<PortalApplication, 'tokenOwner'>;
}

export interface CheckedRights {
  employeeId: EmployeeId;
  state: WorkingRightsState;
  /** It was another one before this check. */
  isNews: boolean;
}

/** A refusal: the portal could not be asked; what is known stays. */
export async function checkWorkingRights(deps: WorkingRightsDeps, portalId: PortalId): Promise<CheckedRights | Refusal> {
  const { mainEmployeeId: employeeId } = await deps.storage.transaction(portalId, tx => tx.portal());
  const state = await stateOf(deps, portalId, employeeId);
  if (isRefusal(state)) return state;
  return deps.storage.transaction(portalId, async tx => {
    const installation = await tx.installation.lock();
    // Taken over while we asked about the former one.
    const isStale = (await tx.portal()).mainEmployeeId !== employeeId;
    const isNews = !isStale && installation.rightsState !== state;
    if (isNews || (!isStale && installation.rightsSince === null)) {
      await tx.installation.save(Object.assign(installation, { rightsState: state, rightsSince: deps.clock.now() }));
    }
    if (isNews) await tellOfRights(tx, deps.clock.now(), employeeId, state);
    if (isNews && state !== 'OK') {
      // Nor do his keys and open pages act as an administrator's any more.
      const employee = await tx.employees.find(employeeId);
      if (employee !== null && state !== 'REFUSED') await tx.employees.save(Object.assign(employee, { isAdministrator: false }));
    }
    return { employeeId, state: isStale ? installation.rightsState : state, isNews };
  });
}

async function stateOf(deps: WorkingRightsDeps, portalId: PortalId, employeeId: EmployeeId): Promise<WorkingRightsState | Refusal> {
  const owner = await deps.application.tokenOwner(portalId, employeeId);
  if (!isRefusal(owner)) return owner.isAdministrator ? 'OK' : 'NOT_ADMINISTRATOR';
  if (owner.code !== 'PORTAL_TOKEN_REFUSED' && owner.code !== 'FORBIDDEN') return owner;
  // His own tokens say no more; those of another administrator tell whether he left.
  const people = await deps.crm.employees(portalId, [employeeId]);
  if (isRefusal(people)) return people.code === 'PORTAL_UNAVAILABLE' ? people : 'REFUSED';
  return people.find(({ id }) => id === employeeId)?.isActive === false ? 'DISMISSED' : 'REFUSED';
}

/** every administrator hears that the application lost its rights, and that it has them again. */
async function tellOfRights(tx: Transaction, now: Date, employeeId: EmployeeId, state: WorkingRightsState): Promise<void> {
  const employeeName = (await tx.employees.find(employeeId))?.name ?? employeeId;
  if (state === 'OK') return raiseNotice(tx, now, { kind: 'rights-restored', details: { employeeName } });
  await raiseNotice(tx, now, { kind: 'rights-owner-lost', details: { employeeName, why: state } });
}
