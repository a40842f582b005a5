import type { ActivityView, MessageId } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import { layoutOf } from './layout.ts';

const view = (part: Partial<ActivityView> = {}): ActivityView => ({
  messenger: 'WHATSAPP',
  title: 'WhatsApp +7 963 000-00-00',
  badge: { text: 'Доставлено', colour: 'blue' },
  rows: [
    { key: 'from', title: 'От кого', value: '+7 963 000-00-00' },
    { key: 'to', title: 'На номер', value: '+7 900 000-00-11' },
  ],
  text: 'Здравствуйте!',
  attachments: [],
  note: null,
  openChat: { title: 'Открыть чат', openLineChatId: '1767' },
  sendAgain: null,
  histories: [],
  ...part,
});

describe('layoutOf', () => {
  it('draws the whole block (L-1, L-5)', () => {
    expect(layoutOf(view({ note: 'не опубликовано в чате' }))).toEqual({
      icon: { code: 'whatsapp' },
      header: { title: 'WhatsApp +7 963 000-00-00', tags: { status: { title: 'Доставлено', type: 'primary' } } },
      body: {
        logo: { code: 'olchat_whatsapp' },
        blocks: {
          'row-from': {
            type: 'withTitle',
            properties: { title: 'От кого', inline: true, block: { type: 'text', properties: { value: '+7 963 000-00-00' } } },
          },
          'row-to': {
            type: 'withTitle',
            properties: { title: 'На номер', inline: true, block: { type: 'text', properties: { value: '+7 900 000-00-11' } } },
          },
          text: { type: 'largeText', properties: { value: 'Здравствуйте!' } },
          note: { type: 'text', properties: { value: 'не опубликовано в чате', multiline: true, size: 'sm', color: 'base_70' } },
        },
      },
      footer: {
        buttons: { openChat: { title: 'Открыть чат', type: 'primary', action: { type: 'redirect', uri: '/online/?IM_DIALOG=chat1767' } } },
        menu: { showPostponeItem: false },
      },
    });
  });

  it.each([
    ['grey', 'secondary'],
    ['blue', 'primary'],
    ['green', 'success'],
    ['red', 'failure'],
    ['yellow', 'warning'],
  ] as const)('paints %s with the tag %s (L-2)', (colour, type) => {
    expect(layoutOf(view({ badge: { text: 'x', colour } })).header.tags.status.type).toBe(type);
  });

  it('has no button while there is no chat', () => {
    expect(layoutOf(view({ openChat: null })).footer).toEqual({ menu: { showPostponeItem: false } });
  });

  const sendAgain = { title: 'Отправить ещё раз', messageId: 'message-1' as MessageId, attempt: 2 };

  it('asks to send again by an event with the message and its attempt, and locks the record until our update (L-12)', () => {
    expect(layoutOf(view({ openChat: null, sendAgain })).footer.buttons).toEqual({
      sendAgain: {
        title: 'Отправить ещё раз',
        type: 'primary',
        action: {
          type: 'restEvent',
          id: 'send-again',
          actionParams: { messageId: 'message-1', attempt: '2' },
          animationType: 'loader',
        },
      },
    });
  });

  it('puts the chat before the repeat', () => {
    const { buttons } = layoutOf(view({ sendAgain })).footer;
    expect(Object.entries(buttons ?? {}).map(([key, { type }]) => [key, type])).toEqual([
      ['openChat', 'primary'],
      ['sendAgain', 'secondary'],
    ]);
  });

  it('opens our page with the history of a message from the menu, in ten places at most', () => {
    const histories = Array.from({ length: 12 }, (_, index) => ({ title: 'История статусов', messageId: `m${index}` as MessageId }));
    const items = layoutOf(view({ histories })).footer.menu.items ?? {};
    expect(Object.keys(items)).toHaveLength(10);
    expect(items['history-1']).toEqual({
      title: 'История статусов',
      action: {
        type: 'openRestApp',
        actionParams: { view: 'history', messageId: 'm0' },
        sliderParams: { title: 'История статусов', width: 560 },
      },
    });
  });

  it('gives every attachment a line of its own (L-15)', () => {
    const attachments = [
      { title: 'Файл', value: 'smeta.pdf (1,2 МБ)' },
      { title: 'Голосовое сообщение', value: '0:05' },
    ];
    const { blocks } = layoutOf(view({ rows: [], text: '', attachments })).body;
    expect(Object.keys(blocks)).toEqual(['attachment-1', 'attachment-2']);
    expect(blocks['attachment-1']).toEqual({
      type: 'withTitle',
      properties: { title: 'Файл', inline: true, block: { type: 'text', properties: { value: 'smeta.pdf (1,2 МБ)' } } },
    });
  });

  it('stays within 1 to 20 blocks with names of Latin letters', () => {
    const rows = Array.from({ length: 30 }, (_, index) => ({ key: `ключ ${index}`, title: 'т', value: 'з' }));
    const attachments = rows.map(({ title, value }) => ({ title, value }));
    const many = Object.keys(layoutOf(view({ rows, attachments, note: 'n' })).body.blocks);
    expect([Object.keys(layoutOf(view({ rows, note: 'n' })).body.blocks).length, many.length]).toEqual([20, 20]);
    expect(many.every(key => /^[A-Za-z0-9_-]+$/.test(key))).toBe(true);
    expect(Object.keys(layoutOf(view({ rows: [], text: ' ' })).body.blocks)).toEqual(['text']);
  });

  it('leaves out empty rows and cuts what is too long, never inside a letter', () => {
    const { blocks } = layoutOf(view({ rows: [{ key: 'to', title: 'Кому', value: '' }], text: '😀'.repeat(5_000) })).body;
    expect(Object.keys(blocks)).toEqual(['text']);
    const text = blocks['text']?.type === 'largeText' ? blocks['text'].properties.value : '';
    expect(Array.from(text)).toHaveLength(2_000);
    expect(text.endsWith('😀…')).toBe(true);
  });
});
