/** The worker as a process of its own, for a composition that plugs something in (`parts`). */
import type { ConnectorParts } from './connectors.ts';
import { readEnvironment } from './env.ts';
import { openLogger } from './logger.ts';
import { endWithWords, stopOnSignals } from './process-end.ts';
import { startWorker } from './run.ts';

export const runWorker = (parts: ConnectorParts): Promise<void> =>
  endWithWords(async () => {
    const env = readEnvironment();
    const logger = openLogger(env.logLevel, 'worker');
    const running = await startWorker(env, logger, parts);
    logger.info('started', {});
    stopOnSignals(running, logger);
  });
