/** Takes back a message that is still queued: a compare-and-set, nothing more (RE-24). */
import type { MessageId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { Storage } from '../ports/storage.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { cancelUnsent } from './finish-message.ts';
import type { Message } from './message.ts';

export async function cancelMessage(
  deps: { storage: Storage; clock: Clock },
  caller: Caller,
  messageId: MessageId,
): Promise<Message | Refusal> {
  return deps.storage.transaction(caller.portalId, async tx => {
    const message = await tx.messages.lock(messageId);
    if (message === null || !maySettle(message, caller)) return refuse('NOT_FOUND');
    if (message.status !== 'QUEUED') return refuse('ALREADY_FINAL');
    if (message.delivery !== 'READY') return refuse('IN_FLIGHT');
    await cancelUnsent(tx, message, deps.clock.now());
    return message;
  });
}

/** Who may cancel or repeat a message: its sender, and administrators. For others it is not there (E-71). */
export const maySettle = (message: Message, caller: Caller): boolean => caller.isAdministrator || message.senderId === caller.employeeId;
