/** How much each account has sent, and whom it wrote to first, in memory. */
import type { AccountId, Clock, FirstMessages, RecipientId, Usage, UsageKind } from '../../src/index.ts';
import type { MemoryState } from './memory-state.ts';

export const usageOf = (state: MemoryState, clock: Clock): Usage => {
  const key = (accountId: AccountId, kind: UsageKind): string => `${accountId}:${kind}:${clock.now().toISOString().slice(0, 10)}`;
  const spent = (accountId: AccountId, kind: UsageKind): number => state.usage.get(key(accountId, kind)) ?? 0;
  return {
    async spend(accountId, kind, limit) {
      if (spent(accountId, kind) >= limit) return false;
      state.usage.set(key(accountId, kind), spent(accountId, kind) + 1);
      return true;
    },
    noteCall: async (accountId, at) => void state.calls.set(accountId, at),
    lastCallAt: async accountId => state.calls.get(accountId) ?? null,
    today: async accountId => ({
      SENT: spent(accountId, 'SENT'),
      FIRST_MESSAGE: spent(accountId, 'FIRST_MESSAGE'),
      CHECK: spent(accountId, 'CHECK'),
      SEARCH: spent(accountId, 'SEARCH'),
    }),
  };
};

export const firstMessagesOf = (state: MemoryState): FirstMessages => {
  const change = (
    accountId: AccountId,
    recipientId: RecipientId,
    fields: Partial<{ grantedAt: Date | null; heldUntil: Date | null }>,
  ): void => {
    const key = `${accountId}:${recipientId}`;
    const known = state.firstMessages.get(key) ?? { accountId, grantedAt: null, heldUntil: null };
    state.firstMessages.set(key, { ...known, ...fields });
  };
  return {
    granted: async (accountId, since) => {
      const all = [...state.firstMessages.values()].flatMap(one => (one.accountId === accountId && one.grantedAt ? [one.grantedAt] : []));
      const within = all.filter(at => at > since).toSorted((a, b) => a.getTime() - b.getTime());
      return { count: within.length, oldestAt: within[0] ?? null, lastAt: within.at(-1) ?? null };
    },
    grantedAt: async (accountId, recipientId) => state.firstMessages.get(`${accountId}:${recipientId}`)?.grantedAt ?? null,
    grant: async (accountId, recipientId, at) => change(accountId, recipientId, { grantedAt: at, heldUntil: null }),
    hold: async (accountId, recipientId, until) => change(accountId, recipientId, { heldUntil: until }),
    reconsider: async accountId => {
      for (const [key, one] of state.firstMessages)
        if (one.accountId === accountId) state.firstMessages.set(key, { ...one, heldUntil: null });
    },
  };
};
