/** Options that every door which is not GraphQL shares. */
import type { Bitrix24App } from '@olchat/bitrix24';
import type { EventIntake } from '../events/event-intake.ts';
import type { Services } from '../services.ts';
import type { DoorLogger } from './door-logger.ts';

export interface DoorOptions {
  services: Services;
  /** The application as portals know it: proofs and registrations. */
  app: Bitrix24App;
  /** Our address as browsers and portals reach it, without a slash at the end. */
  publicUrl: string;
  /** The name shown to people. */
  productName: string;
  /** The widget as built: pages, and `assets/` with hashed names. */
  widgetFolder: string;
  logger: DoorLogger;
  /** Takes what portals tell us. */
  intake: EventIntake;
}
