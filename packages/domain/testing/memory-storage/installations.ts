/** Where OLChat is installed and embedded, in memory. */
import type { Embeddings, Installations } from '../../src/index.ts';
import type { MemoryState } from './memory-state.ts';
import { copyOf } from './stored-copies.ts';

export const installationOf = (state: MemoryState): Installations => {
  const find = async () => copyOf(state.installation);
  return {
    find,
    lock: find,
    save: async installation => {
      state.installation = copyOf(installation);
    },
    workAs: async employeeId => {
      state.portal = Object.assign(copyOf(state.portal), { mainEmployeeId: employeeId });
    },
  };
};

export const embeddingsOf = (state: MemoryState): Embeddings => ({
  list: async () => [...state.embeddings.values()].map(copyOf),
  async add(embedding) {
    if (!state.employees.has(embedding.embeddedBy)) throw new Error('no such employee');
    if (!state.embeddings.has(embedding.smartProcessTypeId)) state.embeddings.set(embedding.smartProcessTypeId, copyOf(embedding));
  },
  remove: async smartProcessTypeId => void state.embeddings.delete(smartProcessTypeId),
});
