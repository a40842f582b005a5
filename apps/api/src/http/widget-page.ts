/** A page of the widget as the portal's frame gets it: the built file with who, where and what is wrong written into it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CardRef, Messenger, Refusal } from '@olchat/domain';
import type { FastifyReply } from 'fastify';
import { sentence } from '../refusal-texts/sentence.ts';

export type Screen = 'card' | 'app' | 'field' | 'history' | 'install' | 'templates';
export type Locale = 'ru' | 'en';

/** The widget reads exactly this from `#olchat-page`. */
export interface WidgetPage {
  sessionToken: string | null;
  screen: Screen;
  locale: Locale;
  productName: string;
  memberId: string;
  portalOrigin: string;
  card: CardRef | null;
  /** Whose item of the card's menu opened the screen «card». */
  messenger: Messenger | null;
  /** Whose statuses the screen «history» shows. */
  messageId: string | null;
  /** The portal's dialogue above whose message box the screen «templates» was opened: `chat1767`. A claim of the browser. */
  dialogId: string | null;
  /** The field of our type that the screen «field» is drawn in. */
  field: {
    mode: 'view' | 'edit';
    smartProcessTypeId: string | null;
    embedded: boolean;
    /** «Статусы и чаты» works in this card: by A-8, or in a smart process by its embedding. */
    isOn: boolean;
    /** It stands open. */
    isForced: boolean;
  } | null;
  employee: { id: string; name: string } | null;
  isAdministrator: boolean;
  problem: { code: string; message: string } | null;
}

/** What is known of every page only as it is sent: the name of its request in our log. */
type SentPage = WidgetPage & { requestId: string };

const PLACE = '__OLCHAT_PAGE__';

export const problemOf = ({ code, details }: Refusal, locale: Locale): WidgetPage['problem'] => ({
  code,
  message: sentence({ code, details }, locale),
});

export const localeOf = (language: string): Locale => (language.toLowerCase().startsWith('ru') ? 'ru' : 'en');

export interface SendWidgetPage {
  widgetFolder: string;
  publicUrl: string;
  page: WidgetPage;
  /** Who may frame the page: the portal's stored origin; before anything is stored, the claimed one, and then the page holds nothing. */
  frameAncestors: string;
}

export async function sendWidgetPage(
  reply: FastifyReply,
  { widgetFolder, publicUrl, page, frameAncestors }: SendWidgetPage,
): Promise<FastifyReply> {
  const template = await readFile(join(widgetFolder, `${page.screen}.html`), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (template === null) {
    return reply
      .code(503)
      .type('text/plain; charset=utf-8')
      .send('The widget is not built yet: run `npm run build` and open the page again.\n');
  }
  return reply
    .type('text/html; charset=utf-8')
    .headers({
      'content-security-policy': policy(publicUrl, frameAncestors),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    .send(
      template
        .replace('<html lang="ru"', `<html lang="${page.locale}"`)
        .replace(PLACE, () => dataBlock({ ...page, requestId: reply.request.id })),
    );
}

/** JSON that cannot end its `<script>`, nor open a comment in it. */
const dataBlock = (page: SentPage): string => JSON.stringify(page).replaceAll('<', String.raw`\u003c`);

/** SE-40. Styles of the interface kit are inline; scripts are files of ours and nothing else. */
const policy = (publicUrl: string, frameAncestors: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' blob:",
    `connect-src 'self' ${publicUrl.replace(/^http/, 'ws')}`,
    "object-src 'none'",
    // Vue has a policy of its own for the markup that it compiles; nothing else may make markup of text.
    "require-trusted-types-for 'script'",
    'trusted-types vue',
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ');
