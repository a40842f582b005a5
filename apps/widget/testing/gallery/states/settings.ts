import { applicationSettings } from '../../builders.ts';
import { refusal } from '../../fake-api.ts';
import { LONG_NAME, LONG_WORD, noAnswer, pending } from '../answers.ts';
import type { Answers, GalleryScreen, GalleryState } from '../gallery-state.ts';
import type { Stage } from '../stage.ts';
import { accounts } from './accounts.ts';

const workingAs = (state: string, name = 'Олег Петров') => ({
  portal: { workingAs: { employee: { id: '2', name }, state, since: '2026-01-01T09:00:00.000Z' } },
});
const chat = (...names: string[]) => ({
  chatId: '77',
  openUrl: 'https://portal.example/online/?IM_DIALOG=chat77',
  employees: names.map((name, at) => ({ id: String(at + 1), name })),
});
const process = (id: string, title: string, embedded: boolean) => ({ smartProcessTypeId: id, title, embedded, hasClients: false });

const open =
  (tab?: 'settings.notices' | 'settings.features') =>
  async (stage: Stage): Promise<void> => {
    await stage.press(stage.t('sections.settings'));
    await stage.see(stage.t('settings.general'));
    if (tab) await stage.press(stage.t(tab));
  };
const brokenRights = (state: 'DISMISSED' | 'NOT_ADMINISTRATOR' | 'REFUSED', shows: string): GalleryState => ({
  shows,
  answers: { workingRights: () => workingAs(state, LONG_NAME) },
  reach: open(),
  says: ({ t }) => t(`rights.${state}`),
});
const forced: Answers = { settings: () => applicationSettings({ statusesWidget: true, forceWidget: true }) };

const states = {
  general: { shows: 'rights, access, hours and the longest text', reach: open(), says: ({ t }) => t('rights.mine') },
  forEmployee: {
    shows: 'the settings of who may only look at them',
    page: { isAdministrator: false },
    reach: open(),
    says: ({ t }) => t('sections.readOnly'),
  },
  loading: { shows: 'settings on their way', answers: { settings: pending }, reach: stage => stage.press(stage.t('sections.settings')) },
  failed: {
    shows: 'settings that could not be loaded',
    answers: { settings: noAnswer },
    reach: stage => stage.press(stage.t('sections.settings')),
    says: ({ t }) => t('page.loadFailed'),
  },
  DISMISSED: brokenRights('DISMISSED', 'rights of an employee who was dismissed'),
  NOT_ADMINISTRATOR: brokenRights('NOT_ADMINISTRATOR', 'rights of one who is no administrator any more'),
  REFUSED: brokenRights('REFUSED', 'rights that the portal refuses'),
  takeOverRefused: {
    shows: 'rights that could not be taken over',
    answers: { workingRights: () => workingAs('OK'), takeOverRights: () => refusal('PORTAL_TOKEN_REFUSED', 'Откройте приложение ещё раз') },
    reach: async stage => {
      await open()(stage);
      await stage.press(stage.t('rights.takeOver'));
    },
    says: () => 'Откройте приложение ещё раз',
  },
  rightsFailed: {
    shows: 'rights that could not be loaded',
    answers: { workingRights: noAnswer },
    reach: open(),
    says: ({ t }) => t('rights.loadFailed'),
  },
  malformed: {
    shows: 'hours and a length that are none',
    reach: async stage => {
      await open()(stage);
      await stage.write('9', stage.t('hours.redUntil'));
      await stage.write('много', stage.t('settings.textLimit'));
    },
    says: ({ t }) => t('hours.malformed'),
  },
  refused: {
    shows: 'a length that the server refused',
    answers: { updateSettings: () => ({ ...refusal('OUT_OF_RANGE', 'От 1 до 4096'), __typename: 'ContentRejected', field: 'textLimit' }) },
    reach: async stage => {
      await open()(stage);
      await stage.write('9999', stage.t('settings.textLimit'));
      await stage.press(stage.t('save.save'));
    },
    says: () => 'От 1 до 4096',
  },
  saved: {
    shows: 'settings that were saved',
    answers: { updateSettings: () => ({ __typename: 'SettingsUpdated', settings: applicationSettings({ textLimit: 500 }) }) },
    reach: async stage => {
      await open()(stage);
      await stage.write('500', stage.t('settings.textLimit'));
      await stage.press(stage.t('save.save'));
    },
    says: ({ t }) => t('save.saved'),
  },
  notices: {
    shows: 'who reads the notices',
    answers: { notices: () => chat('Мария', LONG_NAME, LONG_WORD) },
    reach: open('settings.notices'),
    says: ({ t }) => t('notices.readers'),
  },
  noticesNotYet: {
    shows: 'a chat of notices that is not there yet',
    reach: open('settings.notices'),
    says: ({ t }) => t('notices.notYet'),
  },
  noticesFailed: {
    shows: 'notices that could not be loaded',
    answers: { notices: noAnswer },
    reach: open('settings.notices'),
    says: ({ t }) => t('page.loadFailed'),
  },
  noticesSearch: {
    shows: 'an employee to add to the chat of notices',
    answers: {
      notices: () => chat(),
      accessChoices: () => ({ employees: [{ kind: 'USER', id: '5', name: LONG_NAME }], departments: [], workgroups: [] }),
    },
    reach: async stage => {
      await open('settings.notices')(stage);
      await stage.press(stage.t('notices.add'));
    },
    says: () => LONG_NAME,
  },
  noticesRefused: {
    shows: 'a reader who cannot be taken out of the chat',
    answers: { notices: () => chat('Мария'), removeNoticeReader: () => refusal('FORBIDDEN', 'Под его правами работает приложение') },
    reach: async stage => {
      await open('settings.notices')(stage);
      await stage.press(stage.t('notices.remove', { name: 'Мария' }));
    },
    says: () => 'Под его правами работает приложение',
  },
  features: { shows: 'what may be switched on, and no smart process', reach: open('settings.features'), says: ({ t }) => t('smart.none') },
  forced: {
    shows: 'the loud warning of the forced widget',
    answers: forced,
    reach: open('settings.features'),
    says: ({ t }) => t('features.forceWidgetWarning'),
  },
  smartProcesses: {
    shows: 'smart processes, and the question before the application is removed from one',
    answers: {
      smartProcesses: () => [process('1038', 'Проекты', true), process('1040', LONG_WORD, false), process('1042', LONG_NAME, true)],
    },
    reach: async stage => {
      await open('settings.features')(stage);
      await stage.press(stage.t('smart.removeOf', { title: 'Проекты' }));
    },
    says: ({ t }) => t('smart.removeQuestion', { title: 'Проекты' }),
  },
  smartProcessesFailed: {
    shows: 'smart processes that could not be loaded',
    answers: { smartProcesses: noAnswer },
    reach: open('settings.features'),
    says: ({ t }) => t('smart.failed'),
  },
} satisfies Record<string, GalleryState>;

/** «Настройки приложения». */
export const settings: GalleryScreen = { ...accounts, states };
