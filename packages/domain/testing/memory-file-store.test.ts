import { fileStoreContract } from './file-store-contract.ts';
import { MemoryFileStore } from './memory-file-store.ts';

fileStoreContract('in memory', () => {
  const store = new MemoryFileStore();
  return { store, left: () => store.contents.size, end: () => store.contents.clear() };
});
