/** A connected number or user, attached to one open line (G-5). People call it «Линия»; code never does. */
import type { AccountId, EmployeeId, LineId, PortalId } from '../ids.ts';
import type { Publication } from '../message/message.ts';
import type { ConnectorKind, Messenger } from '../ports/connector.ts';
import type { RefusalCode } from '../refusal.ts';
import type { AccountState } from './account-state.ts';

export class Account {
  portalId!: PortalId;
  id!: AccountId;
  kind!: ConnectorKind;
  messenger!: Messenger;
  title!: string;
  /** E.164 with + once the account is logged in. */
  address!: string | null;
  lineId!: LineId;
  lineName!: string;
  state!: AccountState;
  stateReason!: RefusalCode | null;
  stateRawCode!: string | null;
  stateSince!: Date;
  /** End of a restriction, if the messenger named one. */
  restrictedUntil!: Date | null;
  /** First messages wait until then; running conversations go on. */
  firstMessagesHeldUntil!: Date | null;
  /** The mode that «Публиковать в чате» means for this account (O-22, W-25). */
  defaultPublication!: Publication;
  /** Employees who may use it; empty = everybody with access to the app. */
  access!: EmployeeId[];
  /** A person wants it connected; false after «Отключить аккаунт». The worker holds a session only for wanted accounts. */
  wanted!: boolean;
  connectedAt!: Date | null;
  createdAt!: Date;

  static create(fields: Pick<Account, 'portalId' | 'id' | 'kind' | 'messenger' | 'title' | 'lineId' | 'lineName' | 'createdAt'>): Account {
    return Object.assign(new Account(), fields, {
      address: null,
      state: 'LOGIN_REQUIRED' as const,
      stateReason: null,
      stateRawCode: null,
      stateSince: fields.createdAt,
      restrictedUntil: null,
      firstMessagesHeldUntil: null,
      // The original's WhatsApp app published in the incoming style (W-25, O-22).
      defaultPublication: 'INCOMING' as const,
      access: [],
      wanted: true,
      connectedAt: null,
    });
  }

  /** Evaluated when it is used, not when the list was saved. */
  mayBeUsedBy(employeeId: EmployeeId): boolean {
    return this.access.length === 0 || this.access.includes(employeeId);
  }
}
