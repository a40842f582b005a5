import { refusal } from '../../fake-api.ts';
import { LONG_NAME, LONG_WORD, noAnswer, pending } from '../answers.ts';
import type { GalleryScreen, GalleryState } from '../gallery-state.ts';
import type { Stage } from '../stage.ts';
import { accounts } from './accounts.ts';

const found = {
  checkedAt: '2026-01-01T09:00:00.000Z',
  fileScanner: 'SILENT',
  kept: ['Пункт меню в карточке сделки', LONG_NAME],
  mended: [{ what: 'Подписка на событие ONIMCONNECTORMESSAGEADD', at: '2026-01-01T09:00:00.000Z' }],
  failed: [
    {
      what: 'Доступ к папке pub без входа',
      code: 'CLOSED_TO_GUESTS',
      message: 'Откройте её для анонимных пользователей.',
      since: '2025-12-30T09:00:00.000Z',
    },
  ],
};
const open =
  (section: 'sections.installation' | 'sections.changes') =>
  (stage: Stage): Promise<void> =>
    stage.press(stage.t(section));

const installationStates = {
  never: { shows: 'an installation that was not checked yet', reach: open('sections.installation'), says: ({ t }) => t('check.never') },
  found: {
    shows: 'what stands, what was mended and what could not be, and a scanner of files that does not answer (SE-33)',
    answers: { installation: () => found },
    reach: open('sections.installation'),
    says: () => 'CLOSED_TO_GUESTS',
  },
  good: {
    shows: 'an installation that is whole',
    answers: { installation: () => ({ ...found, fileScanner: 'READY', mended: [], failed: [] }) },
    reach: open('sections.installation'),
    says: ({ t }) => t('check.allGood'),
  },
  noScanner: {
    shows: 'an installation where nobody looks at files for viruses (SE-33)',
    answers: { installation: () => ({ ...found, fileScanner: 'ABSENT', mended: [], failed: [] }) },
    reach: open('sections.installation'),
    says: ({ t }) => t('check.scanner.ABSENT'),
  },
  running: {
    shows: 'a check that runs',
    answers: { installation: () => found, checkInstallation: pending },
    reach: async stage => {
      await open('sections.installation')(stage);
      await stage.press(stage.t('check.now'));
    },
    says: ({ t }) => t('check.running'),
  },
  refused: {
    shows: 'a check that could not run',
    answers: { installation: () => found, checkInstallation: () => refusal('PORTAL_UNAVAILABLE', 'Проверка уже идёт') },
    reach: async stage => {
      await open('sections.installation')(stage);
      await stage.press(stage.t('check.now'));
    },
    says: () => 'Проверка уже идёт',
  },
  loading: { shows: 'the state of the installation on its way', answers: { installation: pending }, reach: open('sections.installation') },
  failed: {
    shows: 'a state that could not be loaded',
    answers: { installation: noAnswer },
    reach: open('sections.installation'),
    says: ({ t }) => t('page.loadFailed'),
  },
} satisfies Record<string, GalleryState>;

/** «Установка и права». */
export const installation: GalleryScreen = { ...accounts, states: installationStates };

const change = (id: string, more: object = {}) => ({
  id,
  at: '2026-01-01T09:00:00.000Z',
  employee: { id: '1', name: 'Мария' },
  what: 'ACCOUNT_SETTINGS',
  subject: 'Опт',
  before: '{"sendIntervalMs":500,"publishOutgoing":true}',
  after: '{"sendIntervalMs":1500,"publishOutgoing":false}',
  ...more,
});
const changesPage = (nodes: object[], endCursor: string | null = null) => ({
  nodes,
  pageInfo: { hasNextPage: endCursor !== null, endCursor },
});

const changesStates = {
  empty: { shows: 'no changes yet', reach: open('sections.changes'), says: ({ t }) => t('changes.empty') },
  list: {
    shows: 'who changed what, from what to what, with long names and with words that nobody knows',
    answers: {
      changes: () =>
        changesPage(
          [
            change('1'),
            change('2', {
              what: 'ACCOUNT_ACCESS',
              subject: LONG_WORD,
              employee: { id: '3', name: LONG_NAME },
              before: '{"access":[]}',
              after: `{"access":[{"kind":"DEPARTMENT","id":"3","name":"${LONG_NAME}"}]}`,
            }),
            change('3', { what: 'SOMETHING_NEWER', before: null, after: `{"newField":"${LONG_WORD}"}` }),
          ],
          'older',
        ),
    },
    reach: open('sections.changes'),
    says: () => 'SOMETHING_NEWER',
  },
  loading: { shows: 'the record on its way', answers: { changes: pending }, reach: open('sections.changes') },
  failed: {
    shows: 'a record that could not be loaded',
    answers: { changes: noAnswer },
    reach: open('sections.changes'),
    says: ({ t }) => t('page.loadFailed'),
  },
} satisfies Record<string, GalleryState>;

/** «Журнал изменений». */
export const changes: GalleryScreen = { ...accounts, states: changesStates };
