export * from './builders.ts';
export * from './connector-contract.ts';
export * from './fake-connector.ts';
export * from './fixed-clock.ts';
export * from './memory-session-store.ts';
export * from './memory-state.ts';
export * from './memory-storage.ts';
export * from './storage-contract.ts';
