/** The pages' own modules and styles. Modules are written in TypeScript and served with their types blanked out: no build step. */
import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import type { FastifyInstance } from 'fastify';

const FOLDER = new URL('./client/', import.meta.url);

const KINDS = {
  ts: { type: 'text/javascript; charset=utf-8', prepare: (text: string) => stripTypeScriptTypes(text) },
  css: { type: 'text/css; charset=utf-8', prepare: (text: string) => text },
  svg: { type: 'image/svg+xml', prepare: (text: string) => text },
};

export const assets = async (server: FastifyInstance): Promise<void> => {
  server.get<{ Params: { name: string } }>('/assets/:name', async (request, reply) => {
    const [, kind] = /^[a-z0-9-]+\.(ts|css|svg)$/.exec(request.params.name) ?? [];
    if (kind === undefined) return reply.code(404).send('');
    const { type, prepare } = KINDS[kind as keyof typeof KINDS];
    try {
      const text = await readFile(new URL(request.params.name, FOLDER), 'utf8');
      return await reply.type(type).header('cache-control', 'no-cache').send(prepare(text));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return reply.code(404).send('');
      throw error;
    }
  });
};
