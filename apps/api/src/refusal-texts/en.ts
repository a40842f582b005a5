import type { RefusalDetails } from '@olchat/domain';
import { moment } from './moment.ts';
import type { RefusalTexts } from './refusal-texts.ts';

const RIGHTS: Record<NonNullable<RefusalDetails['right']>, string> = {
  account: 'no access to the line',
  card: 'you may not change this card',
  line: "you are not in the open line's queue",
  app: 'no access to the application',
  administrator: 'only an administrator of the portal may do this',
};

const megabytes = (bytes: number): number => Math.floor(bytes / 2 ** 20);
const gigabytes = (bytes: number): number => Math.round(bytes / 2 ** 27) / 8;

const inBrackets = (rawCode: string | undefined): string => (rawCode === undefined ? '' : ` (${rawCode})`);

const MESSAGE_LIMITS: Record<string, string> = {
  messagesPerMinute: ' of messages in a minute of this line',
  messagesPerDay: ' of messages in 24 hours of this line',
};
const messagesOf = (field = ''): string => MESSAGE_LIMITS[field] ?? '';

export const en: RefusalTexts = {
  NO_ACCOUNT: 'No line is available. Ask an administrator to connect one or to give you access.',
  ACCOUNT_NOT_CONNECTED: "The line is not connected. An administrator connects it on the application's page.",
  ACCOUNT_NOT_FOUND: 'The line was not found. Choose another one.',
  ACCOUNT_UNPAID: 'Not paid. The line works again right after the payment.',
  FORBIDDEN: ({ right }) =>
    `Not allowed${right === undefined ? '' : `: ${RIGHTS[right]}`}. ${right === 'administrator' ? 'Turn to an administrator.' : 'Ask an administrator for access.'}`,
  PORTAL_AUTH_MISSING: 'Bitrix24 sent no authorisation. Close the application and open it again.',
  PORTAL_TOKEN_REFUSED:
    'Bitrix24 refused our token. Open the application again; if that does not help, an administrator of the portal has to open it.',
  PORTAL_UNAVAILABLE: ({ rawCode }) => `Bitrix24 does not answer now${inBrackets(rawCode)}. Try again in a minute.`,
  NOT_IN_WHATSAPP: 'This number has no WhatsApp account. Choose another number.',
  NO_ADDRESS: 'There is no phone number. Add one to the card or to a contact linked to it.',
  NOT_IN_TELEGRAM: 'The client has no Telegram account or hides the phone number. A username or a t.me link in the card is enough.',
  NUMBER_MALFORMED: 'The number was not understood. Correct it in the card: international format, such as +7 900 000-00-00.',
  OWN_NUMBER: "A message cannot be sent to the line's own number. Choose a number of the client.",
  CHECK_IMPOSSIBLE: 'The number could not be checked. You may write; repeat the check later.',
  HISTORY_NOT_OFFERED: 'This messenger gives a conversation only since the line was connected. What is earlier is in the phone.',
  HISTORY_UNAVAILABLE: 'The messenger did not give the conversation just now. Repeat in a minute.',
  HISTORY_NO_START:
    'WhatsApp tells only what is older than a message, and there is none between this line and the client yet. The conversation opens after the first message either way.',
  HISTORY_PHONE_SILENT:
    "The conversation is kept in the line's phone, and it did not answer. Open WhatsApp on the phone of this number and repeat.",
  CONTACT_REFUSED:
    "The messenger does not let you write to this client, by the client's settings or a block. Wait until the client writes first.",
  TEXT_EMPTY: ({ field }) => (field === undefined || field === 'text' ? 'Write a text.' : 'Give it a name.'),
  TEXT_TOO_LONG: ({ limit }) => `The text is too long${limit === undefined ? '' : `: at most ${limit} characters`}. Shorten it.`,
  VARIABLE_UNKNOWN: ({ variable }) =>
    `The text has an unknown variable${variable === undefined ? '' : ` ${variable}`}. Correct it, choose one from the { } list, or remove it.`,
  VARIABLE_EMPTY: 'A variable has no value in this card. Write the value in or remove the variable.',
  FILE_EMPTY: 'The file is empty. Choose another one.',
  FILE_TOO_LARGE: ({ limit }) =>
    `The file is too large${limit === undefined ? '' : `: at most ${megabytes(limit)} MB`}. Choose a smaller one or send a link.`,
  FILE_UNREADABLE: 'The file cannot be read or its kind is not accepted. Choose another one.',
  PICTURE_TOO_LARGE: ({ limit }) =>
    `The picture is too large${limit === undefined ? '' : `: it has more than ${limit / 1_000_000} million points`}. Make it smaller or send it in an archive.`,
  FILE_SPACE_FULL: ({ limit }) =>
    `There is no room left for the portal’s files${limit === undefined ? '' : `: ${gigabytes(limit)} GB are taken`}. Room comes back as old files reach their end; whoever runs the application can give more.`,
  FILE_INFECTED: ({ rawCode }) =>
    `A virus was found in the file${inBrackets(rawCode)}: it was not taken and is deleted. Check the device it comes from and choose another file.`,
  FILE_NOT_SCANNED: 'The file could not be checked for viruses: the scanner does not answer now. Upload it again in a minute.',
  FILE_GONE: 'This file was deleted. Upload it again.',
  VOICE_NOT_CONVERTIBLE: ({ voiceProblem, limit }) => {
    if (voiceProblem === 'TOO_LONG')
      return `The recording is too long${limit === undefined ? '' : `: at most ${limit / 60} minutes`}. Record a shorter one.`;
    if (voiceProblem === 'NO_DECODER')
      return 'A recording of this browser cannot be converted here. Record in another browser, attach an OPUS file, or ask the administrator to install ffmpeg.';
    return 'The recording could not be converted. Record again or attach an OPUS file.';
  },
  ACCOUNT_RESTRICTED: ({ freeAt }) =>
    `Suspected of spam: the messenger restricted the line${freeAt === undefined ? '' : ` until ${moment(freeAt, 'en')}`}. Until then write only in conversations that have begun.`,
  LIMIT_REACHED: ({ freeAt, limit, field }) =>
    `A limit${messagesOf(field)} is reached${limit === undefined ? '' : ` (${limit})`}. ${freeAt === undefined ? 'Wait until queued messages have left.' : `Try again after ${moment(freeAt, 'en')}.`}`,
  DEVICE_LOST: 'The connection to the device was lost. Check the phone; the line comes back by itself.',
  MESSENGER_REFUSED: ({ rawCode }) => `Not sent: the messenger refused${inBrackets(rawCode)}. Send it again.`,
  NOT_CONFIRMED: "The messenger did not confirm the message: it may have left. Look at the line's phone before sending again.",
  TOO_OLD: 'The message waited longer than a day and was not sent. Send it again if it is still needed.',
  CHAT_NOT_CREATED: ({ rawCode }) => `The chat was not created${inBrackets(rawCode)}. Try again.`,
  CHAT_OF_ANOTHER: ({ ownerName }) => `The chat belongs to ${ownerName ?? 'another employee'}. Ask to have it handed over.`,
  CHAT_CLOSING: ({ freeAt }) =>
    `Bitrix24 is still closing the last dialogue${freeAt === undefined ? '' : ` (until ${moment(freeAt, 'en')})`}. The chat opens for you by itself as soon as it is closed.`,
  PUBLICATION_UNAVAILABLE: 'This way of publishing is not available now. Choose another one or open the application again.',
  PUBLICATION_SWITCHED_OFF:
    'An administrator switched publishing in the chat off for this line. The message reaches the client but does not show in the chat.',
  ACTIVITY_NOT_WRITTEN: 'The record in the card is not written yet; the message does not depend on it, the record follows later.',
  IDEMPOTENCY_CONFLICT: 'This key was used for another message. Take a new one of 1 to 200 characters.',
  DRAFT_CHANGED: 'The draft was changed or sent in another window. Choose which one to keep.',
  IN_FLIGHT: 'The message is being sent and cannot be cancelled. Wait for the result.',
  ALREADY_FINAL: 'The message was sent or cancelled already: there is nothing left to do.',
  NO_CLIENT: 'No contact or company is linked to this card, and a chat stands on one of them. Link one and try again.',
  LINE_TAKEN: 'An account is connected to this open line already. Choose another line or make a new one.',
  ACCOUNT_CONNECTED: 'The line is connected, and only a disconnected one can be hidden. Disconnect it first.',
  OUT_OF_RANGE: ({ from, to }) =>
    `This value does not fit${from === undefined || to === undefined ? '' : `: from ${from} to ${to} is possible`}. Correct it.`,
  LOGIN_EXPIRED: 'The time for the login is over. Ask for a new QR code.',
  PREMIUM_NEEDED:
    'The client takes first messages from subscribers of Telegram Premium only. Wait until the client writes first, or connect an account with Premium.',
  PAYMENT_NEEDED:
    'The client charges for messages (Telegram Stars), and OLChat never pays for you. Wait until the client writes first, or write from Telegram itself.',
  BLOCKED_BY_CLIENT: 'The client has blocked this account. Reach the client in another way.',
  CLIENT_BLOCKED: 'This account has blocked the client. Unblock the client in Telegram and send again.',
  CLIENT_DELETED: 'The client has deleted the Telegram account. Choose another way to reach the client.',
  NOT_A_PERSON: 'This is a bot, a group or a channel: only people can be written to. Correct the link or the username in the card.',
  VOICE_REFUSED: 'The client does not take voice messages. Send the recording as a file, or write a text.',
  ACCOUNT_FROZEN: 'Telegram has frozen this account: nothing can be sent from it. Appeal in the Telegram app, or connect another account.',
  ACCOUNT_BANNED: 'The account was deleted, or banned by Telegram for good. Connect another account.',
  SESSION_ENDED: 'The session of the line was ended in Telegram (Settings → Devices). An administrator has to log in again.',
  LOGIN_CODE_WRONG: 'The code is wrong. Check the digits and enter it again.',
  LOGIN_CODE_EXPIRED: 'The code has expired. Ask for a new one. Never forward a code through Telegram: it ends at once then.',
  LOGIN_PASSWORD_WRONG: 'The cloud password is wrong. Enter it again; a forgotten one is recovered in the Telegram app.',
  LOGIN_TOO_MANY_TRIES: ({ freeAt }) =>
    `Too many tries to log in. ${freeAt === undefined ? 'Wait for up to a day, or log in by QR code.' : `Try again after ${moment(freeAt, 'en')}.`}`,
  LOGIN_NO_ACCOUNT: 'This number has no Telegram account. Make one in the Telegram app, or enter another number.',
  LOGIN_NUMBER_BANNED: 'This number is banned in Telegram. Enter another number.',
  LOGIN_UNSUPPORTED: 'Telegram asks for a proof that cannot be given here. Log in once in an official app, or use the QR code.',
  LOGIN_NOT_CONFIGURED: ({ rawCode }) =>
    `The server is not set up for logins to Telegram${inBrackets(rawCode)}. Turn to whoever runs OLChat.`,
  SENDER_DISMISSED: 'The sender has left the portal, so the message was not sent. Send it again in your own name.',
  NOT_FOUND: 'Not found. It may be deleted, or you may have no access to it.',
};
