/** The built widget's own files, as the build compressed them. Their names carry a hash of their content, so they never change. */
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
    const bytes = await sizeOf(path);
    if (bytes === null) return reply.callNotFound();
    const compressed = takesBrotli(request.headers['accept-encoding']) ? await sizeOf(`${path}.br`) : null;
    if (compressed !== null) reply.header('content-encoding', 'br');
    return reply
      .type(type)
      .header('content-length', compressed ?? bytes)
      .header('vary', 'accept-encoding')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('x-content-type-options', 'nosniff')
      .header('cross-origin-resource-policy', 'same-origin')
      .send(createReadStream(compressed === null ? path : `${path}.br`));
  });
}

/** Of a file; null where there is none. */
async function sizeOf(path: string): Promise<number | null> {
  const file = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  return file?.isFile() ? file.size : null;
}

/** Every browser of the build's target, over HTTPS; a tool that says nothing gets the file as it is. */
const takesBrotli = (accepted: string | undefined): boolean =>
  accepted?.split(',').some(one => /^\s*br\s*(;\s*q=(?!0(\.0*)?\s*$)|$)/.test(one)) ?? false;
