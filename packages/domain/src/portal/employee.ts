/** An employee of the portal who opened the application at least once. */
import type { AccountId, EmployeeId, PortalId } from '../ids.ts';
import type { Publication } from '../message/message.ts';

/** Which key sends: salespeople write letters, so Enter makes a line unless an employee wants it otherwise. */
export type SendBy = 'CTRL_ENTER' | 'ENTER';

export class Employee {
  portalId!: PortalId;
  id!: EmployeeId;
  name!: string;
  isAdministrator!: boolean;
  /** What he used last (W-4, W-24). */
  lastAccountId!: AccountId | null;
  lastPublication!: Publication | null;
  /** T-18. */
  lastCreateActivity!: boolean;
  sendBy!: SendBy;
  /** The list of templates in a chat shows their texts too (M-12). */
  showTemplateText!: boolean;
  /** «Вставить шаблон в чат и закрыть окно» (M-12). */
  closeAfterTemplate!: boolean;
  /** S-15: the client sees his name above what he writes. */
  showName!: boolean;
  /** The last chosen first. */
  recentEmoji!: string[];
  seenAt!: Date;
  /** When the portal was first found to have dismissed him; null while he is there. Whoever opens the application again is there again. */
  dismissedAt!: Date | null;
}
