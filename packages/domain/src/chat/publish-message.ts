/**
 * Shows a message that the messenger accepted in the open-line chat (O-20…O-27). Runs in the chat's lane.
 * Publication never touches the status: a failure stands beside it and is tried again (O-26).
 */
import type { MessageId, PortalId } from '../ids.ts';
import type { Message } from '../message/message.ts';
import type { OpenedDialog } from '../ports/open-lines.ts';
import { activityLane, DONE, type TaskOutcome } from '../ports/tasks.ts';
import { againAfter, isPassing } from '../portal/refusal-outcome.ts';
import { isRefusal, type Failure, type Refusal } from '../refusal.ts';
import { ensureChat, findOpened, lineClient, saveChat, settleOwner, type ChatDeps, type ChatWish } from './ensure-chat.ts';
import { INCOMING_MARK } from './publication.ts';

const OUTCOME_UNKNOWN = 'OUTCOME_UNKNOWN';

/**
 * Stands beside a message from before its post as the employee leaves until the answer: meanwhile, and after a lost answer, nobody knows
 * whether it stands in the chat. It is never posted again: a second copy's echo would look like an operator's message and go to the client.
 * The echo of the first tells (see operator-message.ts).
 */
const UNHEARD: Failure = { code: 'PUBLICATION_UNAVAILABLE', details: { rawCode: OUTCOME_UNKNOWN } };

const isUnheard = (message: Message, failure: Pick<Failure, 'code' | 'details'> | null): boolean =>
  message.publication === 'OUTGOING' && failure?.code === UNHEARD.code && failure.details.rawCode === OUTCOME_UNKNOWN;

/** `isRepeat`: an earlier run may have posted it without hearing the answer, so it is looked for first (RE-10). */
export async function publishMessage(deps: ChatDeps, portalId: PortalId, messageId: MessageId, isRepeat: boolean): Promise<TaskOutcome> {
  const loaded = await deps.storage.transaction(portalId, async tx => {
    const message = await tx.messages.find(messageId);
    if (message === null || message.publication === 'NONE') return null;
    if (message.publishedAs !== null && !(isRepeat && message.publication === 'OUTGOING')) return null;
    const [account, recipient, sender] = await Promise.all([
      tx.accounts.find(message.accountId),
      tx.recipients.find(message.recipientId),
      tx.employees.find(message.senderId),
    ]);
    if (account === null || recipient === null) return null;
    const employee = { id: message.senderId, name: sender?.name ?? '' };
    return { message, wish: { portalId, account, recipient, employee, card: message.card } satisfies ChatWish };
  });
  if (loaded === null) return DONE;
  if (isUnheard(loaded.message, loaded.message.publicationFailure)) {
    await storeResult(deps, loaded.message, null, UNHEARD);
    return DONE;
  }
  if (loaded.message.publishedAs === null && !loaded.wish.account.publishOutgoing) {
    await storeResult(deps, loaded.message, null, { code: 'PUBLICATION_SWITCHED_OFF', details: {} }); // O-28, also for what waited
    return DONE;
  }
  const published =
    loaded.message.publication === 'INCOMING'
      ? await publishAsIncoming(deps, loaded.wish, loaded.message, isRepeat)
      : await publishAsOutgoing(deps, loaded.wish, loaded.message);
  if (isRefusal(published)) {
    await storeResult(deps, loaded.message, null, { code: published.code, details: published.details });
    if (isUnheard(loaded.message, published)) return DONE;
    return isPassing(published) || published.retry === 'YES' ? againAfter(published) : DONE;
  }
  await storeResult(deps, loaded.message, published, null);
  return DONE;
}

async function publishAsIncoming(deps: ChatDeps, wish: ChatWish, message: Message, isRepeat: boolean): Promise<string | Refusal> {
  const externalId = `olchat-${message.id}`;
  // A run before may have ended after its post and before our record of the chat: then only the portal knows it.
  const known = isRepeat
    ? await findOpened(deps, wish)
    : await deps.storage.transaction(wish.portalId, tx => tx.chats.find(wish.account.id, wish.recipient.id));
  if (isRefusal(known)) return known;
  const before = known === null ? null : await deps.openLines.dialog(wish.portalId, 'main', known.openLineChatId);
  if (isRefusal(before)) return before;
  const posted = known === null ? false : await deps.openLines.hasMessage(wish.portalId, known.openLineChatId, externalId);
  if (isRefusal(posted)) return posted;
  const opened: OpenedDialog | Refusal =
    posted && known !== null
      ? { openLineChatId: known.openLineChatId, userCode: known.userCode }
      : await deps.openLines.postFromClient(wish.portalId, wish.account.lineId, wish.account.messenger, lineClient(wish.recipient), {
          externalId,
          text: `${INCOMING_MARK}\n${message.text}`,
          at: deps.clock.now(),
          keepTrackerQuiet: true,
        });
  if (isRefusal(opened)) return opened;
  // O-9: a session that our post opened belongs to the sender; somebody's running conversation stays his (O-7).
  const session = before === null || before.sessionId === null ? 'new' : 'existing';
  const dialog = await settleOwner(deps, wish, opened.openLineChatId, session);
  if (isRefusal(dialog)) {
    const asItIs = await deps.openLines.dialog(wish.portalId, 'main', opened.openLineChatId);
    if (!isRefusal(asItIs)) await saveChat(deps, wish, opened, asItIs);
    return isPassing(dialog) ? dialog : externalId;
  }
  await saveChat(deps, wish, opened, dialog);
  return externalId;
}

async function publishAsOutgoing(deps: ChatDeps, wish: ChatWish, message: Message): Promise<string | Refusal> {
  const posted = message.publishedAs === null ? await post(deps, wish, message) : message.publishedAs;
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

async function post(deps: ChatDeps, wish: ChatWish, message: Message): Promise<string | Refusal> {
  const ensured = await ensureChat(deps, wish);
  if (isRefusal(ensured)) return ensured;
  await beginPost(deps, message);
  const posted = await deps.openLines.postAsEmployee(wish.portalId, wish.employee.id, ensured.chat.openLineChatId, message.text);
  if (isRefusal(posted)) return posted;
  // One commit: an echo that is known as ours is of a message that knows it (O-24).
  await deps.storage.transaction(message.portalId, async tx => {
    await tx.ownPosts.add(posted);
    const locked = await tx.messages.lock(message.id);
    if (locked === null) return;
    locked.publishedAs = posted;
    locked.publicationFailure = null;
    await tx.messages.save(locked);
  });
  return posted;
}

/** The commit after which a successor must assume that the copy stands in the chat (RE-5). */
async function beginPost(deps: ChatDeps, message: Message): Promise<void> {
  await deps.storage.transaction(message.portalId, async tx => {
    const locked = await tx.messages.lock(message.id);
    if (locked === null) return;
    locked.publicationFailure = UNHEARD;
    await tx.messages.save(locked);
  });
}

async function storeResult(deps: ChatDeps, message: Message, publishedAs: string | null, failure: Failure | null): Promise<void> {
  await deps.storage.transaction(message.portalId, async tx => {
    const locked = await tx.messages.lock(message.id);
    if (locked === null) return;
    const chat = await tx.chats.find(locked.accountId, locked.recipientId);
    locked.publishedAs = publishedAs ?? locked.publishedAs;
    locked.publicationFailure = failure;
    locked.chatId = chat?.id ?? locked.chatId;
    await tx.messages.save(locked);
    if (locked.createActivity) {
      await tx.tasks.add({ name: 'sync-activity', laneKey: activityLane(locked.groupId), subjectId: locked.groupId });
    }
  });
}
