/** From the messenger into the open-line chat (H-1, H-2, O-25): stored before the messenger hears that we have it (GU-5), then forwarded. */
import { seePhone } from '../account/account-change.ts';
import type { Account } from '../account/account.ts';
import { newId, type AccountId, type PortalId } from '../ids.ts';
import type { InboundMessage } from '../ports/connector.ts';
import { chatLane, DONE, type TaskOutcome } from '../ports/tasks.ts';
import { againAfter, isPassing } from '../portal/refusal-outcome.ts';
import type { Recipient } from '../recipient/recipient.ts';
import { isRefusal } from '../refusal.ts';
import { lineClient, type ChatDeps } from './ensure-chat.ts';
import { PHONE_MARK } from './publication.ts';
import { saveChat } from './save-chat.ts';

/** First line of a message that says an earlier one anew (O-30). */
const EDITED_MARK = 'Сообщение отредактировано';

export async function storeInbound(
  deps: Pick<ChatDeps, 'storage' | 'clock'>,
  portalId: PortalId,
  accountId: AccountId,
  messages: readonly InboundMessage[],
): Promise<void> {
  await deps.storage.transaction(portalId, async tx => {
    const account = await tx.accounts.find(accountId);
    if (account === null) return;
    for (const message of messages) {
      // Taking back is no message of its own; the chat keeps what it has.
      if (message.change?.kind === 'DELETE') continue;
      // Our own send comes back as an echo with its id: it is no news (O-24).
      if (message.fromPhone && (await tx.messages.lockByExternalId(accountId, message.externalMessageId)) !== null) continue;
      const id = newId<PortalId>();
      const dedupKey = `${accountId}:${message.externalMessageId}`;
      const added = await tx.inbox.add({ id, source: 'MESSENGER', accountId, dedupKey, body: message, receivedAt: deps.clock.now() });
      if (!added) continue;
      const [recipient] = await tx.recipients.ensure(account.messenger, [{ address: addressOf(message), name: message.name }]);
      if (recipient === undefined) throw new Error('a recipient was not made');
      if (message.fromPhone) {
        await seePhone(tx, accountId, message.occurredAt); // C-22
        await tx.messages.noteAnswer(accountId, recipient.id, message.occurredAt);
      } else {
        // A message from the client is a "yes" without asking (D-6).
        recipient.learnPresence('EXISTS', message.messengerAddress, accountId, deps.clock.now());
        await tx.recipients.save(recipient);
        await tx.messages.noteInbound(accountId, recipient.id, message.occurredAt);
      }
      await tx.tasks.add({ name: 'forward-inbound', laneKey: chatLane(accountId, recipient.id), subjectId: id });
    }
  });
}

export async function forwardInbound(deps: ChatDeps, portalId: PortalId, inboxId: string): Promise<TaskOutcome> {
  const loaded = await deps.storage.transaction(portalId, async tx => {
    const entry = await tx.inbox.find(inboxId);
    if (entry === null || entry.accountId === null) return null;
    const message = reviveInbound(entry.body as StoredInbound);
    const account = await tx.accounts.find(entry.accountId);
    if (account === null) return null;
    const recipient = await tx.recipients.findByAddress(account.messenger, [addressOf(message)]);
    const chat = recipient === null ? null : await tx.chats.find(account.id, recipient.id);
    return recipient === null ? null : { message, account, recipient, chat };
  });
  if (loaded === null) return DONE;
  const { message, account, recipient, chat } = loaded;
  if (isKeptOut(message, account)) return DONE;
  const externalId = `in-${message.externalMessageId}`;
  if (chat !== null) {
    const posted = await deps.openLines.hasMessage(portalId, chat.openLineChatId, externalId);
    if (isRefusal(posted)) return againAfter(posted);
    if (posted) return DONE;
  }
  const opened = await deps.openLines.postFromClient(portalId, account.lineId, account.messenger, lineClient(recipient), {
    externalId,
    text: inboundText(message),
    at: message.occurredAt,
    keepTrackerQuiet: message.fromPhone,
  });
  if (isRefusal(opened))
    return isPassing(opened) || opened.retry !== 'NO' ? againAfter(opened) : { kind: 'again', reason: opened.code, afterMs: 60_000 };
  await refreshChat(deps, portalId, account, recipient, opened);
  return DONE;
}

/** An ignored number creates no chat, whoever of the two writes (C-18); what the owner writes on his phone is a sent message too (C-11). */
const isKeptOut = (message: InboundMessage, account: Account): boolean =>
  account.ignoredNumbers.includes(addressOf(message)) || (message.fromPhone && !account.publishOutgoing);

async function refreshChat(
  deps: ChatDeps,
  portalId: PortalId,
  account: Account,
  recipient: Recipient,
  opened: { openLineChatId: string; userCode: string },
): Promise<void> {
  const dialog = await deps.openLines.dialog(portalId, 'main', opened.openLineChatId);
  if (isRefusal(dialog)) return; // the chat is found again by its USER_CODE when somebody needs it
  await saveChat(deps, { portalId, account, recipient, card: null }, opened, dialog, false);
}

/** A client who hides his number is known by the messenger's own address only. */
const addressOf = (message: InboundMessage): string => message.address ?? message.messengerAddress;

/** An entry of before there were files and changes lacks both. */
type StoredInbound = Omit<InboundMessage, 'file' | 'change'> & Partial<Pick<InboundMessage, 'file' | 'change'>>;

/** JSON keeps dates as text. */
const reviveInbound = (stored: StoredInbound): InboundMessage => ({
  ...stored,
  file: stored.file ?? null,
  change: stored.change ?? null,
  occurredAt: new Date(stored.occurredAt),
});

function inboundText(message: InboundMessage): string {
  const file = message.file === null ? null : `[${message.file.name ?? message.file.kind}]`;
  const content = [file, message.text].filter(part => part !== null).join('\n') || `[${message.unsupported ?? 'message'}]`;
  const marks = [message.fromPhone ? PHONE_MARK : null, message.change === null ? null : EDITED_MARK];
  return [...marks.filter(mark => mark !== null), content].join('\n');
}
