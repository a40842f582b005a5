/** What pages a person (RE-59), in the format of Prometheus. */
import type { FastifyInstance } from 'fastify';
import { Gauge, Registry } from 'prom-client';
import { isOutage } from '../persistence/outage.ts';
import type { DoorLogger } from './door-logger.ts';

export interface SystemMetrics {
  /** Seconds that the oldest task which may run has waited. */
  oldestReadyTaskSeconds: number;
  parkedTasks: number;
}

const HELP: Record<keyof SystemMetrics, { name: string; help: string }> = {
  oldestReadyTaskSeconds: { name: 'olchat_oldest_ready_task_seconds', help: 'How long the oldest task that may run has waited' },
  parkedTasks: { name: 'olchat_parked_tasks', help: 'Tasks given up after repeated failure' },
};

export interface OwnGauge {
  name: string;
  help: string;
  value: number;
}

export interface MetricsOptions {
  /** Asked when somebody looks. */
  collect: () => Promise<SystemMetrics>;
  /** Of this process: they are there when the database is not, which is when they are needed. */
  own: () => readonly OwnGauge[];
  logger: DoorLogger;
}

export function metrics(app: FastifyInstance, { collect, own, logger }: MetricsOptions): void {
  app.get('/metrics', async (_request, reply) => {
    const registry = new Registry();
    const show = (metric: { name: string; help: string }, value: number) => new Gauge({ ...metric, registers: [registry] }).set(value);
    const collected = await collect().catch((error: unknown) => {
      if (!isOutage(error)) throw error;
      logger.warn({ error }, 'the database is away: only the figures of this process are shown');
      return null;
    });
    show({ name: 'olchat_database_up', help: '1 while the database answers' }, collected === null ? 0 : 1);
    for (const [key, value] of Object.entries<number>({ ...collected })) show(HELP[key as keyof SystemMetrics], value);
    for (const { name, help, value } of own()) show({ name, help }, value);
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
