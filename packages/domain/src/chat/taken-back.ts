/**
 * An operator may delete what still waits for the messenger. The portal tells of a deletion only when the message is tied to the messenger's
 * ids (Bitrix24 docs, connector events), and it is not before it left: one that had to wait is looked up in its chat first (O-30).
 */
import type { PortalId } from '../ids.ts';
import type { Message } from '../message/message.ts';
import type { Clock } from '../ports/clock.ts';
import type { OpenLines } from '../ports/open-lines.ts';
import type { Storage } from '../ports/storage.ts';
import { isRefusal } from '../refusal.ts';

/** Hardly anybody takes back in less; and what leaves at once does not wait for the portal. */
const MAY_BE_TAKEN_BACK_AFTER_MS = 5_000;

export interface TakenBackDeps {
  storage: Storage;
  clock: Clock;
  openLines: Pick<OpenLines, 'chatMessage'>;
}

/** False also where the portal cannot say: what it showed stands. */
export async function wasTakenBack(deps: TakenBackDeps, portalId: PortalId, message: Message): Promise<boolean> {
  const { openLineMessageId } = message;
  const waited = deps.clock.now().getTime() - message.createdAt.getTime();
  if (openLineMessageId === null || waited < MAY_BE_TAKEN_BACK_AFTER_MS) return false;
  const chat = await deps.storage.transaction(portalId, tx => tx.chats.find(message.accountId, message.recipientId));
  if (chat === null) return false;
  const state = await deps.openLines.chatMessage(portalId, chat.openLineChatId, openLineMessageId);
  return !isRefusal(state) && state.kind === 'deleted';
}
