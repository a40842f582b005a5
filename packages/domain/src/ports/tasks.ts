/** Work that follows from a change, stored with it (RE-1). A task is a name and an id; what to do is read afresh when it runs (RE-8). */
import type { AccountId, RecipientId } from '../ids.ts';

export const TASK_NAMES = [
  'sync-activity',
  'answer-press',
  'publish-message',
  'confirm-to-chat',
  'open-chat',
  'forward-inbound',
  'forward-late-file',
  'forward-operator-message',
  'forward-operator-change',
  'fetch-inbound-file',
  'fetch-client-picture',
  'change-sent-message',
  'route-portal-event',
  'attach-line',
  'check-presence',
  'look-up-people',
  'read-history',
  'continue-login',
  'restart-session',
  'log-out',
  'tell-notice',
  'reconcile-portal',
] as const;
export type TaskName = (typeof TASK_NAMES)[number];

/** A person waits for these, and they need nothing of what was added before them: they overtake a task that waits to be tried again (C-2, C-5, C-6). */
export const OVERTAKING_TASKS: readonly TaskName[] = ['continue-login', 'restart-session', 'log-out'];

export interface NewTask {
  name: TaskName;
  /** Tasks of one lane run one after another, in the order they were added. */
  laneKey: string;
  /** Id of what it is about: a message, a group, an inbox entry, a recipient. */
  subjectId: string;
  /** Not before, by the clock of whoever adds it; absent = now. */
  runAt?: Date;
}

/** The account's session, its outbox, and whatever needs the session. */
export const accountLane = (accountId: AccountId): string => `account:${accountId}`;
/** Everything that happens in one open-line chat, so that our own echo is known before it is looked at (O-24). */
export const chatLane = (accountId: AccountId, recipientId: RecipientId): string => `chat:${accountId}:${recipientId}`;
/** A chat that is opened later waits beside its own lane, whose other work goes on. */
export const openingLane = (opening: { accountId: AccountId; recipientId: RecipientId }): string =>
  `opening:${opening.accountId}:${opening.recipientId}`;
/** Beside the lane of its chat, which goes on without it. */
export const lateFileLane = (inboxId: string): string => `late-file:${inboxId}`;
export const activityLane = (groupId: string): string => `activity:${groupId}`;
/** Presses of one block, one after another; apart from its updates, which may have to wait. */
export const pressLane = (activityId: string): string => `press:${activityId}`;
export const lineLane = (accountId: AccountId): string => `line:${accountId}`;
export const PORTAL_EVENTS_LANE = 'portal-events';
/** The check of the installation: one at a time over all processes. */
export const INSTALLATION_LANE = 'installation';
/** Notices in the order in which they were raised; one that waits for its time has a lane of its own. */
export const NOTICES_LANE = 'notices';
export const noticeLane = (noticeId: string): string => `notice:${noticeId}`;
export const NOTICE_CHAT_LANE = 'notice-chat';
export const RECONCILE_LANE = 'reconcile';

/**
 * What became of one run. `again`: put back with the back-off of RE-10, or after `afterMs`. What is not `passing` is parked after
 * ten equal failures, visible to the administrator; what is (the portal is away) waits as long as it takes (RE-11, Q-22).
 */
export type TaskOutcome =
  /** `note`: what an operator may want to find in the log. */
  | { kind: 'done'; note?: string }
  | { kind: 'again'; reason: string; afterMs?: number; notBefore?: Date; passing?: boolean }
  /** It can never succeed as it is: set aside at once, visible, and the lane goes on (FA-24). */
  | { kind: 'park'; reason: string };

export const DONE: TaskOutcome = { kind: 'done' };

export interface Tasks {
  /** A task of the same name and subject that has not begun yet is the same work: it is not added twice. */
  add(task: NewTask): Promise<void>;
}
