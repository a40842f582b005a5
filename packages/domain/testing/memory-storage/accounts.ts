/** Accounts and their logins, in memory. */
import { accountLane, type Account, type AccountId, type Accounts, type Clock, type Logins } from '../../src/index.ts';
import type { MemoryState } from './memory-state.ts';
import { copyOf, firstOf, found } from './stored-copies.ts';

export const accountsOf = (state: MemoryState): Accounts => {
  const find = async (id: AccountId): Promise<Account | null> => found(state.accounts.get(id));
  const save = async (account: Account): Promise<void> => {
    const onLine = firstOf(state.accounts, other => other.messenger === account.messenger && other.lineId === account.lineId);
    if (onLine !== null && onLine.id !== account.id) throw new Error('the line has an account of this messenger already');
    state.accounts.set(account.id, copyOf(account));
  };
  const open = async (account: Account): Promise<void> => {
    await save(account);
    state.openLanes.add(accountLane(account.id));
  };
  return {
    find,
    lock: find,
    list: async () => [...state.accounts.values()].map(copyOf).toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime()),
    findByLine: async (messenger, lineId) =>
      firstOf(state.accounts, account => account.messenger === messenger && account.lineId === lineId),
    add: open,
    save,
    reopen: open,
  };
};

export const loginsOf = (state: MemoryState, clock: Clock): Logins => ({
  find: async id => state.logins.get(id) ?? null,
  shownAt: async id => state.loginsShownAt.get(id) ?? null,
  save: async (id, step) => {
    state.logins.set(id, step);
    state.loginsShownAt.set(id, clock.now());
  },
  clear: async id => {
    state.logins.delete(id);
    state.loginsShownAt.delete(id);
  },
  giveAnswer: async (id, answer, givenAt) => void state.loginAnswers.set(id, { answer, givenAt }),
  takeAnswer: async id => {
    const given = state.loginAnswers.get(id) ?? null;
    state.loginAnswers.delete(id);
    return given;
  },
});
