/**
 * The right to change a card, asked of Bitrix24 at most once a minute per employee and card: a question per message would use up
 * the portal's request limit (RE-44). While the portal cannot be asked, a right proven within a day holds: losing Bitrix24 does not
 * stop the sending.
 */
import { cardKey, isPassing, type CardRef, type Clock, type Crm, type EmployeeId, type PortalId, type Refusal } from '@olchat/domain';

const FRESH_MS = 60_000;
const TRUSTED_MS = 24 * 3_600_000;
const REMEMBERED_AT_MOST = 20_000;

export class RememberedRights implements Crm {
  readonly #crm: Crm;
  readonly #clock: Clock;
  /** When the right was proven last. */
  readonly #proven = new Map<string, number>();

  constructor(crm: Crm, clock: Clock) {
    this.#crm = crm;
    this.#clock = clock;
  }

  readCard(...args: Parameters<Crm['readCard']>): ReturnType<Crm['readCard']> {
    return this.#crm.readCard(...args);
  }

  employees(...args: Parameters<Crm['employees']>): ReturnType<Crm['employees']> {
    return this.#crm.employees(...args);
  }

  async changeRefusal(portalId: PortalId, employeeId: EmployeeId, card: CardRef): Promise<Refusal | null> {
    const key = `${portalId}:${employeeId}:${cardKey(card)}`;
    const age = this.#clock.now().getTime() - (this.#proven.get(key) ?? -Infinity);
    if (age < FRESH_MS) return null;
    const refusal = await this.#crm.changeRefusal(portalId, employeeId, card);
    if (refusal === null) this.#remember(key);
    else if (!isPassing(refusal)) this.#proven.delete(key);
    else if (age < TRUSTED_MS) return null;
    return refusal;
  }

  #remember(key: string): void {
    this.#proven.delete(key);
    this.#proven.set(key, this.#clock.now().getTime());
    const [oldest] = this.#proven.keys();
    if (this.#proven.size > REMEMBERED_AT_MOST && oldest !== undefined) this.#proven.delete(oldest);
  }
}
