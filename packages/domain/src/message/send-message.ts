/** Takes a message in: rights, content, recipient, then message, key and lane in one commit (GU-1, GU-2, Q-1, Q-2). */
import { standingFor } from '../account/account-access.ts';
import { Activity } from '../activity/activity.ts';
import type { CardRef } from '../card/card.ts';
import { USED_DAYS } from '../file/stored-file.ts';
import {
  newId,
  type AccountId,
  type DraftVersion,
  type FileId,
  type MessageGroupId,
  type MessageId,
  type RecipientId,
  type TemplateId,
} from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectorProfiles } from '../ports/connectors.ts';
import type { Crm } from '../ports/crm.ts';
import type { Directory } from '../ports/directory.ts';
import type { FileScanner } from '../ports/file-scanner.ts';
import type { FileLinks, FileStore } from '../ports/file-store.ts';
import { isPassing } from '../portal/refusal-outcome.ts';
import type { PortalTokens } from '../ports/portal-tokens.ts';
import type { Storage, Transaction } from '../ports/storage.ts';
import type { VoiceConverter } from '../ports/voice-converter.ts';
import { activityLane } from '../ports/tasks.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { usableTemplate } from '../template/template-access.ts';
import type { AcceptedMessage } from './accepted-message.ts';
import { announceStatus } from './announce-message.ts';
import { intentText } from './content.ts';
import { filesOf, prepareVoice } from './message-files.ts';
import { messageParts } from './message-parts.ts';
import { Message, type MessageTemplate, type Publication } from './message.ts';
import { firstMessageHold, limitRefusal, prepare } from './prepare-message.ts';
import { sendOnceMore } from './send-once-more.ts';
import { senderLine } from './sender-line.ts';

export interface SendMessage {
  idempotencyKey: string;
  card: CardRef | null;
  accountId: AccountId;
  recipientId: RecipientId;
  /** May be empty beside files. */
  text: string;
  /** Uploaded by the caller, in order (T-8, T-12). */
  fileIds?: readonly FileId[];
  /** Sent as a voice note (W-20). */
  voiceFileId?: FileId | null;
  /** T-9. */
  asDocument?: boolean;
  /** The template that the text came from; it may have been edited since (L-15). */
  templateId?: TemplateId | null;
  /** The client sees the sender's name in bold above the text (S-15). Default: he does not. */
  showName?: boolean;
  /** Null: the account's default mode (O-22). */
  publication: Publication | null;
  createActivity: boolean;
  /** What becomes of a message that a limit of the account holds: it waits (the default), or is refused. */
  whenLimited?: 'WAIT' | 'REFUSE';
  /** The draft that it was written as: it is gone when the message is accepted, if nobody saved it anew meanwhile. */
  draftVersion?: DraftVersion | null;
}

export interface SendMessageDeps {
  storage: Storage;
  crm: Crm;
  directory: Directory;
  tokens: PortalTokens;
  connectors: ConnectorProfiles;
  files: FileStore;
  scanner: FileScanner | null;
  fileLinks: FileLinks;
  voices: VoiceConverter;
  clock: Clock;
}

const MAX_KEY_LENGTH = 200;

/** Nobody can be asked about the right just now. An administrator of the portal has it; for others it must be proven (Q-22, decision 26). */
const mayGoOnWithout = (refusal: Refusal, caller: Caller): boolean => caller.isAdministrator && isPassing(refusal);

/**
 * `again`: the message that is sent again, once: it is linked in the same commit, and whoever comes after gets what was sent then (L-12).
 * Who may do that may send its files again, though another one uploaded them, and it keeps the name of its template, whatever became of
 * that, and the name above its text, whoever sends it again.
 */
export async function sendMessage(
  deps: SendMessageDeps,
  caller: Caller,
  command: SendMessage,
  again: Message | null = null,
): Promise<AcceptedMessage | Refusal> {
  const ownFiles = again === null;
  if (command.idempotencyKey.length === 0 || command.idempotencyKey.length > MAX_KEY_LENGTH) {
    return refuse('IDEMPOTENCY_CONFLICT', { field: 'idempotencyKey', limit: MAX_KEY_LENGTH });
  }
  const rightRefusal = command.card === null ? null : await deps.crm.changeRefusal(caller.portalId, caller.employeeId, command.card);
  if (rightRefusal !== null && !mayGoOnWithout(rightRefusal, caller)) return rightRefusal;
  const standing = await standingFor(deps, caller, command.accountId);
  const voiceRefusal = await prepareVoice(deps, caller, command, ownFiles);
  const template = again === null ? await templateOf(deps, caller, command) : again.template;
  const line = again === null ? senderLineOf(caller, command) : again.senderLine;

  const accept = async (tx: Transaction): Promise<AcceptedMessage | Refusal> => {
    const messageId = newId<MessageId>();
    const groupId = newId<MessageGroupId>();
    const key = `caller:${command.idempotencyKey}`; // apart from the keys of operators' messages
    const first = await tx.intents.claim({ key, contentHash: intentText(command), messageId, groupId });
    if (first !== null) return repeatOf(tx, first, command);
    if (isRefusal(template)) return template;

    const prepared = await prepare(tx, deps, caller, standing, { ...command, senderLine: line });
    if (isRefusal(prepared)) return prepared;
    const { account, recipient, publication } = prepared;
    const profile = deps.connectors.profile(account.kind);
    if (profile === undefined) return refuse('ACCOUNT_NOT_CONNECTED', { accountState: account.state });
    const now = deps.clock.now();
    const heldUntil = await firstMessageHold(tx, prepared, profile.capabilities, command, now);
    if (isRefusal(heldUntil)) return heldUntil;
    const sent = await filesOf(tx, deps, caller, command, ownFiles);
    if (isRefusal(sent)) return sent;
    const content = { ...sent, senderLine: line };
    if (content.voice !== null && content.voice.kind !== 'VOICE')
      return voiceRefusal ?? refuse('VOICE_NOT_CONVERTIBLE', { field: 'voiceFileId' });
    const linkUntil = new Date(now.getTime() + USED_DAYS * 86_400_000);
    const parts = messageParts(content, profile.capabilities.files, file => deps.fileLinks.url(caller.portalId, file.id, linkUntil));
    if (isRefusal(parts)) return parts;
    const limited = await limitRefusal(tx, account, command, parts.length, now);
    if (limited !== null) return limited;

    const chat = await tx.chats.find(account.id, recipient.id);
    const messages = parts.map(({ text, file }, position) => {
      const isOwnText = text !== '' && text === command.text;
      const id = position === 0 ? messageId : newId<MessageId>();
      const message = Message.create({
        portalId: caller.portalId,
        id,
        groupId,
        position,
        accountId: account.id,
        recipientId: recipient.id,
        card: command.card,
        senderId: caller.employeeId,
        origin: caller.via === 'WIDGET' ? 'CARD' : 'API',
        text,
        file,
        template: isOwnText ? template : null,
        senderLine: isOwnText ? line : null,
        publication,
        createActivity: command.createActivity && command.card !== null,
        externalMessageId: profile.externalMessageId(id),
        createdAt: now,
      });
      message.chatId = chat?.id ?? null;
      return message;
    });
    await tx.messages.accept(messages);
    // Weighed again by the worker; said at once, so that whoever sent it knows when it leaves.
    if (heldUntil !== null) await tx.firstMessages.hold(account.id, recipient.id, heldUntil);
    if (command.createActivity && command.card !== null) {
      await tx.activities.save(
        Activity.create({ portalId: caller.portalId, groupId, card: command.card, responsibleId: caller.employeeId }),
      );
      await tx.tasks.add({ name: 'sync-activity', laneKey: activityLane(groupId), subjectId: groupId });
    }
    await rememberChoice(tx, caller, command);
    await dropDraft(tx, caller, command, now);
    for (const message of messages) announceStatus(tx, message);
    return { messages, isDuplicate: false };
  };
  return deps.storage.transaction(caller.portalId, tx => (again === null ? accept(tx) : sendOnceMore(tx, again, () => accept(tx))));
}

/** A line of the text: where there is none, there is nothing that it could stand above (S-15). */
const senderLineOf = ({ employeeName }: Caller, { showName = false, text }: SendMessage): string | null =>
  showName && text.trim() !== '' ? senderLine(employeeName) : null;

/** M-11: a template without access cannot be sent by its id either. Its name is kept as it is now. */
async function templateOf(
  deps: Pick<SendMessageDeps, 'storage' | 'directory'>,
  caller: Caller,
  { templateId = null }: SendMessage,
): Promise<MessageTemplate | null | Refusal> {
  if (templateId === null) return null;
  const template = await usableTemplate(deps, caller, templateId);
  return isRefusal(template) ? template : { id: template.id, title: template.title };
}

async function repeatOf(
  tx: Transaction,
  first: { contentHash: string; groupId: MessageGroupId },
  command: SendMessage,
): Promise<AcceptedMessage | Refusal> {
  const messages = first.contentHash === intentText(command) ? await tx.messages.group(first.groupId) : [];
  return messages.length === 0 ? refuse('IDEMPOTENCY_CONFLICT', { field: 'idempotencyKey' }) : { messages, isDuplicate: true };
}

/** W-4, W-24, T-18. */
async function rememberChoice(tx: Transaction, caller: Caller, command: SendMessage): Promise<void> {
  const employee = await tx.employees.find(caller.employeeId);
  if (employee === null) return;
  const { lastAccountId, lastPublication, lastCreateActivity } = employee;
  employee.lastAccountId = command.accountId;
  employee.lastPublication = command.publication ?? lastPublication;
  // A partner's program sends without activities for reasons of its own: the employee's form is not changed by it.
  if (caller.via === 'WIDGET') employee.lastCreateActivity = command.createActivity;
  const isNews =
    lastAccountId !== employee.lastAccountId ||
    lastPublication !== employee.lastPublication ||
    lastCreateActivity !== employee.lastCreateActivity;
  if (isNews) await tx.employees.save(employee);
}

async function dropDraft(tx: Transaction, { employeeId }: Caller, command: SendMessage, now: Date): Promise<void> {
  const { card, recipientId, draftVersion = null } = command;
  if (card !== null && draftVersion !== null) await tx.drafts.remove({ employeeId, card, recipientId }, draftVersion, now);
}
