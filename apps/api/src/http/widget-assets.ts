/** The built widget's own files. Their names carry a hash of their content, so they never change. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join, normalize, resolve, sep } from 'node:path';
import type { FastifyInstance } from 'fastify';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
};

export function widgetAssets(app: FastifyInstance, { widgetFolder }: { widgetFolder: string }): void {
  const folder = resolve(widgetFolder);
  app.get<{ Params: { '*': string } }>('/widget/*', async (request, reply) => {
    const path = join(folder, normalize(`/${request.params['*']}`));
    const type = TYPES[extname(path)];
    // Pages hold a place for a token and are served by their own door only.
    if (type === undefined || !path.startsWith(folder + sep)) return reply.callNotFound();
    const file = await stat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
      throw error;
    });
    if (file === null || !file.isFile()) return reply.callNotFound();
    return reply
      .type(type)
      .header('content-length', file.size)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('x-content-type-options', 'nosniff')
      .header('cross-origin-resource-policy', 'same-origin')
      .send(createReadStream(path));
  });
}
