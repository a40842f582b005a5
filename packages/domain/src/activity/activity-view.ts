/** What the block in the timeline shows (section 7): heading, badge, rows, text, button. Pure. */
import type { Account } from '../account/account.ts';
import type { Chat } from '../chat/chat.ts';
import { lowest, type DeliveryStatus } from '../message/delivery-status.ts';
import type { Message } from '../message/message.ts';
import type { ActivityView } from '../ports/timeline.ts';
import { formatPhone } from '../recipient/normalise-phone.ts';
import type { Recipient } from '../recipient/recipient.ts';
import type { Failure } from '../refusal.ts';

type Locale = 'ru' | 'en';

interface Words {
  badge: Record<DeliveryStatus, string>;
  from: string;
  to: string;
  line: string;
  source: string;
  fromCard: string;
  fromApi: string;
  openChat: string;
  notPublished: string;
}

const WORDS: Record<Locale, Words> = {
  ru: {
    badge: {
      QUEUED: 'В очереди',
      CANCELLED: 'Отменено',
      UNCONFIRMED: 'Не подтверждено',
      SENT: 'Отправлено',
      FAILED: 'Не отправлено',
      DELIVERED: 'Доставлено',
      READ: 'Прочитано',
    },
    from: 'От кого',
    to: 'На номер',
    line: 'Линия',
    source: 'Источник',
    fromCard: '[Карточка CRM] Сообщение',
    fromApi: '[API] Сообщение',
    openChat: 'ОТКРЫТЬ ЧАТ',
    notPublished: 'Не опубликовано в чате',
  },
  en: {
    badge: {
      QUEUED: 'Queued',
      CANCELLED: 'Cancelled',
      UNCONFIRMED: 'Not confirmed',
      SENT: 'Sent',
      FAILED: 'Not sent',
      DELIVERED: 'Delivered',
      READ: 'Read',
    },
    from: 'From',
    to: 'To number',
    line: 'Line',
    source: 'Source',
    fromCard: '[CRM card] Message',
    fromApi: '[API] Message',
    openChat: 'OPEN CHAT',
    notPublished: 'Not published in the chat',
  },
};

const COLOURS: Record<DeliveryStatus, ActivityView['badge']['colour']> = {
  QUEUED: 'grey',
  CANCELLED: 'grey',
  UNCONFIRMED: 'yellow',
  SENT: 'grey',
  FAILED: 'red',
  DELIVERED: 'blue',
  READ: 'green',
};

export interface ActivitySubject {
  messages: readonly Message[];
  account: Account;
  recipient: Recipient;
  chat: Chat | null;
  locale: Locale;
  sentence: (failure: Failure, locale: Locale) => string;
}

export function activityView(subject: ActivitySubject): ActivityView {
  const words = WORDS[subject.locale];
  const status = lowest(subject.messages.map(message => message.status));
  const [first] = subject.messages;
  const rows = [
    { key: 'from', title: words.from, value: subject.account.address === null ? '' : formatPhone(subject.account.address) },
    { key: 'to', title: words.to, value: formatPhone(subject.recipient.address) },
    { key: 'line', title: words.line, value: subject.account.lineName },
    { key: 'source', title: words.source, value: first?.origin === 'API' ? words.fromApi : words.fromCard },
  ];
  return {
    messenger: subject.account.messenger,
    title: subject.account.title,
    badge: { text: words.badge[status], colour: COLOURS[status] },
    rows: rows.filter(row => row.value !== ''),
    text: subject.messages.map(message => message.text).join('\n\n'),
    note: noteOf(subject, words),
    openChat: subject.chat === null ? null : { title: words.openChat, openLineChatId: subject.chat.openLineChatId },
  };
}

/** The reason of a failure comes before the one of the publication: the client comes before the chat. */
function noteOf(subject: ActivitySubject, words: Words): string | null {
  const failure = subject.messages.find(message => message.failure !== null)?.failure;
  if (failure != null) return subject.sentence(failure, subject.locale);
  const unpublished = subject.messages.find(message => message.publicationFailure !== null)?.publicationFailure;
  return unpublished == null ? null : `${words.notPublished}: ${subject.sentence(unpublished, subject.locale)}`;
}
