import { historyStart, type ConversationEntry, type Histories } from '../../src/index.ts';
import type { MemoryState } from './memory-state.ts';
import { copyOf } from './stored-copies.ts';

const IN_MESSENGER = new Set(['SENT', 'DELIVERED', 'READ']);

/** Questions for histories and their answers, in memory. */
export const historiesOf = (state: MemoryState): Histories => {
  const ofAccount = (accountId: string) => [...state.histories.values()].filter(({ request }) => request.accountId === accountId);
  return {
    ask: async request => void state.histories.set(request.id, { request: copyOf(request), answer: null, isTaken: false }),
    askedSince: async (accountId, since) => ofAccount(accountId).flatMap(({ request: { askedAt } }) => (askedAt >= since ? [askedAt] : [])),
    next: async (accountId, since) => {
      const waiting = ofAccount(accountId).find(({ request, answer, isTaken }) => answer === null && !isTaken && request.askedAt >= since);
      return waiting === undefined ? null : copyOf(waiting.request);
    },
    newest: async (accountId, recipientId) => {
      const isOfPair = (one: { accountId: string; recipientId: string }) => one.accountId === accountId && one.recipientId === recipientId;
      const entries: ConversationEntry[] = [
        ...[...state.messages.values()].flatMap((message): ConversationEntry[] =>
          isOfPair(message) && IN_MESSENGER.has(message.status) ? [{ kind: 'SENT', message: copyOf(message) }] : [],
        ),
        ...[...state.received.values()].flatMap((received): ConversationEntry[] =>
          isOfPair(received) && received.removedAt === null ? [{ kind: 'RECEIVED', received: copyOf(received) }] : [],
        ),
      ];
      const moment = (entry: ConversationEntry) => historyStart(entry).occurredAt.getTime();
      return entries.toSorted((one, other) => moment(other) - moment(one))[0] ?? null;
    },
    answer: async (id, answer) => {
      const asked = state.histories.get(id);
      if (asked !== undefined) state.histories.set(id, { ...asked, answer: copyOf(answer) });
    },
    take: async id => {
      const asked = state.histories.get(id);
      if (asked?.answer == null) return null;
      state.histories.set(id, { ...asked, answer: null, isTaken: true });
      return copyOf(asked.answer);
    },
    forget: async (accountId, before) => {
      for (const { request } of ofAccount(accountId)) if (request.askedAt < before) state.histories.delete(request.id);
    },
  };
};
