/** `/graphql` over HTTP, its explorer, and `/schema.graphql`. */
import { randomBytes } from 'node:crypto';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { callerOf } from '../http/bearer.ts';
import type { Services } from '../services.ts';
import { RequestContext, type Shared } from './context.ts';
import { explorerPage, explorerPolicy } from './explorer-page.ts';
import { sdl } from './schema.ts';

/** SE-20. */
const MAX_BODY_BYTES = 256 * 1024;

export const GRAPHQL_PATH = '/graphql';

export interface GraphqlDoorOptions {
  schema: GraphQLSchema;
  apollo: ApolloServer<RequestContext>;
  services: Services;
  shared: Shared;
}

export function graphqlDoor(app: FastifyInstance, { schema, apollo, services, shared }: GraphqlDoorOptions): void {
  const answer = fastifyApolloHandler(apollo, {
    context: async request => {
      const caller = await callerOf(services.sessions, request.headers.authorization);
      return new RequestContext(services, shared, () => caller);
    },
  });
  app.route({
    method: ['GET', 'POST'],
    url: GRAPHQL_PATH,
    bodyLimit: MAX_BODY_BYTES,
    handler: async function (request, reply) {
      void reply.header('cache-control', 'no-store');
      if (!wantsExplorer(request)) return answer.call(this, request, reply);
      const nonce = randomBytes(16).toString('base64');
      return reply.type('text/html; charset=utf-8').header('content-security-policy', explorerPolicy(nonce)).send(explorerPage(nonce));
    },
  });

  const text = sdl(schema);
  app.get('/schema.graphql', (_request, reply) => reply.type('text/plain; charset=utf-8').send(text));
}

/** A browser's address line, not a GraphQL client: those ask for JSON, or for anything. */
const wantsExplorer = ({ method, headers, url }: FastifyRequest): boolean =>
  method === 'GET' && (headers.accept ?? '').includes('text/html') && !new URL(url, 'http://localhost').searchParams.has('query');
