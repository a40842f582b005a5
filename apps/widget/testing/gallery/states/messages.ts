import type { DeliveryStatus, WaitReason } from '@olchat/client';
import CardScreen from '../../../src/screens/card/CardScreen.vue';
import { message } from '../../builders.ts';
import { refusal } from '../../fake-api.ts';
import { LONG_NAME, LONG_WORD, messages, noAnswer, pending } from '../answers.ts';
import type { GalleryScreen, GalleryState } from '../gallery-state.ts';
import type { Stage } from '../stage.ts';
import { ready } from './card.ts';

type Message = ReturnType<typeof message>;
type Change = Parameters<typeof message>[1];

const WAY: Record<DeliveryStatus, Message['status'][]> = {
  QUEUED: ['QUEUED'],
  UNCONFIRMED: ['QUEUED', 'UNCONFIRMED'],
  SENT: ['QUEUED', 'SENT'],
  DELIVERED: ['QUEUED', 'SENT', 'DELIVERED'],
  READ: ['QUEUED', 'SENT', 'DELIVERED', 'READ'],
  FAILED: ['QUEUED', 'FAILED'],
  CANCELLED: ['QUEUED', 'CANCELLED'],
};
const failure = (retry: 'NO' | 'YES', change: object = {}) => ({
  failure: {
    code: 'NOT_IN_WHATSAPP',
    message: 'На номере нет WhatsApp',
    retry,
    rawCode: null,
    ...change,
  } as NonNullable<NonNullable<Change>['failure']>,
});
const sent = (status: DeliveryStatus, change: Change = {}): Message => message(WAY[status], { id: status, ...change });

const inStatus = (status: DeliveryStatus, shows: string, change: Change = {}): GalleryState => ({
  shows,
  answers: { messages: () => messages([sent(status, change)]) },
  reach: ready,
  says: ({ t }) => t(`message.status.${status}`),
});
/** One for each status: a status without its picture does not compile. */
const statuses: Record<DeliveryStatus, GalleryState> = {
  QUEUED: inStatus('QUEUED', 'a message that waits, and may be cancelled'),
  UNCONFIRMED: inStatus('UNCONFIRMED', 'a message that nobody knows of, and that a person may send again'),
  SENT: inStatus('SENT', 'a message that the messenger took'),
  DELIVERED: inStatus('DELIVERED', 'a message that arrived'),
  READ: inStatus('READ', 'a message that was read'),
  FAILED: inStatus(
    'FAILED',
    'a message that failed, with all ways on and the messenger’s own code',
    failure('YES', { rawCode: 'error 463: privacy_token_missing' }),
  ),
  CANCELLED: inStatus('CANCELLED', 'a message that was cancelled'),
};

/** One for each reason why a queued message waits. */
const WAITS: Record<WaitReason, string> = {
  DAILY_LIMIT: 'a message that waits for the next day’s first messages',
  FIRST_MESSAGE_PAUSE: 'a message that waits for the pause between first messages',
  MESSAGE_LIMIT: 'a message that waits because the messages of its line are used up',
  MESSENGER_RESTRICTION: 'a message that waits for the messenger’s restriction to end',
  NEXT_TRY: 'a message that waits for its next try',
  SEND_INTERVAL: 'a message that waits for the pause of its line',
};
const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
const waits = Object.fromEntries(
  Object.entries(WAITS).map(([reason, shows]): [string, GalleryState] => [
    `waits ${reason}`,
    {
      ...inStatus('QUEUED', shows, { waitsUntil: inAnHour, waitsFor: reason as WaitReason }),
      says: ({ t }) => t(`wait.${reason as WaitReason}`, { time: '—' }).split('—')[1] ?? '',
    },
  ]),
);

async function write(stage: Stage): Promise<void> {
  await ready(stage);
  await stage.write(`Добрый день! ${LONG_WORD}`);
  await stage.press(stage.t('message.send'));
}
const file = {
  id: 'f1',
  kind: 'DOCUMENT',
  name: `${LONG_WORD}.pdf`,
  size: 2048,
  mime: 'application/pdf',
  url: '/files/x',
  previewUrl: null,
} as const;
const voice = { fileId: 'v1', seconds: 65, mime: 'audio/ogg', waveform: [0, 50, 100], url: '/files/v' };

const states = {
  ...statuses,
  ...waits,
  failedForGood: { ...inStatus('FAILED', 'a message that can never be sent: only its words may be used', failure('NO')) },
  sentAgain: inStatus('FAILED', 'a failed message that was sent again as another one', { ...failure('YES'), sentAgainAs: { id: 'other' } }),
  unpublished: {
    ...inStatus('READ', 'a message that its chat does not show', {
      publicationFailure: { code: 'PUBLICATION_UNAVAILABLE', message: 'Портал не принял сообщение', retry: 'NO', rawCode: null } as never,
    }),
  },
  named: {
    ...inStatus('DELIVERED', 'the sender’s name above the text, as the client reads it (S-15)', { senderLine: `${LONG_NAME}:` }),
    says: () => `${LONG_NAME}:`,
  },
  sending: {
    shows: 'a message on its way to the server',
    answers: { messages: () => messages(), sendMessage: pending },
    reach: write,
    says: ({ t }) => t('message.sending'),
  },
  unknown: {
    shows: 'a message of which nobody knows whether the server took it',
    answers: { messages: () => messages(), sendMessage: noAnswer },
    isHurried: true,
    reach: write,
    says: ({ t }) => t('message.noAnswer'),
  },
  refusedMeanwhile: {
    shows: 'a refused message whose words stay in their bubble, because a new one is being written',
    answers: { messages: () => messages() },
    reach: async stage => {
      let refuse = (_: unknown): void => undefined;
      stage.api.answers['sendMessage'] = () => new Promise(resolve => (refuse = resolve));
      await write(stage);
      await stage.write('Второе');
      await stage.see(stage.t('message.sending'));
      refuse(refusal('LIMIT_REACHED', 'Лимит на сегодня исчерпан'));
    },
    says: ({ t }) => t('message.dismiss'),
  },
  actionRefused: {
    shows: 'a message that could not be cancelled any more',
    answers: { messages: () => messages([sent('QUEUED')]), cancelMessage: () => refusal('IN_FLIGHT', 'Сообщение уже отправляется') },
    reach: async stage => {
      await ready(stage);
      await stage.press(stage.t('message.cancel'));
    },
    says: () => 'Сообщение уже отправляется',
  },
  history: {
    shows: 'the history of a message in its bubble',
    answers: { messages: () => messages([sent('READ')]) },
    reach: async stage => {
      await ready(stage);
      (await stage.find('article button[aria-expanded]')).click();
    },
    says: ({ t }) => t('history.happened'),
  },
  many: {
    shows: 'a long conversation with files, a voice note and long words, and older messages',
    answers: {
      messages: () =>
        messages(
          [
            sent('READ', { text: `${LONG_WORD}\n\nВторой абзац` }),
            sent('DELIVERED', { text: 'Договор', files: [file] }),
            sent('SENT', { text: '', voice }),
            sent('FAILED', { ...failure('YES', { message: LONG_NAME }), text: 'Не дошло' }),
            sent('QUEUED', {
              recipient: {
                ...message().recipient,
                label: LONG_NAME,
                address: '700000055',
                username: 'client_with_a_very_long_username',
                phone: null,
              },
            }),
          ],
          true,
        ),
    },
    reach: ready,
    says: ({ t }) => t('message.older'),
  },
} satisfies Record<string, GalleryState>;

/** The messages of a card, below the form. */
export const cardMessages: GalleryScreen = { component: CardScreen, states };
