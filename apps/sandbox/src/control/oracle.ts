/** What the control doors ask of the simulated services. */
import type { Auto } from '../kernel/auto.ts';
import type { Faults } from '../kernel/faults.ts';
import type { Ledger } from '../kernel/ledger.ts';
import type { Phones } from '../kernel/phones.ts';
import type { CardChange } from '../portal/crm/card-changes.ts';
import type { CardTypeCode } from '../portal/desk.ts';
import type { LifeAction } from '../portal/life.ts';

export interface PortalOracle {
  /** Of a card of the first portal, as an employee sees it. */
  timeline(type: CardTypeCode, id: string, smartProcessTypeId?: string): unknown[];
  /** Throws when there is no such record or button, or nobody like that. */
  press(activityId: string, key: string, employeeId: string): void;
  /** Throws when there is no such card. */
  changeCard(type: CardTypeCode, id: string, change: CardChange, smartProcessTypeId?: string): void;
  /** Puts an employee of the first portal into exactly these departments and workgroups. Throws when there is nobody or nothing like that. */
  moveEmployee(employeeId: string, to: { departments?: string[] | undefined; workgroups?: string[] | undefined }): void;
  chats(): unknown[];
  /** The time of a dialogue that waits for its close is over. False: no dialogue waits. */
  endClosing(): boolean;
  /** Settings of a line of the first portal, as its administrator changes them in the portal. */
  changeLine(lineId: string, settings: Record<string, string>): boolean;
  /** Every card of the first portal. */
  cardsForCredentials(): { type: CardTypeCode; id: string; smartProcessTypeId: string | null }[];
  /** Throws when there is no such portal or employee. */
  live(memberId: string, action: LifeAction): void;
  reset(): void;
}

/** `/control/credentials`: undefined until the seed is done; `waitingFor` then says for what. */
export interface SeedState {
  readonly waitingFor: string;
  readonly result: SeedResult | undefined;
}

export interface SeedResult {
  partnerKey: string;
  accounts: { id: string; kind: string }[];
}

export interface ControlOptions {
  portal: PortalOracle;
  phones: Phones;
  resetMessages(): void;
  ledger: Ledger;
  faults: Faults;
  auto: Auto;
  seed: SeedState;
  graphqlUrl: string;
}
