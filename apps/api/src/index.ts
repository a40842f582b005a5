export { compose, type Composition } from './compose.ts';
export { EnvironmentProblems, readEnvironment, type Environment } from './env.ts';
export { openLogger, type LogFields, type Logger } from './logger.ts';
export type { ConnectorParts } from './connectors.ts';
export { migrate } from './persistence/migrate.ts';
export { runWorker } from './run-worker.ts';
