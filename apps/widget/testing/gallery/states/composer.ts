import { NO_ANSWER, OlchatError } from '@olchat/client';
import CardScreen from '../../../src/screens/card/CardScreen.vue';
import { account, card as deal, cardAnswer, message, recipient, storedDraft, template, viewer } from '../../builders.ts';
import { accepted, filled, refusal, templatesPage } from '../../fake-api.ts';
import { LONG_NAME, LONG_WORD, messages, noAnswer, pending } from '../answers.ts';
import type { Answers, GalleryScreen, GalleryState } from '../gallery-state.ts';
import { microphoneThat, silentMicrophone } from '../microphone.ts';
import type { Stage } from '../stage.ts';
import { ready } from './card.ts';

const PICTURE = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M/wHwAEBgIApD5fRAAAAABJRU5ErkJggg=='),
  char => char.charCodeAt(0),
);
const pdf = (name: string, bytes = 40_000): File => {
  const file = new File([new Uint8Array(1)], name, { type: 'application/pdf' });
  Object.defineProperty(file, 'size', { value: bytes });
  return file;
};
const picture = (name: string): File => new File([PICTURE], name, { type: 'image/png' });

/** Puts files into a form whose uploads end as told. */
const attach =
  (files: File[], upload?: Stage['api']['upload']) =>
  async (stage: Stage): Promise<void> => {
    await ready(stage);
    if (upload) stage.api.upload = upload;
    await stage.paste(...files);
  };
const record =
  (...presses: ('voice.pause' | 'voice.stop')[]) =>
  async (stage: Stage): Promise<void> => {
    silentMicrophone();
    await ready(stage);
    await stage.press(stage.t('files.record'));
    await stage.find('[role=timer]');
    for (const press of presses) await stage.press(stage.t(press));
  };
const refuseMicrophone = (name: string) => async (stage: Stage) => {
  microphoneThat(name);
  await ready(stage);
  await stage.press(stage.t('files.record'));
};

const templates: Answers = {
  templates: () =>
    templatesPage([
      template(),
      template({
        id: 'template-2',
        title: LONG_NAME,
        text: `${LONG_WORD} {{DEAL:OPPORTUNITY}}`,
        category: { id: 'category-1', title: 'Продажи' },
      }),
    ]),
  fillTemplate: () => filled('Здравствуйте, Иван!', ['Иван']),
};
const gaps: Answers = {
  ...templates,
  fillTemplate: () =>
    filled(
      'Иван, {{COMPANY:TITLE}} и {{CONTACT:AGE}}',
      ['Иван'],
      [
        { variable: '{{COMPANY:TITLE}}', reason: 'NOT_LINKED' },
        { variable: '{{CONTACT:AGE}}', reason: 'UNKNOWN' },
      ],
    ),
};
const panel = (button: 'templates.button' | 'message.emoji') => async (stage: Stage) => {
  await ready(stage);
  await stage.press(stage.t(button));
};
async function choose(stage: Stage): Promise<void> {
  await panel('templates.button')(stage);
  (await stage.find('[role=option]')).click();
}

const openOptions = (stage: Stage): Promise<void> => stage.press(stage.t('composer.options'));

const states = {
  filesUploading: {
    shows: 'a file and a picture on their way, with long names',
    reach: attach([pdf(`${LONG_WORD}.pdf`), picture('экран.png')], (_file, { onProgress } = {}) => {
      onProgress?.(0.4);
      return pending();
    }),
    says: () => '40 %',
  },
  filesReady: {
    shows: 'files that go with the text, one of them by a link, and a picture that may go as a document',
    reach: async stage => {
      await attach([picture('экран.png'), pdf('каталог.pdf', 30 * 2 ** 20)])(stage);
      await stage.write('Вот каталог');
      await stage.press(stage.t('attachments.asLink'));
    },
    says: ({ t }) => t('attachments.goesAsLink'),
  },
  filesRefused: {
    shows: 'files that cannot go: empty, of a kind that is not taken, too large, and more than one send takes',
    reach: attach([
      pdf('пусто.pdf', 0),
      pdf('setup.exe'),
      pdf('огромный.pdf', 101 * 2 ** 20),
      ...Array.from({ length: 9 }, (_, at) => pdf(`акт ${at + 1}.pdf`)),
    ]),
    says: ({ plural }) => plural('attachments.leftOut', 2),
  },
  fileTooLarge: {
    shows: 'a file that may only go as a link',
    reach: attach([pdf('каталог.pdf', 30 * 2 ** 20)]),
    says: ({ t }) => t('attachments.asLink'),
  },
  fileFailed: { shows: 'an upload that broke off', reach: attach([pdf('акт.pdf')], noAnswer), says: ({ t }) => t('attachments.failed') },
  fileSurprise: {
    shows: 'an upload that the server could not take, with the code of the request',
    reach: attach([pdf('акт.pdf')], () => Promise.reject(new OlchatError(NO_ANSWER, 'HTTP 500', { traceId: '4f1c7a90-2b6e' }))),
    says: ({ t }) => t('page.traceId', { id: '4f1c7a90-2b6e' }),
  },
  fileRejected: {
    shows: 'a file that the server refused after its upload',
    reach: attach([pdf('акт.pdf')], async () => refusal('FILE_UNREADABLE', 'Файл повреждён: откройте его и сохраните заново') as never),
    says: () => 'Файл повреждён',
  },
  fileHeld: {
    shows: 'where a file may be dropped',
    reach: async stage => {
      await ready(stage);
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(pdf('акт.pdf'));
      (await stage.find('form')).dispatchEvent(new DragEvent('dragenter', { dataTransfer, bubbles: true, cancelable: true }));
    },
    says: ({ t }) => t('files.drop'),
  },
  voiceRecording: { shows: 'a recording as it goes', isLively: true, reach: record(), says: () => '0:0' },
  voicePaused: { shows: 'a recording that was paused', reach: record('voice.pause'), says: () => '0:0' },
  voiceRecorded: {
    shows: 'a recording that goes with the message',
    answers: {
      draft: () => storedDraft({ voice: { fileId: 'v1', seconds: 65, mime: 'audio/ogg', url: '/files/2', waveform: [0, 50, 100, 30] } }),
    },
    says: () => '1:05',
  },
  voiceRefused: {
    shows: 'a microphone that the person refused',
    reach: refuseMicrophone('NotAllowedError'),
    says: ({ t }) => t('voice.refused'),
  },
  voiceAbsent: { shows: 'no microphone', reach: refuseMicrophone('NotFoundError'), says: ({ t }) => t('voice.absent') },
  voiceBusy: {
    shows: 'a microphone that another program holds',
    reach: refuseMicrophone('NotReadableError'),
    says: ({ t }) => t('voice.busy'),
  },
  voiceUnable: { shows: 'a browser that cannot record', reach: refuseMicrophone('TypeError'), says: ({ t }) => t('voice.unable') },
  templatePicker: {
    shows: 'the templates, and the first one as this card fills it',
    answers: templates,
    reach: panel('templates.button'),
    says: () => 'Здравствуйте, Иван!',
  },
  templatesNone: {
    shows: 'no templates yet',
    answers: { templates: () => templatesPage() },
    reach: panel('templates.button'),
    says: ({ t }) => t('templates.none'),
  },
  templatesFailed: {
    shows: 'templates that did not come',
    answers: { templates: noAnswer },
    reach: panel('templates.button'),
    says: ({ t }) => t('templates.failed'),
  },
  templatesLoading: {
    shows: 'templates that are on their way',
    answers: { templates: pending },
    reach: async stage => {
      await panel('templates.button')(stage);
      await stage.find('.picker');
    },
  },
  templateBySlash: {
    shows: 'templates that were called by a slash',
    answers: templates,
    reach: async stage => {
      await ready(stage);
      await stage.write('/пр');
    },
    says: ({ t }) => t('templates.slashHint'),
  },
  templateFilled: {
    shows: 'a text with values of the card, marked',
    answers: templates,
    reach: choose,
    says: ({ plural }) => plural('templates.filled', 1),
  },
  templateRefused: {
    shows: 'a template that could not be filled',
    answers: { ...templates, fillTemplate: () => refusal('NOT_FOUND', 'Шаблон не найден') },
    reach: choose,
    says: () => 'Шаблон не найден',
  },
  templateGaps: {
    shows: 'variables without a value, marked and explained',
    answers: gaps,
    reach: choose,
    says: ({ plural }) => plural('templates.gaps', 2),
  },
  templateGapsAsked: {
    shows: 'the question before a text with gaps is sent',
    answers: gaps,
    reach: async stage => {
      await choose(stage);
      await stage.see(stage.plural('templates.gaps', 2));
      await stage.press(stage.t('message.send'));
    },
    says: ({ t }) => t('templates.sendAnyway'),
  },
  templateManager: {
    shows: 'the manager of templates in the form’s place',
    answers: templates,
    reach: async stage => {
      await panel('templates.button')(stage);
      await stage.press(stage.t('templates.manage'));
    },
    says: ({ t }) => t('templateManager.title'),
  },
  emoji: {
    shows: 'the panel of emoji',
    reach: async stage => {
      await panel('message.emoji')(stage);
      await stage.find('.emoji-signs button');
    },
  },
  emojiNone: {
    shows: 'a search for emoji that found none',
    reach: async stage => {
      await panel('message.emoji')(stage);
      await stage.find('.emoji-signs button');
      await stage.write('такихнет', stage.t('message.emojiSearch'));
    },
    says: ({ t }) => t('message.emojiNone'),
  },
  draftRestored: {
    shows: 'a draft that came back without two of its files',
    answers: { draft: () => storedDraft({ lostFiles: 2 }) },
    says: ({ t }) => t('draft.restored'),
  },
  draftConflict: {
    shows: 'a draft that another window wrote too',
    answers: { saveDraft: () => refusal('DRAFT_CHANGED', 'Черновик изменён') },
    reach: async stage => {
      await ready(stage);
      stage.api.answers['draft'] = () => storedDraft({ text: `Из другого окна, ${LONG_NAME}` });
      await stage.write('Моё');
      window.dispatchEvent(new Event('blur'));
    },
    says: ({ t }) => t('draft.changed'),
  },
  draftGone: {
    shows: 'a draft that was sent in another window',
    answers: { saveDraft: () => refusal('DRAFT_CHANGED', 'Черновик изменён') },
    reach: async stage => {
      await ready(stage);
      stage.api.answers['draft'] = () => null;
      await stage.write('Моё');
      window.dispatchEvent(new Event('blur'));
    },
    says: ({ t }) => t('draft.gone'),
  },
  draftNotSaved: {
    shows: 'a draft that the server did not take',
    answers: { saveDraft: noAnswer },
    isHurried: true,
    reach: async stage => {
      await ready(stage);
      await stage.write('Моё');
      window.dispatchEvent(new Event('blur'));
    },
    says: ({ t }) => t('draft.notSaved'),
  },
  forAnother: {
    shows: 'a text that greets the earlier recipient',
    answers: {
      card: () => cardAnswer([recipient(), recipient({ id: 'recipient-2', label: 'Анна Смирнова', address: '+7 961 951-20-45' })]),
    },
    reach: async stage => {
      await ready(stage);
      await stage.write('Добрый день, Дмитрий!');
      await stage.choose(1, '+7 961 951-20-45');
    },
    says: ({ t }) => t('draft.namesAnotherYes'),
  },
  sendByEnter: {
    shows: 'an employee who sends by Enter, and leaves no trace',
    answers: { viewer: () => viewer({ sendBy: 'ENTER', lastCreateActivity: false, lastPublication: 'NONE' }) },
    reach: ready,
    says: ({ t }) => t('composer.noTrace'),
  },
  nameShown: {
    shows: 'the employee’s name as the client will read it, in the settings behind the gear and above a text on its way',
    answers: { viewer: () => viewer({ showName: true, senderLine: `${LONG_NAME}:` }), sendMessage: pending },
    reach: async stage => {
      await ready(stage);
      await stage.write('Добрый день!');
      await stage.press(stage.t('message.send'));
      await stage.find('article .sender');
      await openOptions(stage);
    },
    says: ({ t }) => t('composer.showNameOn', { line: `${LONG_NAME}:` }),
  },
  nameUnknown: {
    shows: 'a name that the portal does not know, which nobody can show',
    answers: { viewer: () => viewer({ senderLine: null }) },
    reach: async stage => {
      await ready(stage);
      await openOptions(stage);
    },
    says: ({ t }) => t('composer.showNameUnknown'),
  },
} satisfies Record<string, GalleryState>;

/** What an employee does in the form of a card. */
export const composer: GalleryScreen = {
  component: CardScreen,
  answers: { accounts: () => [account()], messages: () => messages(), sendMessage: () => accepted(message([], { card: { ...deal } })) },
  states,
};
