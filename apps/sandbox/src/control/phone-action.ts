/** The body of `POST /control/phones/<address>`. */
import { z } from 'zod';
import type { PhoneAction } from '../kernel/phones.ts';

const about = { to: z.string().min(1).optional(), forwardedFrom: z.string().min(1).optional() };
const file = z.object({
  name: z.string().min(1),
  mime: z.string().min(1),
  as: z.enum(['document', 'image', 'video', 'audio', 'voice']),
  content: z.base64().min(1),
  seconds: z.number().int().nonnegative().optional(),
});

export const phoneAction: z.ZodType<PhoneAction> = z.discriminatedUnion('do', [
  z.object({ do: z.enum(['deliver', 'read', 'play', 'offline', 'online', 'block', 'hide-number', 'hide-read-time']) }),
  z.object({ do: z.literal('reply'), text: z.string().min(1), ...about }),
  z.object({ do: z.literal('react'), id: z.string().min(1), emoji: z.string().min(1).max(20).nullable() }),
  z.object({
    do: z.literal('file'),
    file,
    text: z.string().min(1).optional(),
    ...about,
  }),
  z.object({ do: z.literal('edit'), id: z.string().min(1), text: z.string().min(1) }),
  z.object({ do: z.literal('delete'), id: z.string().min(1) }),
  z.object({ do: z.literal('picture'), content: z.base64().min(1).nullable() }),
  z.object({ do: z.literal('scan'), qr: z.string().min(1) }),
  z.object({ do: z.literal('write'), to: z.string().regex(/^\d+$/), text: z.string().min(1) }),
  z.object({
    do: z.literal('past'),
    with: z.string().regex(/^\d+$/).optional(),
    messages: z
      .array(
        z.object({
          direction: z.enum(['in', 'out']),
          text: z.string(),
          at: z.iso.datetime(),
          unread: z.boolean().optional(),
          file: file.optional(),
        }),
      )
      .min(1),
  }),
  z.object({ do: z.literal('end-sessions') }),
]);
