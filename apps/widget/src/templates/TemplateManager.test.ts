import { OlchatError } from '@olchat/client';
import { enableAutoUnmount } from '@vue/test-utils';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { template } from '../../testing/builders.ts';
import { eventually, filled, refusal, templatesPage } from '../../testing/fake-api.ts';
import { surroundings } from '../../testing/mount.ts';
import { openApplication, openScreen, type OpenScreen } from '../../testing/screen.ts';
import CardScreen from '../screens/card/CardScreen.vue';

enableAutoUnmount(afterEach);
// What a page fetches on demand is compiled here first: that is not what these tests wait for.
beforeAll(async () => {
  await Promise.all([import('./TemplateManager.vue')]);
}, 30_000);

const SALES = { id: 'category-1', title: 'Продажи' };
const GREETING = template({ category: SALES });
const FOREIGN = template({ id: 'template-2', title: 'Чужой', text: 'Текст', mayChange: false });
const FIELDS = [
  {
    entity: 'CONTACT',
    title: 'Контакт',
    smartProcessTypeId: null,
    variables: [
      { variable: '{{CONTACT:NAME}}', title: 'Имя' },
      { variable: '{{CONTACT:ASSIGNED_BY_ID|NAME}}', title: 'Ответственный: Имя' },
    ],
  },
  { entity: 'DEAL', title: 'Сделка', smartProcessTypeId: null, variables: [{ variable: '{{DEAL:OPPORTUNITY}}', title: 'Сумма' }] },
];
const ANSWERS = {
  templates: () => templatesPage([GREETING, FOREIGN]),
  templateCategories: () => [SALES],
  templateVariables: () => FIELDS,
  fillTemplate: () => filled('Здравствуйте, Иван!', ['Иван']),
};
const saved = (change: object = {}) => ({ __typename: 'TemplateSaved', template: template(change) });

/** The manager as a section of the application's page. */
async function open(
  answers: object = {},
  around = surroundings({ page: { screen: 'app' } }),
): Promise<OpenScreen & { inputs: (operation: string) => unknown[] }> {
  const page = openApplication({ ...ANSWERS, ...answers }, around);
  await page.says('Аккаунты');
  await page.press('Шаблоны');
  await page.says('Шаблоны сообщений');
  return { ...page, inputs: operation => page.api.calls(operation).map(({ input }) => input) };
}
/** The menu of a row, and an entry of it. */
async function act({ press, screen }: OpenScreen, title: string, entry: string): Promise<void> {
  await press(`Действия с шаблоном «${title}»`);
  await screen
    .findAll('[role=menuitem]')
    .find(item => item.text().startsWith(entry))
    ?.trigger('click');
}
const rows = ({ screen }: OpenScreen) => screen.findAll('tbody .title').map(one => one.text());

describe('the list of templates (M-1, M-2)', () => {
  it('shows title, text and category, those used last first, and asks by search and category', async () => {
    const page = await open();
    await eventually(() => expect(rows(page)).toEqual(['Приветствие', 'Чужой']));
    expect(page.text()).toContain('Здравствуйте, {{CONTACT:NAME}}!');
    expect(page.api.calls('templates').at(-1)).toMatchObject({ search: null, categoryId: null, order: 'RECENT_FIRST' });
    await page.screen.find('[aria-label="Поиск: название, текст"]').setValue('счёт');
    await eventually(() => expect(page.api.calls('templates').at(-1)).toMatchObject({ search: 'счёт' }));
    await page.screen.find('select[aria-label="Категория"]').setValue('category-1');
    await eventually(() => expect(page.api.calls('templates').at(-1)).toMatchObject({ search: 'счёт', categoryId: 'category-1' }));
  });

  it('is sorted by a column, twice the other way, with Ctrl by the title within the category, and back', async () => {
    const page = await open();
    await eventually(() => expect(rows(page)).toHaveLength(2));
    const order = () => page.api.calls('templates').at(-1)?.['order'];
    await page.press('Содержание');
    await eventually(() => expect(order()).toBe('TITLE'));
    await page.press('Содержание');
    await eventually(() => expect(order()).toBe('TITLE_DESCENDING'));
    await page.press('Категория');
    await eventually(() => expect(order()).toBe('CATEGORY'));
    await page.button('Содержание').trigger('click', { ctrlKey: true });
    await page.button('Содержание').trigger('click', { ctrlKey: true });
    await eventually(() => expect(order()).toBe('CATEGORY_TITLE_DESCENDING'));
    expect(page.screen.findAll('th').map(one => one.attributes('aria-sort'))).toEqual(['descending', 'ascending', undefined]);
    await page.press('Сначала недавние');
    await eventually(() => expect(order()).toBe('RECENT_FIRST'));
  });

  it('goes on behind its last page', async () => {
    const page = await open({
      templates: ({ after }: { after: string | null }) => (after ? templatesPage([FOREIGN]) : templatesPage([GREETING], 'cursor')),
    });
    await page.press('Показать ещё');
    await eventually(() => expect(rows(page)).toEqual(['Приветствие', 'Чужой']));
    expect(page.api.calls('templates').at(-1)).toMatchObject({ after: 'cursor' });
  });

  it.each([
    ['empty', () => templatesPage(), 'Шаблонов пока нет.'],
    ['failed', () => Promise.reject(new Error('offline')), 'Шаблоны не загрузились.'],
  ])('says so when it is %s', async (_, templates, sentence) => {
    const page = await open({ templates });
    await page.says(sentence);
  });

  it('says the code of a request that failed: of the list, the categories, the portal’s fields', async () => {
    const surprise = (traceId: string) => () => Promise.reject(new OlchatError('INTERNAL', 'Internal error', { traceId }));
    const page = await open({
      templates: surprise('req-list'),
      templateCategories: surprise('req-categories'),
      templateVariables: surprise('req-fields'),
    });
    await page.says('Код обращения: req-list');
    await page.press('Категории');
    await page.says('Код обращения: req-categories');
    await page.press('К списку шаблонов');
    await page.press('+ Создать шаблон');
    await page.press('{ }');
    await page.says('Код обращения: req-fields');
  });

  it('lets nobody edit or delete what is not his, but copy it (M-9)', async () => {
    const page = await open({}, surroundings({ page: { screen: 'app', isAdministrator: false } }));
    await eventually(() => expect(rows(page)).toHaveLength(2));
    expect(page.screen.findAll('tbody button.title').map(one => one.text())).toEqual(['Приветствие']);
    await page.press('Действия с шаблоном «Чужой»');
    expect(page.screen.findAll('[role=menuitem]').map(item => [item.text().split(' ')[0], item.attributes('aria-disabled')])).toEqual([
      ['Изменить', 'true'],
      ['Копировать', 'false'],
      ['Удалить', 'true'],
    ]);
    expect(page.screen.findAll('button').some(one => one.attributes('aria-label') === 'Категории')).toBe(false);
  });
});

describe('a new template', () => {
  it('is written with fields from the menu at the caret, given a category and saved (M-3, M-8)', async () => {
    const page = await open({ createTemplate: () => saved({ title: 'Счёт' }) });
    await page.press('+ Создать шаблон');
    await page.field('Название шаблона').setValue('Счёт');
    const box = page.field('Текст шаблона');
    await box.setValue('Сумма , ждём');
    (box.element as HTMLTextAreaElement).setSelectionRange(6, 6);
    await page.press('Вставить поле карточки');
    await page.says('Найдено 3 поля');
    const search = page.screen.find('[role=combobox][aria-label="Поиск поля"]');
    await search.setValue('сумма');
    expect(page.screen.findAll('[role=option]').map(one => one.text())).toEqual(['Сумма{{DEAL:OPPORTUNITY}}']);
    expect(page.screen.find('[role=listbox] [role=group]').attributes('aria-label')).toBe('Сделка');
    await search.trigger('keydown', { key: 'Enter' });
    await eventually(() => expect((box.element as HTMLTextAreaElement).value).toBe('Сумма {{DEAL:OPPORTUNITY}}, ждём'));
    await page.says('Сделка: Сумма');
    await page.press('Далее →');
    await page.field('Категория').setValue('category-1');
    await page.press('Сохранить');
    await page.says('Шаблон «Счёт» сохранён');
    expect(page.inputs('createTemplate')).toEqual([
      { title: 'Счёт', text: 'Сумма {{DEAL:OPPORTUNITY}}, ждём', categoryId: 'category-1', access: [] },
    ]);
  });

  it('is made once, also when its editor is left with saving while it is being saved (M-3)', async () => {
    const late = Promise.withResolvers<unknown>();
    const page = await open({ createTemplate: () => late.promise });
    await page.press('+ Создать шаблон');
    await page.field('Название шаблона').setValue('Счёт');
    await page.field('Текст шаблона').setValue('Ждём');
    await page.press('Далее →');
    await page.press('Сохранить');
    await eventually(() => expect(page.inputs('createTemplate')).toHaveLength(1));
    await page.press('Отмена');
    await page.press('Сохранить и перейти');
    late.resolve(saved({ title: 'Счёт' }));
    await page.says('Шаблон «Счёт» сохранён');
    expect(page.inputs('createTemplate')).toHaveLength(1);
  });

  it('is restricted to people, departments and workgroups (M-8)', async () => {
    const department = { kind: 'DEPARTMENT', id: '3', name: 'Отдел продаж' };
    const page = await open({
      accessChoices: () => ({ employees: [], departments: [department], workgroups: [] }),
      createTemplate: () => saved(),
    });
    await page.press('+ Создать шаблон');
    await page.field('Название шаблона').setValue('Скидка');
    await page.field('Текст шаблона').setValue('Только сегодня');
    await page.press('Далее →');
    await page.says('Доступ есть у всех');
    await page.press('ИЗМЕНИТЬ');
    await eventually(() => expect(page.screen.find('[type=checkbox]').exists()).toBe(true));
    await page.screen.find('[type=checkbox]').trigger('change');
    await page.says('Шаблон видят только те, кто в списке');
    await page.press('Сохранить');
    await eventually(() => expect(page.inputs('createTemplate')).toMatchObject([{ access: [{ kind: 'DEPARTMENT', id: '3' }] }]));
  });

  it('without a name or a text is not saved, and says what is missing', async () => {
    const page = await open();
    await page.press('+ Создать шаблон');
    await page.press('Далее →');
    await page.press('Сохранить');
    await page.says('Введите название');
    await page.field('Название шаблона').setValue('Счёт');
    await page.press('Сохранить');
    await page.says('Введите текст');
    expect(page.field('Текст шаблона').attributes('aria-invalid')).toBe('true');
    expect(page.inputs('createTemplate')).toEqual([]);
  });

  it('with a field that the portal does not have says so while it is written, and the server’s refusal stands at the text (M-7)', async () => {
    const page = await open({
      createTemplate: () => ({ ...refusal('VARIABLE_UNKNOWN', 'Поля {{CONTACT:AGE}} нет'), __typename: 'ContentRejected', field: 'text' }),
    });
    await page.press('+ Создать шаблон');
    await page.field('Название шаблона').setValue('Возраст');
    await page.field('Текст шаблона').setValue('{{CONTACT:NAME}}, вам {{CONTACT:AGE}}?');
    await page.says('Таких полей на портале нет: {{CONTACT:AGE}}.');
    await page.press('Далее →');
    await page.press('Сохранить');
    await page.says('Поля {{CONTACT:AGE}} нет');
    expect(page.field('Текст шаблона').attributes('aria-invalid')).toBe('true');
  });

  it('longer than may be sent or stored says so (W-15)', async () => {
    const page = await open();
    await page.press('+ Создать шаблон');
    await page.field('Текст шаблона').setValue('ы'.repeat(1001));
    await page.says('Длиннее, чем разрешено отправлять: 1000 символов');
    await page.field('Текст шаблона').setValue('ы'.repeat(4097));
    await page.says('Лишний 1 символ');
  });
});

describe('a saved template', () => {
  it('is edited by a press; only what was changed is sent (M-9)', async () => {
    const page = await open({ updateTemplate: () => saved({ title: 'Привет' }) });
    await eventually(() => expect(rows(page)).toHaveLength(2));
    await page.press('Приветствие');
    await page.says('Редактирование шаблона');
    expect(page.button('Сохранить').attributes('disabled')).toBeDefined();
    await page.field('Название шаблона').setValue('Привет');
    await page.press('Сохранить');
    await page.says('Шаблон «Привет» сохранён');
    expect(page.inputs('updateTemplate')).toEqual([{ templateId: 'template-1', title: 'Привет' }]);
  });

  it('is copied under a name of its own, with an access list of its own', async () => {
    const page = await open({ createTemplate: () => saved() });
    await eventually(() => expect(rows(page)).toHaveLength(2));
    await act(page, 'Чужой', 'Копировать');
    await page.says('Права доступа у копии свои');
    await page.press('Сохранить');
    await eventually(() =>
      expect(page.inputs('createTemplate')).toEqual([{ title: 'Чужой (копия)', text: 'Текст', categoryId: null, access: [] }]),
    );
  });

  it('is deleted after a question; a refusal is said (M-9)', async () => {
    const page = await open({ deleteTemplate: () => refusal('NOT_FOUND', 'Шаблон не найден') });
    await eventually(() => expect(rows(page)).toHaveLength(2));
    await act(page, 'Приветствие', 'Удалить');
    await page.says('Удалить шаблон «Приветствие»?');
    await page.press('Удалить шаблон');
    await page.says('Шаблон не найден');
    page.api.answers['deleteTemplate'] = () => ({ __typename: 'TemplateDeleted', templateId: 'template-1' });
    page.api.answers['templates'] = () => templatesPage([FOREIGN]);
    await act(page, 'Приветствие', 'Удалить');
    await page.press('Удалить шаблон');
    await page.says('Шаблон «Приветствие» удалён');
    await eventually(() => expect(rows(page)).toEqual(['Чужой']));
  });

  it('is not left unsaved without a question', async () => {
    const page = await open({ updateTemplate: () => saved({ title: 'Привет' }) });
    await eventually(() => expect(rows(page)).toHaveLength(2));
    await page.press('Приветствие');
    await page.field('Название шаблона').setValue('Привет');
    await page.press('Аккаунты');
    await page.says('Есть несохранённые изменения');
    await page.press('Остаться');
    expect((page.field('Название шаблона').element as HTMLInputElement).value).toBe('Привет');
    await page.press('Отмена');
    await page.press('Сохранить и перейти');
    await page.says('Шаблон «Привет» сохранён');
    expect(page.inputs('updateTemplate')).toHaveLength(1);
  });
});

describe('categories (M-10)', () => {
  it('are made, renamed and deleted by administrators', async () => {
    const category = (title: string) => ({ __typename: 'TemplateCategorySaved', category: { id: 'category-2', title } });
    const page = await open({
      createTemplateCategory: () => category('Акции'),
      renameTemplateCategory: () => category('Сделки'),
      deleteTemplateCategory: () => ({ __typename: 'TemplateCategoryDeleted', categoryId: 'category-1' }),
    });
    await page.press('Категории');
    await page.field('Создать категорию').setValue('Акции');
    await page.press('Добавить');
    await eventually(() => expect(page.inputs('createTemplateCategory')).toEqual([{ title: 'Акции' }]));
    await page.press('Переименовать категорию «Продажи»');
    await page.screen.find('input[aria-label="Название категории"]').setValue('Сделки');
    await page.press('Сохранить');
    await eventually(() => expect(page.inputs('renameTemplateCategory')).toEqual([{ categoryId: 'category-1', title: 'Сделки' }]));
    await eventually(() => expect(page.button('Удалить категорию «Продажи»').exists()).toBe(true));
    await page.press('Удалить категорию «Продажи»');
    await page.says('Её шаблоны останутся без категории.');
    await page.press('Удалить категорию');
    await eventually(() => expect(page.inputs('deleteTemplateCategory')).toEqual([{ categoryId: 'category-1' }]));
  });
});

describe('a category', () => {
  it('is made once, also when Enter is pressed again while the list is read (M-10)', async () => {
    const late = Promise.withResolvers<unknown>();
    const page = await open({
      createTemplateCategory: () => ({ __typename: 'TemplateCategorySaved', category: { id: 'category-2', title: 'Акции' } }),
    });
    await page.press('Категории');
    const before = page.api.calls('templateCategories').length;
    page.api.answers['templateCategories'] = () => late.promise;
    const name = page.field('Создать категорию');
    await name.setValue('Акции');
    await name.trigger('keydown', { key: 'Enter' });
    await eventually(() => expect(page.api.calls('templateCategories')).toHaveLength(before + 1));
    await name.trigger('keydown', { key: 'Enter' });
    late.resolve([SALES, { id: 'category-2', title: 'Акции' }]);
    await eventually(() => expect((name.element as HTMLInputElement).value).toBe(''));
    expect(page.inputs('createTemplateCategory')).toHaveLength(1);
  });
});

describe('the manager in a card (W-14)', () => {
  it('stands in the form’s place, previews with the card’s values, and gives the text back as it was', async () => {
    const page = openScreen(CardScreen, ANSWERS);
    await page.says('Телефон · Дмитрий');
    await page.screen.find('textarea').setValue('Уже набрано');
    await page.press('Шаблоны');
    await eventually(() => expect(page.button('Настройки шаблонов').exists()).toBe(true));
    await page.press('Настройки шаблонов');
    await page.says('Шаблоны сообщений');
    await eventually(() => expect(rows(page)).toHaveLength(2));
    await page.press('Приветствие');
    await page.says('Так будет в этой карточке');
    await eventually(() => expect(page.screen.find('.preview mark').text()).toBe('Иван'));
    await page.press('Отмена');
    await page.press('К сообщению');
    expect((page.screen.find('textarea').element as HTMLTextAreaElement).value).toBe('Уже набрано');
    expect(document.activeElement).toBe(page.screen.find('textarea').element);
  });
});
