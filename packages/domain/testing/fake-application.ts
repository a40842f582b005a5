import {
  refuse,
  type Conditions,
  type EmployeeId,
  type PortalApplication,
  type Refusal,
  type Repair,
  type TokenOwner,
  type WantedPlaces,
} from '../src/index.ts';

/** The application on a portal, as the test says. */
export class FakeApplication implements PortalApplication {
  /** What each employee's own token pair answers; without an entry it is refused. */
  readonly owners = new Map<EmployeeId, TokenOwner | Refusal>();
  repaired: Repair | Refusal = { kept: [], mended: [], failed: [] };
  around: Conditions = { kept: [], failed: [] };
  /** What the portal answers when it is asked for a test event: by default that it has none. */
  testEvent: () => Promise<null | Refusal> = () => Promise.resolve(refuse('NOT_FOUND'));
  repairs = 0;
  /** What the last repair was to leave in the cards. */
  wanted: WantedPlaces = { embedded: [], statusesWidget: false, templatesInChat: false };

  tokenOwner(_portalId: string, employeeId: EmployeeId): Promise<TokenOwner | Refusal> {
    return Promise.resolve(this.owners.get(employeeId) ?? refuse('PORTAL_TOKEN_REFUSED'));
  }

  repair(_portalId: string, wanted: WantedPlaces): Promise<Repair | Refusal> {
    this.repairs += 1;
    this.wanted = wanted;
    return Promise.resolve(this.repaired);
  }

  conditions(): Promise<Conditions> {
    return Promise.resolve(this.around);
  }

  raiseTestEvent(): Promise<null | Refusal> {
    return this.testEvent();
  }
}
