/** The closed word lists that several types of the schema share. A list of one type stands beside that type. */
import type { AccountState, CardType, ConnectorKind, DeliveryStatus, FileKind, Messenger, Publication, SendBy } from '@olchat/domain';
import { wordList } from './word-list.ts';

export const MessengerEnum = wordList<Messenger>('Messenger', 'Where the client reads the message.', {
  WHATSAPP: 'WhatsApp.',
  TELEGRAM: 'Telegram.',
});

export const ConnectorKindEnum = wordList<ConnectorKind>('ConnectorKind', 'The way into a messenger that an account uses.', {
  WHATSAPP_WEB: 'A phone linked by a QR code, as a companion device.',
  WHATSAPP_CLOUD: 'The official WhatsApp Business Cloud API.',
  TELEGRAM: 'A user of Telegram.',
});

export const CardTypeEnum = wordList<CardType>('CardType', 'Kind of CRM record that a message is written from.', {
  LEAD: 'A lead.',
  DEAL: 'A deal.',
  CONTACT: 'A contact.',
  COMPANY: 'A company.',
  ORDER: 'An order of the shop.',
  SMART_PROCESS: 'An item of a smart process; which process is named by `smartProcessTypeId`.',
});

export const PublicationEnum = wordList<Publication>('Publication', 'How a sent message shows in the open-line chat.', {
  OUTGOING: "As the employee's own message.",
  INCOMING: 'As if from the client, with a mark that says who sent it.',
  NONE: "Not in the chat; only in the card's timeline.",
});

export const SendByEnum = wordList<SendBy>('SendBy', 'Which key sends what is written.', {
  CTRL_ENTER: 'Ctrl + Enter, or ⌘ + Enter; Enter makes a line.',
  ENTER: 'Enter; Shift + Enter makes a line. Ctrl + Enter sends too.',
});

export const FileKindEnum = wordList<FileKind>('FileKind', 'How a file is shown at the messenger.', {
  DOCUMENT: 'As a file with its name, unchanged.',
  IMAGE: 'As a picture in the chat.',
  VIDEO: 'As a video in the chat.',
  AUDIO: 'As a sound file.',
  VOICE: 'As a voice note.',
});

export const DeliveryStatusEnum = wordList<DeliveryStatus>(
  'DeliveryStatus',
  'Where a message is. It only climbs, so it does not depend on the order in which news arrives.',
  {
    QUEUED: 'Accepted and stored; it waits for its turn.',
    UNCONFIRMED: 'It may have left: the messenger did not answer in time. Never repeated by itself.',
    SENT: "The messenger's server has it.",
    DELIVERED: "It reached the client's device.",
    READ: 'The client opened it.',
    FAILED: 'It did not leave, or the messenger refused it; `failure` says why.',
    CANCELLED: 'Taken back by a person while it was queued.',
  },
);

export const AccountStateEnum = wordList<AccountState>('AccountState', 'What an account can do now.', {
  CONNECTED: 'It sends and receives.',
  CONNECTING: 'It comes back by itself; messages are accepted.',
  SYNCHRONISING: 'It loads its contacts; messages are accepted.',
  LOGIN_REQUIRED: 'An administrator has to log it in.',
  DISCONNECTED: 'An administrator disconnected it, or the messenger ended it.',
  RESTRICTED: 'The messenger restricts it for a time.',
  UNPAID: 'It is not paid for.',
});
