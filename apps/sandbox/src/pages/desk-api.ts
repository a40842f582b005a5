/** `/portal/api/*`: what the portal's pages read and do, as the employee logged in in that browser. */
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Phones } from '../kernel/phones.ts';
import { DeskError } from '../portal/desk.ts';
import type { PortalDesk } from '../portal/desk.ts';
import type { BrowserSession, BrowserSessions } from './browser-session.ts';
import { cardPath } from './client/card-path.ts';
import type { LiveEvents } from './live-events.ts';

export interface DeskApiOptions {
  desk: PortalDesk;
  phones: Phones;
  sessions: BrowserSessions;
  live: LiveEvents;
  installUrl: string;
  /** `host:port` of the portal in a browser. */
  portalHost: string;
}

const cardType = z.enum(['LEAD', 'DEAL', 'CONTACT', 'COMPANY', 'ORDER', 'SMART_PROCESS']);
const smartProcess = z.object({ smartProcessTypeId: z.string().optional() });
const options = z.record(z.string(), z.string());
const newField = z.object({ userTypeId: z.string(), title: z.string().trim().min(1) });
const opening = z.discriminatedUnion('place', [
  z.object({
    place: z.literal('card'),
    type: cardType,
    id: z.string(),
    smartProcessTypeId: z.string().nullable(),
    code: z.string(),
    handler: z.string(),
  }),
  z.object({
    place: z.literal('field'),
    type: cardType,
    id: z.string(),
    smartProcessTypeId: z.string().nullable(),
    fieldName: z.string(),
    mode: z.enum(['view', 'edit']),
  }),
  z.object({ place: z.literal('chat'), chatId: z.string(), code: z.string(), handler: z.string() }),
  z.object({ place: z.literal('application'), options }),
  z.object({ place: z.literal('installer') }),
]);
type Opening = z.infer<typeof opening>;

/** The employee may not do it, or there is nothing to do it with. */
class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const deskApi =
  (given: DeskApiOptions) =>
  async (server: FastifyInstance): Promise<void> => {
    const { desk, phones, live } = given;
    const who = (request: FastifyRequest): BrowserSession => given.sessions.read(request);

    server.setErrorHandler(async (error: FastifyError, request, reply) => {
      const status = statusOf(error);
      if (status === 500) request.log.error(error);
      return reply.code(status).send({ message: error.message });
    });

    server.get('/cards', async request => desk.cards(who(request).portal.memberId));

    server.get<{ Params: { type: string; id: string } }>('/cards/:type/:id', async request => {
      const { portal, employee, language } = who(request);
      const type = cardType.parse(request.params.type);
      const { smartProcessTypeId } = smartProcess.parse(request.query);
      const card = desk.card(portal.memberId, type, request.params.id, smartProcessTypeId);
      if (card === undefined) throw new Refused(404, 'Not found');
      return {
        card,
        records: desk.timeline(portal.memberId, type, request.params.id, smartProcessTypeId),
        placements: desk.cardPlacements(portal.memberId, employee.id, type, language, smartProcessTypeId),
        widgets: desk.cardWidgets(portal.memberId, employee.id, type, request.params.id, smartProcessTypeId),
        fieldTypes: type === 'ORDER' ? [] : desk.fieldTypes(portal.memberId),
      };
    });
    server.post<{ Params: { type: string; id: string } }>('/cards/:type/:id/fields', async request => {
      const { portal, employee } = who(request);
      const { userTypeId, title } = newField.parse(request.body);
      const { smartProcessTypeId } = smartProcess.parse(request.query);
      const type = cardType.parse(request.params.type);
      desk.createField(portal.memberId, employee.id, { type, smartProcessTypeId: smartProcessTypeId ?? null, userTypeId, title });
      return {};
    });
    server.post<{ Params: { type: string; id: string } }>('/cards/:type/:id/values', async request => {
      const { portal, employee } = who(request);
      const values = options.parse(request.body);
      const { smartProcessTypeId } = smartProcess.parse(request.query);
      desk.saveFields(portal.memberId, employee.id, cardType.parse(request.params.type), request.params.id, smartProcessTypeId, values);
      return {};
    });

    server.post<{ Params: { id: string; key: string } }>('/activities/:id/buttons/:key', async request => {
      const { portal, employee } = who(request);
      desk.pressTimelineButton(portal.memberId, employee.id, request.params.id, request.params.key);
      return {};
    });

    server.post('/placements', async request => open(given, who(request), opening.parse(request.body)));
    server.post<{ Params: { sid: string } }>('/placements/:sid/auth', async request => {
      const { portal, employee } = who(request);
      const auth = desk.refreshAuth(portal.memberId, employee.id, request.params.sid);
      if (auth === undefined) throw new Refused(403, 'This employee may no longer use the application');
      return auth;
    });
    server.post('/installation', async request => {
      const { portal, employee } = who(request);
      if (!employee.isAdministrator) throw new Refused(403, 'Only an administrator installs applications');
      desk.finishInstallation(portal.memberId);
      return {};
    });

    server.post('/removal', async request => {
      const { portal, employee } = who(request);
      desk.removeApplication(portal.memberId, employee.id, z.object({ clean: z.boolean() }).parse(request.body).clean);
      return {};
    });

    server.get('/chats', async request => {
      const { portal, employee } = who(request);
      return desk.chats(portal.memberId, employee.id);
    });
    server.post<{ Params: { id: string } }>('/chats/:id/messages', async request => {
      const { portal, employee } = who(request);
      const { text } = z.object({ text: z.string().min(1) }).parse(request.body);
      desk.postToChat(portal.memberId, employee.id, request.params.id, text);
      return {};
    });
    server.post<{ Params: { id: string } }>('/chats/:id/take', async request => {
      const { portal, employee } = who(request);
      desk.takeChat(portal.memberId, employee.id, request.params.id);
      return {};
    });
    server.post<{ Params: { id: string } }>('/chats/:id/finish', async request => {
      const { portal, employee } = who(request);
      desk.finishChat(portal.memberId, employee.id, request.params.id);
      return {};
    });

    server.get('/chat-placements', async request => {
      const { portal, employee, language } = who(request);
      return desk.chatPlacements(portal.memberId, employee.id, language);
    });

    server.get('/notices', async request => {
      const { portal, employee } = who(request);
      return desk.noticeBoard(portal.memberId, employee.id);
    });
    server.post<{ Params: { id: string } }>('/chats/:id/guests', async request => {
      const { portal, employee } = who(request);
      const { employeeId } = z.object({ employeeId: z.string() }).parse(request.body);
      desk.inviteToChat(portal.memberId, employee.id, request.params.id, employeeId);
      return {};
    });
    server.get('/colleagues', async request => desk.employees(who(request).portal.memberId));

    server.get('/events', (request, reply) => {
      const { portal } = who(request);
      live.open(reply, send => desk.onChange((memberId, what) => memberId === portal.memberId && send({ what })));
    });

    server.get('/phones/events', (_request, reply) => live.open(reply, send => phones.onChange(address => send({ address }))));
  };

/** Only what the portal itself offers to this employee is opened, with a token of his. */
const open = (given: DeskApiOptions, session: BrowserSession, asked: Opening) => {
  const { desk, portalHost } = given;
  const { portal, employee, language } = session;
  const opened = (placement: string, handler: string, context: Record<string, unknown>) =>
    desk.openPlacement(portal.memberId, employee.id, placement, handler, context, language, portalHost);
  switch (asked.place) {
    case 'card': {
      const offered = desk.cardPlacements(portal.memberId, employee.id, asked.type, language, asked.smartProcessTypeId ?? undefined);
      if (!offered.some(item => item.code === asked.code && item.handler === asked.handler))
        throw new Refused(404, 'The placement is not bound');
      return opened(asked.code, asked.handler, { ID: asked.id, URI: cardPath(asked) });
    }
    case 'field': {
      const { type, id, smartProcessTypeId, fieldName, mode } = asked;
      const widget = desk
        .cardWidgets(portal.memberId, employee.id, type, id, smartProcessTypeId ?? undefined)
        .find(candidate => candidate.fieldName === fieldName);
      if (widget === undefined) throw new Refused(404, 'The card has no such field');
      return opened('USERFIELD_TYPE', widget.handler, { ...widget.options, MODE: mode, URI: cardPath(asked) });
    }
    case 'chat': {
      const { chatId, code, handler } = asked;
      const offered = desk.chatPlacements(portal.memberId, employee.id, language);
      if (!offered.some(item => item.code === code && item.handler === handler)) throw new Refused(404, 'The placement is not bound');
      if (desk.chat(portal.memberId, employee.id, chatId)?.canRead !== true) throw new Refused(404, 'There is no such chat');
      return opened(code, handler, { dialogId: `chat${chatId}`, URI: '/online/' });
    }
    case 'application': {
      const handler = desk.appPageHandler(portal.memberId);
      if (handler === undefined) throw new Refused(409, 'The application is not installed');
      return opened('DEFAULT', handler, asked.options);
    }
    case 'installer':
      if (!employee.isAdministrator) throw new Refused(403, 'Only an administrator installs applications');
      return opened('INSTALL', given.installUrl, {});
  }
};

const statusOf = (error: FastifyError): number => {
  if (error instanceof z.ZodError) return 400;
  if (error instanceof DeskError) return 409;
  if (error instanceof Refused) return error.status;
  return error.statusCode ?? 500;
};
