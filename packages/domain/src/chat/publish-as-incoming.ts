/** «Входящим сообщением в ОЛ» (O-21): as if the client had written it, with our mark; the chat goes to the sender where it is nobody's (O-9). */
import type { Message } from '../message/message.ts';
import type { Dialog, OpenedDialog } from '../ports/open-lines.ts';
import { isPassing } from '../portal/refusal-outcome.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { isToBeTaken } from './chat-opening.ts';
import { beginOpening, findOpened, forgetOpening, lineClient, openingOf, type ChatFileDeps, type ChatWish } from './ensure-chat.ts';
import { incomingContent } from './file-copy.ts';
import { incomingMark } from './publication.ts';
import { saveChat } from './save-chat.ts';
import { settleOwner } from './settle-owner.ts';

/** Answers the id under which the copy stands in the chat. */
export async function publishAsIncoming(
  deps: ChatFileDeps,
  wish: ChatWish,
  message: Message,
  isRepeat: boolean,
): Promise<string | Refusal> {
  const externalId = `olchat-${message.id}`;
  // A run before may have ended after its post and before our record of the chat: then only the portal knows it.
  const known = isRepeat
    ? await findOpened(deps, wish)
    : await deps.storage.transaction(wish.portalId, tx => tx.chats.find(wish.account.id, wish.recipient.id));
  if (isRefusal(known)) return known;
  // The first run has nothing to look for: each look is one of two requests a second (RE-44).
  const posted = known === null || !isRepeat ? false : await deps.openLines.hasMessage(wish.portalId, known.openLineChatId, externalId);
  if (isRefusal(posted)) return posted;
  const before = known === null || posted ? null : await deps.openLines.dialog(wish.portalId, 'main', known.openLineChatId);
  if (isRefusal(before)) return before;
  const opened = posted && known !== null ? known : await post(deps, wish, message, before);
  if (isRefusal(opened)) return opened;
  const opening = await openingOf(deps, wish);
  if (before !== null && opening === null && isSomebodys(before)) {
    await saveChat(deps, wish, opened, before, true);
    return externalId;
  }
  // A session that our post opened belongs to the sender; somebody's running conversation stays his (O-7, O-9).
  const mayBeTaken = isToBeTaken(opening, wish.employee.id, deps.clock.now());
  const dialog = await settleOwner(deps, wish, opened.openLineChatId, { mayBeTaken, isMember: false });
  if (!isRefusal(dialog)) {
    await saveChat(deps, wish, opened, dialog, true);
    return externalId;
  }
  const asItIs = await deps.openLines.dialog(wish.portalId, 'main', opened.openLineChatId);
  // Who can never have it does not wait for it: the copy stands, and the line's queue has the dialogue.
  if (!isRefusal(asItIs)) await saveChat(deps, wish, opened, asItIs, !isPassing(dialog));
  return isPassing(dialog) ? dialog : externalId;
}

/** A conversation that goes on: a message in it changes nothing of whose it is. */
const isSomebodys = ({ sessionId, ownerId, isClosing }: Dialog): boolean => sessionId !== null && (ownerId !== null || isClosing);

/** `before`: the dialogue as it stands; null where there is none yet. */
async function post(deps: ChatFileDeps, wish: ChatWish, message: Message, before: Dialog | null): Promise<OpenedDialog | Refusal> {
  if (before === null || before.sessionId === null) await beginOpening(deps, wish, 'POSTING', 0);
  const opened = await deps.openLines.postFromClient(
    wish.portalId,
    wish.account.lineId,
    wish.account.messenger,
    lineClient(wish.recipient),
    {
      externalId: `olchat-${message.id}`,
      ...(await incomingContent(deps, message, incomingMark(message))),
      at: deps.clock.now(),
      keepTrackerQuiet: true,
    },
  );
  if (isRefusal(opened) && opened.details.rawCode !== 'OUTCOME_UNKNOWN') await forgetOpening(deps, wish);
  return opened;
}
