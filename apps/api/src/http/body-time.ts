/** How long a body may take to come (SE-33): files have minutes, everything else seconds. */
import type { FastifyInstance } from 'fastify';

/** Of the whole request; a file of 100 MB at 3 Mbit/s comes in 270 s. */
export const SLOWEST_REQUEST_MS = 300_000;
const BODY_MS = 30_000;

export function limitBodyTime(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ raw, routeOptions }) => {
    if (routeOptions.url === '/files') return;
    const timer = setTimeout(() => {
      if (!raw.complete) raw.destroy();
    }, BODY_MS);
    raw.once('close', () => clearTimeout(timer));
  });
}
