/** Notices to administrators, and the chat that they go to. */
import type { AccountId, EmployeeId, NoticeId } from '../../ids.ts';
import type { Notice, NoticeChat, NoticeKind } from '../../notice/notice.ts';

/** Each row that is read is held until the commit, so that telling and raising do not undo each other. */
export interface Notices {
  find(id: NoticeId): Promise<Notice | null>;
  /** The newest one of this kind about these. */
  last(kind: NoticeKind, about: { accountId: AccountId | null; employeeId: EmployeeId | null }): Promise<Notice | null>;
  /** Of these kinds and this account (null: of the portal itself): waiting to be told, or told and not ended. */
  standing(kinds: readonly NoticeKind[], accountId: AccountId | null): Promise<Notice[]>;
  /** False: one of the same kind about the same waits already, also when both come at once. */
  add(notice: Notice): Promise<boolean>;
  /** Changes state, details and times of one that is there. */
  save(notice: Notice): Promise<void>;
}

export interface NoticeChats {
  find(): Promise<NoticeChat | null>;
  save(chat: NoticeChat): Promise<void>;
}
