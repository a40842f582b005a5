/** What the open-line chat shows of what came from the messenger: the writer's words, what they answer, and where they come from. Pure. */
import type { StoredFile } from '../file/stored-file.ts';
import type { InboundFile, InboundMessage, InboundQuote } from '../ports/connector/inbound.ts';
import { inboundName } from './fetch-inbound-file.ts';
import { INBOUND_WORDS, type Locale } from './inbound-words.ts';
import { PHONE_MARK } from './publication.ts';

/** First line of a message that says an earlier one anew (O-30). */
const EDITED_MARK = 'Сообщение отредактировано';
/** Characters of a quoted message: enough to know it again. */
const MAX_QUOTE = 200;

export interface InboundContext {
  locale: Locale;
  /** Its file, where it could be fetched. */
  file: StoredFile | null;
  /** It comes later, as a message of its own. */
  isFileLate?: boolean;
  /** What an edited message said before; null where that is not known. */
  before: string | null;
  /** With what the look-up added; null where the message answers nothing. */
  quote: InboundQuote | null;
}

/** Empty only when there is a file that says it all. */
export function inboundText(message: InboundMessage, { locale, file, isFileLate = false, before, quote }: InboundContext): string {
  const words = INBOUND_WORDS[locale];
  const isThere = file?.state === 'READY' && !isFileLate;
  const missing = message.file === null || isThere ? null : missingFile(message.file, isFileLate ? 'LATE' : file, locale);
  const content = [missing, message.text].filter(part => part !== null).join('\n');
  const said = content !== '' || isThere ? content : `[${message.unsupported ?? 'message'}]`;
  const lines = [
    message.fromPhone ? PHONE_MARK : null,
    message.change === null ? null : EDITED_MARK,
    message.forwarded === undefined ? null : forwardedMark(message.forwarded.from, locale),
    message.change === null || before === null ? null : quoted(before),
    quote === null ? null : quoted(shortened(quote.text || `[${words.quoted[quote.file ?? 'MESSAGE']}]`)),
    message.reaction === undefined ? said : reactionLine(message.reaction, locale),
  ];
  return lines.filter(part => part !== null && part !== '').join('\n');
}

/** A file that the chat can only name, and why. */
export function missingFile(named: InboundFile, file: StoredFile | null | 'LATE', locale: Locale): string {
  const words = INBOUND_WORDS[locale].file;
  const why = file === 'LATE' ? words.late : file?.state === 'INFECTED' ? words.infected : words.notFetched;
  return `📎 ${inboundName(named)} — ${why}`;
}

const quoted = (text: string): string => `> ${text.replaceAll('\n', '\n> ')}`;

const shortened = (text: string): string => {
  const letters = [...text.trim()];
  return letters.length <= MAX_QUOTE ? letters.join('') : `${letters.slice(0, MAX_QUOTE).join('')}…`;
};

const forwardedMark = (from: string | null, locale: Locale): string =>
  from === null ? INBOUND_WORDS[locale].forwarded : INBOUND_WORDS[locale].forwardedFrom(from);

function reactionLine({ now, isChange }: NonNullable<InboundMessage['reaction']>, locale: Locale): string {
  const words = INBOUND_WORDS[locale];
  if (now === null) return words.reactionRemoved;
  return isChange ? words.reactionChanged(now) : words.reaction(now);
}
