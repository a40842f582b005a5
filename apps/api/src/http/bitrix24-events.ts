/**
 * Events of portals: limit, verify, store, answer 200 (RE-20). Everything else is a task. Bitrix24 never repeats an event.
 * The application's token passes through every employee's browser, so an event grants nothing; what it says is read again (SE-2).
 */
import { randomUUID } from 'node:crypto';
import { parseEvent, type PortalEvent } from '@olchat/bitrix24';
import { isRefusal, PORTAL_EVENTS_LANE, type Portal, type PortalId } from '@olchat/domain';
import type { FastifyInstance } from 'fastify';
import { installPortal } from '../portals/install-portal.ts';
import { noteRegistrations } from './bitrix24-install.ts';
import type { DoorOptions } from './doors.ts';
import { readForm } from './form-body.ts';

/** They bring a refresh token, and with it their own proof (SE-3). */
const INSTALLATIONS = ['ONAPPINSTALL', 'ONAPPUPDATE'];

export function bitrix24Events(app: FastifyInstance, options: DoorOptions): void {
  const { services, logger } = options;
  app.post<{ Body: Buffer }>('/bitrix24/events', async (request, reply) => {
    const event = readForm(() => parseEvent(request.body));
    if (event === null) return reply.code(400).send({ code: 'BAD_REQUEST', message: 'Not an event of Bitrix24' });
    if (INSTALLATIONS.includes(event.event)) return reply.code((await install(options, event)) ? 200 : 403).send();

    const portal = await verifiedPortal(options, event);
    if (portal === null) {
      logger.warn({ event: event.event }, 'an event was not from a portal of ours');
      return reply.code(403).send();
    }
    if (event.event === 'ONAPPUNINSTALL') {
      await services.portals.suspend(portal.id, services.clock.now());
      logger.info({ portalId: portal.id }, 'an event says that the application was uninstalled');
    } else {
      await store(options, portal.id, request.body);
    }
    return reply.send();
  });
}

async function install(options: DoorOptions, event: PortalEvent): Promise<boolean> {
  const installed = await installPortal({ app: options.app, portals: options.services.portals, storage: options.services.storage }, event);
  if (isRefusal(installed)) {
    options.logger.warn({ event: event.event, code: installed.code, rawCode: installed.details.rawCode }, 'an installation was refused');
    return false;
  }
  noteRegistrations(options, installed);
  return true;
}

/** Null for an unknown portal, a suspended one, and a wrong or missing token alike. */
async function verifiedPortal({ services }: DoorOptions, { memberId, applicationToken }: PortalEvent): Promise<Portal | null> {
  const portal = await services.portals.findByMemberId(memberId);
  if (portal === null || portal.state !== 'ACTIVE' || applicationToken === null) return null;
  return (await services.portals.applicationTokenMatches(portal.id, applicationToken)) ? portal : null;
}

/** Equal events are legitimate, so the door itself names each one. */
async function store({ services }: DoorOptions, portalId: PortalId, body: Buffer): Promise<void> {
  const id = randomUUID();
  await services.storage.transaction(portalId, async tx => {
    await tx.inbox.add({
      id,
      source: 'BITRIX24',
      accountId: null,
      dedupKey: id,
      body: body.toString('utf8'),
      receivedAt: services.clock.now(),
    });
    await tx.tasks.add({ name: 'route-portal-event', laneKey: PORTAL_EVENTS_LANE, subjectId: id });
  });
}
