/** One Bitrix24 installation: the tenant of every row and query. */
import type { EmployeeId, PortalId } from '../ids.ts';
import type { ApplicationSettings, WritingHours } from './application-settings.ts';

/** ACTIVE · SUSPENDED: uninstalled, waiting for its erasure (SE-2). */
export type PortalState = 'ACTIVE' | 'SUSPENDED';

export class Portal implements ApplicationSettings {
  id!: PortalId;
  /** Bitrix24's stable id of the portal. */
  memberId!: string;
  /** REST address learnt at installation from the authorisation server; never from a request (SE-1). */
  clientEndpoint!: string;
  /** Host shown to people and allowed to frame us. */
  domain!: string;
  title!: string;
  state!: PortalState;
  language!: 'ru' | 'en';
  /** Country of numbers without + (D-3). */
  country!: string;
  /** Under whose rights the application works. */
  mainEmployeeId!: EmployeeId;
  /** Characters of one text (W-15). */
  textLimit!: number;
  administratorsOnly!: boolean;
  writingHours!: WritingHours;
  statusesWidget!: boolean;
  templatesInChat!: boolean;
  forceWidget!: boolean;
  createdAt!: Date;
}
