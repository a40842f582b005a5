export { compose, type Composition } from './compose.ts';
export { EnvironmentProblems, readEnvironment, type Environment } from './env.ts';
export { openLogger, type LogFields, type Logger } from './logger.ts';
export { migrate } from './persistence/migrate.ts';
