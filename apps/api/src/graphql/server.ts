/** Everything of the API process that listens: GraphQL over HTTP and sockets, Bitrix24's doors, the widget, health. One port. */
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import fastify, { type FastifyInstance } from 'fastify';
import { EventIntake } from '../events/event-intake.ts';
import { bitrix24Events } from '../http/bitrix24-events.ts';
import { bitrix24Install } from '../http/bitrix24-install.ts';
import { bitrix24Placement } from '../http/bitrix24-placement.ts';
import { bitrix24Session } from '../http/bitrix24-session.ts';
import type { DoorOptions } from '../http/doors.ts';
import { limitBodyTime, SLOWEST_REQUEST_MS } from '../http/body-time.ts';
import { files } from '../http/files.ts';
import { takeForms } from '../http/form-body.ts';
import { health } from '../http/health.ts';
import { metrics, type OwnGauge, type SystemMetrics } from '../http/metrics.ts';
import { plainErrors } from '../http/plain-errors.ts';
import { nameRequests } from '../http/request-id.ts';
import { widgetAssets } from '../http/widget-assets.ts';
import type { Services } from '../services.ts';
import { createApollo } from './apollo.ts';
import { createShared } from './context.ts';
import { GRAPHQL_PATH, graphqlDoor } from './graphql-door.ts';
import { createSchema } from './schema.ts';
import { SocketDoor } from './socket-door.ts';
import { SOCKET_LIMITS, type SocketLimits } from './socket-limits.ts';

export interface ServerOptions extends Omit<DoorOptions, 'services' | 'intake'> {
  /** Default: one without a spool, which loses what comes while the database is away. */
  intake?: EventIntake;
  /** The database answers and has the schema this version needs (RE-58). */
  isReady: () => Promise<boolean>;
  collectMetrics: () => Promise<SystemMetrics>;
  /** Of this process alone; asked also while the database is away. */
  ownGauges?: () => readonly OwnGauge[];
  /** Default: SOCKET_LIMITS. */
  socketLimits?: Partial<SocketLimits>;
}

export interface Server {
  /** Answers the port; 0 asks for a free one. */
  listen(address: { host: string; port: number }): Promise<number>;
  /**
   * RE-55: says that it is not ready, waits `graceMs` (5000) until balancers know, sends the sockets away over `spreadMs` (5000),
   * answers what is running, and stops. May be called twice.
   */
  close(times?: { graceMs?: number; spreadMs?: number }): Promise<void>;
}

/** Pages of Bitrix24 are small; its events may carry thirty messages with files (SE-30). */
const MAX_FORM_BYTES = 5 * 1024 * 1024;

export async function createServer(services: Services, options: ServerOptions): Promise<Server> {
  let closing: Promise<void> | undefined;
  const { logger } = options;
  const schema = await createSchema();
  const shared = createShared(services);
  const apollo = createApollo(schema, logger);
  await apollo.start();
  const sockets = new SocketDoor({
    schema,
    services,
    shared,
    logger,
    limits: { ...SOCKET_LIMITS, ...options.socketLimits },
    origins: new Set([new URL(options.publicUrl).origin]),
  });

  const app: FastifyInstance = fastify({
    logger: false,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    requestTimeout: SLOWEST_REQUEST_MS,
    routerOptions: { maxParamLength: 300 },
  });
  app.removeContentTypeParser('text/plain');
  nameRequests(app);
  plainErrors(app, logger);
  limitBodyTime(app);
  app.addHook('onSend', async (_request, reply) => {
    void reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    // Without it one keep-alive connection holds the end for as long as its client likes.
    if (closing !== undefined) void reply.header('connection', 'close');
  });

  const intake = options.intake ?? new EventIntake({ services, app: options.app, logger }, null);
  const doors: DoorOptions = { ...options, services, intake };
  graphqlDoor(app, { schema, apollo, services, shared });
  health(app, { isReady: options.isReady, isDraining: () => closing !== undefined });
  metrics(app, {
    collect: options.collectMetrics,
    own: () => [{ name: 'olchat_open_sockets', help: 'Open subscription sockets', value: sockets.open }, ...(options.ownGauges?.() ?? [])],
    logger,
  });
  widgetAssets(app, options);
  bitrix24Session(app, doors);
  await files(app, doors);
  await app.register(async forms => {
    takeForms(forms, MAX_FORM_BYTES);
    bitrix24Install(forms, doors);
    bitrix24Placement(forms, doors);
    bitrix24Events(forms, doors);
  });
  app.server.on('upgrade', (request, socket, head) => {
    if (new URL(request.url ?? '/', 'http://localhost').pathname === GRAPHQL_PATH) return sockets.upgrade(request, socket, head);
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });

  async function stop(graceMs: number, spreadMs: number): Promise<void> {
    await sleep(graceMs);
    await sockets.close(spreadMs);
    // A connection that is just being answered is idle only afterwards, and would then be kept alive for a minute more.
    const idle = setInterval(() => app.server.closeIdleConnections(), 100);
    await app.close().finally(() => clearInterval(idle));
    await apollo.stop();
  }

  return {
    listen: async address => {
      await app.listen(address);
      return (app.server.address() as AddressInfo).port;
    },
    close: ({ graceMs = 5000, spreadMs = 5000 } = {}) => (closing ??= stop(graceMs, spreadMs)),
  };
}
