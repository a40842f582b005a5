/**
 * The send itself, step by step (RE-5): claimed → calling (committed before the first byte leaves) → what the messenger said.
 * Runs in the account's lane under its lease; each step is fenced by it. A message whose fate is unknown is never repeated.
 */
import type { Account } from '../account/account.ts';
import { fullWindow, reachedLimit, type ReachedLimit } from '../account/message-limits.ts';
import { MAX_CRASHES, MAX_WAIT_MS, RECIPIENT_HOLD_MS } from '../account/sending-limits.ts';
import type { AccountId, MessageId } from '../ids.ts';
import { noteDailyLimit } from '../notice/daily-limit.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectorCapabilities, Session } from '../ports/connector.ts';
import type { OutgoingMessage, SendOutcome } from '../ports/connector/outgoing.ts';
import type { FileStore } from '../ports/file-store.ts';
import type { Lease, Storage, Transaction } from '../ports/storage.ts';
import { isPresenceFresh } from '../recipient/presence-age.ts';
import { checkPresence } from '../recipient/check-recipient.ts';
import type { Recipient } from '../recipient/recipient.ts';
import type { Failure } from '../refusal.ts';
import { retryDelayMs } from '../retry-delay.ts';
import { finishMessage } from './finish-message.ts';
import { firstMessageFailure, firstMessageOf, type FirstMessage } from './first-message-gate.ts';
import { callsOf, limitFailure, obeysLimits, type KnownCalls } from './message-limit-gate.ts';
import type { Message } from './message.ts';
import { recordNews } from './record-news.ts';
import { announceWait } from './send-message.ts';

export interface DeliverDeps {
  storage: Storage;
  files: Pick<FileStore, 'has' | 'read'>;
  clock: Clock;
  random: () => number;
}

export interface DeliverContext {
  lease: Lease;
  accountId: AccountId;
  session: Session;
  capabilities: ConnectorCapabilities;
  signal: AbortSignal;
  /** Hears how long the account's pause still lasts, or a limit of its messages, when only that holds its next message. */
  paused?: (ms: number) => void;
}

/** Sends the account's next message. False: there is none that may leave now. */
export async function deliverNext(deps: DeliverDeps, context: DeliverContext): Promise<boolean> {
  const claimed = await claim(deps, context);
  if (claimed === null) return false;
  if ('pauseMs' in claimed) {
    context.paused?.(claimed.pauseMs);
    return false;
  }
  const { message, recipient, slot } = claimed;
  const present = await ensurePresence(deps, context, message, recipient);
  if (!present) return true;
  const outgoing = message.file === null ? await beginCall(deps, context, message, slot) : await withFile(deps, context, message, slot);
  if (outgoing === null) return true;
  const outcome = await context.session.send(outgoing, context.signal);
  await settle(deps, context, message, outcome, slot.messagesPerDay);
  return true;
}

interface Claimed {
  message: Message;
  recipient: Recipient;
  slot: Slot;
}

/** What it takes of the account's limits. */
interface Slot {
  /** To be counted when the call begins; null: no first message, or nobody counts them. */
  first: FirstMessage | null;
  /** With it a limit of messages is reached: what waits behind it is told then. */
  isLast: boolean;
  messagesPerDay: number | null;
}

const NO_SLOT: Slot = { first: null, isLast: false, messagesPerDay: null };

async function claim(deps: DeliverDeps, context: DeliverContext): Promise<Claimed | { pauseMs: number } | null> {
  return deps.storage.transaction(context.lease.portalId, async tx => {
    await tx.holdLease(context.lease);
    const held = new Set<MessageId>();
    let limited: ReachedLimit | null = null;
    for (;;) {
      const message: Message | null = await tx.messages.next(context.accountId, RECIPIENT_HOLD_MS, limited !== null);
      const now = deps.clock.now();
      // Held a moment ago and offered again: the database's clock is ahead of ours; it will be looked at again soon.
      if (message === null || held.has(message.id)) return limited === null ? null : { pauseMs: limited.at.getTime() - now.getTime() };
      const isTooOld = now.getTime() - message.createdAt.getTime() > MAX_WAIT_MS;
      if (message.delivery === 'ASKING' && isTooOld) {
        await finishMessage(tx, message, { status: 'UNCONFIRMED', at: now, failure: { code: 'NOT_CONFIRMED', details: {} } });
        continue;
      }
      if (isTooOld && message.status === 'QUEUED') {
        await finishMessage(tx, message, { status: 'FAILED', at: now, failure: { code: 'TOO_OLD', details: {} } });
        continue;
      }
      const [recipient, account] = await Promise.all([tx.recipients.find(message.recipientId), tx.accounts.find(context.accountId)]);
      if (recipient === null || account === null) throw new Error('a message has no recipient or no account');
      const pauseMs = await pauseLeft(tx, account, now);
      if (pauseMs > 0) return { pauseMs };
      if (message.delivery === 'ASKING') {
        // Nothing holds it back: it may be with the client already, and the answer tells.
        message.delivery = 'CALLING';
        message.attempt += 1;
        await tx.messages.save(message);
        return { message, recipient, slot: NO_SLOT };
      }
      const known = await callsOf(tx, account, now);
      const reached = known !== null && obeysLimits(message) ? reachedLimit(known.limits, known.calls, now) : null;
      if (reached !== null) {
        if (reached.at.getTime() - message.createdAt.getTime() > MAX_WAIT_MS)
          await finishMessage(tx, message, { status: 'FAILED', at: now, failure: limitFailure(reached) });
        else limited = reached;
        continue;
      }
      const first = await firstMessageOf(tx, { account, recipient }, context.capabilities, now);
      if (first !== null && first.slot.at > now) {
        await waitForSlot(tx, message, first, now);
        held.add(message.id);
        continue;
      }
      message.delivery = 'CLAIMED';
      message.attempt += 1;
      await tx.messages.save(message);
      return { message, recipient, slot: slotOf(first, known) };
    }
  });
}

function slotOf(first: FirstMessage | null, known: KnownCalls | null): Slot {
  if (known === null) return { ...NO_SLOT, first };
  return { first, isLast: fullWindow(known.limits, known.calls, 2) !== null, messagesPerDay: known.limits.messagesPerDay };
}

/** of the pause that began when the last call of the account ended. Its length is read anew each time, so a new one holds at once (C-16). */
async function pauseLeft(tx: Transaction, account: Account, now: Date): Promise<number> {
  if (account.sendIntervalMs === 0) return 0;
  const last = await tx.usage.lastCallAt(account.id);
  // A clock that was put back must not hold the account longer than a pause.
  return last === null ? 0 : Math.min(account.sendIntervalMs, last.getTime() + account.sendIntervalMs - now.getTime());
}

/** it waits, and only it; running conversations go on. What could not leave within the time that messages wait fails now. */
async function waitForSlot(tx: Transaction, message: Message, first: FirstMessage, now: Date): Promise<void> {
  const { at } = first.slot;
  if (at.getTime() - message.createdAt.getTime() > MAX_WAIT_MS)
    await finishMessage(tx, message, { status: 'FAILED', at: now, failure: firstMessageFailure(first) });
  else {
    await tx.firstMessages.hold(message.accountId, message.recipientId, at);
    announceWait(tx, message);
  }
}

async function countFirst(tx: Transaction, message: Message, first: FirstMessage | null, now: Date): Promise<void> {
  if (first === null) return;
  await tx.firstMessages.grant(message.accountId, message.recipientId, now);
  await tx.usage.spend(message.accountId, 'FIRST_MESSAGE', Number.MAX_SAFE_INTEGER);
  const { firstMessagesPerDay } = first.limits;
  if (firstMessagesPerDay !== null) await noteDailyLimit(tx, now, message.accountId, 'FIRST_MESSAGE', firstMessagesPerDay);
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

/** So many bubbles are told that they wait; whoever opens a card later reads it anyway. */
const TOLD_AT_ONCE = 50;

async function tellThoseBehind(tx: Transaction, accountId: AccountId): Promise<void> {
  const behind = (await tx.messages.ready(accountId)).filter(obeysLimits);
  for (const message of behind.slice(0, TOLD_AT_ONCE)) announceWait(tx, message);
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
    await countFirst(tx, locked, slot.first, now);
    if (slot.isLast) await tellThoseBehind(tx, context.accountId);
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
  const [stored, recipient] = await deps.storage.transaction(portalId, tx =>
    Promise.all([tx.files.find(file.id), tx.recipients.find(message.recipientId)]),
  );
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

/** As it was claimed: an earlier attempt may have been taken. */
const isAskedAgain = ({ delivery }: Message): boolean => delivery === 'CALLING';

async function settle(
  deps: DeliverDeps,
  context: DeliverContext,
  message: Message,
  outcome: SendOutcome,
  messagesPerDay: number | null,
): Promise<void> {
  await deps.storage.transaction(context.lease.portalId, async tx => {
    await tx.holdLease(context.lease);
    const locked = await tx.messages.lock(message.id);
    if (locked === null || locked.attempt !== message.attempt || !isUnderWay(locked, outcome)) return;
    const now = deps.clock.now();
    if (outcome.kind !== 'not-sent') await tx.usage.noteCall(context.accountId, now);
    switch (outcome.kind) {
      case 'accepted':
        locked.delivery = 'DONE';
        await tx.usage.spend(context.accountId, 'SENT', Number.MAX_SAFE_INTEGER);
        if (messagesPerDay !== null) await noteDailyLimit(tx, now, context.accountId, 'SENT', messagesPerDay);
        await recordNews(tx, locked, { status: 'SENT', occurredAt: outcome.at, learnedAt: now, source: 'ACCEPTANCE', failure: null });
        return;
      case 'refused':
        return finishMessage(tx, locked, {
          status: 'FAILED',
          at: now,
          failure: {
            code: outcome.code,
            details: {
              ...(outcome.rawCode === null ? {} : { rawCode: outcome.rawCode }),
              ...(outcome.freeAt === null ? {} : { freeAt: outcome.freeAt.toISOString() }),
            },
          },
        });
      case 'not-sent':
        locked.delivery = isAskedAgain(message) ? 'ASKING' : 'READY';
        if (!isAskedAgain(message)) locked.calledAt = null;
        locked.runAt = new Date(now.getTime() + (outcome.retryAfterMs ?? retryDelayMs(locked.attempt, deps.random)));
        await tx.messages.save(locked);
        if (locked.status === 'QUEUED' && locked.runAt.getTime() - now.getTime() >= WORTH_SAYING_MS) announceWait(tx, locked);
        return;
      case 'unknown':
        if (context.capabilities.repeatIsHarmless) return askAgain(tx, deps, locked, now);
        return finishMessage(tx, locked, { status: 'UNCONFIRMED', at: now, failure: { code: 'NOT_CONFIRMED', details: {} } });
    }
  });
}

/** A shorter wait is over before anybody has read of it. */
const WORTH_SAYING_MS = 10_000;

/** Attempts after which people see that a message is not confirmed (L-11); it is asked for all the same. */
const DOUBTFUL_AFTER = 3;

/** Repeats after which a message whose worker died over each of them is left unconfirmed (RE-11). */
const MAX_ASKS = 20;

/** GU-3: exactly one message, so until its fate is known. */
async function askAgain(tx: Transaction, deps: Pick<DeliverDeps, 'random'>, message: Message, now: Date): Promise<void> {
  message.delivery = 'ASKING';
  message.runAt = new Date(now.getTime() + retryDelayMs(message.attempt, deps.random));
  if (message.attempt < DOUBTFUL_AFTER || message.status !== 'QUEUED') return tx.messages.save(message);
  const failure: Failure = { code: 'NOT_CONFIRMED', details: {} };
  await recordNews(tx, message, { status: 'UNCONFIRMED', occurredAt: now, learnedAt: now, source: 'TIMEOUT', failure });
}

/** Of a file that never came to the messenger the call has not begun. */
const isUnderWay = ({ delivery }: Message, outcome: SendOutcome): boolean =>
  delivery === 'CALLING' || (delivery === 'CLAIMED' && outcome.kind === 'not-sent');

/**
 * What a worker that died left behind (GU-7), decided by its successor before it sends anything:
 * claimed = provably not sent, back to its place; calling = nobody knows, unless a repeat is harmless (GU-3).
 */
export async function recoverDeliveries(
  deps: Omit<DeliverDeps, 'files'>,
  context: Pick<DeliverContext, 'lease' | 'accountId' | 'capabilities'>,
): Promise<void> {
  await deps.storage.transaction(context.lease.portalId, async tx => {
    await tx.holdLease(context.lease);
    for (const message of await tx.messages.unfinished(context.accountId)) {
      const now = deps.clock.now();
      if (message.delivery === 'CALLING') await tx.usage.noteCall(context.accountId, now);
      if (message.delivery === 'CALLING' && context.capabilities.repeatIsHarmless && message.attempt < MAX_ASKS) {
        message.delivery = 'ASKING';
        await tx.messages.save(message);
      } else if (message.delivery === 'CALLING') {
        await finishMessage(tx, message, { status: 'UNCONFIRMED', at: now, failure: { code: 'NOT_CONFIRMED', details: {} } });
      } else if (message.attempt >= MAX_CRASHES) {
        await finishMessage(tx, message, {
          status: 'FAILED',
          at: now,
          failure: { code: 'MESSENGER_REFUSED', details: { rawCode: 'gave-up' } },
        });
      } else {
        message.delivery = 'READY';
        await tx.messages.save(message);
      }
    }
  });
}
