/** From the messenger into the open-line chat (H-1, H-2, O-25): what was stored is forwarded, once. */
import type { Account } from '../account/account.ts';
import type { AccountId, FileId, PortalId } from '../ids.ts';
import type { InboundMessage, InboundQuote } from '../ports/connector/inbound.ts';
import type { LineMessage } from '../ports/open-lines.ts';
import type { Transaction } from '../ports/storage.ts';
import { accountLane, DONE, type TaskOutcome } from '../ports/tasks.ts';
import { againAfter, isPassing } from '../portal/refusal-outcome.ts';
import type { Recipient } from '../recipient/recipient.ts';
import { isRefusal } from '../refusal.ts';
import { lineClient, type ChatDeps, type ChatFileDeps } from './ensure-chat.ts';
import { PICTURE_PATIENCE_MS, pictureUrl } from './client-picture.ts';
import { PORTAL_LINK_MS } from './file-copy.ts';
import { inboundText, type InboundContext } from './inbound-content.ts';
import { isFileLate, promiseLateFile } from './late-file.ts';
import { isKeptOut, loadInbound } from './load-inbound.ts';
import { saveChat } from './save-chat.ts';

/** So long a chat waits for a file; what comes after it waits too, so that the order stays. */
const FILE_PATIENCE_MS = 10 * 60_000;
const LOOK_FOR_PICTURE_MS = 250;

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
