/** The only reader of the environment. Everything that is wrong is said at once (SE-55); what each setting means stands in .env.example. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { S3Settings } from './files/s3-file-store.ts';
import { findFfmpeg, isProgram } from './voice/ffmpeg.ts';

export type Role = 'all' | 'api' | 'worker';

export interface Environment {
  role: Role;
  host: string;
  port: number;
  publicUrl: string;
  dataDir: string;
  productName: string;
  database: { url: string; ownerUrl: string; allowFleeting: boolean };
  masterKey: Buffer;
  bitrix24: { clientId: string; clientSecret: string; appCode?: string; tokenUrl: string };
  /** What a portal takes from us: so many requests at once, and so many a second after that. */
  restLimit: { burst: number; perSecond: number };
  chores: { checkRightsEveryMs: number; eraseAfterDays: number };
  whatsAppWeb: { url: string | null; answerMs: number };
  /** The bucket that files lie in; null: they lie in the data folder. */
  s3: S3Settings | null;
  /** So many bytes of files are kept for one portal at once (SE-33). */
  portalFileBytes: number;
  /** ClamAV's daemon, which looks at every file; null: nobody does (SE-33). */
  clamd: { host: string; port: number } | null;
  /** The program that encodes recordings which are no Opus; null: there is none, and they are refused (E-25). */
  ffmpeg: string | null;
  telegram: { application: { apiId: number; apiHash: string } | null; proxyUrl: string | null };
  /** `host:port` that may be reached without TLS and at private addresses. */
  privateHosts: string[];
  feedUrl: string | null;
  logLevel: string;
  lease: { leaseMs: number; renewMs: number };
  drainMs: number;
  /** How long it holds where an employee belongs, before Bitrix24 is asked again (A-13). */
  membershipMs: number;
}

const port = z.coerce.number().int().min(1).max(65_535);
const milliseconds = z.coerce.number().int().min(50);

const schema = z.object({
  ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  LISTEN_HOST: z.string().default('127.0.0.1'),
  PORT: port.default(4000),
  PUBLIC_URL: z.url().optional(),
  DATA_DIR: z.string().default('.data'),
  PRODUCT_NAME: z.string().min(1).max(40).default('OLChat'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://'),
  DATABASE_OWNER_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  DATABASE_ALLOW_FLEETING: z.stringbool().default(false),
  MASTER_KEY: z.string().optional(),
  MASTER_KEY_FILE: z.string().optional(),
  BITRIX24_CLIENT_ID: z.string().min(1, 'the client id of the application in Bitrix24'),
  BITRIX24_CLIENT_SECRET: z.string().min(1, 'the client secret of the application in Bitrix24'),
  BITRIX24_APP_CODE: z.string().min(1).optional(),
  BITRIX24_OAUTH_URL: z.url().default('https://oauth.bitrix.info/oauth/token/'),
  BITRIX24_REQUESTS_AT_ONCE: z.coerce.number().int().min(2).default(50),
  BITRIX24_REQUESTS_PER_SECOND: z.coerce.number().min(0.1).default(2),
  WHATSAPP_WEB_URL: z.url().optional(),
  WHATSAPP_WEB_ANSWER_MS: z.coerce.number().int().min(1000).max(120_000).default(30_000),
  S3_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must begin with https://' }).optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  PORTAL_FILES_GIB: z.coerce.number().positive().default(100),
  CLAMD_ADDRESS: z
    .string()
    .refine(text => addressOf(text) !== null, 'must be host:port, for example 127.0.0.1:3310')
    .optional(),
  FFMPEG_PATH: z.string().refine(isProgram, 'is no program that can be run').optional(),
  TELEGRAM_API_ID: z.coerce.number().int().positive().optional(),
  TELEGRAM_API_HASH: z
    .string()
    .regex(/^[0-9a-f]{32}$/i, '32 hexadecimal digits')
    .optional(),
  TELEGRAM_PROXY_URL: z
    .string()
    .regex(/^(socks[45]|https?):\/\//, 'must begin with socks5://, socks4://, http:// or https://')
    .optional(),
  PRIVATE_HOSTS: z.string().default(''),
  FEED_URL: z
    .string()
    .regex(/^(redis|rediss):\/\//, 'must begin with redis:// or rediss://')
    .optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  LEASE_MS: milliseconds.default(15_000),
  LEASE_RENEW_MS: milliseconds.default(5000),
  CHECK_RIGHTS_EVERY_MS: milliseconds.default(3_600_000),
  ERASE_AFTER_DAYS: z.coerce.number().int().min(1).default(30),
  DRAIN_MS: z.coerce.number().int().min(0).default(5000),
  MEMBERSHIP_MS: z.coerce.number().int().min(0).max(3_600_000).default(120_000),
});

export class EnvironmentProblems extends Error {
  override readonly name = 'EnvironmentProblems';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The settings do not fit:\n${problems.map(problem => `  - ${problem}`).join('\n')}\nSee .env.example.`);
    this.problems = problems;
  }
}

export function readEnvironment(source: Record<string, string | undefined> = process.env): Environment {
  // An empty setting is an absent one.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  const problems = parsed.success ? [] : parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`);
  const masterKey = readMasterKey(given['MASTER_KEY'], given['MASTER_KEY_FILE'], problems);
  const privateHosts = (given['PRIVATE_HOSTS'] ?? '')
    .split(',')
    .map(host => host.trim())
    .filter(host => host !== '');
  // Looked at as they were given, so that one bad setting does not hide another.
  for (const name of ['BITRIX24_OAUTH_URL', 'WHATSAPP_WEB_URL', 'S3_ENDPOINT']) refusePlain(name, given[name], privateHosts, problems);
  refuseOpenPublicUrl(given['PUBLIC_URL'], problems);
  const values = parsed.data;
  if (values !== undefined && values.LEASE_RENEW_MS * 2 > values.LEASE_MS) {
    problems.push('LEASE_RENEW_MS: at most half of LEASE_MS, or a lease ends between two renewals');
  }
  if ((given['TELEGRAM_API_ID'] === undefined) !== (given['TELEGRAM_API_HASH'] === undefined)) {
    problems.push('TELEGRAM_API_ID and TELEGRAM_API_HASH: one is nothing without the other; both are made at my.telegram.org');
  }
  refuseHalfS3(given, problems);
  if (problems.length > 0 || values === undefined || masterKey === null) throw new EnvironmentProblems(problems);
  return Object.freeze({
    role: values.ROLE,
    host: values.LISTEN_HOST,
    port: values.PORT,
    publicUrl: (values.PUBLIC_URL ?? `http://127.0.0.1:${values.PORT}`).replace(/\/$/, ''),
    dataDir: resolve(values.DATA_DIR),
    productName: values.PRODUCT_NAME,
    database: {
      url: values.DATABASE_URL,
      ownerUrl: values.DATABASE_OWNER_URL ?? values.DATABASE_URL,
      allowFleeting: values.DATABASE_ALLOW_FLEETING,
    },
    masterKey,
    bitrix24: {
      clientId: values.BITRIX24_CLIENT_ID,
      clientSecret: values.BITRIX24_CLIENT_SECRET,
      ...(values.BITRIX24_APP_CODE === undefined ? {} : { appCode: values.BITRIX24_APP_CODE }),
      tokenUrl: values.BITRIX24_OAUTH_URL,
    },
    restLimit: { burst: values.BITRIX24_REQUESTS_AT_ONCE, perSecond: values.BITRIX24_REQUESTS_PER_SECOND },
    chores: { checkRightsEveryMs: values.CHECK_RIGHTS_EVERY_MS, eraseAfterDays: values.ERASE_AFTER_DAYS },
    whatsAppWeb: { url: values.WHATSAPP_WEB_URL ?? null, answerMs: values.WHATSAPP_WEB_ANSWER_MS },
    s3: s3Of(values),
    portalFileBytes: Math.floor(values.PORTAL_FILES_GIB * 1024 ** 3),
    clamd: values.CLAMD_ADDRESS === undefined ? null : addressOf(values.CLAMD_ADDRESS),
    ffmpeg: values.FFMPEG_PATH ?? findFfmpeg(given['PATH']),
    telegram: {
      application:
        values.TELEGRAM_API_ID === undefined || values.TELEGRAM_API_HASH === undefined
          ? null
          : { apiId: values.TELEGRAM_API_ID, apiHash: values.TELEGRAM_API_HASH },
      proxyUrl: values.TELEGRAM_PROXY_URL ?? null,
    },
    privateHosts,
    feedUrl: values.FEED_URL ?? null,
    logLevel: values.LOG_LEVEL,
    lease: { leaseMs: values.LEASE_MS, renewMs: values.LEASE_RENEW_MS },
    drainMs: values.DRAIN_MS,
    membershipMs: values.MEMBERSHIP_MS,
  });
}

/** `host:port`; null when it is none. */
function addressOf(text: string): { host: string; port: number } | null {
  const [, host, digits] = /^(\[[0-9a-f:.]+\]|[\w.-]+):(\d{1,5})$/i.exec(text) ?? [];
  const number = Number(digits);
  return host === undefined || number < 1 || number > 65_535 ? null : { host: host.replace(/^\[|\]$/g, ''), port: number };
}

/** 32 bytes, base64. */
function readMasterKey(key: string | undefined, file: string | undefined, problems: string[]): Buffer | null {
  let text = key;
  if (text === undefined && file !== undefined) {
    try {
      text = readFileSync(file, 'utf8').trim();
    } catch {
      problems.push(`MASTER_KEY_FILE: ${file} cannot be read`);
      return null;
    }
  }
  const bytes = Buffer.from(text ?? '', 'base64');
  if (bytes.length === 32) return bytes;
  problems.push('MASTER_KEY (or MASTER_KEY_FILE): 32 random bytes in base64 are needed, e.g. from `openssl rand -base64 32`');
  return null;
}

const S3_NAMES = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

/** A forgotten one would put files on the disk of one machine, where the others do not find them. */
function refuseHalfS3(given: Record<string, string | undefined>, problems: string[]): void {
  const missing = S3_NAMES.filter(name => given[name] === undefined);
  if (missing.length === 0 || missing.length === S3_NAMES.length) return;
  problems.push(`${missing.join(', ')}: missing; the settings of the S3 store go all together, or none and files lie in DATA_DIR`);
}

function s3Of(values: Partial<Record<(typeof S3_NAMES)[number], string | undefined>>): S3Settings | null {
  const [endpoint, bucket, region, accessKeyId, secretAccessKey] = S3_NAMES.map(name => values[name]);
  if (!endpoint || !bucket || !region || !accessKeyId || !secretAccessKey) return null;
  return { endpoint, bucket, region, accessKeyId, secretAccessKey };
}

const isLocal = (host: string): boolean => host === 'localhost' || host === '127.0.0.1' || host === '[::1]';

/** Plain addresses only to hosts that were named on purpose. */
function refusePlain(name: string, address: string | undefined, privateHosts: readonly string[], problems: string[]): void {
  const url = URL.parse(address ?? '');
  if (url === null) return; // absent, or the schema said so already
  if (url.protocol === 'https:' || url.protocol === 'wss:') return;
  if (!privateHosts.includes(url.host))
    problems.push(`${name}: must be https or wss; plain only to a host in PRIVATE_HOSTS, and ${url.host} is not there`);
}

function refuseOpenPublicUrl(address: string | undefined, problems: string[]): void {
  const url = URL.parse(address ?? '');
  if (url === null || url.protocol === 'https:' || isLocal(url.hostname)) return;
  problems.push('PUBLIC_URL: must begin with https:// unless it is this machine');
}
