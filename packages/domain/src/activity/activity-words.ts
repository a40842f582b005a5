/** Every word of the block in the timeline, in the portal's language (section 7). */
import type { DeliveryStatus } from '../message/delivery-status.ts';
import type { MessageOrigin } from '../message/message.ts';
import type { Messenger } from '../ports/connector.ts';
import type { PartKind } from './part-content.ts';

export interface ActivityWords {
  badge: Record<DeliveryStatus, string>;
  from: string;
  /** WhatsApp's block names numbers, Telegram's a person. */
  to: Record<Messenger, string>;
  line: string;
  source: string;
  /** L-4: where it was written, and what it is. */
  origin: Record<MessageOrigin, string>;
  kind: Record<PartKind, string>;
  openChat: string;
  notPublished: string;
  sendAgain: string;
  sentAgain: string;
  notSentAgain: string;
  history: string;
}

export const ACTIVITY_WORDS: Record<'ru' | 'en', ActivityWords> = {
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
    to: { WHATSAPP: 'На номер', TELEGRAM: 'Кому' },
    line: 'Линия',
    source: 'Источник',
    origin: { CARD: '[Карточка CRM]', API: '[API]', OPEN_LINE: '[Открытая линия]' },
    kind: { TEXT: 'Сообщение', FILE: 'Файл', VOICE: 'Голосовое сообщение', TEMPLATE: 'Шаблон' },
    openChat: 'ОТКРЫТЬ ЧАТ',
    notPublished: 'Не опубликовано в чате',
    sendAgain: 'Отправить ещё раз',
    sentAgain: 'Отправлено ещё раз новым сообщением',
    notSentAgain: 'Ещё раз не отправлено',
    history: 'История статусов',
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
    to: { WHATSAPP: 'To number', TELEGRAM: 'To' },
    line: 'Line',
    source: 'Source',
    origin: { CARD: '[CRM card]', API: '[API]', OPEN_LINE: '[Open line]' },
    kind: { TEXT: 'Message', FILE: 'File', VOICE: 'Voice message', TEMPLATE: 'Template' },
    openChat: 'OPEN CHAT',
    notPublished: 'Not published in the chat',
    sendAgain: 'Send again',
    sentAgain: 'Sent again as a new message',
    notSentAgain: 'Not sent again',
    history: 'Status history',
  },
};
