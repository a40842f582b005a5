import { inAskingOrder, queryKey, type AccountId, type LookUp, type LookUps, type RecipientQuery } from '../../src/index.ts';
import type { MemoryState } from './memory-state.ts';
import { copyOf } from './stored-copies.ts';

/** People asked for through accounts, in memory. */
export const lookUpsOf = (state: MemoryState): LookUps => {
  const keyOf = (accountId: AccountId, query: RecipientQuery): string => `${accountId}:${queryKey(query)}`;
  return {
    find: async (accountId, queries) =>
      queries.flatMap((query): LookUp[] => {
        const known = state.lookUps.get(keyOf(accountId, query));
        if (known === undefined) return [];
        const { query: asked, state: now, recipientId, obstacle, answeredAt } = copyOf(known);
        return [{ query: asked, state: now, recipientId, obstacle, answeredAt }];
      }),
    want: async (accountId, queries) => {
      for (const query of queries) {
        const key = keyOf(accountId, query);
        const known = state.lookUps.get(key) ?? { accountId, query, recipientId: null, obstacle: null, answeredAt: null };
        if ('state' in known && known.state === 'WAITING') continue;
        state.lookUps.delete(key); // at the end
        state.lookUps.set(key, { ...known, state: 'WAITING' });
      }
    },
    next: async accountId => {
      const waiting = [...state.lookUps.values()].filter(one => one.accountId === accountId && one.state === 'WAITING');
      return inAskingOrder(waiting.map(({ query }) => query))[0] ?? null;
    },
    answer: async (accountId, query, answer, at) =>
      void state.lookUps.set(keyOf(accountId, query), { accountId, query, ...answer, answeredAt: at }),
    pace: async accountId => state.lookUpPaces.get(accountId) ?? { lastAt: null, heldUntil: null },
    savePace: async (accountId, pace) => void state.lookUpPaces.set(accountId, pace),
  };
};
