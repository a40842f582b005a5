/**
 * After a gap in the portal's events (RE-22): the handlers are looked after, and what operators wrote meanwhile is read from the chats
 * themselves. It goes the way of an event, so what an event brought, what stands in the chat by our own hand, and what a repeat of this
 * finds again is known and goes nowhere twice. Records in timelines need no look: one that vanished is found out by its next update (L-16).
 */
import { lineClient } from '../chat/ensure-chat.ts';
import type { OperatorDeps } from '../chat/operator-message.ts';
import { routePortalEvents } from '../chat/route-portal-events.ts';
import type { Chat } from '../chat/chat.ts';
import type { PortalId } from '../ids.ts';
import type { ChatActivity } from '../ports/open-lines.ts';
import { LaneBusyError } from '../ports/lanes.ts';
import { DONE, type TaskOutcome } from '../ports/tasks.ts';
import { isRefusal } from '../refusal.ts';
import { forgetDeletedTypes, type DeletedTypesDeps } from '../smart-process/forget-deleted-types.ts';
import { checkInstallation, type CheckInstallationDeps } from './check-installation.ts';
import { againAfter, isPassing } from './refusal-outcome.ts';

/** Chats in which something happened so recently may have been written in. */
const RECENT_MS = 30 * 86_400_000;
/** The newest so many: one call of the portal each. */
const MAX_CHATS = 200;
/** Keys of events are kept for 14 days: what is older cannot be told from what was forwarded long ago. */
const LOOK_BACK_MS = 13 * 86_400_000;

export type ReconcileDeps = OperatorDeps & CheckInstallationDeps & DeletedTypesDeps;

export async function reconcilePortal(deps: ReconcileDeps, portalId: PortalId, gapSince: Date): Promise<TaskOutcome> {
  const { portal, chats } = await deps.storage.transaction(portalId, async tx => ({
    portal: await tx.portal(),
    chats: await tx.chats.recent(new Date(deps.clock.now().getTime() - RECENT_MS), MAX_CHATS),
  }));
  if (portal.state !== 'ACTIVE') return DONE;
  try {
    await checkInstallation(deps, portalId);
  } catch (error) {
    if (error instanceof LaneBusyError) return { kind: 'again', reason: 'CHECK_IS_RUNNING', passing: true };
    throw error;
  }
  const forgotten = await forgetDeletedTypes(deps, portalId);
  if (forgotten.kind !== 'done') return forgotten;
  const since = new Date(Math.max(gapSince.getTime(), deps.clock.now().getTime() - LOOK_BACK_MS));
  for (const chat of chats) {
    const activity = await deps.openLines.activity(portalId, chat.openLineChatId, since);
    if (isRefusal(activity)) {
      if (isPassing(activity)) return againAfter(activity); // begins anew: what was found already is known
      continue; // deleted, or nobody of ours may read it
    }
    await takeIn(deps, portalId, chat, activity);
  }
  return DONE;
}

async function takeIn(deps: ReconcileDeps, portalId: PortalId, chat: Chat, { ownerId, messages }: ChatActivity): Promise<void> {
  const found = await deps.storage.transaction(portalId, async tx => {
    const [account, recipient, stored] = [
      await tx.accounts.find(chat.accountId),
      await tx.recipients.find(chat.recipientId),
      await tx.chats.findById(chat.id),
    ];
    // The end of a dialogue, or another operator, was told by an event that nobody heard. Who learnt of a new one meanwhile knows better.
    if (stored !== null && stored.ownerId === chat.ownerId && stored.ownerId !== ownerId)
      await tx.chats.save(Object.assign(stored, { ownerId, ownerName: null }));
    return account === null || recipient === null ? null : { account, recipient };
  });
  if (found === null || messages.length === 0) return;
  await routePortalEvents(
    deps,
    portalId,
    messages.map(message => ({
      kind: 'operator-message',
      messenger: found.account.messenger,
      lineId: found.account.lineId,
      openLineChatId: chat.openLineChatId,
      clientExternalId: lineClient(found.recipient).externalId,
      ...message,
    })),
  );
}
