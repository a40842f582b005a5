import { chatTemplatesWords } from '../../../src/screens/chat-templates/chat-templates-words.ts';
import ChatTemplatesScreen from '../../../src/screens/chat-templates/ChatTemplatesScreen.vue';
import { template, viewer } from '../../builders.ts';
import { filled, refusal, templatesPage } from '../../fake-api.ts';
import { LONG_NAME, LONG_WORD, noAnswer, pending } from '../answers.ts';
import type { GalleryScreen, GalleryState } from '../gallery-state.ts';
import type { Stage } from '../stage.ts';

const SALES = { id: 'category-1', title: 'Продажи' };
const dialog = (change: object = {}) => ({
  id: 'chat1767',
  card: { type: 'DEAL', id: '81', smartProcessTypeId: null },
  cardTitle: 'Поставка оборудования',
  cardIsHidden: false,
  person: { type: 'CONTACT', id: '51', smartProcessTypeId: null },
  ...change,
});
const WITHOUT_CARD = { card: null, cardTitle: null, person: null };

const choose = (stage: Stage): Promise<void> => stage.press('Приветствие');

const states = {
  list: {
    shows: 'templates above the message box, the first one as the chat’s card would make it',
    reach: stage => stage.see('Здравствуйте, Иван!'),
    says: ({ t }) => t('chatTemplates.card.known', { title: 'Поставка оборудования' }),
  },
  withoutTexts: {
    shows: 'titles alone, and a window that closes itself',
    answers: { viewer: () => viewer({ showTemplateText: false, closeAfterTemplate: true }) },
    says: ({ t }) => t('chatTemplates.mode'),
  },
  empty: { shows: 'no templates yet', answers: { templates: () => templatesPage() }, says: ({ t }) => t('templates.none') },
  loading: { shows: 'card and templates on their way', answers: { templates: pending, openLineDialog: pending } },
  failed: { shows: 'templates that did not come', answers: { templates: noAnswer }, says: ({ t }) => t('templates.failed') },
  noCard: {
    shows: 'a chat without a card',
    answers: { openLineDialog: () => dialog(WITHOUT_CARD) },
    says: ({ t }) => t('chatTemplates.card.none'),
  },
  hiddenCard: {
    shows: 'a chat whose card the employee may not see',
    answers: { openLineDialog: () => dialog({ ...WITHOUT_CARD, cardIsHidden: true }) },
    says: ({ t }) => t('chatTemplates.card.hidden'),
  },
  noDialog: {
    shows: 'a chat of no open line',
    answers: { openLineDialog: () => null },
    says: ({ t }) => t('chatTemplates.card.missing'),
  },
  unknownCard: {
    shows: 'a card that could not be found out, and a template that waits for it',
    answers: { openLineDialog: noAnswer },
    reach: choose,
    says: ({ t }) => t('chatTemplates.cardUnknown'),
  },
  gaps: {
    shows: 'the question before variables without values go in',
    answers: {
      fillTemplate: () => filled('Здравствуйте, {{CONTACT:SECOND_NAME}}!', [], [{ variable: '{{CONTACT:SECOND_NAME}}', reason: 'EMPTY' }]),
    },
    reach: choose,
    says: ({ t }) => t('chatTemplates.questionHelp'),
  },
  done: {
    shows: 'a template that stands in the message box',
    reach: choose,
    says: ({ t }) => t('chatTemplates.done', { title: 'Приветствие' }),
  },
  stuck: {
    shows: 'a text that the portal did not take, to be copied',
    frame: { insertIntoChat: async () => false },
    reach: choose,
    says: ({ t }) => t('chatTemplates.stuck'),
  },
  refused: {
    shows: 'a template that was deleted meanwhile',
    answers: { fillTemplate: ({ input }) => ('templateId' in (input as object) ? refusal('NOT_FOUND', 'Шаблон не найден') : filled('…')) },
    reach: choose,
    says: () => 'Шаблон не найден',
  },
  creating: {
    shows: 'a new template in place of the list',
    reach: stage => stage.press(stage.t('chatTemplates.create')),
    says: ({ t }) => t('templateManager.creating'),
  },
} satisfies Record<string, GalleryState>;

/** «Редактирование и выбор шаблонов» above the message box of a chat. */
export const chatTemplates: GalleryScreen = {
  component: ChatTemplatesScreen,
  words: chatTemplatesWords,
  page: { screen: 'templates', card: null, messenger: null, dialogId: 'chat1767' },
  answers: {
    openLineDialog: () => dialog(),
    templates: () =>
      templatesPage([
        template({ category: SALES }),
        template({ id: 'template-2', title: LONG_NAME, text: `${LONG_WORD} {{DEAL:OPPORTUNITY}}` }),
      ]),
    templateCategories: () => [SALES],
    fillTemplate: () => filled('Здравствуйте, Иван!', ['Иван']),
  },
  states,
};
