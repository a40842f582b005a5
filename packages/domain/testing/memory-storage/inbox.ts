/** What comes in, in memory: raw entries, and messages of clients. */
import type { Inbox, ReceivedMessages } from '../../src/index.ts';
import type { MemoryState } from './memory-state.ts';
import { copyOf, firstOf, found } from './stored-copies.ts';

export const inboxOf = (state: MemoryState): Inbox => ({
  async add(entry) {
    if ([...state.inbox.values()].some(known => known.source === entry.source && known.dedupKey === entry.dedupKey)) return false;
    // As JSON, as in the database: dates are text when they come back.
    state.inbox.set(entry.id, { ...entry, body: JSON.parse(JSON.stringify(entry.body)) as unknown });
    return true;
  },
  find: async id => found(state.inbox.get(id)),
  findByKey: async (source, dedupKey) => firstOf(state.inbox, entry => entry.source === source && entry.dedupKey === dedupKey),
});

export const receivedOf = (state: MemoryState): ReceivedMessages => {
  const findByExternalId: ReceivedMessages['findByExternalId'] = async (accountId, externalMessageId) =>
    firstOf(state.received, known => known.accountId === accountId && known.externalMessageId === externalMessageId);
  return {
    async add(message) {
      if ((await findByExternalId(message.accountId, message.externalMessageId)) === null) state.received.set(message.id, copyOf(message));
    },
    findByExternalId,
    save: async message => void state.received.set(message.id, copyOf(message)),
  };
};
