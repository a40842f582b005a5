/** SQL inside the portal's transaction, for what is sealed, claimed or counted (decision 8). Placeholders are `?`. */
import type { PortalId } from '@olchat/domain';

export interface Sql {
  readonly portalId: PortalId;
  /** Opens and closes the portal's seals. */
  readonly key: Buffer;
  execute<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** After the commit: somebody may have work to do (RE-12). */
  wake(): void;
}

/** A moment by the clock of this process, as the database can add it to its own (RE-56). */
export const secondsUntil = (moment: Date): number => (moment.getTime() - Date.now()) / 1000;
