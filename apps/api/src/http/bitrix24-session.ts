/** A page that stayed open gets a new session for fresh tokens of its frame, without being loaded again. */
import { isRefusal } from '@olchat/domain';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { openWidget } from '../portals/open-widget.ts';
import { sentence } from '../refusal-texts/sentence.ts';
import { Attempts } from './attempts.ts';
import type { DoorOptions } from './doors.ts';
import { localeOf } from './widget-page.ts';

const text = z.string().min(1).max(2000);
const sessionBody = z.object({
  memberId: text,
  authId: text,
  refreshId: text.optional(),
  expiresIn: z.number().int().positive().max(86_400).optional(),
  locale: z.string().max(10).optional(),
});

/** Bitrix24's access tokens live an hour. */
const TOKEN_SECONDS = 3600;
/** Each costs a request of the portal's own limit, and the asker need not be who he says. */
const PER_MINUTE = 120;

export function bitrix24Session(app: FastifyInstance, options: DoorOptions): void {
  const attempts = new Attempts(PER_MINUTE, 60_000);
  app.post('/bitrix24/session', { bodyLimit: 16 * 1024 }, async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const body = sessionBody.safeParse(request.body);
    if (!body.success) return reply.code(400).send({ code: 'BAD_REQUEST', message: 'Give memberId and authId' });
    const { memberId, authId, refreshId, expiresIn, locale: language } = body.data;
    const waitMs = attempts.waitMs(memberId);
    if (waitMs > 0) {
      void reply.header('retry-after', Math.ceil(waitMs / 1000));
      return reply.code(429).send({ code: 'RATE_LIMITED', message: 'Too many attempts for this portal' });
    }
    const locale = localeOf(language ?? 'ru');
    const opened = await openWidget(
      { ...options.services, app: options.app },
      { memberId, accessToken: authId, refreshToken: refreshId ?? null, expiresInSeconds: expiresIn ?? TOKEN_SECONDS, locale },
    );
    if (!isRefusal(opened)) return { sessionToken: opened.sessionToken };
    return reply.code(opened.code === 'PORTAL_UNAVAILABLE' ? 503 : 401).send({ code: opened.code, message: sentence(opened, locale) });
  });
}
