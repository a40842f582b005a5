/**
 * A person decides to send again. An unconfirmed message: the next attempt of the same one, with the same id at the messenger (RE-13).
 * A failed one: a new message, linked to the first (L-12).
 */
import { standingFor } from '../account/account-access.ts';
import type { MessageId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import type { AcceptedMessage } from './accepted-message.ts';
import { announceDetails } from './announce-message.ts';
import { maySettle } from './cancel-message.ts';
import type { Message } from './message.ts';
import { prepare } from './prepare-message.ts';
import { sendMessage, type SendMessage, type SendMessageDeps } from './send-message.ts';
import { showInTimeline } from './send-once-more.ts';

export async function sendAgain(
  deps: SendMessageDeps,
  caller: Caller,
  command: { messageId: MessageId; idempotencyKey: string },
): Promise<AcceptedMessage | Refusal> {
  const first = await deps.storage.transaction(caller.portalId, tx => tx.messages.find(command.messageId));
  if (first === null || !maySettle(first, caller)) return refuse('NOT_FOUND');
  return repeatMessage(deps, caller, first, command.idempotencyKey);
}

/** The caller is known to have a say in this message. */
export async function repeatMessage(
  deps: SendMessageDeps,
  caller: Caller,
  first: Message,
  idempotencyKey: string,
): Promise<AcceptedMessage | Refusal> {
  switch (first.status) {
    case 'UNCONFIRMED':
      return repeatUnconfirmed(deps, caller, first);
    case 'FAILED':
    case 'CANCELLED':
      return sendAnew(deps, caller, first, idempotencyKey);
    default:
      return refuse('ALREADY_FINAL');
  }
}

async function repeatUnconfirmed(deps: SendMessageDeps, caller: Caller, first: Message): Promise<AcceptedMessage | Refusal> {
  const standing = await standingFor(deps, caller, first.accountId);
  return deps.storage.transaction(caller.portalId, async tx => {
    const message = await tx.messages.lock(first.id);
    if (message === null) return refuse('NOT_FOUND');
    // Pressed twice, or a receipt came in between: there is nothing to repeat any more.
    if (message.status !== 'UNCONFIRMED' || message.delivery !== 'DONE') return { messages: [message], isDuplicate: true };
    // Its text may be empty where it is the caption of a file.
    const prepared = await prepare(tx, deps, caller, standing, { ...message, ...filesAgain(message) });
    if (isRefusal(prepared)) return prepared;
    const now = deps.clock.now();
    message.learn({ status: 'QUEUED', occurredAt: now, learnedAt: now, source: 'PERSON', failure: null });
    await tx.messages.requeue(message);
    announceDetails(tx, message);
    await showInTimeline(tx, message);
    return { messages: [message], isDuplicate: false };
  });
}

function sendAnew(deps: SendMessageDeps, caller: Caller, first: Message, idempotencyKey: string): Promise<AcceptedMessage | Refusal> {
  return sendMessage(
    deps,
    caller,
    {
      idempotencyKey,
      card: first.card,
      accountId: first.accountId,
      recipientId: first.recipientId,
      text: first.text,
      ...filesAgain(first),
      publication: first.publication,
      createActivity: first.createActivity,
    },
    first,
  );
}

/** The same file in the same way. */
function filesAgain({ file }: Message): Pick<SendMessage, 'fileIds' | 'voiceFileId' | 'asDocument'> {
  if (file === null) return {};
  return file.kind === 'VOICE' ? { voiceFileId: file.id } : { fileIds: [file.id], asDocument: file.kind === 'DOCUMENT' };
}
