/**
 * The open-line chat of one client through one account, given to the employee who wants it (O-1…O-9).
 * Must run in the chat's lane: two clicks and two employees make one chat (O-6).
 */
import type { Account } from '../account/account.ts';
import type { CardRef } from '../card/card.ts';
import type { EmployeeId, PortalId } from '../ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Crm } from '../ports/crm.ts';
import type { Dialog, LineClient, OpenedDialog, OpenLines } from '../ports/open-lines.ts';
import type { FileLinks, FileStore } from '../ports/file-store.ts';
import type { PortalTokens } from '../ports/portal-tokens.ts';
import type { Storage } from '../ports/storage.ts';
import { openingLane } from '../ports/tasks.ts';
import { shownAddress, type Recipient } from '../recipient/recipient.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import type { Chat } from './chat.ts';
import { isToBeTaken, openingSubject, type ChatOpening } from './chat-opening.ts';
import { CRM_MARK } from './publication.ts';
import { saveChat } from './save-chat.ts';
import { membershipRefusal, settleOwner } from './settle-owner.ts';

export interface ChatDeps {
  storage: Storage;
  openLines: OpenLines;
  tokens: PortalTokens;
  clock: Clock;
  crm: Pick<Crm, 'employees'>;
}

/** What shows files in a chat needs besides. */
export interface ChatFileDeps extends ChatDeps {
  files: FileStore;
  fileLinks: FileLinks;
}

export interface ChatWish {
  portalId: PortalId;
  account: Account;
  recipient: Recipient;
  /** Who shall have it. */
  employee: { id: EmployeeId; name: string };
  card: CardRef | null;
  /** A person asked for the chat itself: after a crash a task of its own finishes what was begun. A publication repeats itself. */
  isAskedFor: boolean;
}

export interface EnsuredChat {
  chat: Chat;
  dialog: Dialog;
  created: boolean;
}

/** When it is looked whether the chat was made; whoever still makes it holds its lane. */
const FINISH_AFTER_MS = 20_000;

/** Digits without signs: the only stable name of the client that every message of the line carries. */
export const lineClient = (recipient: Recipient): LineClient => ({
  externalId: recipient.address.replace(/\D/g, ''),
  name: recipient.name ?? shownAddress(recipient),
  phone: recipient.address.startsWith('+') ? recipient.address : recipient.phone,
});

export async function ensureChat(deps: ChatDeps, wish: ChatWish): Promise<EnsuredChat | Refusal> {
  const known = await findOpened(deps, wish);
  if (isRefusal(known)) return known;
  return known === null ? makeChat(deps, wish) : reopenChat(deps, wish, known);
}

async function makeChat(deps: ChatDeps, wish: ChatWish): Promise<EnsuredChat | Refusal> {
  const membership = await membershipRefusal(deps, wish);
  if (membership !== null) return membership;
  await beginOpening(deps, wish, 'POSTING', FINISH_AFTER_MS);
  const opened = await deps.openLines.postFromClient(
    wish.portalId,
    wish.account.lineId,
    wish.account.messenger,
    lineClient(wish.recipient),
    {
      externalId: `olchat-opened-${wish.account.id}-${wish.recipient.id}`,
      text: `${CRM_MARK} ${wish.employee.name} → ${shownAddress(wish.recipient)}`,
      at: deps.clock.now(),
      keepTrackerQuiet: true,
    },
  );
  if (isRefusal(opened)) {
    if (opened.details.rawCode !== 'OUTCOME_UNKNOWN') await forgetOpening(deps, wish);
    return opened.code === 'FORBIDDEN' || opened.retry === 'AUTOMATIC' ? opened : chatNotCreated(opened);
  }
  const dialog = await settleOwner(deps, wish, opened.openLineChatId, { mayBeTaken: true, isMember: true });
  if (isRefusal(dialog)) {
    if (dialog.code === 'FORBIDDEN') await undo(deps, wish, opened);
    return dialog;
  }
  return { chat: await saveChat(deps, wish, opened, dialog, true), dialog, created: true };
}

async function reopenChat(deps: ChatDeps, wish: ChatWish, known: OpenedDialog): Promise<EnsuredChat | Refusal> {
  const opening = await openingOf(deps, wish);
  const mayBeTaken = isToBeTaken(opening, wish.employee.id, deps.clock.now());
  const dialog = await settleOwner(deps, wish, known.openLineChatId, { mayBeTaken, isMember: false });
  if (isRefusal(dialog)) return dialog;
  const isWaiting = dialog.isClosing && dialog.ownerId !== wish.employee.id;
  return { chat: await saveChat(deps, wish, known, dialog, !isWaiting), dialog, created: mayBeTaken };
}

const chatNotCreated = (cause: Refusal): Refusal => refuse('CHAT_NOT_CREATED', { rawCode: cause.details.rawCode ?? cause.code });

/** Ours, or one that the portal knows and we do not (7.8a of the platform's recipes). */
export async function findOpened(deps: ChatDeps, wish: ChatWish): Promise<OpenedDialog | null | Refusal> {
  const ours = await deps.storage.transaction(wish.portalId, tx => tx.chats.find(wish.account.id, wish.recipient.id));
  if (ours !== null) return { openLineChatId: ours.openLineChatId, userCode: ours.userCode };
  return deps.openLines.findDialog(wish.portalId, wish.account.lineId, wish.account.messenger, lineClient(wish.recipient), wish.card);
}

export const openingOf = (deps: ChatDeps, wish: ChatWish): Promise<ChatOpening | null> =>
  deps.storage.transaction(wish.portalId, tx => tx.chatOpenings.find(wish.account.id, wish.recipient.id));

/** Stored before the portal is asked, so that whoever comes after a crash knows for whom the session was opened. */
export async function beginOpening(deps: ChatDeps, wish: ChatWish, state: ChatOpening['state'], againInMs: number): Promise<void> {
  const now = deps.clock.now();
  const opening: ChatOpening = {
    accountId: wish.account.id,
    recipientId: wish.recipient.id,
    employeeId: wish.employee.id,
    employeeName: wish.employee.name,
    card: wish.card,
    state,
    startedAt: now,
  };
  await deps.storage.transaction(wish.portalId, async tx => {
    await tx.chatOpenings.save(opening);
    if (!wish.isAskedFor) return;
    const runAt = new Date(now.getTime() + againInMs);
    await tx.tasks.add({ name: 'open-chat', laneKey: openingLane(opening), subjectId: openingSubject(opening), runAt });
  });
}

export const forgetOpening = (deps: ChatDeps, wish: Pick<ChatWish, 'portalId' | 'account' | 'recipient'>): Promise<void> =>
  deps.storage.transaction(wish.portalId, tx => tx.chatOpenings.remove(wish.account.id, wish.recipient.id));

/** The employee may not have it after all: nothing of ours stays in the line's queue for somebody else (O-2). */
async function undo(deps: ChatDeps, wish: ChatWish, opened: OpenedDialog): Promise<void> {
  await deps.openLines.finish(wish.portalId, opened.openLineChatId);
  await forgetOpening(deps, wish);
}
