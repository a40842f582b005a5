/** What the portal's people are told by itself (section 11 of the product): which notices there are, who hears them, and what ends them. */
import type { AccountId, EmployeeId, NoticeId, PortalId } from '../ids.ts';
import type { RefusalCode } from '../refusal.ts';

export const NOTICE_KINDS = [
  'account-connected', // N-2
  'account-disconnected', // N-2: a person pressed «Отключить аккаунт»
  'connection-lost', // N-2
  'connection-restored', // N-2
  'scan-needed', // N-2
  'spam-warning', // N-3
  'spam-over', // N-3
  'device-lost', // N-4: while messages wait
  'message-failed', // N-6
  'rights-owner-lost', // N-6, A-21
  'rights-restored',
  'daily-limit-near', // N-6
  'queue-stuck', // N-6
  'queue-moves', // N-6
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Facts that the sentence names. Nothing private: numbers are masked before they come here. */
export interface NoticeDetails {
  /** Of the client, masked (`maskAddress`). */
  address?: string;
  code?: RefusalCode;
  rawCode?: string;
  /** Of the employee under whose rights the application works. */
  employeeName?: string;
  /** DISMISSED: not active any more · NOT_ADMINISTRATOR: lost that right · REFUSED: no token of his works. */
  why?: 'DISMISSED' | 'NOT_ADMINISTRATOR' | 'REFUSED';
  /** What is counted, how many were spent of how many today. */
  counter?: 'CHECK' | 'FIRST_MESSAGE' | 'SEARCH' | 'SENT';
  spent?: number;
  limit?: number;
  /** Messages that wait. */
  waiting?: number;
  /** ISO 8601. */
  until?: string;
  /** How many times it happened since it was told last; the other facts are of the last time. */
  times?: number;
}

/** To whom: the notices chat (N-1), one employee by himself, or every administrator by himself and the chat. */
export type NoticeAudience = 'CHAT' | 'EMPLOYEE' | 'ADMINISTRATORS';

interface NoticeRule {
  to: NoticeAudience;
  /** It stands until something ends it: held back by N-7 it is told later, if it still stands. What merely happens is dropped then, or counted. */
  stands?: true;
  /** Told only if it is still so after this time: a connection comes and goes. */
  graceMs?: number;
  /** Held back by N-7, it is told later together with what came meanwhile. */
  counts?: true;
  /** What is over with it. */
  ends?: readonly NoticeKind[];
  /** It is a recovery: told only where the trouble was told. */
  onlyAfterTrouble?: true;
}

const CONNECTION_TROUBLES = ['connection-lost', 'scan-needed', 'device-lost'] as const;

export const NOTICE_RULES: Readonly<Record<NoticeKind, NoticeRule>> = {
  'account-connected': { to: 'CHAT', ends: [...CONNECTION_TROUBLES, 'account-disconnected'] },
  'account-disconnected': { to: 'CHAT', stands: true, ends: [...CONNECTION_TROUBLES, 'spam-warning', 'queue-stuck'] },
  'connection-lost': { to: 'CHAT', stands: true, graceMs: 60_000 },
  'connection-restored': { to: 'CHAT', ends: CONNECTION_TROUBLES, onlyAfterTrouble: true },
  'scan-needed': { to: 'CHAT', stands: true, ends: ['connection-lost'] },
  'spam-warning': { to: 'CHAT', stands: true },
  'spam-over': { to: 'CHAT', ends: ['spam-warning'], onlyAfterTrouble: true },
  'device-lost': { to: 'CHAT' },
  'message-failed': { to: 'EMPLOYEE', counts: true },
  'rights-owner-lost': { to: 'ADMINISTRATORS', stands: true },
  'rights-restored': { to: 'ADMINISTRATORS', ends: ['rights-owner-lost'], onlyAfterTrouble: true },
  'daily-limit-near': { to: 'CHAT' },
  'queue-stuck': { to: 'CHAT', stands: true },
  'queue-moves': { to: 'CHAT', ends: ['queue-stuck'], onlyAfterTrouble: true },
};

export interface NewNotice {
  kind: NoticeKind;
  /** What it is about; absent = the whole portal. */
  accountId?: AccountId;
  /** Who hears it, where it is for one employee. */
  employeeId?: EmployeeId;
  details?: NoticeDetails;
}

/** WAITING: to be told at `tellAt` · TOLD: people know it, and it may stand · ENDED: it was told and is over · DROPPED: over before it was told. */
export type NoticeState = 'WAITING' | 'TOLD' | 'ENDED' | 'DROPPED';

export interface Notice {
  id: NoticeId;
  portalId: PortalId;
  kind: NoticeKind;
  accountId: AccountId | null;
  employeeId: EmployeeId | null;
  details: NoticeDetails;
  state: NoticeState;
  raisedAt: Date;
  /** Not before. */
  tellAt: Date;
  toldAt: Date | null;
}

/** The portal's chat for notices (N-1). `key` is ours, given to the portal when the chat is made, so that a lost answer makes no second chat. */
export interface NoticeChat {
  key: string;
  /** The portal's id; null: not made yet. */
  chatId: string | null;
  madeAt: Date | null;
}
