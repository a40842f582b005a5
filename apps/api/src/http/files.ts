/** Files in and out: `POST /files` takes one as it comes, `GET /files/<signed>` gives one to whoever has its link (W-19, SE-33, SE-34). */
import { Readable } from 'node:stream';
import {
  isRefusal,
  MAX_FILE_BYTES,
  MAX_LINK_BYTES,
  MAX_VOICE_BYTES,
  PREVIEW_MIME,
  previewOf,
  uploadFile,
  uploadVoice,
  type Caller,
  type PortalId,
  type Refusal,
  type RefusalCode,
  type StoredFile,
} from '@olchat/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SignedFile } from '../files/signed-links.ts';
import { sentence } from '../refusal-texts/sentence.ts';
import type { Services } from '../services.ts';
import { Attempts } from './attempts.ts';
import { callerOf } from './bearer.ts';
import type { DoorOptions } from './doors.ts';
import { fileNameOf, MalformedBody, multipartFile, type FilePart } from './multipart-file.ts';

/** Uploads of one employee. */
const PER_MINUTE = 60;
const STATUS: Partial<Record<RefusalCode, number>> = {
  FILE_TOO_LARGE: 413,
  FILE_UNREADABLE: 415,
  PICTURE_TOO_LARGE: 415,
  FILE_INFECTED: 415,
  // Below 500: it is a "no", not an outage.
  FILE_SPACE_FULL: 409,
  FILE_NOT_SCANNED: 409,
  VOICE_NOT_CONVERTIBLE: 415,
  LIMIT_REACHED: 429,
};
/** By `?as=`. */
const MAX_BYTES: Partial<Record<string, number>> = { link: MAX_LINK_BYTES, voice: MAX_VOICE_BYTES };
/** Nothing runs in what we give out, wherever it is shown. */
const SANDBOXED = "sandbox; default-src 'none'";

export async function files(app: FastifyInstance, { services }: DoorOptions): Promise<void> {
  const attempts = new Attempts(PER_MINUTE, 60_000);

  await app.register(async scope => {
    // The body is the file: nobody reads it before us. The limit is ours, because the answer to it is.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.post<{ Querystring: { as?: string; waveform?: string } }>(
      '/files',
      { bodyLimit: Number.MAX_SAFE_INTEGER },
      async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        const caller = await callerOf(services.sessions, request.headers.authorization);
        if (caller === null)
          return refused(request, reply, 401, { code: 'UNAUTHENTICATED', message: 'Give a token: Authorization: Bearer …' });
        const waitMs = attempts.waitMs(`${caller.portalId}:${caller.employeeId}`);
        if (waitMs > 0) {
          void reply.header('retry-after', Math.ceil(waitMs / 1000));
          return refused(request, reply, 429, { code: 'RATE_LIMITED', message: 'Too many files at once' });
        }
        const { as, waveform } = request.query;
        const maxBytes = MAX_BYTES[as ?? ''] ?? MAX_FILE_BYTES;
        if (Number(request.headers['content-length'] ?? 0) > maxBytes + MULTIPART_OVERHEAD) {
          return refused(request, reply, 413, tooLarge(caller, maxBytes));
        }
        try {
          const part = await partOf(request);
          if (part === null)
            return await refused(request, reply, 400, { code: 'FILE_EMPTY', message: 'There is no file in the body, or it has no name' });
          const file =
            as === 'voice'
              ? await uploadVoice(services, caller, {
                  ...part,
                  waveform: waveform === undefined ? null : [...Buffer.from(waveform, 'base64url')],
                })
              : await uploadFile(services, caller, { ...part, asLink: as === 'link' });
          return isRefusal(file)
            ? await refused(request, reply, STATUS[file.code] ?? 400, said(file, caller))
            : await taken(request, reply, file);
        } catch (error) {
          // A client that went away in the middle is no failure of ours.
          if (!(error instanceof MalformedBody) && !request.raw.destroyed) throw error;
          return refused(request, reply, 400, { code: 'BAD_REQUEST', message: 'The body broke off or is no multipart body' });
        }
      },
    );
  });

  app.get<{ Params: { signed: string } }>('/files/:signed', async (request, reply) => {
    void reply.headers({
      'cache-control': 'no-store',
      'content-security-policy': SANDBOXED,
      'cross-origin-resource-policy': 'same-origin',
    });
    const signed = services.fileLinks.open(request.params.signed, services.clock.now());
    const content = signed === null ? null : await (signed.isPreview ? previewIn(services, signed) : fileIn(services, signed));
    if (content === 'BUSY') {
      void reply.header('retry-after', RETRY_SECONDS);
      return reply.code(503).send({ code: 'UNAVAILABLE', message: 'Too many previews are being made: come again' });
    }
    if (content === null || !(await services.files.has(content.portalId, content.key))) {
      return reply.code(404).send({ code: 'NOT_FOUND', message: 'There is no such file, or its link has ended' });
    }
    void reply.headers({
      'content-type': content.mime,
      'content-length': content.size,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(content.name).replace(/['()*]/g, escaped)}`,
    });
    return reply.send(Readable.from(services.files.read(content.portalId, content.key), { objectMode: false }));
  });
}

const RETRY_SECONDS = 5;

/** What goes out under a signed link. */
interface Content {
  portalId: PortalId;
  key: string;
  name: string;
  mime: string;
  size: number;
}

async function fileIn({ storage }: Services, { portalId, fileId }: SignedFile): Promise<Content | null> {
  const file = await storage.transaction(portalId, tx => tx.files.find(fileId));
  return file?.state === 'READY' ? { portalId, key: file.storageKey, name: file.name, mime: file.mime, size: file.size } : null;
}

async function previewIn(services: Services, { portalId, fileId }: SignedFile): Promise<Content | 'BUSY' | null> {
  const preview = await previewOf(services, portalId, fileId);
  if (preview === null || preview === 'BUSY') return preview;
  return { portalId, key: preview.key, name: `${preview.file.name}.webp`, mime: PREVIEW_MIME, size: preview.bytes };
}

/** Boundaries and headers of a multipart body. */
const MULTIPART_OVERHEAD = 64 * 1024;

const escaped = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** The body, without closing the connection when we have had enough of it. */
const bodyOf = ({ raw }: FastifyRequest): AsyncIterable<Uint8Array> => raw.iterator({ destroyOnReturn: false });

function partOf(request: FastifyRequest): Promise<FilePart | null> | FilePart | null {
  const contentType = request.headers['content-type'] ?? '';
  if (/^multipart\/form-data\b/i.test(contentType)) return multipartFile(bodyOf(request), contentType);
  const name = fileNameOf(`content-disposition: ${request.headers['content-disposition'] ?? ''}`);
  return name === null ? null : { name, content: bodyOf(request) };
}

async function taken(request: FastifyRequest, reply: FastifyReply, file: StoredFile): Promise<FastifyReply> {
  forgetRest(request);
  const { id: fileId, name, size, mime, asLink, seconds } = file;
  return reply.send({ fileId, name, size, mime, ...(seconds === null ? {} : { seconds }), ...(asLink ? { delivery: 'LINK' } : {}) });
}

interface Said {
  code: string;
  message: string;
  maxBytes?: number;
  linkMaxBytes?: number;
}

const tooLarge = (caller: Caller, limit = MAX_FILE_BYTES): Said => ({
  code: 'FILE_TOO_LARGE',
  message: sentence({ code: 'FILE_TOO_LARGE', details: { limit } }, caller.locale),
  maxBytes: MAX_FILE_BYTES,
  linkMaxBytes: MAX_LINK_BYTES,
});

const said = (refusal: Refusal, caller: Caller): Said =>
  refusal.code === 'FILE_TOO_LARGE'
    ? tooLarge(caller, refusal.details.limit)
    : { code: refusal.code, message: sentence(refusal, caller.locale) };

async function refused(request: FastifyRequest, reply: FastifyReply, status: number, body: Said): Promise<FastifyReply> {
  forgetRest(request);
  return reply.code(status).send(body);
}

/** So long a client may go on sending what nobody wants. */
const FORGET_MS = 10_000;

/** The rest of the body is read and forgotten, for a while: a client that is still sending could not read the answer otherwise. */
function forgetRest({ raw }: FastifyRequest): void {
  if (raw.complete || raw.destroyed) return;
  const timer = setTimeout(() => raw.destroy(), FORGET_MS);
  raw.once('close', () => clearTimeout(timer));
  raw.resume();
}
