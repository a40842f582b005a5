import { OlchatError } from '@olchat/client';
import { enableAutoUnmount } from '@vue/test-utils';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { template, viewer } from '../../../testing/builders.ts';
import { eventually, filled, refusal, templatesPage } from '../../../testing/fake-api.ts';
import { surroundings } from '../../../testing/mount.ts';
import { openScreen } from '../../../testing/screen.ts';
import type { PortalFrame } from '../../portal-frame.ts';
import ChatTemplatesScreen from './ChatTemplatesScreen.vue';

enableAutoUnmount(afterEach);
// What a page fetches on demand is compiled here first: that is not what these tests wait for.
beforeAll(async () => {
  await Promise.all([import('../../templates/CardTemplates.vue'), import('../../templates/TemplateManager.vue')]);
}, 30_000);

const GREETING = template();
const THANKS = template({ id: 'template-2', title: 'Спасибо', text: 'Спасибо за обращение!', category: { id: 'c-1', title: 'Продажи' } });
const CARD = { type: 'DEAL', id: '81', smartProcessTypeId: null };
const PERSON = { type: 'CONTACT', id: '51', smartProcessTypeId: null };
/** As it comes over the wire. */
const typed = (record: object) => ({ __typename: 'CardRef', ...record });
const dialog = (change: object = {}) => ({
  id: 'chat1767',
  card: typed(CARD),
  cardTitle: 'Поставка',
  cardIsHidden: false,
  person: typed(PERSON),
  ...change,
});
const WITHOUT_CARD = { card: null, cardTitle: null, person: null };

type Answers = Parameters<typeof openScreen>[1];

async function open(answers: Answers = {}, frame: Partial<PortalFrame> = {}) {
  const around = surroundings({ page: { screen: 'templates', card: null, dialogId: 'chat1767', isAdministrator: false }, frame });
  const opened = openScreen(
    ChatTemplatesScreen,
    {
      openLineDialog: () => dialog(),
      templates: () => templatesPage([GREETING, THANKS]),
      templateCategories: () => [{ id: 'c-1', title: 'Продажи' }],
      fillTemplate: () => filled('Здравствуйте, Иван!', ['Иван']),
      ...answers,
    },
    around,
  );
  const { screen, api } = opened;
  const options = () => screen.findAll('[role=option]');
  await eventually(() => expect(options().length + screen.findAll('[role=alert]').length).toBeGreaterThan(0));
  return {
    ...opened,
    around,
    options,
    inserted: () => vi.mocked(around.frame.insertIntoChat).mock.calls.map(([text]) => text),
    choose: async (title: string) => {
      await options()
        .find(one => one.find('.title').text() === title)
        ?.trigger('click');
    },
    /** Uses of saved templates; previews are none. */
    uses: () =>
      api
        .calls('fillTemplate')
        .map(({ input }) => input as Record<string, unknown>)
        .filter(({ templateId }) => templateId !== undefined),
    radio: (label: string) => {
      const found = screen.findAll('label').find(one => one.text() === label);
      return screen.find<HTMLInputElement>(`[id="${found?.attributes('for') ?? ''}"]`);
    },
  };
}

describe('templates above the message box of a chat (M-12)', () => {
  it('are filled from the card and for the person of the chat, and put into the box; nothing is sent', async () => {
    const { says, choose, uses, inserted, around, api } = await open();
    await says('Значения — из карточки «Поставка».');
    expect(api.calls('openLineDialog')).toEqual([{ id: 'chat1767' }]);
    await choose('Приветствие');
    await says('Шаблон «Приветствие» вставлен в поле сообщения.');
    expect(uses()).toEqual([{ templateId: 'template-1', card: CARD, person: PERSON, recipientId: null }]);
    expect(inserted()).toEqual(['Здравствуйте, Иван!']);
    expect(around.frame.close).not.toHaveBeenCalled();
    expect(api.calls('sendMessage')).toEqual([]);
  });

  it('are chosen by the keyboard alone, and narrowed by search and category', async () => {
    const { screen, inserted, api } = await open();
    const field = screen.find('[role=combobox]');
    expect(document.activeElement).toBe(field.element);
    await field.trigger('keydown', { key: 'ArrowDown' });
    expect(screen.find('[role=option][aria-selected=true] .title').text()).toBe('Спасибо');
    await field.trigger('keydown', { key: 'Enter' });
    await eventually(() => expect(inserted()).toHaveLength(1));
    await field.setValue('спас');
    await screen.find('select').setValue('c-1');
    await eventually(() => expect(api.calls('templates').at(-1)).toMatchObject({ search: 'спас', categoryId: 'c-1' }));
  });

  it('close the window once the text stands in the box, if the employee likes it so; the habit is kept', async () => {
    const { radio, choose, around, api, says } = await open();
    expect(radio('Вставить шаблон в чат').element.checked).toBe(true);
    await radio('Вставить шаблон в чат и закрыть окно').setValue();
    expect(api.calls('updatePreferences')).toEqual([{ input: { closeAfterTemplate: true } }]);
    await choose('Приветствие');
    await says('вставлен в поле сообщения');
    expect(around.frame.close).toHaveBeenCalledOnce();
  });

  it('open with the habits of the employee: without texts, closing the window', async () => {
    const { radio, screen, api, says } = await open({ viewer: () => viewer({ showTemplateText: false, closeAfterTemplate: true }) });
    await eventually(() => expect(radio('Вставить шаблон в чат и закрыть окно').element.checked).toBe(true));
    await says('Спасибо');
    expect(screen.text()).not.toContain('Спасибо за обращение!');
    const toggle = screen.find('button[role=switch]');
    expect(toggle.attributes('aria-checked')).toBe('false');
    await toggle.trigger('click');
    await says('Спасибо за обращение!');
    expect(api.calls('updatePreferences')).toEqual([{ input: { showTemplateText: true } }]);
  });

  it('with variables that have no value are put in only after the employee said so (W-13)', async () => {
    const gaps = [{ variable: '{{CONTACT:SECOND_NAME}}', reason: 'EMPTY' }];
    const { choose, says, press, inserted, text } = await open({
      fillTemplate: () => filled('Здравствуйте, {{CONTACT:SECOND_NAME}}!', [], gaps),
    });
    await choose('Приветствие');
    await says('Вставить «Приветствие» с незаполненными переменными?');
    await says('поле в карточке не заполнено');
    expect(inserted()).toEqual([]);
    await press('Отмена');
    expect(text()).not.toContain('с незаполненными переменными?');
    await choose('Приветствие');
    await says('с незаполненными переменными?');
    await press('Вставить как есть');
    await eventually(() => expect(inserted()).toEqual(['Здравствуйте, {{CONTACT:SECOND_NAME}}!']));
  });

  it('that the portal does not take are offered to be copied, and the window stays', async () => {
    const { choose, says, press, around } = await open(
      { viewer: () => viewer({ closeAfterTemplate: true }) },
      { insertIntoChat: vi.fn(async () => false) },
    );
    const command = vi.fn(() => true);
    document.execCommand = command;
    await choose('Приветствие');
    await says('Портал не взял текст в поле сообщения.');
    await press('Скопировать текст');
    await says('Текст скопирован');
    expect(command).toHaveBeenCalledWith('copy');
    expect(around.frame.close).not.toHaveBeenCalled();
  });

  it('that were deleted meanwhile say so, and the list is read anew (E-71)', async () => {
    const { choose, says, inserted, api } = await open({ fillTemplate: () => refusal('NOT_FOUND', 'Шаблон не найден') });
    const before = api.calls('templates').length;
    await choose('Приветствие');
    await says('Шаблон не найден');
    expect(inserted()).toEqual([]);
    await eventually(() => expect(api.calls('templates').length).toBe(before + 1));
  });

  it('are made in place of the list: «+ Создать шаблон» opens the editor, and the way back leads here', async () => {
    const { press, says, screen } = await open();
    await press('+ Создать шаблон');
    await says('Новый шаблон');
    expect(screen.find('[role=combobox]').exists()).toBe(false);
  });
});

describe('a chat whose card gives nothing', () => {
  it.each([
    ['without a card', () => dialog(WITHOUT_CARD), 'К чату не привязана карточка CRM.'],
    ['with a card that he may not see', () => dialog({ ...WITHOUT_CARD, cardIsHidden: true }), 'У вас нет прав на карточку этого чата.'],
    ['that is none of an open line', () => null, 'Это не чат открытой линии'],
  ])('%s is explained, and templates without variables go in', async (_, openLineDialog, sentence) => {
    const { says, choose, uses, inserted } = await open({ openLineDialog, fillTemplate: () => filled('Спасибо за обращение!') });
    await says(sentence);
    await choose('Спасибо');
    await eventually(() => expect(inserted()).toEqual(['Спасибо за обращение!']));
    expect(uses()).toEqual([{ templateId: 'template-2', card: null, recipientId: null }]);
  });

  it('because nobody could be asked fills nothing from it, and asks again on demand', async () => {
    let isAway = true;
    const { says, choose, press, inserted, uses } = await open({
      openLineDialog: () => (isAway ? Promise.reject(new OlchatError('INTERNAL', 'Internal error', { traceId: 'req-3' })) : dialog()),
    });
    await says('Карточку чата узнать не удалось.');
    await says('Код обращения: req-3');
    await choose('Приветствие');
    await says('поэтому переменные не заполнены и ничего не вставлено');
    expect([inserted(), uses()]).toEqual([[], []]);
    isAway = false;
    await press('Повторить');
    await says('из карточки «Поставка»');
    await choose('Приветствие');
    await eventually(() => expect(inserted()).toHaveLength(1));
  });
});

it.each([
  ['an empty list', () => templatesPage(), 'Шаблонов пока нет.'],
  ['a list that did not come', () => Promise.reject(new Error('offline')), 'Шаблоны не загрузились.'],
])('%s says so', async (_, templates, sentence) => {
  const around = surroundings({ page: { screen: 'templates', card: null, dialogId: 'chat1767' } });
  const { says } = openScreen(ChatTemplatesScreen, { openLineDialog: () => dialog(), templates }, around);
  await says(sentence);
});
