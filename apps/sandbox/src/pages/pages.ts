/** The browser's side of the sandbox: the portal's pages and the clients' phones. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { assets } from './assets.ts';
import { BrowserSessions } from './browser-session.ts';
import { cardOfPath } from './client/card-path.ts';
import type { Shown } from './client/page-state.ts';
import { deskApi } from './desk-api.ts';
import type { DeskApiOptions } from './desk-api.ts';
import { LiveEvents } from './live-events.ts';
import { phonesPage, portalPage } from './shell.ts';

export type PagesOptions = Omit<DeskApiOptions, 'live' | 'sessions' | 'portalHost'> & { port: number };

const login = z.object({ who: z.string(), back: z.string().regex(/^\/(?![/\\])/) });

export const pages =
  (options: PagesOptions) =>
  async (server: FastifyInstance): Promise<void> => {
    const { desk, port } = options;
    const portalHost = `localhost:${port}`;
    const sessions = new BrowserSessions(desk, port);
    const live = new LiveEvents();
    server.addHook('preClose', async () => live.close());

    // One canonical address: the product on 127.0.0.1 is then another site, the strict third-party case of a real portal.
    server.addHook('onRequest', async (request, reply) => {
      if (request.hostname !== 'localhost') return reply.redirect(`http://${portalHost}${request.url}`, 307);
      return undefined;
    });
    server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );

    const show = (request: FastifyRequest, reply: FastifyReply, shown: Shown): FastifyReply => {
      const { portal, employee, language } = sessions.read(request);
      sessions.rememberLanguage(request, reply);
      const employees = desk.employees(portal.memberId);
      const state = { portal, employee, employees, language, shown };
      const portals = desk.portals().map(one => ({ portal: one, employees: desk.employees(one.memberId) }));
      const bare = (request.query as { IFRAME?: unknown }).IFRAME === 'Y';
      return reply.type('text/html; charset=utf-8').send(portalPage({ state, portals, path: request.url, bare }));
    };

    server.get('/', (request, reply) => show(request, reply, { page: 'cards' }));
    server.get('/online/', (request, reply) => {
      const { IM_DIALOG: dialogId } = request.query as { IM_DIALOG?: string };
      return show(request, reply, { page: 'chats', dialogId: dialogId ?? null });
    });
    server.get('/marketplace/*', (request, reply) => show(request, reply, { page: 'application', path: request.url }));
    for (const section of ['/crm/*', '/shop/*']) {
      server.get(section, (request, reply) => {
        const card = cardOfPath(request.url.replace(/\?.*$/, ''));
        return card === undefined ? missing(request, reply) : show(request, reply, { page: 'card', card });
      });
    }
    server.get('/phones', (request, reply) => {
      sessions.rememberLanguage(request, reply);
      return reply.type('text/html; charset=utf-8').send(phonesPage(sessions.read(request).language));
    });
    const missing = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
      show(request, reply.code(404), { page: 'missing', path: request.url });
    server.get('/company/*', missing);
    server.get('/workgroups/*', missing);

    server.post('/portal/session', (request, reply) => {
      const sent = login.safeParse(request.body);
      if (!sent.success) return reply.code(400).send(z.prettifyError(sent.error));
      sessions.logIn(reply, sent.data.who);
      return reply.redirect(sent.data.back, 303);
    });

    await server.register(assets);
    await server.register(deskApi({ ...options, portalHost, sessions, live }), { prefix: '/portal/api' });
  };
