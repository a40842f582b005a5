/**
 * Events of portals: limit, verify, store, answer 200 (RE-20). Everything else is a task. Bitrix24 never repeats an event.
 * The application's token passes through every employee's browser, so an event grants nothing; what it says is read again (SE-2).
 */
import { parseEvent } from '@olchat/bitrix24';
import type { FastifyInstance } from 'fastify';
import type { DoorOptions } from './doors.ts';
import { readForm } from './form-body.ts';

const STATUS = { TAKEN: 200, REFUSED: 403, AWAY: 503 } as const;

export function bitrix24Events(app: FastifyInstance, { intake, logger }: Pick<DoorOptions, 'intake' | 'logger'>): void {
  app.post<{ Body: Buffer }>('/bitrix24/events', async (request, reply) => {
    const event = readForm(() => parseEvent(request.body));
    if (event === null) return reply.code(400).send({ code: 'BAD_REQUEST', message: 'Not an event of Bitrix24' });
    const taken = await intake.take(event, request.body);
    if (taken === 'REFUSED') logger.warn({ event: event.event }, 'an event was not from a portal of ours');
    return reply.code(STATUS[taken]).send();
  });
}
