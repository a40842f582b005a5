/** An employee changed or deleted a message that the client has: the messenger follows (O-30), after the portal itself confirmed it (SE-2). */
import { newId, type AccountId, type PortalId } from '../ids.ts';
import type { Message } from '../message/message.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectorProfiles } from '../ports/connectors.ts';
import type { PortalEvent } from '../ports/portal-event.ts';
import type { Transaction } from '../ports/storage.ts';
import { accountLane, chatLane, DONE, type TaskOutcome } from '../ports/tasks.ts';
import { againAfter, isPassing } from '../portal/refusal-outcome.ts';
import { isRefusal } from '../refusal.ts';
import type { ChatDeps } from './ensure-chat.ts';
import { tellChat } from './tell-chat.ts';

export type OperatorChange = Extract<PortalEvent, { kind: 'operator-change' }>;

/** Said in the chat when the messenger does not follow any more. */
const TOO_LATE: Record<'ru' | 'en', Record<'edit' | 'remove', string>> = {
  ru: {
    edit: 'Изменение не передано клиенту: мессенджер позволяет менять сообщение только некоторое время после отправки.',
    remove: 'Сообщение осталось у клиента: мессенджер позволяет удалять его только некоторое время после отправки.',
  },
  en: {
    edit: 'The change was not passed to the client: the messenger allows it only for some time after the sending.',
    remove: 'The message stays with the client: the messenger allows to delete it only for some time after the sending.',
  },
};

/** What names no message of ours is nobody's. Each change is looked at by itself: what counts is what stands in the chat then. */
export async function routeOperatorChange(tx: Transaction, clock: Clock, event: OperatorChange): Promise<void> {
  const account = await tx.accounts.findByLine(event.messenger, event.lineId);
  const [message] = account === null ? [] : await messagesOf(tx, account.id, event);
  if (account === null || message === undefined) return;
  const id = newId<PortalId>();
  const entry = { id, source: 'BITRIX24', accountId: account.id, dedupKey: `change:${id}`, body: event, receivedAt: clock.now() } as const;
  await tx.inbox.add(entry);
  await tx.tasks.add({ name: 'forward-operator-change', laneKey: chatLane(account.id, message.recipientId), subjectId: id });
}

export interface OperatorChangeDeps extends ChatDeps {
  connectors: ConnectorProfiles;
}

/** Runs in the chat's lane: asks the portal. The messenger is asked in the account's lane, which has the session. */
export async function forwardOperatorChange(deps: OperatorChangeDeps, portalId: PortalId, inboxId: string): Promise<TaskOutcome> {
  const loaded = await deps.storage.transaction(portalId, async tx => {
    const found = await findChange(tx, inboxId);
    const [message] = found?.messages ?? [];
    if (found === null || message === undefined) return null;
    const account = await tx.accounts.find(found.accountId);
    const chat = await tx.chats.find(message.accountId, message.recipientId);
    const copyId = message.openLineMessageId ?? message.publishedAs;
    if (account === null || chat === null || copyId === null) return null;
    return { event: found.event, message, account, chat, copyId, portal: await tx.portal() };
  });
  if (loaded === null) return DONE;
  const { event, message, account, chat, copyId, portal } = loaded;
  const state = await deps.openLines.chatMessage(portalId, chat.openLineChatId, copyId);
  if (isRefusal(state)) return isPassing(state) ? againAfter(state) : { kind: 'park', reason: state.code };
  const isTrue = event.text === null ? state.kind === 'deleted' : state.kind === 'stands' && state.text.trim() === event.text.trim();
  // Forged, or overtaken by a later change, which has an event of its own.
  if (!isTrue) return { kind: 'done', note: 'a change that the chat does not show is not passed on' };

  const change = event.text === null ? 'remove' : 'edit';
  const allowed = deps.connectors.profile(account.kind)?.capabilities.changes[change] ?? null;
  const age = deps.clock.now().getTime() - message.createdAt.getTime();
  if (allowed === null || (allowed.withinMs !== null && age > allowed.withinMs)) {
    const told = await tellChat(deps, portalId, chat.openLineChatId, TOO_LATE[portal.language][change], [message.senderId, chat.ownerId]);
    return told !== null && isPassing(told) ? againAfter(told) : DONE;
  }
  const task = { name: 'change-sent-message', laneKey: accountLane(account.id), subjectId: inboxId } as const;
  await deps.storage.transaction(portalId, tx => tx.tasks.add(task));
  return DONE;
}

/** The change and the messages at the messenger that it means. Null: there is none of this id. */
export async function findChange(
  tx: Transaction,
  inboxId: string,
): Promise<{ event: OperatorChange; accountId: AccountId; messages: Message[] } | null> {
  const entry = await tx.inbox.find(inboxId);
  if (entry === null || entry.accountId === null) return null;
  const event = entry.body as OperatorChange;
  return { event, accountId: entry.accountId, messages: await messagesOf(tx, entry.accountId, event) };
}

/** Of several, a new text means the one that has a text; a deletion means all. */
async function messagesOf(tx: Transaction, accountId: AccountId, event: OperatorChange): Promise<Message[]> {
  const found: Message[] = [];
  for (const id of event.externalMessageIds) {
    const message = await tx.messages.lockByExternalId(accountId, id);
    if (message !== null && (event.text === null || message.file === null)) found.push(message);
  }
  return found;
}
