/**
 * «История чата» from the account itself: what the messenger keeps of a conversation, also from before it was connected, joined with what we know
 * (S-11). The messenger is asked by the worker that holds the account; nothing of its answer stays with us.
 */
import { stateRefusal } from '../account/account-refusal.ts';
import type { CardRef } from '../card/card.ts';
import { newId, type AccountId, type HistoryRequestId, type PortalId, type RecipientId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { HistoryAnswer } from '../ports/connector/history.ts';
import type { ConnectorProfiles } from '../ports/connectors.ts';
import type { CardContent, Crm } from '../ports/crm.ts';
import type { Directory } from '../ports/directory.ts';
import type { Storage } from '../ports/storage.ts';
import { accountLane } from '../ports/tasks.ts';
import { findRecipients } from '../recipient/find-recipients.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { HISTORIES_PER_MINUTE, HISTORY_KEPT_MS, HISTORY_WAIT_MS, type HistoryRequest } from './history-request.ts';
import { joinHistory, type HistoryCursor, type HistoryEntry, type HistorySpan } from './join-history.ts';
import type { ConversationEntry } from './received-message.ts';

const LOOK_EVERY_MS = 300;
const MINUTE_MS = 60_000;

export interface AccountHistoryDeps {
  storage: Storage;
  clock: Clock;
  crm: Crm;
  directory: Directory;
  connectors: ConnectorProfiles;
  /** Resolves when something of the portal may have changed, or after `ms`; a hint, never the truth (RE-12). */
  untilChange(portalId: string, ms: number): Promise<void>;
  /** What we know of the conversation: everything with one of the ids, and everything of that time, perhaps a little more. */
  known(
    portalId: PortalId,
    pair: { accountId: AccountId; recipientId: RecipientId },
    wish: HistorySpan & { externalIds: readonly string[] },
  ): Promise<ConversationEntry[]>;
}

export interface AccountHistoryPage {
  /** Newest first. */
  entries: HistoryEntry[];
  /** Null: the conversation begins here. */
  next: HistoryCursor | null;
}

/** Who may read the card and use the account may read its chats with the people of the card. Read only. */
export async function accountHistory(
  deps: AccountHistoryDeps,
  caller: Caller,
  command: { card: CardRef; content?: CardContent; accountId: AccountId; recipientId: string; first: number; after: HistoryCursor | null },
): Promise<AccountHistoryPage | Refusal> {
  const { storage, clock, crm, directory, connectors } = deps;
  // Without `untilChange`: no messenger is asked who the people of the card are (D-6).
  const found = await findRecipients({ storage, clock, crm, directory, connectors }, caller, command);
  if (isRefusal(found)) return found;
  const recipient = found.recipients.find(({ id }) => id === command.recipientId);
  if (recipient === undefined) return refuse('NOT_FOUND', { field: 'recipientId' });
  const pair = { accountId: command.accountId, recipientId: recipient.id };
  const asked = await ask(deps, caller.portalId, { ...pair, before: command.after?.before ?? null, limit: command.first });
  if (isRefusal(asked)) return asked;
  const answer = await awaitAnswer(deps, caller.portalId, asked);
  if (answer === null || answer.kind === 'unknown') return refuse('HISTORY_UNAVAILABLE');
  if (answer.kind === 'no-start') return refuse('HISTORY_NO_START');
  if (answer.kind === 'phone-silent') return refuse('HISTORY_PHONE_SILENT');
  if (answer.kind === 'limited') {
    return refuse('LIMIT_REACHED', { freeAt: new Date(clock.now().getTime() + answer.retryAfterMs).toISOString() });
  }
  const { messages, before } = answer;
  const until = command.after?.until ?? null;
  const oldest = messages.at(-1)?.occurredAt ?? until;
  const span = { from: before === null ? null : oldest, until };
  const externalIds = messages.map(({ externalMessageId }) => externalMessageId);
  const known = await deps.known(caller.portalId, pair, { ...span, externalIds });
  const { entries, shown } = joinHistory(messages, known, span, command.after?.shown ?? []);
  const next = before === null || oldest === null ? null : { before, until: oldest, shown };
  return { entries, next };
}

async function ask(
  { storage, clock, connectors }: AccountHistoryDeps,
  portalId: PortalId,
  question: Pick<HistoryRequest, 'accountId' | 'recipientId' | 'before' | 'limit'>,
): Promise<HistoryRequestId | Refusal> {
  const id = newId<HistoryRequestId>();
  return storage.transaction(portalId, async tx => {
    const account = await tx.accounts.find(question.accountId);
    if (account === null) return refuse('ACCOUNT_NOT_FOUND');
    if (connectors.profile(account.kind)?.capabilities.readsHistory !== true) return refuse('HISTORY_NOT_OFFERED');
    const unavailable = stateRefusal(account);
    if (unavailable !== null) return unavailable;
    const now = clock.now();
    await tx.histories.forget(account.id, new Date(now.getTime() - HISTORY_KEPT_MS));
    const recent = await tx.histories.askedSince(account.id, new Date(now.getTime() - MINUTE_MS));
    const [first] = recent;
    if (first !== undefined && recent.length >= HISTORIES_PER_MINUTE) {
      return refuse('LIMIT_REACHED', { limit: HISTORIES_PER_MINUTE, freeAt: new Date(first.getTime() + MINUTE_MS).toISOString() });
    }
    await tx.histories.ask({ ...question, id, askedAt: now });
    await tx.tasks.add({ name: 'read-history', laneKey: accountLane(account.id), subjectId: account.id });
    return id;
  });
}

/** Null: nobody answered in time. An answer that comes later is not kept. */
async function awaitAnswer(
  { storage, clock, ...deps }: AccountHistoryDeps,
  portalId: PortalId,
  id: HistoryRequestId,
): Promise<HistoryAnswer | null> {
  const deadline = clock.now().getTime() + HISTORY_WAIT_MS;
  while (clock.now().getTime() < deadline) {
    await deps.untilChange(portalId, LOOK_EVERY_MS);
    const answer = await storage.transaction(portalId, tx => tx.histories.take(id));
    if (answer !== null) return answer;
  }
  return null;
}
