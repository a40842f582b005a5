/** From the open-line chat to the messenger (H-1): an operator's message becomes a message of ours in the same outbox. */
import { stateRefusal } from '../account/account-refusal.ts';
import type { StoredFile } from '../file/stored-file.ts';
import { keepFile, MAX_LINK_BYTES } from '../file/take-file.ts';
import { newId, type AccountId, type EmployeeId, type MessageGroupId, type MessageId, type PortalId } from '../ids.ts';
import { textRefusal } from '../message/content.ts';
import { messageParts } from '../message/message-parts.ts';
import { Message } from '../message/message.ts';
import { announceDetails, announceStatus } from '../message/announce-message.ts';
import type { ConnectorProfiles } from '../ports/connectors.ts';
import type { FileScanner } from '../ports/file-scanner.ts';
import type { Transaction } from '../ports/storage.ts';
import { activityLane, DONE, type TaskOutcome } from '../ports/tasks.ts';
import { againAfter, isPassing } from '../portal/refusal-outcome.ts';
import { isRefusal, refuse, type Failure, type Refusal } from '../refusal.ts';
import { chatClient, clientAddresses, type OperatorMessage } from './chat-client.ts';
import type { ChatFileDeps } from './ensure-chat.ts';
import { afterTelling, tellChat } from './tell-chat.ts';

export interface OperatorDeps extends ChatFileDeps {
  connectors: ConnectorProfiles;
  scanner: FileScanner | null;
  /** The sentence for a failure, in the portal's language. */
  sentence: (failure: Failure, locale: 'ru' | 'en') => string;
}

/** Once, however often its task runs; what cannot go is said in the chat. */
export async function forwardOperatorMessage(deps: OperatorDeps, portalId: PortalId, inboxId: string): Promise<TaskOutcome> {
  const claimed = await deps.storage.transaction(portalId, tx => forClient(tx, inboxId));
  if (claimed === null) return DONE;
  // Every employee can post an event (SE-2): what goes to a client must stand in his chat.
  const stands = await deps.openLines.hasOperatorMessage(portalId, claimed.event);
  if (isRefusal(stands) && isPassing(stands)) return againAfter(stands);
  if (stands !== true) return { kind: 'park', reason: 'NOT_IN_THE_CHAT' };
  const files = await filesOfChat(deps, portalId, claimed);
  if (isRefusal(files) && isPassing(files)) return againAfter(files);

  const refusal = await deps.storage.transaction(portalId, async tx => {
    const found = await forClient(tx, inboxId);
    if (found === null) return null;
    const { event, accountId } = found;
    if (await isEchoOfUnknownPost(tx, event, accountId)) return null;
    const refused = isRefusal(files) ? files : await accept(tx, deps, event, accountId, files);
    if (refused === null) return null;
    return { notAccepted: refused, event, portal: await tx.portal() };
  });
  if (refusal === null) return DONE;
  const failure = { code: refusal.notAccepted.code, details: refusal.notAccepted.details };
  const { event, portal } = refusal;
  return afterTelling(await tellChat(deps, portalId, event.openLineChatId, deps.sentence(failure, portal.language), [event.authorId]));
}

type FromEmployee = OperatorMessage & { authorId: EmployeeId };

/** Null for what is not meant for the client: our own copy comes back as an event, and the line has automatic texts (O-24). */
async function forClient(tx: Transaction, inboxId: string): Promise<{ event: FromEmployee; accountId: AccountId } | null> {
  const entry = await tx.inbox.find(inboxId);
  if (entry === null || entry.accountId === null) return null;
  const event = entry.body as OperatorMessage;
  if (event.authorId === null || (await tx.ownPosts.has(event.openLineMessageId))) return null;
  return { event: { ...event, authorId: event.authorId }, accountId: entry.accountId };
}

/** A post of ours whose answer was lost: the same employee, the same words, in the same chat. It stands there, and the client has it already. */
async function isEchoOfUnknownPost(tx: Transaction, event: FromEmployee, accountId: AccountId): Promise<boolean> {
  const account = await tx.accounts.find(accountId);
  if (account === null) return false;
  const recipient = await tx.recipients.findByAddress(account.messenger, clientAddresses(event));
  if (recipient === null) return false;
  const waiting = await tx.messages.unpublishedOutgoing(accountId, recipient.id);
  const [fileName = null] = event.fileNames ?? [];
  const message = waiting.find(
    ({ senderId, text, file }) =>
      senderId === event.authorId && text.trim() === event.text.trim() && (file === null ? null : file.name) === fileName,
  );
  if (message === undefined) return false;
  message.publishedAs = event.openLineMessageId;
  message.publicationFailure = null;
  await tx.messages.save(message);
  announceDetails(tx, message);
  await tx.ownPosts.add(event.openLineMessageId);
  if (message.createActivity) {
    await tx.tasks.add({ name: 'sync-activity', laneKey: activityLane(message.groupId), subjectId: message.groupId });
  }
  return true;
}

/** The files themselves, from the portal's own answer and never from an address that an event names (SE-2). */
async function filesOfChat(deps: OperatorDeps, portalId: PortalId, { event }: { event: FromEmployee }): Promise<StoredFile[] | Refusal> {
  if (event.fileCount === 0) return [];
  const state = await deps.openLines.chatMessage(portalId, event.openLineChatId, event.openLineMessageId);
  if (isRefusal(state)) return state;
  if (state.kind !== 'stands' || state.files.length === 0) return refuse('FILE_GONE');
  const kept: StoredFile[] = [];
  for (const file of state.files) {
    const content = await deps.openLines.downloadFile(portalId, file.url);
    if (isRefusal(content)) return content;
    const incoming = { name: file.name, content, maxBytes: MAX_LINK_BYTES, asLink: false, mustBeKnown: true };
    const stored = await keepFile(deps, portalId, null, incoming);
    if (isRefusal(stored)) return stored;
    kept.push(stored);
  }
  return kept;
}

async function accept(
  tx: Transaction,
  deps: OperatorDeps,
  event: FromEmployee,
  accountId: AccountId,
  files: readonly StoredFile[],
): Promise<Refusal | null> {
  const account = await tx.accounts.find(accountId);
  if (account === null) return refuse('ACCOUNT_NOT_FOUND');
  const profile = deps.connectors.profile(account.kind);
  if (profile === undefined) return refuse('ACCOUNT_NOT_CONNECTED');
  const unfit = textRefusal(event.text, profile.capabilities.maxTextLength, files.length > 0) ?? stateRefusal(account);
  if (unfit !== null) return unfit;
  const content = { text: event.text, files, voice: null, asDocument: false };
  const now = deps.clock.now();
  // The client cannot wait for a person to choose a link: what the messenger takes goes as a file, whatever its size.
  const parts = messageParts(content, profile.capabilities.files, () => '');
  if (isRefusal(parts)) return parts;
  const recipient = await chatClient(tx, event);
  const firstId = newId<MessageId>();
  const groupId = newId<MessageGroupId>();
  const key = `im:${event.openLineMessageId}`;
  if ((await tx.intents.claim({ key, contentHash: event.text, messageId: firstId, groupId })) !== null) return null;
  const chatId = (await tx.chats.find(account.id, recipient.id))?.id ?? null;
  const messages = parts.map(({ text, file }, position) => {
    const id = position === 0 ? firstId : newId<MessageId>();
    const message = Message.create({
      portalId: tx.portalId,
      id,
      groupId,
      position,
      accountId: account.id,
      recipientId: recipient.id,
      card: null,
      senderId: event.authorId,
      origin: 'OPEN_LINE',
      text,
      file,
      publication: 'NONE',
      createActivity: false,
      externalMessageId: profile.externalMessageId(id),
      openLineMessageId: event.openLineMessageId,
      createdAt: now,
    });
    message.chatId = chatId;
    return message;
  });
  for (const file of files) {
    file.use(now);
    await tx.files.save(file);
  }
  await tx.messages.accept(messages);
  for (const message of messages) announceStatus(tx, message);
  return null;
}
