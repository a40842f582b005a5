/** What is known of files, in memory. */
import type { Files } from '../../src/index.ts';
import type { MemoryState } from './memory-state.ts';
import { copyOf, found } from './stored-copies.ts';

export const filesOf = (state: MemoryState): Files => ({
  find: async id => found(state.files.get(id)),
  lock: async id => found(state.files.get(id)),
  add: async file => void state.files.set(file.id, copyOf(file)),
  save: async file => {
    const { previewKey, previewBytes } = state.files.get(file.id) ?? file;
    state.files.set(file.id, Object.assign(copyOf(file), { previewKey, previewBytes }));
  },
  savePreview: async ({ id, previewKey, previewBytes }) => {
    const file = state.files.get(id);
    if (file !== undefined) state.files.set(id, Object.assign(copyOf(file), { previewKey, previewBytes }));
  },
  storedBytes: async () => [...state.files.values()].reduce((sum, file) => sum + file.heldBytes, 0),
  bytesSince: async at => {
    const since = [...state.files.values()].filter(file => file.createdAt >= at);
    return since.reduce((sum, file) => sum + file.size, 0);
  },
  expired: async (at, limit) =>
    [...state.files.values()]
      .filter(file => file.state !== 'GONE' && file.expiresAt < at)
      .sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime())
      .slice(0, limit)
      .map(copyOf),
});
