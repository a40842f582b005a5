/** A message of the outbox ends without the messenger having taken it, or without anybody knowing. */
import type { Transaction } from '../ports/storage.ts';
import type { Failure } from '../refusal.ts';
import type { StatusChange } from './delivery-status.ts';
import type { Message } from './message.ts';
import { recordNews } from './record-news.ts';

/** `message` must be locked by this transaction. */
export async function finishMessage(
  tx: Transaction,
  message: Message,
  end: { status: 'FAILED' | 'UNCONFIRMED'; at: Date; failure: Failure },
): Promise<void> {
  message.delivery = 'DONE';
  // The hold of an unconfirmed message's recipient counts from here (RE-7).
  message.runAt = end.at;
  const news: StatusChange = {
    status: end.status,
    occurredAt: end.at,
    learnedAt: end.at,
    source: end.status === 'UNCONFIRMED' ? 'TIMEOUT' : end.failure.code === 'MESSENGER_REFUSED' ? 'ACCEPTANCE' : 'SYSTEM',
    failure: end.failure,
  };
  await recordNews(tx, message, news);
}

/** A person took it back while it waited (Q-21, Q-24, O-30). `message` must be locked by this transaction. */
export async function cancelUnsent(tx: Transaction, message: Message, at: Date): Promise<void> {
  message.delivery = 'DONE';
  await recordNews(tx, message, { status: 'CANCELLED', occurredAt: at, learnedAt: at, source: 'PERSON', failure: null });
}
