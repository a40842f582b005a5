/** Who can do away with a reason against writing (K-2). */
import type { Refusal, RefusalCode } from '../refusal.ts';

/** EMPLOYEE: the caller himself · ADMINISTRATOR: of the portal · CLIENT · TIME: it passes by itself. */
export const HELPERS = ['EMPLOYEE', 'ADMINISTRATOR', 'CLIENT', 'TIME'] as const;
export type Helper = (typeof HELPERS)[number];

/** What the question «can I write?» is answered with, so that each has its advice in words. */
export const WRITE_OBSTACLES = [
  'NO_ACCOUNT',
  'ACCOUNT_NOT_CONNECTED',
  'ACCOUNT_NOT_FOUND',
  'ACCOUNT_UNPAID',
  'ACCOUNT_RESTRICTED',
  'FORBIDDEN',
  'PORTAL_AUTH_MISSING',
  'PORTAL_TOKEN_REFUSED',
  'PORTAL_UNAVAILABLE',
  'NOT_IN_WHATSAPP',
  'NOT_IN_TELEGRAM',
  'NO_ADDRESS',
  'NUMBER_MALFORMED',
  'OWN_NUMBER',
  'CHECK_IMPOSSIBLE',
  'CONTACT_REFUSED',
  'PREMIUM_NEEDED',
  'PAYMENT_NEEDED',
  'LIMIT_REACHED',
  'DEVICE_LOST',
  'NOT_FOUND',
] as const satisfies readonly RefusalCode[];

export type WriteObstacle = (typeof WRITE_OBSTACLES)[number];

export const isWriteObstacle = (code: RefusalCode): code is WriteObstacle => (WRITE_OBSTACLES as readonly RefusalCode[]).includes(code);

export function whoHelps({ code }: Pick<Refusal, 'code'>): Helper {
  switch (code) {
    case 'NO_ACCOUNT':
    case 'ACCOUNT_NOT_CONNECTED':
    case 'ACCOUNT_NOT_FOUND':
    case 'ACCOUNT_UNPAID':
    case 'FORBIDDEN':
      return 'ADMINISTRATOR';
    case 'ACCOUNT_RESTRICTED':
    case 'PORTAL_UNAVAILABLE':
    case 'LIMIT_REACHED':
      return 'TIME';
    case 'CONTACT_REFUSED':
    case 'PREMIUM_NEEDED':
    case 'PAYMENT_NEEDED':
      return 'CLIENT';
    default:
      return 'EMPLOYEE';
  }
}
