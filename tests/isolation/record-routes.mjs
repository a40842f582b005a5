/** Loaded into the API process before its own code: writes every HTTP route that the program really opens into its data folder. */
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';

if (process.env.ROLE === 'api') {
  subscribe('fastify.initialization', message => {
    const { fastify } = /** @type {{ fastify: import('fastify').FastifyInstance }} */ (message);
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const name of [method].flat()) appendFileSync(`${process.env.DATA_DIR}/routes.txt`, `${name} ${url}\n`);
    });
  });
}
