/** What a messenger keeps of a conversation and what we know of it, as one page without doubles (S-11). Pure. */
import type { HistoryMessage, HistoryStart } from '../ports/connector/history.ts';
import { momentOf, type ConversationEntry } from './received-message.ts';

/** One step of a conversation. At least one of the two is there; what we know of it is the truth about our own messages. */
export interface HistoryEntry {
  /** As the messenger says, where it has the message. */
  at: Date;
  known: ConversationEntry | null;
  told: HistoryMessage | null;
}

/** Where the next older page begins. */
export interface HistoryCursor {
  /** The messenger's own mark. */
  before: string;
  /** Nothing newer than this belongs to it. */
  until: Date;
  /** Ids of what was shown already, although it is not newer. */
  shown: readonly string[];
}

/** The part of time that a page covers: after `from`, up to `until`; null: without an end. */
export interface HistorySpan {
  from: Date | null;
  until: Date | null;
}

export const knownEntry = (known: ConversationEntry): HistoryEntry => ({ at: momentOf(known), known, told: null });

export const entryId = (entry: ConversationEntry): string => (entry.kind === 'SENT' ? entry.message.id : entry.received.id);

export const externalIdOf = (entry: ConversationEntry): string =>
  entry.kind === 'SENT' ? entry.message.externalMessageId : entry.received.externalMessageId;

/** What the messenger can be asked from. */
export const historyStart = (entry: ConversationEntry): HistoryStart => ({
  externalMessageId: externalIdOf(entry),
  fromClient: entry.kind === 'RECEIVED' && !entry.received.fromPhone,
  occurredAt: momentAtMessenger(entry),
});

/** Of a message that the messenger took: when it did, by its own clock; it may have waited in the queue. */
function momentAtMessenger(entry: ConversationEntry): Date {
  // The messenger tells whole seconds.
  if (entry.kind === 'RECEIVED') return new Date(Math.floor(entry.received.occurredAt.getTime() / 1000) * 1000);
  const sent = entry.message.history.find(({ status, source }) => status === 'SENT' && source !== 'IMPLIED');
  return sent?.occurredAt ?? entry.message.createdAt;
}

export interface JoinedHistory {
  /** Newest first. */
  entries: HistoryEntry[];
  /** For the cursor: what was shown of `span.from` and before. */
  shown: string[];
}

/**
 * `messages`: the messenger's page, newest first. `known`: whatever we know of them and of the time that the page covers; what the messenger
 * does not have (it failed, it still waits, somebody deleted it there) stands at its own time.
 */
export function joinHistory(
  messages: readonly HistoryMessage[],
  known: readonly ConversationEntry[],
  { from, until }: HistorySpan,
  shownBefore: readonly string[],
): JoinedHistory {
  const isShown = new Set(shownBefore);
  const byExternalId = new Map(known.map(entry => [externalIdOf(entry), entry]));
  const entries: HistoryEntry[] = messages.map(told => ({
    at: told.occurredAt,
    known: byExternalId.get(told.externalMessageId) ?? null,
    told,
  }));
  const isTold = new Set(messages.map(({ externalMessageId }) => externalMessageId));
  for (const entry of known) {
    const at = momentAtMessenger(entry);
    const isInside = (from === null || at > from) && (until === null || at <= until);
    if (isInside && !isTold.has(externalIdOf(entry)) && !isShown.has(entryId(entry))) entries.push({ at, known: entry, told: null });
  }
  const sorted = entries
    .filter(entry => entry.known === null || !isShown.has(entryId(entry.known)))
    .toSorted((one, other) => other.at.getTime() - one.at.getTime());
  if (from === null) return { entries: sorted, shown: [] };
  const shown = sorted.flatMap(({ known: entry }) => (entry !== null && momentAtMessenger(entry) <= from ? [entryId(entry)] : []));
  // A page of one moment alone: what was shown of that moment before still belongs to it.
  const isOneMoment = until?.getTime() === from.getTime();
  return { entries: sorted, shown: isOneMoment ? [...shownBefore, ...shown] : shown };
}
