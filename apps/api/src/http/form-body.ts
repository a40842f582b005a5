/** Doors whose bodies are Bitrix24's forms: the bytes are kept, and the strict parser of that package reads them (SE-30). */
import { MalformedForm } from '@olchat/bitrix24';
import type { FastifyInstance } from 'fastify';
import { ZodError } from 'zod';

/** Inside its own scope, so that JSON and text do not reach these doors. */
export function takeForms(app: FastifyInstance, bodyLimit: number): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer', bodyLimit }, (_request, body, done) =>
    done(null, body),
  );
}

/** Null: not what Bitrix24 sends. */
export function readForm<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof MalformedForm || error instanceof ZodError) return null;
    throw error;
  }
}
