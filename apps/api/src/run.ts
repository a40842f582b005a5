/** Starts and stops the two roles; stops in reverse order of start (RE-55). */
import { fileURLToPath } from 'node:url';
import { compose } from './compose.ts';
import type { ConnectorParts } from './connectors.ts';
import type { Environment } from './env.ts';
import { openEvents } from './events/open-events.ts';
import { createServer } from './graphql/server.ts';
import { fieldsFirst, type Logger } from './logger.ts';

export interface Running {
  stop(): Promise<void>;
}

/** As built by `apps/widget`; beside the sources and beside the compiled files alike. */
const WIDGET_FOLDER = fileURLToPath(new URL('../../widget/dist', import.meta.url));

export async function startApi(env: Environment, logger: Logger): Promise<Running> {
  const composition = await compose(env, 'api', logger);
  const events = await openEvents(env, composition, logger);
  const server = await createServer(composition.services, {
    app: composition.bitrix24.app,
    publicUrl: env.publicUrl,
    productName: env.productName,
    widgetFolder: WIDGET_FOLDER,
    logger: fieldsFirst(logger),
    isReady: composition.isReady,
    collectMetrics: composition.measures,
    intake: events.intake,
    ownGauges: events.gauges,
  });
  await server.listen({ host: env.host, port: env.port });
  return {
    stop: async () => {
      await server.close({ graceMs: env.drainMs, spreadMs: env.drainMs });
      await events.stop();
      await composition.close();
    },
  };
}

export async function startWorker(env: Environment, logger: Logger, parts: ConnectorParts = {}): Promise<Running> {
  const composition = await compose(env, 'worker', logger, parts);
  const worker = await composition.worker();
  worker.start();
  const retention = composition.retention();
  retention.start();
  const chores = composition.chores();
  chores.start();
  return {
    stop: async () => {
      await chores.stop();
      await retention.stop();
      await worker.stop();
      await composition.close();
    },
  };
}
