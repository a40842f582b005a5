import { refuse, type EmployeeId, type PortalApplication, type Refusal, type Repair, type TokenOwner } from '../src/index.ts';

/** The application on a portal, as the test says. */
export class FakeApplication implements PortalApplication {
  /** What each employee's own token pair answers; without an entry it is refused. */
  readonly owners = new Map<EmployeeId, TokenOwner | Refusal>();
  repaired: Repair | Refusal = { kept: [], mended: [], failed: [] };
  repairs = 0;

  tokenOwner(_portalId: string, employeeId: EmployeeId): Promise<TokenOwner | Refusal> {
    return Promise.resolve(this.owners.get(employeeId) ?? refuse('PORTAL_TOKEN_REFUSED'));
  }

  repair(): Promise<Repair | Refusal> {
    this.repairs += 1;
    return Promise.resolve(this.repaired);
  }
}
