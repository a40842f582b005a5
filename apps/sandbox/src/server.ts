/** The sandbox's one port: portal pages and REST, control doors, and the WebSocket of the simulated messenger. */
import fastify, { LogController } from 'fastify';
import type { FastifyBaseLogger, FastifyInstance, FastifyPluginAsync } from 'fastify';
import { controlDoors } from './control/doors.ts';
import type { ControlOptions } from './control/oracle.ts';
import { pages } from './pages/pages.ts';
import type { PagesOptions } from './pages/pages.ts';
import type { TelegramDoor } from './telegram/socket-door.ts';
import type { WhatsAppWeb } from './whatsapp-web/whatsapp-web.ts';

export interface ServerOptions {
  logger: FastifyBaseLogger;
  /** `/rest/*` and `/oauth/token/` of the simulated portal. */
  portalRoutes: FastifyPluginAsync;
  whatsApp: Pick<WhatsAppWeb, 'handleUpgrade'>;
  telegram: Pick<TelegramDoor, 'handleUpgrade'>;
  control: ControlOptions;
  pages: PagesOptions;
}

export const buildServer = async (options: ServerOptions): Promise<FastifyInstance> => {
  const server = fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    // Pages keep a stream of events open; a closing server does not wait for them.
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true },
  });
  await server.register(options.portalRoutes);
  await server.register(controlDoors(options.control), { prefix: '/control' });
  await server.register(pages(options.pages));
  server.server.on('upgrade', (request, socket, head) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    if (pathname === '/whatsapp-web') options.whatsApp.handleUpgrade(request, socket, head);
    else if (pathname === '/telegram') options.telegram.handleUpgrade(request, socket, head);
    else socket.destroy();
  });
  return server;
};
