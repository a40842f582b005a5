/** The session store, with one addition: whoever meets a lost lease, the session hears of it first and stops (RE-40). */
import { LeaseLostError, type SessionStore } from '@olchat/domain';

export function watchLease(store: SessionStore, onLost: () => void): SessionStore {
  const watched = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (error instanceof LeaseLostError) onLost();
      throw error;
    }
  };
  return {
    readCredentials: () => watched(store.readCredentials()),
    writeCredentials: credentials => watched(store.writeCredentials(credentials)),
    readKeys: (type, ids) => watched(store.readKeys(type, ids)),
    writeKeys: (upserts, deletes) => watched(store.writeKeys(upserts, deletes)),
    readSent: id => watched(store.readSent(id)),
    writeSent: (id, content) => watched(store.writeSent(id, content)),
    erase: () => watched(store.erase()),
  };
}
