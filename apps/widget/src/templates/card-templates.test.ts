import { enableAutoUnmount } from '@vue/test-utils';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { card, cardAnswer, message, recipient, template } from '../../testing/builders.ts';
import { accepted, eventually, filled, refusal, templatesPage } from '../../testing/fake-api.ts';
import { openScreen } from '../../testing/screen.ts';
import CardScreen from '../screens/card/CardScreen.vue';

enableAutoUnmount(afterEach);
// What a page fetches on demand is compiled here first: that is not what these tests wait for.
beforeAll(async () => {
  await Promise.all([import('./TemplatePicker.vue'), import('../screens/card/CardForm.vue')]);
}, 30_000);

const GREETING = template();
const INVOICE = template({
  id: 'template-2',
  title: 'Счёт',
  text: 'Счёт на {{DEAL:OPPORTUNITY}}',
  category: { id: 'category-1', title: 'Продажи' },
});

type Answers = Parameters<typeof openScreen>[1];

async function open(answers: Answers = {}) {
  const opened = openScreen(CardScreen, {
    templates: () => templatesPage([GREETING, INVOICE]),
    fillTemplate: () => filled('Здравствуйте, Иван!', ['Иван']),
    ...answers,
  });
  await opened.says('Телефон · Дмитрий');
  const { screen, api } = opened;
  const box = () => screen.find('textarea');
  return {
    ...opened,
    box,
    written: () => box().element.value,
    write: async (text: string) => box().setValue(text),
    key: async (key: string, more: object = {}) => box().trigger('keydown', { key, ...more }),
    options: () => screen.findAll('[role=option]').map(option => option.find('.title').text()),
    current: () => screen.find('[role=option][aria-selected=true] .title').text(),
    sent: () => api.calls('sendMessage').map(({ input }) => input as Record<string, unknown>),
    fills: () => api.calls('fillTemplate').map(({ input }) => input as Record<string, unknown>),
    send: async () => screen.find('form').trigger('submit'),
    marks: (kind: string) => screen.findAll(`.marks .${kind}`).map(mark => mark.text()),
    /** «Шаблоны», and a press on one of them. */
    choose: async (title: string) => {
      await opened.press('Шаблоны');
      await eventually(() => expect(screen.findAll('[role=option]').length).toBeGreaterThan(0));
      const option = screen.findAll('[role=option]').find(one => one.find('.title').text() === title);
      await option?.trigger('click');
    },
  };
}

describe('«Шаблоны» in the form', () => {
  it('puts a template into the text, filled from this card for the chosen number, and marks the values until the next edit (W-10, W-11, W-13)', async () => {
    const { choose, fills, written, marks, write, says, screen } = await open();
    await choose('Приветствие');
    await eventually(() => expect(written()).toBe('Здравствуйте, Иван!'));
    expect(fills().at(-1)).toEqual({ templateId: 'template-1', card, recipientId: 'recipient-1' });
    await says('Подставлено 1 значение из карточки');
    await eventually(() => expect(marks('filled')).toEqual(['Иван']));
    expect(screen.find('[role=combobox]').attributes('aria-label')).not.toBe('Найти шаблон');
    await write('Здравствуйте, Иван!!');
    expect(marks('filled')).toEqual([]);
  });

  it('shows the text as this card would make it before it is chosen, and counts that as no use', async () => {
    const { press, says, fills, screen } = await open();
    await press('Шаблоны');
    await says('Здравствуйте, Иван!');
    expect(fills()).toEqual([{ text: 'Здравствуйте, {{CONTACT:NAME}}!', card, recipientId: 'recipient-1' }]);
    expect(screen.find('mark.filled').text()).toBe('Иван');
  });

  it('is driven by the keyboard: arrows go round, Enter takes and sends nothing, Escape goes back to the text', async () => {
    const { press, screen, current, written, sent, box, options } = await open({ fillTemplate: () => filled('Счёт на 5 ₽', ['5 ₽']) });
    await press('Шаблоны');
    await eventually(() => expect(options()).toEqual(['Приветствие', 'Счёт']));
    const field = () => screen.find('input[type=search][aria-label="Найти шаблон"]');
    expect(field().attributes('aria-activedescendant')).toBe(screen.find('[aria-selected=true]').attributes('id'));
    await field().trigger('keydown', { key: 'ArrowUp' });
    expect(current()).toBe('Счёт');
    await field().trigger('keydown', { key: 'ArrowDown' });
    expect(current()).toBe('Приветствие');
    await field().trigger('keydown', { key: 'Escape' });
    expect(field().exists()).toBe(false);
    expect(document.activeElement).toBe(box().element);
    await press('Шаблоны');
    await eventually(() => expect(field().exists()).toBe(true));
    await eventually(() => expect(options()).toHaveLength(2));
    const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
    field().element.dispatchEvent(enter);
    expect(enter.defaultPrevented).toBe(true);
    await eventually(() => expect(written()).toBe('Счёт на 5 ₽'));
    expect(sent()).toEqual([]);
  });

  it('keeps the text that stood there: one press brings it back', async () => {
    const { write, choose, written, press, button } = await open();
    await write('Уже набрано');
    await choose('Приветствие');
    await eventually(() => expect(written()).toBe('Здравствуйте, Иван!'));
    await eventually(() => expect(button('Вернуть прежний текст').exists()).toBe(true));
    await press('Вернуть прежний текст');
    expect(written()).toBe('Уже набрано');
  });

  it('leaves the text alone when somebody typed on while the card was read', async () => {
    let answer = (_: unknown): void => undefined;
    const { choose, write, written, fills } = await open({
      fillTemplate: ({ input }) =>
        (input as { templateId?: string }).templateId ? new Promise(resolve => (answer = resolve)) : filled('…'),
    });
    await choose('Приветствие');
    await eventually(() => expect(fills().some(({ templateId }) => templateId === 'template-1')).toBe(true));
    await write('Пишу сам');
    answer(filled('Здравствуйте, Иван!', ['Иван']));
    await eventually(() => expect(written()).toBe('Пишу сам'));
  });

  it('says why a template cannot be filled, and keeps the text (E-71)', async () => {
    const { write, choose, says, written } = await open({ fillTemplate: () => refusal('NOT_FOUND', 'Шаблон не найден') });
    await write('Уже набрано');
    await choose('Приветствие');
    await says('Шаблон не найден');
    expect(written()).toBe('Уже набрано');
  });

  it.each([
    ['an empty list', () => templatesPage(), 'Шаблонов пока нет.'],
    ['a list that did not come', () => Promise.reject(new Error('offline')), 'Шаблоны не загрузились.'],
  ])('says so at %s', async (_, templates, sentence) => {
    const { press, says } = await open({ templates });
    await press('Шаблоны');
    await says(sentence);
  });
});

describe('variables without a value', () => {
  const withGap = () =>
    filled(
      'Иван, {{COMPANY:TITLE}} и {{CONTACT:AGE}}',
      ['Иван'],
      [
        { variable: '{{COMPANY:TITLE}}', reason: 'NOT_LINKED' },
        { variable: '{{CONTACT:AGE}}', reason: 'UNKNOWN' },
      ],
    );

  it('are marked in the text and explained one by one (W-13)', async () => {
    const { choose, says, marks, box, press } = await open({ fillTemplate: withGap });
    await choose('Приветствие');
    await says('В тексте 2 переменные без значений');
    await says('к карточке не привязана такая запись');
    await says('такого поля нет: опечатка, или поле удалили');
    await eventually(() => expect(marks('gap')).toEqual(['{{COMPANY:TITLE}}', '{{CONTACT:AGE}}']));
    await press('{{CONTACT:AGE}}');
    const { selectionStart, selectionEnd, value } = box().element;
    expect(value.slice(selectionStart, selectionEnd)).toBe('{{CONTACT:AGE}}');
  });

  it('are sent only after the employee said so (E-21)', async () => {
    const { choose, written, send, sent, says, press, text } = await open({
      fillTemplate: withGap,
      sendMessage: () => accepted(message()),
    });
    await choose('Приветствие');
    await eventually(() => expect(written()).toContain('{{COMPANY:TITLE}}'));
    await send();
    await says('Отправить сообщение с переменными без значений?');
    expect(sent()).toEqual([]);
    await press('Отмена');
    expect(text()).not.toContain('Отправить сообщение с переменными');
    await send();
    await press('Отправить как есть');
    await eventually(() => expect(sent()).toMatchObject([{ text: 'Иван, {{COMPANY:TITLE}} и {{CONTACT:AGE}}' }]));
  });

  it('typed or pasted by hand are filled by «ЗАПОЛНИТЬ ПЕРЕМЕННЫЕ» (W-11)', async () => {
    const { write, says, press, written, fills } = await open({ fillTemplate: () => filled('Привет, Иван!', ['Иван']) });
    await write('Привет, {{CONTACT:NAME}}!');
    await says('ещё не заполнена');
    await press('ЗАПОЛНИТЬ ПЕРЕМЕННЫЕ');
    await eventually(() => expect(written()).toBe('Привет, Иван!'));
    expect(fills()).toEqual([{ text: 'Привет, {{CONTACT:NAME}}!', card, recipientId: 'recipient-1' }]);
  });

  it('are not looked for in what a client wrote: braces that came with a value are no variable', async () => {
    const { choose, written, send, sent } = await open({
      fillTemplate: () => filled('Здравствуйте, {\u2060{DEAL:PRICE}}!', ['{\u2060{DEAL:PRICE}}']),
      sendMessage: () => accepted(message()),
    });
    await choose('Приветствие');
    await eventually(() => expect(written()).toContain('DEAL:PRICE'));
    await send();
    await eventually(() => expect(sent()).toHaveLength(1));
  });
});

describe('a template that was deleted meanwhile', () => {
  const gone = () => refusal('NOT_FOUND', 'Шаблон не найден');

  it('costs nothing but its name: one press sends the text without it, once (E-71, W-29)', async () => {
    const { choose, written, send, sent, text } = await open({
      sendMessage: ({ input }) => ((input as { templateId?: string }).templateId ? gone() : accepted(message())),
    });
    await choose('Приветствие');
    await eventually(() => expect(written()).toBe('Здравствуйте, Иван!'));
    await send();
    await eventually(() => expect(sent()).toHaveLength(2));
    expect(sent().map(one => [one['text'], one['templateId'] ?? null])).toEqual([
      ['Здравствуйте, Иван!', 'template-1'],
      ['Здравствуйте, Иван!', null],
    ]);
    expect(new Set(sent().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
    expect(written()).toBe('');
    expect(text()).not.toContain('Шаблон не найден');
  });

  it('leaves the form ready where something else is missing too: the text stands there and can be sent again', async () => {
    let isMissing = true;
    const { choose, written, send, sent, says } = await open({ sendMessage: () => (isMissing ? gone() : accepted(message())) });
    await choose('Приветствие');
    await eventually(() => expect(written()).toBe('Здравствуйте, Иван!'));
    await send();
    await says('Шаблон не найден');
    expect(written()).toBe('Здравствуйте, Иван!');
    isMissing = false;
    await send();
    await eventually(() => expect(written()).toBe(''));
    expect(sent().length).toBeGreaterThanOrEqual(3);
  });
});

describe('another recipient', () => {
  it('is noticed: the values belong to the one chosen before, and are filled again on demand (M-6)', async () => {
    const names: Record<string, string> = { 'recipient-1': 'Иван', 'recipient-2': 'Елена' };
    const { choose, written, screen, says, press, fills } = await open({
      card: () => cardAnswer([recipient(), recipient({ id: 'recipient-2', label: 'Елена', address: '+7 961 951-20-45' })]),
      fillTemplate: ({ input }) => {
        const name = names[(input as { recipientId: string }).recipientId] ?? '';
        return filled(`Здравствуйте, ${name}!`, [name]);
      },
    });
    await choose('Приветствие');
    await eventually(() => expect(written()).toBe('Здравствуйте, Иван!'));
    screen.findComponent({ name: 'RecipientSelect' }).vm.$emit('update:modelValue', 'recipient-2');
    await says('Значения подставлены для другого получателя.');
    await press('Подставить заново');
    await eventually(() => expect(written()).toBe('Здравствуйте, Елена!'));
    expect(fills().at(-1)).toMatchObject({ templateId: 'template-1', recipientId: 'recipient-2' });
  });
});

describe('the quick search by a slash', () => {
  it('opens at the beginning of a line, filters by what is typed, and takes with Enter in place of what was typed', async () => {
    const { write, options, key, current, written, api, sent, box, screen } = await open();
    await write('Тема\n/пр');
    await eventually(() => expect(options()).toEqual(['Приветствие', 'Счёт']));
    await eventually(() => expect(api.calls('templates').at(-1)).toMatchObject({ search: 'пр' }));
    expect(box().attributes()).toMatchObject({
      'aria-autocomplete': 'list',
      'aria-controls': screen.find('[role=listbox]').attributes('id'),
    });
    await key('ArrowDown');
    expect(current()).toBe('Счёт');
    expect(box().attributes('aria-activedescendant')).toBe(screen.find('[aria-selected=true]').attributes('id'));
    await key('ArrowUp');
    await key('Enter');
    await eventually(() => expect(written()).toBe('Тема\nЗдравствуйте, Иван!'));
    expect(screen.find('[role=listbox]').exists()).toBe(false);
    expect(sent()).toEqual([]);
  });

  it('is left with Escape, and the slash stays text', async () => {
    const { write, options, key, screen, written, box } = await open();
    await write('/старт');
    await eventually(() => expect(options()).toHaveLength(2));
    await key('Escape');
    expect(screen.find('[role=listbox]').exists()).toBe(false);
    await write('/старт!');
    expect(screen.find('[role=listbox]').exists()).toBe(false);
    expect(written()).toBe('/старт!');
    expect(box().attributes('aria-controls')).toBeUndefined();
  });

  it('does not hold Ctrl+Enter back: what is written is sent', async () => {
    const { write, options, key, sent } = await open({ sendMessage: () => accepted(message()) });
    await write('/да');
    await eventually(() => expect(options()).toHaveLength(2));
    await key('Enter', { ctrlKey: true });
    await eventually(() => expect(sent()).toMatchObject([{ text: '/да' }]));
  });
});
