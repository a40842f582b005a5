/** Answers of the plain doors when something is wrong: a code and a sentence; no stack, path or version (SE-21). */
import type { FastifyError, FastifyInstance } from 'fastify';
import type { DoorLogger } from './door-logger.ts';

const SENTENCES: Record<number, string> = {
  400: 'The request was not understood',
  413: 'The body is too large',
  415: 'This content type is not taken here',
};

export function plainErrors(app: FastifyInstance, logger: DoorLogger): void {
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ code: 'NOT_FOUND', message: 'There is nothing here' }));
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send({ code: 'BAD_REQUEST', message: SENTENCES[status] ?? 'The request was refused' });
    const traceId = request.id;
    // The address without its query: that may hold what nobody should read in a log.
    const path = request.routeOptions.url ?? '';
    logger.error({ traceId, path, err: { type: error.name, message: error.message, stack: error.stack } }, 'a request failed');
    return reply.code(500).send({ code: 'INTERNAL', message: `Internal error ${traceId}`, traceId });
  });
}
