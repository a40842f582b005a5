import { describe, expect, it } from 'vitest';
import { aChat, aMessage, anAccount, aRecipient } from '../../testing/index.ts';
import { newId, type MessageId, type PortalId, type TemplateId } from '../ids.ts';
import { DELIVERY_STATUSES, type DeliveryStatus } from '../message/delivery-status.ts';
import type { Message } from '../message/message.ts';
import type { Failure } from '../refusal.ts';
import { activityView, type ActivitySubject } from './activity-view.ts';
import type { PartContent } from './part-content.ts';

const portalId = newId<PortalId>();
const account = anAccount(portalId, { title: 'Отдел продаж', lineName: 'Линия 1', address: '+79990000001' });
const recipient = aRecipient(portalId, { address: '+79261234567' });
const aPart = (fields: Partial<Message> = {}): Message =>
  aMessage({ portalId, accountId: account.id, recipientId: recipient.id, ...fields });

type Given = Partial<Omit<ActivitySubject, 'parts'>> & { messages?: Message[]; contents?: PartContent[] };

const viewOf = ({ messages = [aPart()], contents = [], ...fields }: Given = {}) =>
  activityView({
    parts: messages.map((message, index) => ({ message, content: contents[index] ?? { kind: 'TEXT' } })),
    pressRefusal: null,
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

  it('shows the text as the client reads it, with the name above it (S-15)', () => {
    expect(viewOf({ messages: [aPart({ senderLine: 'Петров Петр:' })] }).text).toBe('Петров Петр:\nЗдравствуйте!');
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

describe('the source (L-4)', () => {
  const FILE: PartContent = { kind: 'FILE', name: 'smeta.pdf', bytes: 1_258_291 };

  it.each<[PartContent, string, string]>([
    [{ kind: 'TEXT' }, '[Карточка CRM] Сообщение', '[API] Message'],
    [FILE, '[Карточка CRM] Файл', '[API] File'],
    [{ kind: 'VOICE', seconds: 65 }, '[Карточка CRM] Голосовое сообщение', '[API] Voice message'],
    [{ kind: 'TEMPLATE', title: 'Приветствие' }, '[Карточка CRM] Шаблон', '[API] Template'],
  ])('of %j says where it was written and what it is', (content, ru, en) => {
    const sourceOf = (given: Given): string | undefined => viewOf({ contents: [content], ...given }).rows.at(-1)?.value;
    expect([sourceOf({}), sourceOf({ messages: [aPart({ origin: 'API' })], locale: 'en' })]).toEqual([ru, en]);
  });

  it('of a text and a file is the file: the text is its caption (W-18)', () => {
    const messages = [aPart({ text: 'Наша смета' }), aPart({ text: '', position: 1 })];
    const view = viewOf({ messages, contents: [{ kind: 'TEXT' }, FILE] });
    expect([view.rows.at(-1)?.value, view.text]).toEqual(['[Карточка CRM] Файл', 'Наша смета']);
  });

  it('stands beside the name and size of each file, the length of a voice note, the name of a template (L-15)', () => {
    const contents: PartContent[] = [FILE, { kind: 'VOICE', seconds: 65 }, { kind: 'TEMPLATE', title: 'Приветствие' }];
    const messages = contents.map((_content, position) => aPart({ text: '', position }));
    expect(viewOf({ messages, contents }).attachments).toEqual([
      { title: 'Файл', value: 'smeta.pdf (1,2 МБ)' },
      { title: 'Голосовое сообщение', value: '1:05' },
      { title: 'Шаблон', value: 'Приветствие' },
    ]);
    expect(viewOf({ messages, contents, locale: 'en' }).attachments[0]?.value).toBe('smeta.pdf (1.2 MB)');
  });

  it('names the template of a caption beside its file (L-15)', () => {
    const template = { id: newId<TemplateId>(), title: 'Смета' };
    const messages = [aPart({ text: 'Наша смета', template }), aPart({ text: '', position: 1 })];
    const view = viewOf({ messages, contents: [FILE, FILE] });
    expect(view.attachments.map(({ title, value }) => `${title}: ${value}`)).toEqual([
      'Файл: smeta.pdf (1,2 МБ)',
      'Шаблон: Смета',
      'Файл: smeta.pdf (1,2 МБ)',
    ]);
    expect(view.rows.at(-1)?.value).toBe('[Карточка CRM] Файл');
  });
});

describe('Telegram’s block (section 7)', () => {
  const telegram = anAccount(portalId, { messenger: 'TELEGRAM', lineName: 'Линия 2', address: '+79990000002' });

  it('names the client, the line and the source, and no number of ours', () => {
    const person = aRecipient(portalId, { messenger: 'TELEGRAM', address: '5012345', name: 'Иван Петров' });
    expect(viewOf({ account: telegram, recipient: person }).rows).toEqual([
      { key: 'to', title: 'Кому', value: 'Иван Петров' },
      { key: 'line', title: 'Линия', value: 'Линия 2' },
      { key: 'source', title: 'Источник', value: '[Карточка CRM] Сообщение' },
    ]);
  });

  it('shows the address of a client without a name', () => {
    const person = aRecipient(portalId, { messenger: 'TELEGRAM', address: '@ivan', name: null });
    expect(viewOf({ account: telegram, recipient: person }).rows[0]).toEqual({ key: 'to', title: 'Кому', value: '@ivan' });
  });
});

describe('«Отправить ещё раз» (L-12)', () => {
  const failure: Failure = { code: 'MESSENGER_REFUSED', details: {} };
  const failed = (fields: Partial<Message> = {}): Message => aPart({ status: 'FAILED', delivery: 'DONE', attempt: 1, failure, ...fields });

  it.each(DELIVERY_STATUSES)('of a settled message in %s stands there only for what failed or is not confirmed (L-11)', status => {
    const message = aPart({ status, delivery: 'DONE', attempt: 2 });
    const expected = { title: 'Отправить ещё раз', messageId: message.id, attempt: 2 };
    expect(viewOf({ messages: [message] }).sendAgain).toEqual(['FAILED', 'UNCONFIRMED'].includes(status) ? expected : null);
  });

  it('is gone while the repeat is on its way, and once it was sent anew, which the note says', () => {
    const again = failed({ sentAgainAs: newId<MessageId>() });
    expect(viewOf({ messages: [aPart({ status: 'UNCONFIRMED', delivery: 'READY' })] }).sendAgain).toBeNull();
    expect(viewOf({ messages: [again] })).toMatchObject({
      sendAgain: null,
      note: 'MESSENGER_REFUSED (ru)\nОтправлено ещё раз новым сообщением',
    });
  });

  it('of a group names the first part that failed; the note names them all (T-12)', () => {
    const messages = [
      aPart({ status: 'READ', text: '' }),
      failed({ text: '', position: 1 }),
      failed({ text: 'Добрый день! Посылаю вам смету, договор и акт', position: 2 }),
    ];
    const contents: PartContent[] = [
      { kind: 'FILE', name: 'a.pdf', bytes: 10 },
      { kind: 'FILE', name: 'b.pdf', bytes: 10 },
      { kind: 'TEXT' },
    ];
    const view = viewOf({ messages, contents });
    expect(view.badge.text).toBe('Не отправлено');
    expect(view.note).toBe('b.pdf: MESSENGER_REFUSED (ru)\n«Добрый день! Посылаю вам смету, договор…»: MESSENGER_REFUSED (ru)');
    expect(view.sendAgain).toMatchObject({ title: 'Отправить ещё раз: b.pdf', messageId: messages[1]?.id });
  });

  it('says why a press sent nothing, as long as it can be pressed', () => {
    const pressRefusal: Failure = { code: 'FORBIDDEN', details: { right: 'card' } };
    expect(viewOf({ messages: [failed()], pressRefusal }).note).toBe('MESSENGER_REFUSED (ru)\nЕщё раз не отправлено: FORBIDDEN (ru)');
    expect(viewOf({ messages: [aPart({ status: 'READ' })], pressRefusal }).note).toBeNull();
  });
});

describe('«История статусов»', () => {
  it('is offered for every message of the group, each under its name, ten at most', () => {
    const single = aPart();
    expect(viewOf({ messages: [single] }).histories).toEqual([{ title: 'История статусов', messageId: single.id }]);
    const many = Array.from({ length: 12 }, (_, position) => aPart({ text: `часть ${position}`, position }));
    const { histories } = viewOf({ messages: many });
    expect([histories.length, histories[1]?.title]).toEqual([10, 'История статусов: «часть 1»']);
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
