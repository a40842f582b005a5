import { anEmployee, aPortal } from './builders.ts';
import { MemoryStorage } from './memory-storage.ts';
import { storageContract } from './storage-contract.ts';

storageContract('memory', () => {
  const storage = new MemoryStorage({ now: () => new Date() });
  return {
    storage,
    newPortal: async () => {
      const portal = aPortal();
      storage.addPortal(portal);
      await storage.transaction(portal.id, tx => tx.employees.save(anEmployee(portal.id)));
      return portal.id;
    },
    feed: async portalId => storage.feed(portalId),
    waiting: async portalId => storage.waiting(portalId),
    beginTask: async (portalId, laneKey) => void storage.beginTask(portalId, laneKey),
    takeLease: async (portalId, laneKey) => storage.takeLease(portalId, laneKey),
    loseLease: async lease => storage.loseLease(lease),
    knowsToken: async (portalId, hash) => [...storage.stateOf(portalId).tokens.values()].includes(hash),
    isLaneOpen: async (portalId, laneKey) => storage.stateOf(portalId).openLanes.has(laneKey),
  };
});
