/**
 * The send itself, step by step (RE-5): claimed → calling (committed before the first byte leaves) → what the messenger said.
 * Runs in the account's lane under its lease; each step is fenced by it. A message whose fate is unknown is never repeated.
 */
import { wasTakenBack, type TakenBackDeps } from '../chat/taken-back.ts';
import type { Session } from '../ports/connector.ts';
import type { OutgoingMessage } from '../ports/connector/outgoing.ts';
import type { FileStore } from '../ports/file-store.ts';
import type { Transaction } from '../ports/storage.ts';
import { isPresenceFresh } from '../recipient/presence-age.ts';
import { checkPresence } from '../recipient/check-recipient.ts';
import type { Recipient } from '../recipient/recipient.ts';
import { claimMessage, isAskedAgain, type DeliveryLane } from './claim-message.ts';
import { cancelUnsent, finishMessage } from './finish-message.ts';
import type { Message } from './message.ts';
import { takeSlot, type Slot } from './sending-slot.ts';
import { settleDelivery } from './settle-delivery.ts';

export interface DeliverDeps extends TakenBackDeps {
  files: Pick<FileStore, 'has' | 'read'>;
  random: () => number;
}

export interface DeliverContext extends DeliveryLane {
  session: Session;
  signal: AbortSignal;
  /** Hears how long the account's pause still lasts, or a limit of its messages, when only that holds its next message. */
  paused?: (ms: number) => void;
}

/** Sends the account's next message. False: there is none that may leave now. */
export async function deliverNext(deps: DeliverDeps, context: DeliverContext): Promise<boolean> {
  const claimed = await claimMessage(deps, context);
  if (claimed === null) return false;
  if ('pauseMs' in claimed) {
    context.paused?.(claimed.pauseMs);
    return false;
  }
  const { message, recipient, slot } = claimed;
  if (!isAskedAgain(message) && (await wasTakenBack(deps, context.lease.portalId, message))) {
    await cancelClaimed(deps, context, message);
    return true;
  }
  const present = await ensurePresence(deps, context, message, recipient);
  if (!present) return true;
  const outgoing = message.file === null ? await beginCall(deps, context, message, slot) : await withFile(deps, context, message, slot);
  if (outgoing === null) return true;
  const outcome = await context.session.send(outgoing, context.signal);
  await settleDelivery(deps, context, message, outcome, slot.messagesPerDay);
  return true;
}

async function cancelClaimed(deps: DeliverDeps, context: DeliverContext, message: Message): Promise<void> {
  await deps.storage.transaction(context.lease.portalId, async tx => {
    const locked = await lockClaimed(tx, context, message);
    if (locked !== null) await cancelUnsent(tx, locked, deps.clock.now());
  });
}

/** A number that nobody checked is checked first: a send to a number that does not exist can itself restrict the account (D-6). */
async function ensurePresence(deps: DeliverDeps, context: DeliverContext, message: Message, recipient: Recipient): Promise<boolean> {
  if (!context.capabilities.checksPresence || isAskedAgain(message)) return true;
  if (recipient.presence === 'EXISTS' && isPresenceFresh(recipient, deps.clock.now())) return true;
  const checked = await checkPresence(deps, context, recipient.id, { person: false });
  if (checked !== 'ABSENT') return true; // unknown is not "no" (D-7): it may be tried
  await deps.storage.transaction(context.lease.portalId, async tx => {
    const locked = await lockClaimed(tx, context, message);
    if (locked === null) return;
    await finishMessage(tx, locked, { status: 'FAILED', at: deps.clock.now(), failure: { code: 'NOT_IN_WHATSAPP', details: {} } });
  });
  return false;
}

/** The commit after which a successor must assume that the messenger may have the message. */
async function beginCall(deps: DeliverDeps, context: DeliverContext, message: Message, slot: Slot): Promise<OutgoingMessage | null> {
  return deps.storage.transaction(context.lease.portalId, async tx => {
    const locked = await lockClaimed(tx, context, message);
    const recipient = await tx.recipients.find(message.recipientId);
    if (locked === null || recipient === null) return null;
    const now = deps.clock.now();
    locked.delivery = 'CALLING';
    // Asked for again it is no other message.
    if (!isAskedAgain(message)) locked.calledAt = now;
    await tx.messages.save(locked);
    await takeSlot(tx, locked, slot, now);
    return {
      messageId: locked.id,
      externalMessageId: locked.externalMessageId,
      address: recipient.address,
      messengerAddress: recipient.messengerAddress,
      text: locked.text,
      senderLine: locked.senderLine,
      file: null,
    };
  });
}

/**
 * A file is brought to the messenger while the message is still only claimed: a worker that dies meanwhile has provably sent nothing,
 * and its successor begins anew. The call begins when the file lies there.
 */
async function withFile(deps: DeliverDeps, context: DeliverContext, message: Message, slot: Slot): Promise<OutgoingMessage | null> {
  const { file } = message;
  if (file === null) throw new Error('the message has no file');
  const { portalId } = context.lease;
  // The recipient anew: a check may just have told his address at the messenger.
  const { stored, recipient } = await deps.storage.transaction(portalId, async tx => ({
    stored: await tx.files.find(file.id),
    recipient: await tx.recipients.find(message.recipientId),
  }));
  if (recipient === null) throw new Error('a message has no recipient');
  if (stored === null || stored.state !== 'READY' || !(await deps.files.has(portalId, stored.storageKey))) {
    await deps.storage.transaction(portalId, async tx => {
      const locked = await lockClaimed(tx, context, message);
      const at = deps.clock.now();
      if (locked === null) return;
      if (isAskedAgain(message))
        await finishMessage(tx, locked, { status: 'UNCONFIRMED', at, failure: { code: 'NOT_CONFIRMED', details: {} } });
      else await finishMessage(tx, locked, { status: 'FAILED', at, failure: { code: 'FILE_GONE', details: {} } });
    });
    return null;
  }
  return {
    messageId: message.id,
    externalMessageId: message.externalMessageId,
    address: recipient.address,
    messengerAddress: recipient.messengerAddress,
    text: message.text,
    senderLine: message.senderLine,
    file: {
      ...file,
      open: () => deps.files.read(portalId, stored.storageKey),
      aboutToLeave: async () => (await beginCall(deps, context, message, slot)) !== null,
    },
  };
}

async function lockClaimed(tx: Transaction, context: DeliverContext, message: Message): Promise<Message | null> {
  await tx.holdLease(context.lease);
  const locked = await tx.messages.lock(message.id);
  return locked?.delivery === message.delivery && locked.attempt === message.attempt ? locked : null;
}
