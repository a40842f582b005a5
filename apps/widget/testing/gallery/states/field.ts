import { contactWords } from '../../../src/contact-status/contact-words.ts';
import type { Page } from '../../../src/page/page.ts';
import FieldScreen from '../../../src/screens/smart-process-field/FieldScreen.vue';
import { account, message, recipient } from '../../builders.ts';
import { accountHistory, clientNumber, clientNumbers, conversation, conversationEntry } from '../../contact-status.ts';
import { refusal } from '../../fake-api.ts';
import { LONG_NAME, LONG_WORD, messages, noAnswer, pending } from '../answers.ts';
import type { GalleryScreen, GalleryState } from '../gallery-state.ts';
import type { Stage } from '../stage.ts';

type Field = NonNullable<Page['field']>;
const field = (change: Partial<Field> = {}): Partial<Page> => ({
  field: { mode: 'edit', smartProcessTypeId: '1038', embedded: false, isOn: false, isForced: false, ...change },
});
const embed = (stage: Stage): Promise<void> => stage.press(stage.t('field.embed', { product: 'OLCHAT' }));
/** S-13: who may not use the application, and a portal that cannot say who asks, are told apart by the server's sentence. */
const notLetIn = (code: string, message: string): GalleryState => ({
  shows: `a field without a session: ${code}`,
  page: { sessionToken: null, employee: null, isAdministrator: false, problem: { code, message } },
  session: { state: 'missing' },
  says: () => message,
});

const editStates = {
  notEmbedded: { shows: 'the button that switches the application on in a smart process', says: ({ t }) => t('field.editing') },
  notAdministrator: {
    shows: 'the same button, which only administrators may press',
    page: { isAdministrator: false },
    says: ({ t }) => t('field.embedHint'),
  },
  embedded: { shows: 'a smart process that has the application', page: field({ embedded: true }), says: ({ t }) => t('field.editing') },
  justEmbedded: {
    shows: 'a smart process that was just given the application',
    answers: {
      embedInSmartProcess: () => ({
        __typename: 'SmartProcessEmbedded',
        smartProcess: { smartProcessTypeId: '1038', title: 'Проекты', embedded: true, hasClients: true },
      }),
    },
    reach: embed,
    says: ({ t }) => t('field.embedded', { product: 'OLChat' }),
  },
  refused: {
    shows: 'an embedding that the portal refused',
    answers: { embedInSmartProcess: () => refusal('PORTAL_UNAVAILABLE', 'Битрикс24 не ответил') },
    reach: embed,
    says: () => 'Битрикс24 не ответил',
  },
  failed: {
    shows: 'an embedding that nobody answered',
    answers: { embedInSmartProcess: noAnswer },
    reach: embed,
    says: ({ t }) => t('field.embedFailed'),
  },
  refreshed: {
    shows: 'a field whose data were cleared',
    page: field({ embedded: true }),
    reach: stage => stage.press(stage.t('field.refresh')),
    says: ({ t }) => t('field.refreshed'),
  },
  portalSilent: {
    shows: 'a portal that took no value',
    page: field({ embedded: true }),
    frame: { setFieldValue: () => Promise.reject(new Error('silent')) },
    reach: stage => stage.press(stage.t('field.refresh')),
    says: ({ t }) => t('field.refreshFailed'),
  },
  notYetOn: {
    shows: 'a field to look at whose smart process has no application',
    page: field({ mode: 'view' }),
    says: ({ t }) => t('field.off', { product: 'OLChat' }),
  },
  switchedOff: {
    shows: 'a field of a widget that is switched off',
    page: field({ mode: 'view', smartProcessTypeId: null }),
    says: ({ t }) => t('contactStatus.off'),
  },
  unsavedCard: {
    shows: 'a field of a card that was not saved yet',
    page: { ...field({ mode: 'view', isOn: true }), card: null },
    says: ({ t }) => t('contactStatus.saveCard'),
  },
  notLetIn: notLetIn('PORTAL_AUTH_MISSING', 'Нет данных авторизации от Битрикс24.'),
  outside: { shows: 'a page that stands in no field', page: { field: null }, says: ({ t }) => t('page.noCard') },
} satisfies Record<string, GalleryState>;

/** The field of a smart process, and where the widget in it is not to be had. */
export const smartProcessField: GalleryScreen = {
  component: FieldScreen,
  words: contactWords,
  page: { screen: 'field', ...field() },
  states: editStates,
};

const chat = {
  id: 'chat',
  account: { id: 'account-1', title: 'Отдел продаж' },
  owner: { id: '2', name: LONG_NAME },
  openUrl: 'https://portal.example/online/?IM_DIALOG=chat77',
  openLineChatId: '77',
};
const lastMessage = {
  id: 'entry-1',
  at: '2026-01-01T09:00:00.000Z',
  author: 'CLIENT',
  text: `Сколько стоит? ${LONG_WORD}`,
  unsupported: null,
  removedAt: null,
  message: null,
} as const;
const unknown = { presence: 'UNKNOWN', checkedAt: null } as const;
const ready = ({ see }: Stage): Promise<void> => see('+7 961 951-20-44');

async function history(stage: Stage): Promise<void> {
  await ready(stage);
  await stage.press(stage.t('contactStatus.history'));
}
const entries = conversation([
  conversationEntry({ id: '5', text: LONG_WORD, author: 'PHONE' }),
  conversationEntry({
    id: '4',
    text: 'Добрый день!',
    author: 'EMPLOYEE',
    message: { ...message(['QUEUED', 'SENT', 'DELIVERED', 'READ']) },
  }),
  conversationEntry({ id: '3', text: 'Изменено', editedAt: '2026-01-01T09:05:00.000Z' }),
  conversationEntry({ id: '2', text: null, unsupported: 'poll' }),
  conversationEntry({ id: '1', text: null, removedAt: '2026-01-01T09:00:00.000Z' }),
]);

const kept = { id: 'file-1', name: `${LONG_NAME}.pdf`, size: 2_400_000, url: '/files/ended', previewUrl: null };
const withFiles = conversation([
  conversationEntry({ id: '2', text: null, file: { ...kept, id: 'file-2', name: `${LONG_WORD}.pdf` } }),
  conversationEntry({
    id: '1',
    text: null,
    author: 'EMPLOYEE',
    message: { ...message(['QUEUED', 'SENT']), files: [kept], voice: { fileId: 'voice-1', seconds: 7, url: '/files/voice' } },
  }),
]);

const viewStates = {
  collapsed: {
    shows: 'one button, before anybody asked for anything',
    isUntouched: true,
    excuses: {
      'landmark-one-main': 'it is one button in a card, which has landmarks',
      'page-has-heading-one': 'it is one button in a card, which has headings',
    },
    page: field({ mode: 'view', smartProcessTypeId: null, isOn: true }),
  },
  loading: {
    shows: 'what is known of the numbers, on its way',
    answers: { clientNumbers: pending },
    reach: async ({ find }) => void (await find('[role=status][aria-label]')),
  },
  unfolded: {
    shows: 'a number that has WhatsApp',
    reach: ready,
    says: ({ t }) => t('contactStatus.presence.EXISTS', { messenger: 'WhatsApp' }),
  },
  forced: {
    shows: 'a widget that stands open in every card',
    page: field({ mode: 'view', smartProcessTypeId: null, isOn: true, isForced: true }),
    says: ({ t }) => t('contactStatus.forced'),
  },
  many: {
    shows: 'many numbers: with a chat, without WhatsApp, of nowhere, with a long name, and more than fit',
    answers: {
      accounts: () => [account(), account({ id: 'account-2', title: LONG_WORD })],
      clientNumbers: () =>
        clientNumbers(
          [
            clientNumber({}, { chats: [{ chat, lastMessage }], holder: LONG_NAME }),
            clientNumber({ id: 'b', address: '+7 961 951-20-45', presence: 'ABSENT' }),
            clientNumber({ id: 'c', address: '+8821600', checkedAt: new Date().toISOString(), presence: 'UNKNOWN' }, { numbering: null }),
          ],
          { omitted: 3 },
        ),
    },
    says: ({ plural }) => plural('contactStatus.omitted', 3),
  },
  checking: {
    shows: 'numbers that are being looked up',
    answers: { clientNumbers: () => clientNumbers([clientNumber(unknown)]), checkRecipient: pending },
    says: ({ t }) => t('contactStatus.checking'),
  },
  checkRefused: {
    shows: 'numbers that could not be looked up today',
    answers: {
      clientNumbers: () => clientNumbers([clientNumber(unknown)]),
      checkRecipient: () => refusal('LIMIT_REACHED', 'Лимит проверок на сегодня исчерпан'),
    },
    says: () => 'Лимит проверок на сегодня исчерпан',
  },
  noAccount: { shows: 'numbers without a line', answers: { accounts: () => [] }, says: ({ t }) => t('account.noneForAdministrator') },
  deadAccount: {
    shows: 'numbers of a line that is not connected',
    answers: { accounts: () => [account({ state: 'DISCONNECTED' })] },
    says: ({ t }) => t('account.notConnected'),
  },
  noNumbers: {
    shows: 'a card without numbers',
    answers: {
      clientNumbers: () => ({
        chatSupport: 'FULL',
        chatReason: null,
        numbers: { numbers: [], omitted: 0, reason: refusal('NO_ADDRESS', 'Поле «номер» не заполнено') },
      }),
    },
    says: () => 'Поле «номер» не заполнено',
  },
  notLetIn: notLetIn('PORTAL_AUTH_MISSING', 'Нет данных авторизации от Битрикс24.'),
  portalAway: notLetIn('PORTAL_UNAVAILABLE', 'Битрикс24 сейчас не отвечает (token-server). Повторите через минуту.'),
  failed: { shows: 'numbers that could not be loaded', answers: { clientNumbers: noAnswer }, says: ({ t }) => t('page.loadFailed') },
  writing: {
    shows: 'the form for one number',
    answers: { card: pending, messages: () => messages() },
    reach: async stage => {
      await ready(stage);
      await stage.press(stage.t('contactStatus.write'));
    },
    says: ({ t }) => t('contactStatus.writing', { address: recipient().address }),
  },
  history: {
    shows: 'the conversation: ours, the client’s, from the phone, edited, removed, unsupported',
    answers: { conversation: () => entries },
    reach: history,
    says: ({ t }) => t('conversation.removed'),
  },
  historyFiles: {
    shows: 'files in the conversation, one of them not kept any more',
    answers: { conversation: () => withFiles, message: () => null },
    reach: async stage => {
      await history(stage);
      await stage.press(stage.t('conversation.voiceOf', { seconds: 7 }));
    },
    says: ({ t }) => t('conversation.fileGone'),
  },
  historyMore: {
    shows: 'a conversation that goes on',
    answers: { conversation: () => conversation([conversationEntry()], { hasNextPage: true, endCursor: '1' }) },
    reach: history,
    says: ({ t }) => t('conversation.older'),
  },
  historyEmpty: {
    shows: 'a number that nobody wrote to',
    answers: { conversation: () => conversation([]) },
    reach: history,
    says: ({ t }) => t('conversation.empty'),
  },
  historyLoading: { shows: 'a conversation on its way', answers: { conversation: pending }, reach: history },
  historyFailed: {
    shows: 'a conversation that could not be loaded',
    answers: { conversation: noAnswer },
    reach: history,
    says: ({ t }) => t('conversation.failed'),
  },
  historyPhoneSilent: {
    shows: 'a phone of the line that did not answer',
    answers: {
      accounts: () => [account({ capabilities: { ...account().capabilities, readsHistory: true } })],
      conversation: () => conversation([conversationEntry()]),
      accountHistory: () => accountHistory([], { reason: refusal('HISTORY_PHONE_SILENT', 'Откройте WhatsApp на телефоне этого номера') }),
    },
    reach: history,
    says: () => 'Откройте WhatsApp на телефоне этого номера',
  },
  historyForbidden: {
    shows: 'a conversation that the employee may not read',
    answers: { conversation: () => conversation([], { reason: refusal('FORBIDDEN', 'Нет доступа к этой переписке') }) },
    reach: history,
    says: () => 'Нет доступа к этой переписке',
  },
} satisfies Record<string, GalleryState>;

/** «Статусы и чаты». */
export const contactStatus: GalleryScreen = {
  component: FieldScreen,
  words: contactWords,
  page: { screen: 'field', ...field({ mode: 'view', smartProcessTypeId: null, isOn: true }) },
  answers: { clientNumbers: () => clientNumbers([clientNumber()]) },
  states: viewStates,
};
