/** Every route of the API: a usual request to it, and exactly which headers the answer protects itself with (SE-40, AT-12). */
import type { AttackedSystem } from './attacked-system.ts';

export interface Door {
  /** Path and what else differs from a GET without a body. */
  request(attacked: AttackedSystem): [path: string, init?: RequestInit];
  status: number;
  /** Beside those of `EVERYWHERE`. */
  headers: Partial<Record<ProtectingHeader, string>>;
}

export const PROTECTING_HEADERS = [
  'access-control-allow-credentials',
  'access-control-allow-origin',
  'cache-control',
  'content-security-policy',
  'cross-origin-resource-policy',
  'referrer-policy',
  'server',
  'set-cookie',
  'x-content-type-options',
  'x-frame-options',
  'x-powered-by',
] as const;
export type ProtectingHeader = (typeof PROTECTING_HEADERS)[number];

/** No cookie, no name or version of a program, no permission for other origins. */
export const EVERYWHERE: Record<ProtectingHeader, string | null> = {
  'access-control-allow-credentials': null,
  'access-control-allow-origin': null,
  'cache-control': null,
  'content-security-policy': null,
  'cross-origin-resource-policy': null,
  'referrer-policy': 'no-referrer',
  server: null,
  'set-cookie': null,
  'x-content-type-options': 'nosniff',
  'x-frame-options': null, // the portal's frame is another site
  'x-powered-by': null,
};

const NOT_KEPT = { 'cache-control': 'no-store' };

/** `PORTAL` and `SOCKET` stand for the stored origin of the portal and for our own address. */
const WIDGET_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "media-src 'self' blob:",
  "connect-src 'self' SOCKET",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types vue',
  "base-uri 'none'",
  "form-action 'none'",
  'frame-ancestors PORTAL',
].join('; ');
const EXPLORER_POLICY =
  "default-src 'none'; script-src 'nonce-NONCE'; style-src 'nonce-NONCE'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export const shownPolicy = (policy: string | null, { system }: AttackedSystem): string | null =>
  policy
    ?.replaceAll(/'nonce-[\w+/=]{22,}'/g, "'nonce-NONCE'")
    .replace(`frame-ancestors ${new URL(system.portalUrl).origin}`, 'frame-ancestors PORTAL')
    .replace(system.productUrl.replace('http', 'ws'), 'SOCKET') ?? null;

const form = (fields: Record<string, string>): RequestInit => ({ method: 'POST', body: new URLSearchParams(fields) });
const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Several requests may stand for one route: `route` or `route, what is special`. */
export const DOORS: Record<string, Door> = {
  'GET /graphql': { request: () => ['/graphql?query={__typename}'], status: 200, headers: NOT_KEPT },
  'GET /graphql, a browser': {
    request: () => ['/graphql', { headers: { accept: 'text/html' } }],
    status: 200,
    headers: { ...NOT_KEPT, 'content-security-policy': EXPLORER_POLICY },
  },
  'POST /graphql': { request: () => ['/graphql', json({ query: '{ viewer { locale } }' })], status: 200, headers: NOT_KEPT },
  'GET /schema.graphql': { request: () => ['/schema.graphql'], status: 200, headers: {} },
  'GET /health/live': { request: () => ['/health/live'], status: 200, headers: {} },
  'GET /health/ready': { request: () => ['/health/ready'], status: 200, headers: {} },
  'GET /metrics': { request: () => ['/metrics'], status: 200, headers: {} },
  'GET /widget/*': {
    request: ({ portals: { pages } }) => [/(?:src|href)="(\/widget\/[^"]+)"/.exec(pages.first.html)?.[1] ?? 'the page names no file'],
    status: 200,
    headers: { 'cache-control': 'public, max-age=31536000, immutable', 'cross-origin-resource-policy': 'same-origin' },
  },
  'POST /bitrix24/install': {
    request: ({ portals: { pages } }) => ['/bitrix24/install', form({ ...pages.first.form.fields, REFRESH_ID: 'invented' })],
    status: 200,
    headers: { ...NOT_KEPT, 'content-security-policy': WIDGET_POLICY },
  },
  'POST /bitrix24/placement/:code': {
    request: ({ portals: { pages } }) => ['/bitrix24/placement/CRM_DEAL_DETAIL_ACTIVITY', form(pages.first.form.fields)],
    status: 200,
    headers: { ...NOT_KEPT, 'content-security-policy': WIDGET_POLICY },
  },
  'POST /bitrix24/placement/:code, of nobody': {
    request: ({ portals: { pages } }) => ['/bitrix24/placement/DEFAULT', form({ ...pages.first.form.fields, member_id: 'unknown' })],
    status: 200,
    headers: { ...NOT_KEPT, 'content-security-policy': WIDGET_POLICY.replace('PORTAL', "'none'") },
  },
  'POST /bitrix24/session': {
    request: ({
      portals: {
        pages: { first },
      },
    }) => ['/bitrix24/session', json({ memberId: first.page.memberId, authId: first.form.fields['AUTH_ID'] })],
    status: 200,
    headers: NOT_KEPT,
  },
  'POST /bitrix24/events': { request: () => ['/bitrix24/events', form({ event: 'ONAPPUNINSTALL' })], status: 400, headers: {} },
  'POST /files': {
    request: ({ portals: { tokens } }) => [
      '/files',
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${tokens.owner}`,
          'content-disposition': `attachment; filename="note.txt"`,
          'content-type': 'text/plain',
        },
        body: 'note',
      },
    ],
    status: 200,
    headers: NOT_KEPT,
  },
  'GET /files/:signed': {
    request: () => ['/files/invented'],
    status: 404,
    headers: {
      ...NOT_KEPT,
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
    },
  },
  'GET /nothing': { request: () => ['/nothing'], status: 404, headers: {} },
};
