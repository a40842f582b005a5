/** `/rest/<method>`, and the same at each portal's own address, over HTTP: GET or POST, JSON or form, token in `auth`, CORS for the frame's SDK. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { runBatch } from './batch.ts';
import { parseForm } from './form.ts';
import { isObject, readText } from './parameters.ts';
import type { RawParameters } from './parameters.ts';
import type { Portal } from '../portal-data.ts';
import type { LeakyBucket } from './rate-limit.ts';
import { RequestDropped } from './rest-calls.ts';
import type { RestCalls, Trouble } from './rest-calls.ts';
import { RestError, unknownToken } from './rest-error.ts';
import { OperatingTime } from './time-block.ts';

/** `im.v2.File.upload` takes 100 MB, a third more in base64. */
const BODY_LIMIT = 140 * 1024 * 1024;

export interface RestDoorOptions {
  portals: ReadonlyMap<string, Portal>;
  calls: RestCalls;
  bucket: LeakyBucket;
}

export const openRestDoor = (server: FastifyInstance, options: RestDoorOptions): void => {
  const batchTime = new OperatingTime();
  const route = {
    method: ['GET', 'POST'],
    bodyLimit: BODY_LIMIT,
    handler: async (request: FastifyRequest<Call>, reply: FastifyReply) => {
      const movedTo = newAddress(options.portals, request.params);
      // As documented: the same POST is to be repeated there.
      if (movedTo !== undefined) return reply.redirect(movedTo, 302);
      const trouble: Trouble = { delayMs: 0, loseAnswer: false };
      let status = 200;
      let body: unknown;
      try {
        body = await answer(request.params, readParameters(request), trouble, options, batchTime);
      } catch (error) {
        if (error instanceof RequestDropped) return cutConnection(request, reply);
        const refusal = error instanceof RestError ? error : internalError(request, error);
        status = refusal.status;
        body = refusal.body;
      }
      if (trouble.delayMs > 0) await sleep(trouble.delayMs);
      if (trouble.loseAnswer) return cutConnection(request, reply);
      return reply.code(status).send(body);
    },
  };
  server.route<Call>({ ...route, url: '/rest/*' });
  server.route<Call>({ ...route, url: '/portals/:address/rest/*' });
};

interface Call {
  /** `address`: absent where the token alone decides. */
  Params: { '*': string; address?: string };
}

/** Of a portal that lived at the address of this request before. */
const newAddress = (portals: ReadonlyMap<string, Portal>, { '*': path, address }: Call['Params']): string | undefined => {
  const portal = address === undefined ? undefined : portals.get(address.replace(/-moved-\d+$/, ''));
  return portal === undefined || portal.addressName === address ? undefined : `${portal.restAddress}${path}`;
};

const answer = async (
  { '*': path, address }: Call['Params'],
  raw: RawParameters,
  trouble: Trouble,
  { calls, bucket }: RestDoorOptions,
  batchTime: OperatingTime,
): Promise<unknown> => {
  const startMs = Date.now();
  const { auth, access_token: accessToken, ...parameters } = raw;
  const caller = calls.authorise(readText(auth) ?? readText(accessToken));
  if (address !== undefined && caller.portal.addressName !== address) throw unknownToken();
  if (!bucket.take(caller.portal.memberId, startMs)) throw new RestError(503, 'QUERY_LIMIT_EXCEEDED', 'Too many requests');
  const method = path.replace(/^\/+|\/+$/g, '').replace(/\.json$/i, '');
  if (method.toLowerCase() === 'batch') {
    const result = await runBatch(calls, parameters, caller, trouble);
    return { result, time: batchTime.add(caller.portal.memberId, startMs) };
  }
  const done = await calls.perform(method, parameters, caller, trouble);
  return {
    result: done.answer.result,
    ...(done.answer.total !== undefined && { total: done.answer.total }),
    ...(done.answer.next !== undefined && { next: done.answer.next }),
    time: done.time,
  };
};

/** Query and body together, the body wins; the SDK's own marks in the query are not parameters. */
export const readParameters = (request: FastifyRequest): RawParameters => {
  const query = parseForm(request.url.split('?').slice(1).join('?'));
  const sent = Object.fromEntries(Object.entries(query).filter(([key]) => !key.startsWith('bx24_')));
  return isObject(request.body) ? { ...sent, ...request.body } : sent;
};

export const cutConnection = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  reply.hijack();
  request.raw.socket.destroy();
  return reply;
};

const internalError = (request: FastifyRequest, error: unknown): RestError => {
  request.log.error(error);
  return new RestError(500, 'INTERNAL_SERVER_ERROR', error instanceof Error ? error.message : 'Internal server error');
};
