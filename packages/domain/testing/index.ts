export * from './connector-contract.ts';
export * from './fake-connector.ts';
export * from './memory-session-store.ts';
