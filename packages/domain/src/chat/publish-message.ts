/**
 * Shows a message that the messenger accepted in the open-line chat (O-20…O-27). Runs in the chat's lane.
 * Publication never touches the status: a failure stands beside it and is tried again (O-26).
 */
import type { MessageId, PortalId } from '../ids.ts';
import { announceDetails } from '../message/announce-message.ts';
import type { Message } from '../message/message.ts';
import { activityLane, DONE, type TaskOutcome } from '../ports/tasks.ts';
import { againAfter, isPassing } from '../portal/refusal-outcome.ts';
import { isRefusal, refuse, type Failure, type Refusal } from '../refusal.ts';
import { lineClient, type ChatFileDeps, type ChatWish } from './ensure-chat.ts';
import { findOwnPost, isUnheard, postOutgoing, UNHEARD } from './outgoing-post.ts';
import { isPortalUnable } from './publication.ts';
import { publishAsIncoming } from './publish-as-incoming.ts';

/** How often a post whose answer was lost is looked for; its echo may still tell later. */
const LOOKS = 6;
const LOOK_EVERY_MS = 10_000;

export interface PublicationTimes {
  /** Pause before a post whose answer was lost is looked for again, ms; 10 s. Shorter where faults are played. */
  lookForPostEveryMs?: number;
}

/** `attempt` counts from 1: an earlier run may have posted it without hearing the answer, so it is looked for first (RE-10). */
export async function publishMessage(
  deps: ChatFileDeps & PublicationTimes,
  portalId: PortalId,
  messageId: MessageId,
  attempt: number,
): Promise<TaskOutcome> {
  const isRepeat = attempt > 1;
  const loaded = await deps.storage.transaction(portalId, async tx => {
    const message = await tx.messages.find(messageId);
    if (message === null || message.publication === 'NONE') return null;
    if (message.publishedAs !== null && !(isRepeat && message.publication === 'OUTGOING')) return null;
    const account = await tx.accounts.find(message.accountId);
    const recipient = await tx.recipients.find(message.recipientId);
    const sender = await tx.employees.find(message.senderId);
    if (account === null || recipient === null) return null;
    const employee = { id: message.senderId, name: sender?.name ?? '' };
    return { message, wish: { portalId, account, recipient, employee, card: message.card, isAskedFor: false } satisfies ChatWish };
  });
  if (loaded === null) return DONE;
  const { message, wish } = loaded;
  if (message.publishedAs === null && !wish.account.publishOutgoing) {
    await storeResult(deps, message, null, { code: 'PUBLICATION_SWITCHED_OFF', details: {} }); // O-28, also for what waited
    return DONE;
  }
  const published =
    message.publication === 'INCOMING'
      ? await publishAsIncoming(deps, wish, message, isRepeat)
      : await publishAsOutgoing(deps, wish, message);
  if (!isRefusal(published)) {
    await storeResult(deps, message, published, null);
    return DONE;
  }
  await storeResult(deps, message, null, { code: published.code, details: published.details });
  if (isUnheard(message, published)) {
    return attempt < LOOKS
      ? { kind: 'again', reason: 'OUTCOME_UNKNOWN', afterMs: deps.lookForPostEveryMs ?? LOOK_EVERY_MS, passing: true }
      : DONE;
  }
  return isPassing(published) || published.retry === 'YES' ? againAfter(published) : DONE;
}

async function publishAsOutgoing(deps: ChatFileDeps, wish: ChatWish, message: Message): Promise<string | Refusal> {
  const posted = message.publishedAs ?? (await findOrPost(deps, wish, message));
  if (isRefusal(posted)) return posted;
  const chat = await deps.storage.transaction(wish.portalId, tx => tx.chats.find(wish.account.id, wish.recipient.id));
  if (chat === null) return posted;
  // Takes the clock of the copy away; the copy stands either way, so a refusal here is not worth a repeat of the post.
  await deps.openLines.confirmDelivery(wish.portalId, wish.account.lineId, wish.account.messenger, {
    openLineChatId: chat.openLineChatId,
    openLineMessageId: posted,
    externalMessageId: message.externalMessageId,
    clientExternalId: lineClient(wish.recipient).externalId,
    at: deps.clock.now(),
  });
  return posted;
}

/** What may stand in the chat already is looked for and never posted again. */
async function findOrPost(deps: ChatFileDeps, wish: ChatWish, message: Message): Promise<string | Refusal> {
  if (!isUnheard(message, message.publicationFailure)) return postOutgoing(deps, wish, message);
  return (await findOwnPost(deps, wish, message)) ?? refuse(UNHEARD.code, UNHEARD.details);
}

async function storeResult(deps: ChatFileDeps, message: Message, publishedAs: string | null, failure: Failure | null): Promise<void> {
  await deps.storage.transaction(message.portalId, async tx => {
    const locked = await tx.messages.lock(message.id);
    if (locked === null) return;
    const chat = await tx.chats.find(locked.accountId, locked.recipientId);
    locked.publishedAs = publishedAs ?? locked.publishedAs;
    // Bubbles show why it is not in the chat, and that it is there after all. A post that is heard at once is no news.
    if (failure !== null || message.publicationFailure !== null) announceDetails(tx, locked);
    locked.publicationFailure = failure;
    locked.chatId = chat?.id ?? locked.chatId;
    await tx.messages.save(locked);
    if (failure !== null && isPortalUnable(failure)) {
      await tx.publicationSwitches.save({
        publication: locked.publication,
        rawCode: failure.details.rawCode ?? failure.code,
        at: deps.clock.now(),
      });
    }
    if (locked.createActivity) {
      await tx.tasks.add({ name: 'sync-activity', laneKey: activityLane(locked.groupId), subjectId: locked.groupId });
    }
  });
}
