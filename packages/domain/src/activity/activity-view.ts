/** What the block in the timeline shows (section 7): heading, badge, rows, text, attachments, buttons, menu. Pure. */
import type { Account } from '../account/account.ts';
import type { Chat } from '../chat/chat.ts';
import { lowest, type DeliveryStatus } from '../message/delivery-status.ts';
import { mayRepeat } from '../message/may-repeat.ts';
import type { Message } from '../message/message.ts';
import { withSenderLine } from '../message/sender-line.ts';
import type { Messenger } from '../ports/connector.ts';
import type { ActivityView } from '../ports/timeline.ts';
import { formatPhone } from '../recipient/normalise-phone.ts';
import { shownAddress, type Recipient } from '../recipient/recipient.ts';
import type { Failure } from '../refusal.ts';
import { ACTIVITY_WORDS, type ActivityWords } from './activity-words.ts';
import { attachmentOf, type PartContent, type PartKind } from './part-content.ts';

type Locale = 'ru' | 'en';

const COLOURS: Record<DeliveryStatus, ActivityView['badge']['colour']> = {
  QUEUED: 'grey',
  CANCELLED: 'grey',
  UNCONFIRMED: 'yellow',
  SENT: 'grey',
  FAILED: 'red',
  DELIVERED: 'blue',
  READ: 'green',
};

/** Section 7: WhatsApp's block says from which number to which; Telegram's only to whom. */
const NAMES_NUMBERS: Record<Messenger, boolean> = { WHATSAPP: true, TELEGRAM: false };

/** The menu has ten places (Bitrix24 docs, "configurable activity"). */
const MAX_HISTORIES = 10;
/** Letters of a text that name it among the parts of its group. */
const NAME_LENGTH = 40;

/** One message of the group and what it carries. */
export interface ActivityPart {
  message: Message;
  content: PartContent;
}

export interface ActivitySubject {
  /** In the order of the group; one at least. */
  parts: readonly ActivityPart[];
  account: Account;
  recipient: Recipient;
  chat: Chat | null;
  /** Why the last press of «Отправить ещё раз» sent nothing. */
  pressRefusal: Failure | null;
  locale: Locale;
  sentence: (failure: Failure, locale: Locale) => string;
}

export function activityView(subject: ActivitySubject): ActivityView {
  const words = ACTIVITY_WORDS[subject.locale];
  const status = lowest(subject.parts.map(({ message }) => message.status));
  return {
    messenger: subject.account.messenger,
    title: subject.account.title,
    badge: { text: words.badge[status], colour: COLOURS[status] },
    rows: rowsOf(subject, words),
    text: subject.parts
      .map(({ message }) => withSenderLine(message.senderLine, message.text))
      .filter(text => text !== '')
      .join('\n\n'),
    attachments: subject.parts.flatMap(part =>
      carriedBy(part).flatMap(content => {
        const value = attachmentOf(content, subject.locale);
        return value === null ? [] : [{ title: words.kind[content.kind], value }];
      }),
    ),
    note: noteOf(subject, words),
    openChat: subject.chat === null ? null : { title: words.openChat, openLineChatId: subject.chat.openLineChatId },
    sendAgain: sendAgainOf(subject, words),
    histories: subject.parts.slice(0, MAX_HISTORIES).map(part => ({
      title: titleFor(words.history, subject.parts, part, words),
      messageId: part.message.id,
    })),
  };
}

/** A caption that came from a template stands beside its file (L-15). */
const carriedBy = ({ content, message: { template } }: ActivityPart): PartContent[] =>
  template === null || content.kind === 'TEMPLATE' ? [content] : [content, { kind: 'TEMPLATE', title: template.title }];

function rowsOf({ parts, account, recipient }: ActivitySubject, words: ActivityWords): ActivityView['rows'] {
  const numbers = NAMES_NUMBERS[account.messenger];
  const address = shownAddress(recipient);
  const from = numbers && account.address !== null ? formatPhone(account.address) : '';
  const origin = words.origin[parts[0]?.message.origin ?? 'CARD'];
  const rows = [
    { key: 'from', title: words.from, value: from },
    { key: 'to', title: words.to[account.messenger], value: numbers ? address : (recipient.name ?? address) },
    { key: 'line', title: words.line, value: account.lineName },
    { key: 'source', title: words.source, value: `${origin} ${words.kind[kindOf(parts)]}` },
  ];
  return rows.filter(row => row.value !== '');
}

/** A text beside a file or a voice note is its caption (W-18). */
const kindOf = (parts: readonly ActivityPart[]): PartKind => parts.find(({ content }) => content.kind !== 'TEXT')?.content.kind ?? 'TEXT';

/** The reason of a failure comes before the one of the publication: the client comes before the chat. */
function noteOf(subject: ActivitySubject, words: ActivityWords): string | null {
  const { parts, pressRefusal, sentence, locale } = subject;
  const failures = parts.flatMap(part =>
    part.message.failure === null ? [] : [named(parts, part, words, sentence(part.message.failure, locale))],
  );
  if (failures.length > 0) {
    const isSentAgain = parts.some(({ message }) => message.sentAgainAs !== null);
    return [
      ...failures,
      ...(isSentAgain ? [words.sentAgain] : []),
      ...(pressRefusal !== null && repeatable(parts) !== undefined ? [`${words.notSentAgain}: ${sentence(pressRefusal, locale)}`] : []),
    ].join('\n');
  }
  const unpublished = parts.find(({ message }) => message.publicationFailure !== null)?.message.publicationFailure;
  return unpublished == null ? null : `${words.notPublished}: ${sentence(unpublished, locale)}`;
}

/** One press, one message: of several parts the first that did not arrive; after it the next. */
const repeatable = (parts: readonly ActivityPart[]): ActivityPart | undefined => parts.find(({ message }) => mayRepeat(message));

function sendAgainOf({ parts }: ActivitySubject, words: ActivityWords): ActivityView['sendAgain'] {
  const part = repeatable(parts);
  if (part === undefined) return null;
  const { id, attempt } = part.message;
  return { title: titleFor(words.sendAgain, parts, part, words), messageId: id, attempt };
}

/** Of one message the heading alone; of several each with its name (T-12). */
const titleFor = (heading: string, parts: readonly ActivityPart[], part: ActivityPart, words: ActivityWords): string =>
  parts.length === 1 ? heading : `${heading}: ${nameOf(part, words)}`;

const named = (parts: readonly ActivityPart[], part: ActivityPart, words: ActivityWords, reason: string): string =>
  parts.length === 1 ? reason : `${nameOf(part, words)}: ${reason}`;

function nameOf({ message, content }: ActivityPart, words: ActivityWords): string {
  switch (content.kind) {
    case 'FILE':
      return content.name;
    case 'TEMPLATE':
      return content.title;
    case 'VOICE':
      return words.kind.VOICE;
    case 'TEXT': {
      const letters = Array.from(message.text.replace(/\s+/g, ' ').trim());
      return letters.length <= NAME_LENGTH ? `«${letters.join('')}»` : `«${letters.slice(0, NAME_LENGTH).join('').trimEnd()}…»`;
    }
  }
}
