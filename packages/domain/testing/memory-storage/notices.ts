/** Notices and the chat that gets them, in memory. */
import type { Notice, NoticeChats, Notices } from '../../src/index.ts';
import type { MemoryState } from './memory-state.ts';
import { copyOf, found } from './stored-copies.ts';

export const noticesOf = (state: MemoryState): Notices => {
  const matching = (matches: (notice: Notice) => boolean): Notice[] => [...state.notices.values()].filter(matches).map(copyOf);
  const sameAs = (one: Pick<Notice, 'kind' | 'accountId' | 'employeeId'>) => (other: Notice) =>
    other.kind === one.kind && other.accountId === one.accountId && other.employeeId === one.employeeId;
  return {
    find: async id => found(state.notices.get(id)),
    last: async (kind, about) => matching(sameAs({ kind, ...about })).at(-1) ?? null,
    standing: async (kinds, accountId) =>
      matching(
        notice => kinds.includes(notice.kind) && notice.accountId === accountId && (notice.state === 'WAITING' || notice.state === 'TOLD'),
      ),
    async add(notice) {
      if (matching(sameAs(notice)).some(known => known.state === 'WAITING')) return false;
      state.notices.set(notice.id, copyOf(notice));
      return true;
    },
    save: async notice => void state.notices.set(notice.id, copyOf(notice)),
  };
};

export const noticeChatOf = (state: MemoryState): NoticeChats => ({
  find: async () => found(state.noticeChat.get('chat')),
  save: async chat => void state.noticeChat.set('chat', copyOf(chat)),
});
