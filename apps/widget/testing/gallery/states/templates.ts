import { template } from '../../builders.ts';
import { filled, refusal, templatesPage } from '../../fake-api.ts';
import { LONG_NAME, LONG_WORD, noAnswer, pending } from '../answers.ts';
import type { GalleryScreen, GalleryState } from '../gallery-state.ts';
import type { Stage } from '../stage.ts';
import { accounts } from './accounts.ts';

const SALES = { id: 'category-1', title: 'Продажи' };
const FIELDS = [
  {
    entity: 'CONTACT',
    title: 'Контакт',
    smartProcessTypeId: null,
    variables: [
      { variable: '{{CONTACT:NAME}}', title: 'Имя' },
      { variable: '{{CONTACT:ASSIGNED_BY_ID|NAME}}', title: LONG_NAME },
    ],
  },
  { entity: 'DEAL', title: 'Сделка', smartProcessTypeId: null, variables: [{ variable: '{{DEAL:OPPORTUNITY}}', title: 'Сумма' }] },
];

async function open(stage: Stage): Promise<void> {
  await stage.press(stage.t('sections.templates'));
  await stage.see(stage.t('templateManager.title'));
}
async function create(stage: Stage): Promise<void> {
  await open(stage);
  await stage.press(stage.t('templateManager.create'));
  await stage.see(stage.t('templateManager.creating'));
}
async function act(stage: Stage, entry: string): Promise<void> {
  await open(stage);
  await stage.press(stage.t('templateManager.menu', { title: 'Приветствие' }));
  await stage.press(entry);
}

const states = {
  list: { shows: 'templates with title, text and category, some of them long', reach: open, says: () => LONG_WORD },
  empty: {
    shows: 'no templates yet',
    answers: { templates: () => templatesPage() },
    reach: open,
    says: ({ t }) => t('templateManager.emptyHelp'),
  },
  loading: { shows: 'templates on their way', answers: { templates: pending }, reach: open },
  failed: { shows: 'templates that did not come', answers: { templates: noAnswer }, reach: open, says: ({ t }) => t('templates.failed') },
  more: {
    shows: 'a list that goes on',
    answers: { templates: () => templatesPage([template()], 'cursor') },
    reach: open,
    says: ({ t }) => t('templateManager.more'),
  },
  menu: {
    shows: 'the menu of a template that belongs to somebody else',
    page: { isAdministrator: false },
    answers: { templates: () => templatesPage([template({ mayChange: false })]) },
    reach: async stage => {
      await open(stage);
      await stage.press(stage.t('templateManager.menu', { title: 'Приветствие' }));
    },
    says: ({ t }) => t('templateManager.notYours'),
  },
  removing: {
    shows: 'the question before a template is deleted',
    reach: stage => act(stage, stage.t('templateManager.remove')),
    says: ({ t }) => t('templateManager.removeHelp'),
  },
  copying: {
    shows: 'a copy of a template',
    reach: stage => act(stage, stage.t('templateManager.copy')),
    says: ({ t }) => t('templateManager.copyHelp'),
  },
  editing: {
    shows: 'a template in the editor, with what its fields mean',
    reach: async stage => {
      await open(stage);
      await stage.press('Приветствие');
    },
    says: ({ t }) => t('templateManager.previewTitles'),
  },
  unknownField: {
    shows: 'a field that the portal does not have, in a text longer than may be sent',
    reach: async stage => {
      await create(stage);
      await stage.write(`{{CONTACT:AGE}} ${'ы'.repeat(1001)}`, stage.t('templateManager.text'));
    },
    says: ({ t }) => t('templateManager.unknown', { variables: '{{CONTACT:AGE}}', braces: '{ }' }).slice(0, 30),
  },
  fields: {
    shows: 'the menu of the portal’s fields',
    reach: async stage => {
      await create(stage);
      await stage.press(stage.t('templateManager.variables'));
    },
    says: ({ plural }) => plural('templateManager.variablesFound', 3),
  },
  fieldsFailed: {
    shows: 'fields that could not be loaded',
    answers: { templateVariables: noAnswer },
    reach: async stage => {
      await create(stage);
      await stage.press(stage.t('templateManager.variables'));
    },
    says: ({ t }) => t('templateManager.variablesFailed'),
  },
  missing: {
    shows: 'a template without a name',
    reach: async stage => {
      await create(stage);
      await stage.press(stage.t('templateManager.next'));
      await stage.press(stage.t('templateManager.save'));
    },
    says: ({ t }) => t('templateManager.nameEmpty'),
  },
  general: {
    shows: 'category and access of a template',
    reach: async stage => {
      await create(stage);
      await stage.press(stage.t('templateManager.next'));
    },
    says: ({ t }) => t('templateManager.access'),
  },
  refused: {
    shows: 'a text that the server refused',
    answers: {
      createTemplate: () => ({ ...refusal('VARIABLE_UNKNOWN', 'Поля {{CONTACT:AGE}} нет'), __typename: 'ContentRejected', field: 'text' }),
    },
    reach: async stage => {
      await create(stage);
      await stage.write('Возраст', stage.t('templateManager.name'));
      await stage.write('Вам {{CONTACT:AGE}}?', stage.t('templateManager.text'));
      await stage.press(stage.t('templateManager.next'));
      await stage.press(stage.t('templateManager.save'));
    },
    says: () => 'Поля {{CONTACT:AGE}} нет',
  },
  categories: {
    shows: 'the categories, one of them with a long name being renamed',
    answers: { templateCategories: () => [SALES, { id: 'category-2', title: LONG_WORD }] },
    reach: async stage => {
      await open(stage);
      await stage.press(stage.t('templateManager.categories'));
      await stage.press(stage.t('templateManager.categoryRename', { title: 'Продажи' }));
    },
    says: () => LONG_WORD,
  },
  categoryRemoving: {
    shows: 'the question before a category is deleted',
    reach: async stage => {
      await open(stage);
      await stage.press(stage.t('templateManager.categories'));
      await stage.press(stage.t('templateManager.categoryRemove', { title: 'Продажи' }));
    },
    says: ({ t }) => t('templateManager.categoryRemoveHelp'),
  },
} satisfies Record<string, GalleryState>;

/** «Шаблоны» in the application's page. */
export const templates: GalleryScreen = {
  ...accounts,
  answers: {
    templates: () =>
      templatesPage([
        template({ category: SALES }),
        template({ id: 'template-2', title: LONG_NAME, text: `${LONG_WORD} {{DEAL:OPPORTUNITY}}` }),
      ]),
    templateCategories: () => [SALES],
    templateVariables: () => FIELDS,
    fillTemplate: () => filled('Здравствуйте, Иван!', ['Иван']),
  },
  states,
};
