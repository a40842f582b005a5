/**
 * The open-line chat of one client through one account, given to the employee who wants it (O-1…O-9).
 * Must run in the chat's lane: two clicks and two employees make one chat (O-6).
 */
import type { Account } from '../account/account.ts';
import type { CardRef } from '../card/card.ts';
import { newId, type ChatId, type EmployeeId, type PortalId } from '../ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Dialog, LineClient, OpenedDialog, OpenLines } from '../ports/open-lines.ts';
import type { PortalTokens } from '../ports/portal-tokens.ts';
import type { Storage } from '../ports/storage.ts';
import { activityLane } from '../ports/tasks.ts';
import { formatPhone } from '../recipient/normalise-phone.ts';
import type { Recipient } from '../recipient/recipient.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { Chat } from './chat.ts';

export interface ChatDeps {
  storage: Storage;
  openLines: OpenLines;
  tokens: PortalTokens;
  clock: Clock;
}

export interface ChatWish {
  portalId: PortalId;
  account: Account;
  recipient: Recipient;
  /** Who shall have it. */
  employee: { id: EmployeeId; name: string };
  card: CardRef | null;
}

/** Older activities of this client and account that get their «ОТКРЫТЬ ЧАТ» when the chat appears (L-5). */
const BUTTONS_ON_OLDER = 20;

/** Digits without signs: the only stable name of the client that every message of the line carries. */
export const lineClient = (recipient: Recipient): LineClient => ({
  externalId: recipient.address.replace(/\D/g, ''),
  name: recipient.name ?? formatPhone(recipient.address),
  phone: recipient.address.startsWith('+') ? recipient.address : null,
});

export async function ensureChat(deps: ChatDeps, wish: ChatWish): Promise<{ chat: Chat; created: boolean } | Refusal> {
  const known = await findOpened(deps, wish);
  if (isRefusal(known)) return known;
  if (known !== null) {
    const dialog = await settleOwner(deps, wish, known.openLineChatId, 'existing');
    if (isRefusal(dialog)) return dialog;
    return { chat: await saveChat(deps, wish, known, dialog), created: false };
  }
  const membership = await membershipRefusal(deps, wish);
  if (membership !== null) return membership;
  const opened = await deps.openLines.postFromClient(
    wish.portalId,
    wish.account.lineId,
    wish.account.messenger,
    lineClient(wish.recipient),
    {
      externalId: `olchat-opened-${wish.account.id}-${wish.recipient.id}`,
      text: `💬 OLChat (CRM): ${wish.employee.name} → ${formatPhone(wish.recipient.address)}`,
      at: deps.clock.now(),
      keepTrackerQuiet: true,
    },
  );
  if (isRefusal(opened)) return opened.code === 'FORBIDDEN' || opened.retry === 'AUTOMATIC' ? opened : chatNotCreated(opened);
  const dialog = await settleOwner(deps, wish, opened.openLineChatId, 'new');
  if (isRefusal(dialog)) return dialog;
  return { chat: await saveChat(deps, wish, opened, dialog), created: true };
}

const chatNotCreated = (cause: Refusal): Refusal => refuse('CHAT_NOT_CREATED', { rawCode: cause.details.rawCode ?? cause.code });

/** Ours, or one that the portal knows and we do not (7.8a of the platform's recipes). */
export async function findOpened(deps: ChatDeps, wish: ChatWish): Promise<OpenedDialog | null | Refusal> {
  const ours = await deps.storage.transaction(wish.portalId, tx => tx.chats.find(wish.account.id, wish.recipient.id));
  if (ours !== null) return { openLineChatId: ours.openLineChatId, userCode: ours.userCode };
  return deps.openLines.findDialog(wish.portalId, wish.account.lineId, wish.account.messenger, lineClient(wish.recipient), wish.card);
}

/** O-2: whoever may not use the line gets a clear no, instead of a chat that falls to somebody else. */
async function membershipRefusal(deps: ChatDeps, wish: ChatWish): Promise<Refusal | null> {
  const line = await deps.openLines.line(wish.portalId, wish.account.lineId);
  if (isRefusal(line)) return line;
  if (line === null) return refuse('CHAT_NOT_CREATED', { rawCode: 'LINE_DELETED' });
  return line.queue.includes(wish.employee.id) ? null : refuse('FORBIDDEN', { right: 'line' });
}

/**
 * Makes the employee the operator where that takes nobody's conversation away, and reads it back (O-1, O-7, O-8).
 * `new`: our own post just opened the session, so whoever the queue chose has not answered yet.
 */
export async function settleOwner(
  deps: ChatDeps,
  wish: ChatWish,
  openLineChatId: string,
  session: 'new' | 'existing',
): Promise<Dialog | Refusal> {
  const { portalId, employee } = wish;
  const before = await deps.openLines.dialog(portalId, 'main', openLineChatId);
  if (isRefusal(before)) return before;
  const isFree = before.sessionId === null || before.ownerId === null || session === 'new';
  if (before.ownerId === employee.id && before.sessionId !== null) return before;
  if (!isFree) return before;
  const taken = await take(deps, wish, openLineChatId, before);
  if (taken !== null && taken.code === 'FORBIDDEN') return refuse('FORBIDDEN', { right: 'line' });
  const after = await deps.openLines.dialog(portalId, 'main', openLineChatId);
  if (isRefusal(after)) return after;
  if (after.ownerId !== employee.id) return taken ?? refuse('CHAT_NOT_CREATED', { rawCode: 'OWNER_NOT_SET' });
  return after;
}

async function take(deps: ChatDeps, wish: ChatWish, openLineChatId: string, before: Dialog): Promise<Refusal | null> {
  const { portalId, employee } = wish;
  if (!(await deps.tokens.has(portalId, employee.id))) return deps.openLines.transfer(portalId, openLineChatId, employee.id);
  if (before.sessionId === null) return deps.openLines.startSession(portalId, employee.id, openLineChatId);
  if (before.ownerId === null) return deps.openLines.answer(portalId, employee.id, openLineChatId);
  return deps.openLines.intercept(portalId, employee.id, openLineChatId);
}

export async function saveChat(deps: ChatDeps, wish: Omit<ChatWish, 'employee'>, opened: OpenedDialog, dialog: Dialog): Promise<Chat> {
  return deps.storage.transaction(wish.portalId, async tx => {
    const known = await tx.chats.find(wish.account.id, wish.recipient.id);
    const owner = dialog.ownerId === null ? null : await tx.employees.find(dialog.ownerId);
    const chat =
      known ??
      Object.assign(new Chat(), {
        portalId: wish.portalId,
        id: newId<ChatId>(),
        accountId: wish.account.id,
        recipientId: wish.recipient.id,
        card: wish.card,
        createdAt: deps.clock.now(),
      });
    chat.openLineChatId = opened.openLineChatId;
    chat.userCode = opened.userCode;
    chat.ownerId = dialog.ownerId;
    chat.ownerName = owner?.name ?? null;
    await tx.chats.save(chat);
    if (known === null) {
      for (const groupId of await tx.messages.groupsOf(wish.account.id, wish.recipient.id, BUTTONS_ON_OLDER)) {
        await tx.tasks.add({ name: 'sync-activity', laneKey: activityLane(groupId), subjectId: groupId });
      }
    }
    return chat;
  });
}
