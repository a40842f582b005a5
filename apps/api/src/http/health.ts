import type { FastifyInstance } from 'fastify';

export interface HealthOptions {
  /** The database answers and has the schema this version needs. Troubles of accounts are data, not health (RE-58). */
  isReady: () => Promise<boolean>;
  isDraining: () => boolean;
}

export function health(app: FastifyInstance, { isReady, isDraining }: HealthOptions): void {
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const status = isDraining() ? 'draining' : (await isReady()) ? 'ready' : 'unavailable';
    return reply.code(status === 'ready' ? 200 : 503).send({ status });
  });
}
