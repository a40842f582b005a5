/** From the open-line chat to the messenger (H-1): an operator's message becomes a message of ours in the same outbox. */
import { stateRefusal } from '../account/account-refusal.ts';
import type { StoredFile } from '../file/stored-file.ts';
import { keepFile, MAX_LINK_BYTES } from '../file/take-file.ts';
import { newId, type AccountId, type EmployeeId, type MessageGroupId, type MessageId, type PortalId } from '../ids.ts';
import { textRefusal } from '../message/content.ts';
import type { DeliveryStatus } from '../message/delivery-status.ts';
import { messageParts } from '../message/message-parts.ts';
import { Message } from '../message/message.ts';
import { announceStatus } from '../message/send-message.ts';
import type { Messenger } from '../ports/connector.ts';
import type { ConnectorProfiles } from '../ports/connectors.ts';
import type { FileScanner } from '../ports/file-scanner.ts';
import type { PortalEvent } from '../ports/portal-event.ts';
import type { Transaction } from '../ports/storage.ts';
import { activityLane, chatLane, DONE, type TaskOutcome } from '../ports/tasks.ts';
import { againAfter, isPassing } from '../portal/refusal-outcome.ts';
import type { Recipient } from '../recipient/recipient.ts';
import { isRefusal, refuse, type Failure, type Refusal } from '../refusal.ts';
import { lineClient, type ChatFileDeps } from './ensure-chat.ts';
import { routeOperatorChange } from './operator-change.ts';
import { tellChat } from './tell-chat.ts';

type OperatorMessage = Extract<PortalEvent, { kind: 'operator-message' }>;

export interface OperatorDeps extends ChatFileDeps {
  connectors: ConnectorProfiles;
  scanner: FileScanner | null;
  /** The sentence for a failure, in the portal's language. */
  sentence: (failure: Failure, locale: 'ru' | 'en') => string;
}

/** Routes what the portal told us to the lane of the chat it happened in. Unknown lines and clients are nobody's. */
export async function routePortalEvents(
  deps: Pick<OperatorDeps, 'storage' | 'clock'>,
  portalId: PortalId,
  events: readonly PortalEvent[],
): Promise<void> {
  await deps.storage.transaction(portalId, async tx => {
    for (const event of events) {
      if (event.kind === 'operator-change') await routeOperatorChange(tx, deps.clock, event);
      if (event.kind !== 'operator-message') continue;
      const account = await tx.accounts.findByLine(event.messenger, event.lineId);
      if (account === null) continue;
      const id = newId<PortalId>();
      const dedupKey = `im:${event.openLineMessageId}`;
      const added = await tx.inbox.add({
        id,
        source: 'BITRIX24',
        accountId: account.id,
        dedupKey,
        body: event,
        receivedAt: deps.clock.now(),
      });
      if (!added) continue;
      const recipient = await recipientOf(tx, event);
      await tx.tasks.add({ name: 'forward-operator-message', laneKey: chatLane(account.id, recipient.id), subjectId: id });
    }
  });
}

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
  await tx.ownPosts.add(event.openLineMessageId);
  if (message.createActivity) {
    await tx.tasks.add({ name: 'sync-activity', laneKey: activityLane(message.groupId), subjectId: message.groupId });
  }
  return true;
}

/** The client of the chat: known already, or made by the number that the chat names. */
async function recipientOf(tx: Transaction, event: OperatorMessage): Promise<Recipient> {
  const addresses = clientAddresses(event);
  const known = await tx.recipients.findByAddress(event.messenger, addresses);
  const [made] = known === null ? await tx.recipients.ensure(event.messenger, [{ address: addresses[0], name: null }]) : [known];
  if (made === undefined) throw new Error('a recipient was not made');
  return made;
}

/** We name a client by his digits, whatever form his address has: the opposite of `lineClient`. The first is that of somebody unknown. */
const clientAddresses = ({ messenger, clientExternalId }: OperatorMessage): [string, ...string[]] => ADDRESSES[messenger](clientExternalId);

const ADDRESSES: Record<Messenger, (digits: string) => [string, ...string[]]> = {
  WHATSAPP: digits => [`+${digits}`, `${digits}@lid`],
  TELEGRAM: digits => [digits],
};

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
  const recipient = await recipientOf(tx, event);
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

/** Tells the chat what became of the operator's message: its clock disappears, or a line says why it did not leave (7.5 of the platform). */
export async function confirmToChat(deps: OperatorDeps, portalId: PortalId, messageId: MessageId): Promise<TaskOutcome> {
  const loaded = await deps.storage.transaction(portalId, async tx => {
    const message = await tx.messages.find(messageId);
    if (message?.openLineMessageId == null) return null;
    const [account, recipient, chat, portal] = [
      await tx.accounts.find(message.accountId),
      await tx.recipients.find(message.recipientId),
      await tx.chats.find(message.accountId, message.recipientId),
      await tx.portal(),
    ];
    const group = await tx.messages.group(message.groupId);
    const others = group.filter(other => other.id !== message.id && wasAccepted(other.status)).map(other => other.externalMessageId);
    return account === null || recipient === null || chat === null
      ? null
      : { message, others, openLineMessageId: message.openLineMessageId, account, recipient, chat, portal };
  });
  if (loaded === null) return DONE;
  const { message, account, recipient, chat, portal } = loaded;
  if (message.status === 'FAILED' && message.failure !== null) {
    const text = deps.sentence(message.failure, portal.language);
    return afterTelling(await tellChat(deps, portalId, chat.openLineChatId, text, [message.senderId, chat.ownerId]));
  }
  const confirmed = await deps.openLines.confirmDelivery(portalId, account.lineId, account.messenger, {
    openLineChatId: chat.openLineChatId,
    openLineMessageId: loaded.openLineMessageId,
    externalMessageId: message.externalMessageId,
    // One message of the chat can be several at the messenger: each report names all that are there (7.9 of the platform).
    otherMessageIds: loaded.others,
    clientExternalId: lineClient(recipient).externalId,
    at: deps.clock.now(),
  });
  return isRefusal(confirmed) && isPassing(confirmed) ? againAfter(confirmed) : DONE;
}

/** The operator believes that his message left until somebody tells him: what cannot be said is set aside in sight, never dropped. */
export function afterTelling(told: Refusal | null): TaskOutcome {
  if (told === null || told.details.rawCode === 'OUTCOME_UNKNOWN') return DONE;
  return isPassing(told) ? againAfter(told) : { kind: 'park', reason: 'CHAT_NOT_TOLD' };
}

const wasAccepted = (status: DeliveryStatus): boolean => status === 'SENT' || status === 'DELIVERED' || status === 'READ';
