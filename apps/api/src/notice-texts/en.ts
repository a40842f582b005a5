import type { NoticeTexts } from './notice-texts.ts';

const COUNTERS = { CHECK: 'number checks', FIRST_MESSAGE: 'first messages', SEARCH: 'searches by user name', SENT: 'messages' } as const;
const REASONS = {
  DISMISSED: 'was dismissed',
  NOT_ADMINISTRATOR: 'is no longer an administrator',
  REFUSED: 'no longer gives the application access',
} as const;

export const EN: NoticeTexts = {
  chatTitle: product => `${product}: notices`,
  'account-connected': ({ connector }) => `Connector "${connector}" is connected.`,
  'account-disconnected': ({ connector }) => `Connector "${connector}" is disconnected.`,
  'connection-lost': () => 'The connection is lost. Check that the phone is online.',
  'connection-restored': () => 'The connection is restored.',
  'scan-needed': ({ product }) => `The QR code on the page of the application "${product}" has to be scanned.`,
  'spam-warning': ({ until }) =>
    `A warning about spam was received.${until === null ? '' : ` The restriction lasts until ${until}.`} Pause mailings for some days, clear the queue of messages and consider the official API.`,
  'spam-over': () => 'The restriction for spam is lifted.',
  'device-lost': ({ waiting }) => `The connection to the device was lost.${waiting === null ? '' : ` Messages in the queue: ${waiting}.`}`,
  'message-failed': ({ address, reason, times }) =>
    times === null
      ? `The message to the client ${address} was not sent. ${reason}`
      : `Messages not sent: ${times}. The last one was to the client ${address}. ${reason}`,
  'rights-owner-lost': ({ employeeName, why, product }) =>
    `The application works under the rights of ${employeeName}, who ${REASONS[why]}. Open the settings of "${product}" and press the button that hands the rights over to you. Messages go on; records in cards appear after the hand-over.`,
  'rights-restored': ({ employeeName }) => `The application works under the rights of ${employeeName} now.`,
  'daily-limit-near': ({ counter, spent, limit }) =>
    `The limit of the day is nearly used up: ${spent} of ${limit} ${COUNTERS[counter]}. ${counter === 'SENT' || counter === 'FIRST_MESSAGE' ? 'The last 24 hours are counted.' : 'It begins anew at 03:00 Moscow time.'}`,
  'queue-stuck': ({ waiting }) =>
    `The queue of messages does not move. Waiting to be sent: ${waiting ?? 0}. Check that the phone is on and online.`,
  'queue-moves': () => 'The queue of messages moves again.',
};
