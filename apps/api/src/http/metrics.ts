/** What pages a person (RE-59), in the format of Prometheus. */
import type { FastifyInstance } from 'fastify';
import { Gauge, Registry } from 'prom-client';

export interface SystemMetrics {
  /** Seconds that the oldest task which may run has waited. */
  oldestReadyTaskSeconds: number;
  parkedTasks: number;
}

const HELP: Record<keyof SystemMetrics, { name: string; help: string }> = {
  oldestReadyTaskSeconds: { name: 'olchat_oldest_ready_task_seconds', help: 'How long the oldest task that may run has waited' },
  parkedTasks: { name: 'olchat_parked_tasks', help: 'Tasks given up after repeated failure' },
};

export interface MetricsOptions {
  /** Asked when somebody looks. */
  collect: () => Promise<SystemMetrics>;
  openSockets: () => number;
}

export function metrics(app: FastifyInstance, { collect, openSockets }: MetricsOptions): void {
  app.get('/metrics', async (_request, reply) => {
    const registry = new Registry();
    const show = (metric: { name: string; help: string }, value: number) => new Gauge({ ...metric, registers: [registry] }).set(value);
    for (const [key, value] of Object.entries(await collect())) show(HELP[key as keyof SystemMetrics], value);
    show({ name: 'olchat_open_sockets', help: 'Open subscription sockets' }, openSockets());
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
