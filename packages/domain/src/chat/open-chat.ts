/** Finishes a chat that a person asked for: its maker ended in the middle, or Bitrix24 was still closing the last dialogue (O-1, O-8). */
import { standingTowards } from '../access/access.ts';
import { accessRefusal } from '../account/account-refusal.ts';
import type { Account } from '../account/account.ts';
import type { AccountId, PortalId, RecipientId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { Directory } from '../ports/directory.ts';
import type { Lanes } from '../ports/lanes.ts';
import { DONE, type TaskOutcome } from '../ports/tasks.ts';
import { againAfter, isPassing } from '../portal/refusal-outcome.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { CLOSING_LOOK_MS, inChatLane } from './create-chat.ts';
import { ensureChat, forgetOpening, type ChatDeps, type ChatWish, type EnsuredChat } from './ensure-chat.ts';

/** Bitrix24 closes within minutes or hours, as the line says; who asked a day ago does not wait any more. */
const WAITS_FOR_MS = 24 * 3_600_000;

export interface OpenChatDeps extends ChatDeps {
  lanes: Lanes;
  directory: Directory;
}

/** `subject` is of `openingSubject`. */
export async function openChat(deps: OpenChatDeps, portalId: PortalId, subject: string): Promise<TaskOutcome> {
  const [accountId = '', recipientId = ''] = subject.split(':');
  const loaded = await deps.storage.transaction(portalId, async tx => {
    const opening = await tx.chatOpenings.find(accountId as AccountId, recipientId as RecipientId);
    const account = await tx.accounts.find(accountId as AccountId);
    const recipient = await tx.recipients.find(recipientId as RecipientId);
    if (opening === null || account === null || recipient === null) return null;
    return { opening, account, recipient, isAdministrator: (await tx.employees.find(opening.employeeId))?.isAdministrator ?? false };
  });
  if (loaded === null) return DONE;
  const { opening, account, recipient, isAdministrator } = loaded;
  const employee = { id: opening.employeeId, name: opening.employeeName };
  // The task that runs is the follow-up: another one is not needed.
  const wish: ChatWish = { portalId, account, recipient, employee, card: opening.card, isAskedFor: false };
  const isOver = deps.clock.now().getTime() - opening.startedAt.getTime() > WAITS_FOR_MS;
  const right = await rightRefusal(deps, wish, isAdministrator);
  if (right !== null && isPassing(right)) return againAfter(right);
  if (!account.wanted || right !== null || isOver) {
    await forgetOpening(deps, wish);
    return DONE;
  }
  const ensured = await inChatLane<EnsuredChat>(deps, wish, () => ensureChat(deps, wish));
  if (!isRefusal(ensured)) {
    const isClosing = ensured.dialog.isClosing && ensured.dialog.ownerId !== employee.id;
    return isClosing ? { kind: 'again', reason: 'CHAT_CLOSING', afterMs: CLOSING_LOOK_MS, passing: true } : DONE;
  }
  if (isPassing(ensured) || ensured.retry === 'YES') return againAfter(ensured);
  await forgetOpening(deps, wish);
  return DONE;
}

/** The list of the account as it is now, not as it was when he asked. */
async function rightRefusal(
  deps: OpenChatDeps,
  { portalId, account, employee }: { portalId: PortalId; account: Account; employee: ChatWish['employee'] },
  isAdministrator: boolean,
): Promise<Refusal | null> {
  const caller: Caller = { portalId, employeeId: employee.id, employeeName: employee.name, isAdministrator, locale: 'ru', via: 'WIDGET' };
  return accessRefusal(account, await standingTowards(deps, caller, [account.access]));
}
