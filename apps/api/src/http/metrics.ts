/** What pages a person (RE-59), in the format of Prometheus. */
import type { FastifyInstance } from 'fastify';
import { Gauge, Registry } from 'prom-client';

export interface SystemMetrics {
  /** Seconds that the oldest task which may run has waited. */
  oldestReadyTaskSeconds: number;
  /** Seconds that the oldest inbox row without an outcome has waited. */
  oldestInboxSeconds: number;
  unconfirmedMessages: number;
  /** Seconds between the newest feed row and what this process has told. */
  feedLagSeconds: number;
  parkedTasks: number;
  heldLanes: number;
  refusedTokens: number;
}

const HELP: Record<keyof SystemMetrics, { name: string; help: string }> = {
  oldestReadyTaskSeconds: { name: 'olchat_oldest_ready_task_seconds', help: 'How long the oldest task that may run has waited' },
  oldestInboxSeconds: { name: 'olchat_oldest_inbox_seconds', help: 'How long the oldest inbox row without an outcome has waited' },
  unconfirmedMessages: { name: 'olchat_unconfirmed_messages', help: 'Messages whose fate nobody knows' },
  feedLagSeconds: { name: 'olchat_feed_lag_seconds', help: 'How far this process is behind the feed' },
  parkedTasks: { name: 'olchat_parked_tasks', help: 'Tasks given up after repeated failure' },
  heldLanes: { name: 'olchat_held_lanes', help: 'Lanes that a worker holds now' },
  refusedTokens: { name: 'olchat_refused_tokens', help: 'Bitrix24 tokens that were refused and wait for a person' },
};

export interface MetricsOptions {
  /** Asked when somebody looks; what this process cannot tell is absent. */
  collect: () => Promise<Partial<SystemMetrics>>;
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
