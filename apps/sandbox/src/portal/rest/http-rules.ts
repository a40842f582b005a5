/** What holds for every HTTP door of the portal: bodies as PHP reads them, and CORS. */
import type { FastifyInstance } from 'fastify';
import { parseForm } from './form.ts';
import { RestError } from './rest-error.ts';

export const applyHttpRules = (server: FastifyInstance): void => {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? {} : (JSON.parse(String(body)) as unknown));
    } catch {
      done(new RestError(400, 'INVALID_REQUEST', 'The body is not JSON'));
    }
  });
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, parseForm(String(body)));
  });
  server.setErrorHandler((error, _request, reply) => {
    if (error instanceof RestError) return reply.code(error.status).send(error.body);
    throw error;
  });

  // Our page in the frame lives on another site than the portal and calls REST without cookies.
  server.addHook('onRequest', async (request, reply) => {
    reply.header('access-control-allow-origin', request.headers.origin ?? '*');
    reply.header('vary', 'origin');
  });
  for (const path of ['/rest/*', '/oauth/*'])
    server.options(path, async (request, reply) =>
      reply
        .code(204)
        .header('access-control-allow-methods', 'GET, POST, OPTIONS')
        .header('access-control-allow-headers', request.headers['access-control-request-headers'] ?? 'content-type')
        .header('access-control-max-age', '600')
        .send(),
    );
};
