/** The body of `POST /control/phones/<address>`. */
import { z } from 'zod';
import type { PhoneAction } from '../kernel/phones.ts';

export const phoneAction: z.ZodType<PhoneAction> = z.discriminatedUnion('do', [
  z.object({ do: z.enum(['deliver', 'read', 'play', 'offline', 'online', 'block', 'hide-number']) }),
  z.object({ do: z.literal('reply'), text: z.string().min(1) }),
  z.object({ do: z.literal('scan'), qr: z.string().min(1) }),
]);
