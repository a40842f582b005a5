/** «СМЕНИТЬ ПРАВА НА ТЕКУЩЕГО ПОЛЬЗОВАТЕЛЯ»: from now on the application works with the tokens of the administrator who pressed it. */
import { changeBy } from '../change/change.ts';
import { raiseNotice } from '../notice/raise-notice.ts';
import type { Clock } from '../ports/clock.ts';
import type { PortalApplication } from '../ports/portal-application.ts';
import type { Storage } from '../ports/storage.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import type { Caller } from './caller.ts';
import type { Portal } from './portal.ts';

export interface TakeOverDeps {
  storage: Storage;
  clock: Clock;
  application: Pick<PortalApplication, 'tokenOwner'>;
}

/** What we remember of the caller's rights is not enough here: the portal itself says, by his own token, that he is an administrator. */
export async function takeOverRights(deps: TakeOverDeps, caller: Caller): Promise<Portal | Refusal> {
  if (!caller.isAdministrator) return refuse('FORBIDDEN', { right: 'administrator' });
  const proof = await deps.application.tokenOwner(caller.portalId, caller.employeeId);
  if (isRefusal(proof)) return proof;
  if (!proof.isAdministrator) return refuse('FORBIDDEN', { right: 'administrator' });
  return deps.storage.transaction(caller.portalId, async tx => {
    const installation = await tx.installation.lock();
    const { mainEmployeeId: former } = await tx.portal();
    const formerName = (await tx.employees.find(former))?.name ?? former;
    const now = deps.clock.now();
    await tx.installation.workAs(caller.employeeId);
    await tx.installation.save(Object.assign(installation, { rightsState: 'OK', rightsSince: now }));
    await raiseNotice(tx, now, { kind: 'rights-restored', details: { employeeName: caller.employeeName } });
    await tx.changes.add(
      changeBy(caller, now, {
        what: 'RIGHTS_TAKEN_OVER',
        before: { workingAs: { id: former, name: formerName } },
        after: { workingAs: { id: caller.employeeId, name: caller.employeeName } },
      }),
    );
    return tx.portal();
  });
}
