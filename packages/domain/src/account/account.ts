/** A connected number or user, attached to one open line (G-5). People call it «Линия»; code never does. */
import type { AccountId, LineId, PortalId } from '../ids.ts';
import type { Publication } from '../message/message.ts';
import type { ConnectorKind, Messenger } from '../ports/connector.ts';
import type { Failure, RefusalCode } from '../refusal.ts';
import type { AccessEntry, Standing } from '../access/access.ts';
import { accessRefusal } from './account-refusal.ts';
import type { OwnLimits } from './account-limits.ts';
import type { AccountState } from './account-state.ts';
import { DEFAULT_SEND_INTERVAL_MS } from './sending-limits.ts';

export class Account {
  portalId!: PortalId;
  id!: AccountId;
  kind!: ConnectorKind;
  messenger!: Messenger;
  title!: string;
  /** E.164 with + once the account is logged in. */
  address!: string | null;
  /** The messenger's own id and user name of the logged-in account (C-4); null: not known, or the messenger has none. */
  messengerId!: string | null;
  username!: string | null;
  /** While SYNCHRONISING (D-32): people known so far, and of how many where the messenger tells. */
  progress!: { done: number; total: number | null } | null;
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
  /** False: no sent message is shown in the chat, whatever the form or a robot says (C-11, O-28). */
  publishOutgoing!: boolean;
  /** Pause between two messages of the account, in milliseconds (C-16, Q-10). */
  sendIntervalMs!: number;
  /** What an administrator set instead of the connector's advice. */
  ownLimits!: OwnLimits;
  /** Numbers, E.164 with +, whose messages create no chat (C-18). */
  ignoredNumbers!: string[];
  /** Not shown in lists of accounts (C-9); only what is not connected can be hidden. */
  hidden!: boolean;
  /** Who may use it; empty = everybody with access to the app. */
  access!: AccessEntry[];
  /** Why it last stopped working, and when (C-21). */
  lastFailure!: Failure | null;
  lastFailedAt!: Date | null;
  /** When the account's own phone was certainly in use: at a login by its camera, or when it wrote something itself (C-22). */
  phoneSeenAt!: Date | null;
  /** A person wants it connected; false after «Отключить аккаунт». The worker holds a session only for wanted accounts. */
  wanted!: boolean;
  connectedAt!: Date | null;
  createdAt!: Date;

  static create(fields: Pick<Account, 'portalId' | 'id' | 'kind' | 'messenger' | 'title' | 'lineId' | 'lineName' | 'createdAt'>): Account {
    return Object.assign(new Account(), fields, {
      address: null,
      messengerId: null,
      username: null,
      progress: null,
      state: 'LOGIN_REQUIRED' as const,
      stateReason: null,
      stateRawCode: null,
      stateSince: fields.createdAt,
      restrictedUntil: null,
      firstMessagesHeldUntil: null,
      // The original's WhatsApp app published in the incoming style (W-25, O-22).
      defaultPublication: 'INCOMING' as const,
      publishOutgoing: true,
      sendIntervalMs: DEFAULT_SEND_INTERVAL_MS,
      ownLimits: {},
      ignoredNumbers: [],
      hidden: false,
      access: [],
      lastFailure: null,
      lastFailedAt: null,
      phoneSeenAt: null,
      wanted: true,
      connectedAt: null,
    });
  }

  /** Evaluated when it is used, not when the list was saved. */
  mayBeUsedBy(standing: Standing): boolean {
    return accessRefusal(this, standing) === null;
  }
}
