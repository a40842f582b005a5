/** What a value of «Телефон», «Мессенджер» or «Сайт» says of a person in Telegram (D-22…D-24). Pure; which forms there are: docs/telegram.md. */
import type { CardAddress } from '../ports/crm.ts';
import { normalisePhone } from './normalise-phone.ts';

export type TelegramReference =
  /** In small letters, without @. */
  | { kind: 'USERNAME'; value: string }
  /** Digits with +. */
  | { kind: 'PHONE'; value: string }
  /** Telegram's id of a user, from the mark of one of our own dialogues (D-23a). */
  | { kind: 'ID'; value: string }
  | { kind: 'UNSUPPORTED'; reason: 'INVITE_LINK' | 'CONTACT_TOKEN' | 'SERVICE_LINK' | 'FOREIGN_MARK' | 'INVALID' };

/** First parts of t.me links, and names before `.t.me`, that are no usernames. */
const RESERVED = new Set(
  `www a k z m c s addemoji addlist addstickers addstyle addtheme auction auth bg boost call confirmphone contact giftcode invoice iv
   joinchat login nft proxy setlanguage share socks web`.split(/\s+/),
);
/** Four letters: collectible names; the rest begin at five. */
const USERNAME = /^(?=.{4,32}$)[a-z](?:_?[a-z0-9])*$/i;
const TELEGRAM_HOST = /^(?:t\.me|telegram\.me|telegram\.dog)$/;
const LINK = /^(?:tg:|(?:https?:\/\/)?(?:[a-z0-9_]+\.)?(?:t\.me|telegram\.(?:me|dog))(?:[/?#]|$))/i;
/** Everything behind an extension mark is not part of the number. */
const EXTENSION = /(?:доб\.?|ext\.?|вн\.?|[,;x#]).*$/iu;
const LOOKS_LIKE_PHONE = /^[+\d][\d\s()\-.]{6,}/;

const UNSUPPORTED = (reason: Extract<TelegramReference, { kind: 'UNSUPPORTED' }>['reason']): TelegramReference => ({
  kind: 'UNSUPPORTED',
  reason,
});

/** Null: the value is not about Telegram at all, such as another site. `ourConnector`: how our open-line connector is called in marks. */
export function telegramReference(
  { kind, value, valueType }: Pick<CardAddress, 'kind' | 'value' | 'valueType'>,
  context: { country: string; ourConnector: string },
): TelegramReference | null {
  const text = value.trim();
  if (text === '') return null;
  switch (kind) {
    case 'PHONE':
      return phoneReference(text, context.country);
    case 'IM':
      return messengerReference(text, valueType, context);
    case 'WEB':
      return LINK.test(text) ? linkReference(text) : null;
  }
}

function messengerReference(text: string, valueType: string, context: { country: string; ourConnector: string }): TelegramReference | null {
  if (/^imol\|/i.test(text)) return markReference(text, context.ourConnector);
  if (LINK.test(text)) return linkReference(text);
  if (valueType.toUpperCase() !== 'TELEGRAM') return null;
  return LOOKS_LIKE_PHONE.test(text) ? phoneReference(text, context.country) : usernameReference(text);
}

/** `imol|<connector>|<line>|<chat id>|<user>`. The chat id of another application's connector is its own affair. */
function markReference(text: string, ourConnector: string): TelegramReference {
  const [, connector = '', , chatId = ''] = text.split('|');
  if (connector.toLowerCase() !== ourConnector) return UNSUPPORTED('FOREIGN_MARK');
  return /^[1-9]\d{0,18}$/.test(chatId) ? { kind: 'ID', value: chatId } : UNSUPPORTED('INVALID');
}

function usernameReference(text: string): TelegramReference {
  const name = text.replace(/^@/, '');
  return USERNAME.test(name) && !RESERVED.has(name.toLowerCase())
    ? { kind: 'USERNAME', value: name.toLowerCase() }
    : UNSUPPORTED('INVALID');
}

/** What is written with + is never rewritten; anything else is read as in the portal's country (D-3). */
function phoneReference(text: string, country: string): TelegramReference {
  const number = text.replace(EXTENSION, '').trim();
  const digits = number.replace(/\D/g, '');
  const value = number.startsWith('+') ? (/^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : null) : normalisePhone(number, country);
  return value === null ? UNSUPPORTED('INVALID') : { kind: 'PHONE', value };
}

function linkReference(text: string): TelegramReference {
  return /^tg:/i.test(text) ? schemeReference(text) : siteReference(/^https?:\/\//i.test(text) ? text : `https://${text}`);
}

/** `tg://resolve?domain=name`, `tg:resolve?phone=7999…` and their kin. */
function schemeReference(text: string): TelegramReference {
  const url = URL.parse(text.replace(/^tg:(?:\/\/)?/i, 'tg://'));
  if (url === null) return UNSUPPORTED('INVALID');
  switch (url.hostname.toLowerCase()) {
    case 'resolve': {
      const phone = url.searchParams.get('phone');
      return phone === null ? usernameReference(url.searchParams.get('domain') ?? '') : internationalReference(phone);
    }
    case 'join':
      return UNSUPPORTED('INVITE_LINK');
    case 'contact':
      return UNSUPPORTED('CONTACT_TOKEN');
    default:
      return UNSUPPORTED('SERVICE_LINK');
  }
}

function siteReference(text: string): TelegramReference {
  const url = URL.parse(text);
  if (url === null) return UNSUPPORTED('INVALID');
  const host = url.hostname.toLowerCase().replace(/^www\./, '');
  const name = /^([a-z0-9_]+)\.t\.me$/.exec(host)?.[1];
  if (name !== undefined) return name.length === 1 || RESERVED.has(name) ? UNSUPPORTED('SERVICE_LINK') : usernameReference(name);
  if (!TELEGRAM_HOST.test(host)) return UNSUPPORTED('INVALID');
  const [first = '', second] = decoded(url.pathname).split('/').filter(Boolean);
  const part = first.toLowerCase() === 's' && second !== undefined ? second : first; // `/s/name`: the preview of a channel
  if (/^\+?[\d\s()-]{7,}$/.test(part)) return internationalReference(part);
  if (part.startsWith('+') || /^joinchat$/i.test(part)) return UNSUPPORTED('INVITE_LINK');
  if (/^contact$/i.test(part)) return UNSUPPORTED('CONTACT_TOKEN');
  return RESERVED.has(part.toLowerCase()) ? UNSUPPORTED('SERVICE_LINK') : usernameReference(part);
}

/** Numbers in links have their country code, with + or without. */
const internationalReference = (text: string): TelegramReference => phoneReference(`+${text.trim().replace(/^\+/, '')}`, 'RU');

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a stray % belongs to what somebody typed
  }
};
