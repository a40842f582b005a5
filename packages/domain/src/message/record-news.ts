/** One piece of news about one message: status, subscribers, the timeline's badge and the chat's copy, in one transaction. */
import { maskAddress } from '../notice/mask-address.ts';
import { raiseNotice } from '../notice/raise-notice.ts';
import type { Transaction } from '../ports/storage.ts';
import { activityLane, chatLane } from '../ports/tasks.ts';
import { announceStatus } from './announce-message.ts';
import { rank, type DeliveryStatus, type StatusChange } from './delivery-status.ts';
import type { Message } from './message.ts';

/**
 * How long the timeline's badge waits for a status that usually follows at once (RE-44): an accepted message reaches a phone that is on
 * within a second. What people look for, read and failed, does not wait.
 */
const SETTLES_WITHIN_MS: Record<DeliveryStatus, number> = {
  QUEUED: 0,
  CANCELLED: 0,
  UNCONFIRMED: 0,
  SENT: 1000,
  FAILED: 0,
  DELIVERED: 1000,
  READ: 0,
};

/** `message` must be locked by this transaction. The caller saves nothing more of it than it changed before. */
export async function recordNews(tx: Transaction, message: Message, news: StatusChange): Promise<void> {
  const before = message.status;
  const moved = message.learn(news);
  await tx.messages.save(message);
  if (!moved) return;
  const activity = message.createActivity ? await tx.activities.find(message.groupId) : null;
  announceStatus(tx, message, activity?.activityId ?? null);
  if (activity !== null && !activity.isGone) {
    // A waiting task keeps the earlier of two times, so the next status takes this one along.
    const runAt = new Date(news.learnedAt.getTime() + SETTLES_WITHIN_MS[message.status]);
    await tx.tasks.add({ name: 'sync-activity', laneKey: activityLane(message.groupId), subjectId: message.groupId, runAt });
  }
  if (!wasAccepted(before) && wasAccepted(message.status)) await followAcceptance(tx, message);
  if (!isBadNews(message.status)) return;
  if (message.openLineMessageId !== null) await addChatTask(tx, message, 'confirm-to-chat');
  else if (message.status === 'FAILED') await tellSender(tx, message, news.learnedAt);
}

/** The messenger has it: it may be published now, and not before (O-26). */
async function followAcceptance(tx: Transaction, message: Message): Promise<void> {
  if (message.openLineMessageId !== null) await addChatTask(tx, message, 'confirm-to-chat');
  else if (message.publication !== 'NONE' && message.publishedAs === null) await addChatTask(tx, message, 'publish-message');
}

async function addChatTask(tx: Transaction, message: Message, name: 'publish-message' | 'confirm-to-chat'): Promise<void> {
  await tx.tasks.add({ name, laneKey: chatLane(message.accountId, message.recipientId), subjectId: message.id });
}

/** N-6: he may have closed the card long ago. An operator is told in his chat instead. */
async function tellSender(tx: Transaction, message: Message, now: Date): Promise<void> {
  const recipient = await tx.recipients.find(message.recipientId);
  const { code, details } = message.failure ?? { code: 'MESSENGER_REFUSED' as const, details: {} };
  await raiseNotice(tx, now, {
    kind: 'message-failed',
    accountId: message.accountId,
    employeeId: message.senderId,
    details: {
      address: maskAddress(recipient?.address ?? ''),
      code,
      ...(details.rawCode === undefined ? {} : { rawCode: details.rawCode }),
    },
  });
}

/** An operator sees nothing of a message but its clock, and what his chat says. */
const isBadNews = (status: DeliveryStatus): boolean => status === 'FAILED' || status === 'UNCONFIRMED' || status === 'CANCELLED';

const wasAccepted = (status: DeliveryStatus): boolean => status !== 'FAILED' && rank(status) >= rank('SENT');
