/** «Исходящим в ОЛ» (O-20): the employee's own message in the chat, posted once and known as ours, so that its echo never goes to the client (O-24). */
import type { Message } from '../message/message.ts';
import { isRefusal, type Failure, type Refusal } from '../refusal.ts';
import { ensureChat, type ChatDeps, type ChatFileDeps, type ChatWish } from './ensure-chat.ts';
import { postCopy } from './file-copy.ts';

const OUTCOME_UNKNOWN = 'OUTCOME_UNKNOWN';

/**
 * Stands beside a message from before its post leaves until the answer: meanwhile, and after a lost answer, nobody knows
 * whether it stands in the chat. It is never posted again: a second copy's echo would look like an operator's message and go to the client.
 * The history of the chat tells, or the echo of the first (see operator-message.ts).
 */
export const UNHEARD: Failure = { code: 'PUBLICATION_UNAVAILABLE', details: { rawCode: OUTCOME_UNKNOWN } };

export const isUnheard = (message: Message, failure: Pick<Failure, 'code' | 'details'> | null): boolean =>
  message.publication === 'OUTGOING' && failure?.code === UNHEARD.code && failure.details.rawCode === OUTCOME_UNKNOWN;

export async function postOutgoing(deps: ChatFileDeps, wish: ChatWish, message: Message): Promise<string | Refusal> {
  const ensured = await ensureChat(deps, wish);
  if (isRefusal(ensured)) return ensured;
  const { openLineChatId } = ensured.chat;
  if (!ensured.dialog.participantIds.includes(wish.employee.id)) {
    // Beside its operator, who keeps the dialogue (O-7).
    const joined = await deps.openLines.join(wish.portalId, wish.employee.id, openLineChatId);
    if (joined !== null) return joined;
  }
  await beginPost(deps, message);
  const posted = await postCopy(deps, message, openLineChatId);
  if (!isRefusal(posted)) {
    await storePost(deps, message, posted);
    return posted;
  }
  return isUnheard(message, posted) ? ((await findOwnPost(deps, wish, message)) ?? posted) : posted;
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

/** One commit: an echo that is known as ours is of a message that knows it (O-24). */
async function storePost(deps: ChatDeps, message: Message, openLineMessageId: string): Promise<void> {
  await deps.storage.transaction(message.portalId, async tx => {
    await tx.ownPosts.add(openLineMessageId);
    const locked = await tx.messages.lock(message.id);
    if (locked === null) return;
    locked.publishedAs = openLineMessageId;
    locked.publicationFailure = null;
    await tx.messages.save(locked);
  });
}

/** The post whose answer was lost, by author, words and time, apart from copies of other messages that we know. Null: it is not seen there. */
export async function findOwnPost(deps: ChatDeps, wish: ChatWish, message: Message): Promise<string | null> {
  // Words tell one post from another; a file without words has only its echo, which names it.
  if (message.file !== null) return null;
  const { portalId, employee } = wish;
  const chat = await deps.storage.transaction(portalId, tx => tx.chats.find(wish.account.id, wish.recipient.id));
  if (chat === null) return null;
  const { openLineChatId } = chat;
  const posts = await deps.openLines.employeePosts(portalId, {
    employeeId: employee.id,
    openLineChatId,
    text: message.text,
    since: message.createdAt,
  });
  if (isRefusal(posts)) return null;
  const unknown = await deps.storage.transaction(portalId, async tx => {
    for (const post of posts) if (!(await tx.ownPosts.has(post))) return post;
    return null;
  });
  if (unknown !== null) await storePost(deps, message, unknown);
  return unknown;
}
