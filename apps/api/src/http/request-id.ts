/** One name per request: in the header of its answer, in what people are shown when it fails, and in the log. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';

export const REQUEST_ID_HEADER = 'x-request-id';

const current = new AsyncLocalStorage<string>();

/** Inside the handling of a request; undefined where there is none, as in a subscription. */
export const currentRequestId = (): string | undefined => current.getStore();

/** The names are fastify's own (`genReqId`): a name that a caller brings along is not taken, or his requests could be taken for another's. */
export function nameRequests(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => void reply.header(REQUEST_ID_HEADER, request.id));
  // After the body was read: what reads it does not carry the name along.
  app.addHook('preHandler', (request, _reply, done) => current.run(request.id, done));
}
