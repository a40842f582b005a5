/** The only reader of the environment: one schema, every problem at once. */
import { join, resolve } from 'node:path';
import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65535);
const address = z.url({ protocol: /^https?$/ }).transform(url => url.replace(/\/+$/, ''));

const settings = z.object({
  SANDBOX_PORT: port.default(4100),
  PORT: port.default(4000),
  /** Where the product is reached; absent = this machine, `PORT`. */
  PUBLIC_URL: address.optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  /**
   * Absent = both loopback addresses, since the portal is `http://localhost` to browsers and 127.0.0.1 to the product.
   * Not the product's HOST: the control doors ask for no password, so opening the product to a network must not open them.
   */
  SANDBOX_HOST: z.string().min(1).optional(),
  BITRIX24_CLIENT_ID: z.string().min(1).default('local.sandbox.olchat'),
  BITRIX24_CLIENT_SECRET: z.string().min(1).default('sandbox-secret'),
  /** Code in the market: with it the application is one of the market, without it a local one. */
  BITRIX24_APP_CODE: z.string().min(1).optional(),
  /** Requests that a portal takes at once, and how many a second after that; absent = as Bitrix24 documents, 50 and 2. */
  SANDBOX_REST_BURST: z.coerce.number().positive().default(50),
  SANDBOX_REST_PER_SECOND: z.coerce.number().positive().default(2),
  /** Whether the seed connects the company's Telegram account, too. */
  SANDBOX_TELEGRAM: z.stringbool().default(true),
  /** Node's own setting: certificates that this machine trusts besides the usual ones. */
  NODE_EXTRA_CA_CERTS: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
});

export interface Env {
  port: number;
  /** `localhost` listens on 127.0.0.1 and on ::1 where there is one. */
  host: string;
  productUrl: string;
  folder: string;
  application: { clientId: string; clientSecret: string; code: string; kind: 'local' | 'market' };
  rateLimit: { burst: number; perSecond: number };
  connectsTelegram: boolean;
  /** Path of a PEM file. */
  trustedBefore: string | undefined;
  logLevel: z.infer<typeof settings>['LOG_LEVEL'];
}

export class EnvError extends Error {
  override readonly name = 'EnvError';
}

export const readEnv = (variables: NodeJS.ProcessEnv = process.env): Env => {
  const filled = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const read = settings.safeParse(filled);
  if (!read.success) {
    throw new EnvError(read.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  }
  const env = read.data;
  return Object.freeze({
    port: env.SANDBOX_PORT,
    host: env.SANDBOX_HOST ?? 'localhost',
    productUrl: env.PUBLIC_URL ?? `http://127.0.0.1:${env.PORT}`,
    folder: join(resolve(env.DATA_DIR), 'sandbox'),
    application: {
      clientId: env.BITRIX24_CLIENT_ID,
      clientSecret: env.BITRIX24_CLIENT_SECRET,
      code: env.BITRIX24_APP_CODE ?? env.BITRIX24_CLIENT_ID,
      kind: env.BITRIX24_APP_CODE === undefined ? ('local' as const) : ('market' as const),
    },
    rateLimit: { burst: env.SANDBOX_REST_BURST, perSecond: env.SANDBOX_REST_PER_SECOND },
    connectsTelegram: env.SANDBOX_TELEGRAM,
    trustedBefore: env.NODE_EXTRA_CA_CERTS,
    logLevel: env.LOG_LEVEL,
  });
};
