/** From the messenger into the open-line chat (H-1, H-2, O-25): stored before the messenger hears that we have it (GU-5), then forwarded. */
import { seePhone } from '../account/account-change.ts';
import type { Account } from '../account/account.ts';
import { afterChange, receivedMessage } from '../conversation/received-message.ts';
import { newId, type AccountId, type FileId, type PortalId, type RecipientId } from '../ids.ts';
import type { ConnectorCapabilities } from '../ports/connector.ts';
import type { InboundMessage, InboundQuote } from '../ports/connector/inbound.ts';
import type { LineMessage } from '../ports/open-lines.ts';
import type { Transaction } from '../ports/storage.ts';
import { accountLane, chatLane, DONE, type TaskOutcome } from '../ports/tasks.ts';
import { againAfter, isPassing } from '../portal/refusal-outcome.ts';
import type { Recipient } from '../recipient/recipient.ts';
import { isRefusal } from '../refusal.ts';
import { lineClient, type ChatDeps, type ChatFileDeps } from './ensure-chat.ts';
import type { Chat } from './chat.ts';
import { PICTURE_PATIENCE_MS, pictureUrl } from './client-picture.ts';
import { PORTAL_LINK_MS } from './file-copy.ts';
import { inboundText, type InboundContext } from './inbound-content.ts';
import { isFileLate, promiseLateFile } from './late-file.ts';
import { saveChat } from './save-chat.ts';

/** So long a chat waits for a file; what comes after it waits too, so that the order stays. */
const FILE_PATIENCE_MS = 10 * 60_000;
const LOOK_FOR_PICTURE_MS = 250;

export async function storeInbound(
  deps: Pick<ChatDeps, 'storage' | 'clock'>,
  portalId: PortalId,
  accountId: AccountId,
  messages: readonly InboundMessage[],
  capabilities: Pick<ConnectorCapabilities, 'pictures'> = {},
): Promise<void> {
  await deps.storage.transaction(portalId, async tx => {
    const account = await tx.accounts.find(accountId);
    if (account === null) return;
    for (const message of messages) {
      // Our own send comes back as an echo with its id: it is no news (O-24).
      if (message.fromPhone && (await tx.messages.lockByExternalId(accountId, message.externalMessageId)) !== null) continue;
      const id = newId<PortalId>();
      const dedupKey = `${accountId}:${message.externalMessageId}`;
      const added = await tx.inbox.add({ id, source: 'MESSENGER', accountId, dedupKey, body: message, receivedAt: deps.clock.now() });
      if (!added) continue;
      const [recipient] = await tx.recipients.ensure(account.messenger, [{ address: addressOf(message), name: message.name }]);
      if (recipient === undefined) throw new Error('a recipient was not made');
      if (!account.ignoredNumbers.includes(addressOf(message))) await remember(tx, account.id, recipient.id, id, message, deps.clock.now());
      if (message.fromPhone) {
        await seePhone(tx, accountId, message.occurredAt); // C-22
        await tx.messages.noteAnswer(accountId, recipient.id, message.occurredAt);
      } else {
        // A message from the client is a "yes" without asking (D-6).
        const now = deps.clock.now();
        recipient.learnPresence('EXISTS', message.messengerAddress, accountId, now);
        if (capabilities.pictures === true && !isKeptOut(message, account) && recipient.isPictureDue(now)) {
          recipient.askPicture(now);
          await tx.tasks.add({ name: 'fetch-client-picture', laneKey: accountLane(accountId), subjectId: recipient.id });
        }
        await tx.recipients.save(recipient);
        await tx.messages.noteInbound(accountId, recipient.id, message.occurredAt);
      }
      if (message.file !== null && !isKeptOut(message, account))
        await tx.tasks.add({ name: 'fetch-inbound-file', laneKey: accountLane(accountId), subjectId: id });
      await tx.tasks.add({ name: 'forward-inbound', laneKey: chatLane(accountId, recipient.id), subjectId: id });
    }
  });
}

/** For the history of the conversation (S-11). An ignored number is a private matter of the account's owner (C-18). */
async function remember(
  tx: Transaction,
  accountId: AccountId,
  recipientId: RecipientId,
  id: string,
  message: InboundMessage,
  now: Date,
): Promise<void> {
  // An emoji at a message is none of its own.
  if (message.reaction !== undefined) return;
  if (message.change === null) return tx.received.add(receivedMessage(id as FileId, accountId, recipientId, message, now));
  const changed = await tx.received.findByExternalId(accountId, message.change.externalMessageId);
  if (changed !== null) await tx.received.save(afterChange(changed, message));
}

export async function forwardInbound(deps: ChatFileDeps, portalId: PortalId, inboxId: string): Promise<TaskOutcome> {
  const loaded = await deps.storage.transaction(portalId, async tx => {
    const inbound = await loadInbound(tx, inboxId);
    if (inbound === null) return null;
    const { message, account, recipient } = inbound;
    const file = message.file === null ? null : await tx.files.find(inboxId as FileId);
    const picture = recipient.pictureId === null ? null : await tx.files.find(recipient.pictureId);
    const before =
      message.change === null ? null : await tx.inbox.findByKey('MESSENGER', `${account.id}:${message.change.externalMessageId}`);
    const context: InboundContext = {
      locale: (await tx.portal()).language,
      file,
      isFileLate: message.file !== null && (await isFileLate(tx, inboxId)),
      before: before === null ? null : (before.body as InboundMessage).text,
      quote: message.quote === undefined ? null : await quoteOf(tx, account.id, message.quote),
    };
    return { ...inbound, picture, context };
  });
  if (loaded === null) return DONE;
  const { message, account, recipient, chat, picture, context, receivedAt } = loaded;
  const { file, isFileLate: isPromised } = context;
  if (isKeptOut(message, account)) return DONE;
  if (message.change?.kind === 'DELETE') return takeBack(deps, portalId, account, recipient, message.change.externalMessageId);
  const isAwaited = message.file !== null && isPromised !== true && (file === null || file.state === 'UPLOADING');
  if (isAwaited && deps.clock.now().getTime() - receivedAt.getTime() < FILE_PATIENCE_MS) {
    // Asked for anew, should the worker that fetched it have died; the same task twice is one.
    const task = { name: 'fetch-inbound-file', laneKey: accountLane(account.id), subjectId: inboxId } as const;
    await deps.storage.transaction(portalId, tx => tx.tasks.add(task));
    return { kind: 'again', reason: 'FILE_NOT_HERE_YET', passing: true };
  }
  if (isAwaited) {
    context.isFileLate = true;
    await deps.storage.transaction(portalId, tx => promiseLateFile(tx, account.id, inboxId, deps.clock.now()));
  }
  if (recipient.awaitsPicture() && deps.clock.now().getTime() - receivedAt.getTime() < PICTURE_PATIENCE_MS)
    return { kind: 'again', reason: 'PICTURE_NOT_HERE_YET', afterMs: LOOK_FOR_PICTURE_MS, passing: true };
  const externalId = `in-${message.externalMessageId}`;
  if (chat !== null) {
    const posted = await deps.openLines.hasMessage(portalId, chat.openLineChatId, externalId);
    if (isRefusal(posted)) return againAfter(posted);
    if (posted) return DONE;
  }
  const client = { ...lineClient(recipient), ...pictureUrl(deps, picture) };
  const opened = await deps.openLines.postFromClient(portalId, account.lineId, account.messenger, client, {
    externalId,
    ...inboundContent(deps, message, context),
    at: message.occurredAt,
    keepTrackerQuiet: message.fromPhone,
  });
  if (isRefusal(opened))
    return isPassing(opened) || opened.retry !== 'NO' ? againAfter(opened) : { kind: 'again', reason: opened.code, afterMs: 60_000 };
  await refreshChat(deps, portalId, account, recipient, opened);
  return DONE;
}

export interface LoadedInbound {
  message: InboundMessage;
  account: Account;
  recipient: Recipient;
  chat: Chat | null;
  receivedAt: Date;
}

/** Null: its account or client is not there any more. */
export async function loadInbound(tx: Transaction, inboxId: string): Promise<LoadedInbound | null> {
  const entry = await tx.inbox.find(inboxId);
  if (entry === null || entry.accountId === null) return null;
  const message = reviveInbound(entry.body as StoredInbound);
  const account = await tx.accounts.find(entry.accountId);
  const recipient = account === null ? null : await tx.recipients.findByAddress(account.messenger, [addressOf(message)]);
  if (account === null || recipient === null) return null;
  return { message, account, recipient, chat: await tx.chats.find(account.id, recipient.id), receivedAt: entry.receivedAt };
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

/** What the messenger does not tell of a quoted message we may have ourselves, whoever of the two wrote it. */
async function quoteOf(tx: Transaction, accountId: AccountId, quote: InboundQuote): Promise<InboundQuote> {
  const { externalMessageId, text, file } = quote;
  if (externalMessageId === null || text !== null || file !== null) return quote;
  const ours = await tx.messages.lockByExternalId(accountId, externalMessageId);
  const found = ours ?? (await tx.received.findByExternalId(accountId, externalMessageId));
  return found === null ? quote : { ...quote, text: found.text, file: found.file?.kind ?? null };
}

/** A file goes as itself, or as a line that names it when it could not be fetched. */
function inboundContent(
  deps: Pick<ChatFileDeps, 'fileLinks' | 'clock'>,
  message: InboundMessage,
  context: InboundContext,
): Pick<LineMessage, 'text' | 'files'> {
  const text = inboundText(message, context);
  const { file } = context;
  if (file?.state !== 'READY' || context.isFileLate === true) return { text };
  const until = new Date(deps.clock.now().getTime() + PORTAL_LINK_MS);
  return { text, files: [{ name: file.name, url: deps.fileLinks.url(file.portalId, file.id, until) }] };
}

/** The client took his message back for everybody: it goes from the chat too (O-30). What the chat never had needs nothing. */
async function takeBack(
  deps: ChatDeps,
  portalId: PortalId,
  account: Account,
  recipient: Recipient,
  externalMessageId: string,
): Promise<TaskOutcome> {
  const change = { externalId: `in-${externalMessageId}`, text: null };
  const done = await deps.openLines.changeFromClient(portalId, account.lineId, account.messenger, lineClient(recipient), change);
  return isRefusal(done) && isPassing(done) ? againAfter(done) : DONE;
}
