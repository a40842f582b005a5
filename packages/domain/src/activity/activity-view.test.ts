import { describe, expect, it } from 'vitest';
import { aChat, aMessage, anAccount, aRecipient } from '../../testing/index.ts';
import { newId, type PortalId } from '../ids.ts';
import { DELIVERY_STATUSES, type DeliveryStatus } from '../message/delivery-status.ts';
import type { Message } from '../message/message.ts';
import type { Failure } from '../refusal.ts';
import { activityView, type ActivitySubject } from './activity-view.ts';

const portalId = newId<PortalId>();
const account = anAccount(portalId, { title: 'Отдел продаж', lineName: 'Линия 1', address: '+79990000001' });
const recipient = aRecipient(portalId, { address: '+79261234567' });
const aPart = (fields: Partial<Message> = {}): Message =>
  aMessage({ portalId, accountId: account.id, recipientId: recipient.id, ...fields });

const viewOf = (fields: Partial<ActivitySubject> = {}) =>
  activityView({
    messages: [aPart()],
    account,
    recipient,
    chat: null,
    locale: 'ru',
    sentence: (failure, locale) => `${failure.code} (${locale})`,
    ...fields,
  });

const BADGES: Record<DeliveryStatus, { ru: string; en: string; colour: string }> = {
  QUEUED: { ru: 'В очереди', en: 'Queued', colour: 'grey' },
  CANCELLED: { ru: 'Отменено', en: 'Cancelled', colour: 'grey' },
  UNCONFIRMED: { ru: 'Не подтверждено', en: 'Not confirmed', colour: 'yellow' },
  SENT: { ru: 'Отправлено', en: 'Sent', colour: 'grey' },
  FAILED: { ru: 'Не отправлено', en: 'Not sent', colour: 'red' },
  DELIVERED: { ru: 'Доставлено', en: 'Delivered', colour: 'blue' },
  READ: { ru: 'Прочитано', en: 'Read', colour: 'green' },
};

describe('the block in the timeline', () => {
  describe.each(['ru', 'en'] as const)('in %s', locale => {
    it.each(DELIVERY_STATUSES)('shows the badge of %s (L-2)', status => {
      const { badge } = viewOf({ messages: [aPart({ status })], locale });
      expect(badge).toEqual({ text: BADGES[status][locale], colour: BADGES[status].colour });
    });
  });

  it('says who wrote to whom, through which line and from where (section 7, L-4)', () => {
    expect(viewOf()).toMatchObject({
      messenger: 'WHATSAPP',
      title: 'Отдел продаж',
      text: 'Здравствуйте!',
      rows: [
        { key: 'from', title: 'От кого', value: '+7 999 000 00 01' },
        { key: 'to', title: 'На номер', value: '+7 926 123 45 67' },
        { key: 'line', title: 'Линия', value: 'Линия 1' },
        { key: 'source', title: 'Источник', value: '[Карточка CRM] Сообщение' },
      ],
    });
  });

  it('names a partner’s client as the source, in the portal’s language', () => {
    const rows = viewOf({ messages: [aPart({ origin: 'API' })], locale: 'en' }).rows;
    expect(rows.map(row => row.title)).toEqual(['From', 'To number', 'Line', 'Source']);
    expect(rows.at(-1)?.value).toBe('[API] Message');
  });

  it('leaves out the number of an account that has none yet', () => {
    expect(viewOf({ account: anAccount(portalId, { address: null }) }).rows.map(row => row.key)).toEqual(['to', 'line', 'source']);
  });

  it('has a button as soon as there is a chat (L-5, O-5)', () => {
    const chat = aChat({ portalId, accountId: account.id, recipientId: recipient.id, openLineChatId: '77' });
    expect([viewOf().openChat, viewOf({ chat }).openChat]).toEqual([null, { title: 'ОТКРЫТЬ ЧАТ', openLineChatId: '77' }]);
  });

  it('of a group shows every text and the lowest status (W-18)', () => {
    const view = viewOf({ messages: [aPart({ text: 'раз', status: 'READ' }), aPart({ text: 'два', position: 1, status: 'SENT' })] });
    expect([view.text, view.badge.text]).toEqual(['раз\n\nдва', 'Отправлено']);
  });
});

describe('the note under the text', () => {
  const failure: Failure = { code: 'NOT_IN_WHATSAPP', details: {} };
  const publicationFailure: Failure = { code: 'PORTAL_UNAVAILABLE', details: {} };

  it.each<[string, Partial<Message>, string | null]>([
    ['is empty while all is well', {}, null],
    ['says why the message failed (L-12)', { status: 'FAILED', failure }, 'NOT_IN_WHATSAPP (ru)'],
    [
      'says that it is not in the chat, and why (O-26)',
      { status: 'SENT', publicationFailure },
      'Не опубликовано в чате: PORTAL_UNAVAILABLE (ru)',
    ],
    ['puts the client before the chat', { status: 'FAILED', failure, publicationFailure }, 'NOT_IN_WHATSAPP (ru)'],
  ])('%s', (_what, fields, note) => {
    expect(viewOf({ messages: [aPart(fields)] }).note).toBe(note);
  });

  it('speaks the portal’s language', () => {
    expect(viewOf({ messages: [aPart({ publicationFailure })], locale: 'en' }).note).toBe(
      'Not published in the chat: PORTAL_UNAVAILABLE (en)',
    );
  });
});
