/** The closed word lists of the schema. A new word of the domain does not compile until it is described here. */
import type {
  AccessKind,
  LineAdvice,
  LoginWay,
  AccountState,
  CardType,
  ChangedThing,
  ChatSupport,
  CodeStep,
  ConnectorKind,
  DeliveryStatus,
  FileKind,
  FileScannerState,
  GapReason,
  Helper,
  Messenger,
  Presence,
  Publication,
  RefusalCode,
  Retry,
  SendBy,
  StatusSource,
  WorkingRightsState,
  TemplateOrder,
  VariableEntity,
  WaitReason,
} from '@olchat/domain';
import { registerEnumType } from 'type-graphql';

function wordList<Word extends string>(name: string, description: string, words: Record<Word, string>): Record<Word, Word> {
  const values = Object.fromEntries(Object.keys(words).map(word => [word, word])) as Record<Word, Word>;
  const valuesConfig = Object.fromEntries(Object.entries(words).map(([word, text]) => [word, { description: text as string }]));
  registerEnumType(values, { name, description, valuesConfig: valuesConfig as Partial<Record<Word, { description: string }>> });
  return values;
}

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

export type WhenLimited = 'WAIT' | 'REFUSE';
export const WhenLimitedEnum = wordList<WhenLimited>('WhenLimited', 'What becomes of a message that a limit holds back.', {
  WAIT: 'It waits in the queue until it may leave; running conversations pass it.',
  REFUSE: 'It is refused, with the time at which it could leave.',
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

export const StatusSourceEnum = wordList<StatusSource>('StatusSource', 'Where a piece of news about a message comes from.', {
  ACCEPTANCE: "The messenger's answer to the send itself.",
  RECEIPT: 'A receipt that the messenger sent later.',
  IMPLIED: 'Follows from other news: who has read it has received it.',
  TIMEOUT: 'No answer came in time.',
  PERSON: 'An employee did it.',
  SYSTEM: 'OLChat decided it.',
});

export const PresenceEnum = wordList<Presence>('Presence', 'Whether an address has an account in the messenger, as far as is known.', {
  EXISTS: 'It has one.',
  ABSENT: 'It had none when it was checked; after a day that is UNKNOWN again.',
  UNKNOWN: 'Not checked yet, or the check was impossible. It may be written to.',
});

export const AccountStateEnum = wordList<AccountState>('AccountState', 'What an account can do now.', {
  CONNECTED: 'It sends and receives.',
  CONNECTING: 'It comes back by itself; messages are accepted.',
  SYNCHRONISING: 'It loads its contacts; messages are accepted.',
  LOGIN_REQUIRED: 'An administrator has to log it in.',
  DISCONNECTED: 'An administrator disconnected it, or the messenger ended it.',
  RESTRICTED: 'The messenger restricts it for a time.',
  UNPAID: 'It is not paid for.',
});

export type RecipientListState = 'READY' | 'SYNCHRONISING';
export const RecipientListStateEnum = wordList<RecipientListState>('RecipientListState', 'Whether a list of recipients is complete.', {
  READY: 'Complete.',
  SYNCHRONISING: 'The account still loads its contacts; more may follow.',
});

export const RetryEnum = wordList<Retry>('Retry', 'Whether the same request can succeed later.', {
  NO: 'Never as it is.',
  YES: 'At once, by a person.',
  AFTER_FIX: 'When the cause is gone.',
  AUTOMATIC: 'OLChat itself repeats it.',
});

export type MissingRight = 'ACCOUNT' | 'CARD' | 'LINE' | 'APP' | 'ADMINISTRATOR';
export const ChatSupportEnum = wordList<ChatSupport>('ChatSupport', 'How far `createChat` works from a card.', {
  FULL: 'Leads, deals, contacts and companies.',
  THROUGH_CLIENT: 'Orders and smart-process items: through the contact or company that is linked to them, best effort.',
  NONE: 'An order or a smart-process item to which nobody is linked; only a chat that exists already can be opened.',
});

export const MissingRightEnum = wordList<MissingRight>('MissingRight', 'Which right the caller lacks.', {
  ACCOUNT: 'To use the account.',
  CARD: 'To change the card.',
  LINE: "To stand in the open line's queue.",
  APP: 'To use the application.',
  ADMINISTRATOR: "To do what only the portal's administrators may.",
});

export const WorkingRightsStateEnum = wordList<WorkingRightsState>(
  'WorkingRightsState',
  'Whether the rights that the application works with hold.',
  {
    OK: 'The employee is an administrator, and Bitrix24 takes his tokens.',
    DISMISSED: 'The employee left the portal.',
    NOT_ADMINISTRATOR: 'The employee is no administrator any more: nothing can be registered on the portal.',
    REFUSED: "Bitrix24 refuses the employee's tokens. Another administrator's stand in where there are any.",
  },
);

export const HelperEnum = wordList<Helper>('Helper', 'Who can do away with a reason against writing.', {
  EMPLOYEE: 'The caller himself.',
  ADMINISTRATOR: 'An administrator of the portal.',
  CLIENT: 'The client only.',
  TIME: 'It passes by itself.',
});

export const WaitReasonEnum = wordList<WaitReason>('WaitReason', 'What an accepted message waits for.', {
  DAILY_LIMIT: 'The new recipients of 24 hours are used up (`AccountLimits.firstMessagesPerDay`).',
  FIRST_MESSAGE_PAUSE: 'The pause between two first messages.',
  MESSENGER_RESTRICTION: "The messenger itself holds the account's first messages.",
  NEXT_TRY: 'The messenger asked to wait, or could not be reached: it is tried again then.',
  SEND_INTERVAL: 'The pause between two messages of the account (`AccountSettings.sendIntervalMs`).',
});

export type WriteAnswer = 'YES' | 'NO' | 'UNKNOWN';
export const WriteAnswerEnum = wordList<WriteAnswer>('WriteAnswer', 'Answer to "can I write?".', {
  YES: 'A message would be accepted; with reasons, it would wait for them.',
  NO: 'It would be refused, for the reasons given.',
  UNKNOWN: 'It would be accepted, but nobody knows yet whether the address has an account.',
});

export type LoginStepKind = 'QR' | 'WAIT' | 'PHONE' | 'CODE' | 'PASSWORD' | 'DONE' | 'EXPIRED';
export const LoginStepKindEnum = wordList<LoginStepKind>('LoginStepKind', 'What a login needs now.', {
  QR: "Show `qr` as a QR code; the account's phone scans it. A new code comes every 20 to 60 seconds.",
  WAIT: 'Nothing: the messenger is at work, the next step follows by itself.',
  PHONE: 'Ask for the phone number.',
  CODE: 'Ask for the code that the messenger sent.',
  PASSWORD: 'Ask for the password of the account.',
  DONE: 'The account is logged in.',
  EXPIRED: 'The series of codes ended; `continueLogin` begins a new one.',
});

export const LoginWayEnum = wordList<LoginWay>('LoginWay', 'A way to log an account in.', {
  QR: 'A phone scans a code.',
  PHONE: 'A number, then a code, then perhaps a password.',
  TOKEN: "A secret of the messenger's own.",
});

export type CodeWay = CodeStep['sentBy'];
export const CodeWayEnum = wordList<CodeWay>('CodeWay', 'Where the code of a login went.', {
  APP: "Into the person's own chat with the messenger, not by SMS.",
  SMS: 'By SMS.',
  CALL: 'A call tells it.',
  MISSED_CALL: 'The last digits of a number that calls and hangs up.',
  EMAIL: 'By e-mail.',
  OTHER: 'By another way that the messenger chose.',
});

export const AccessKindEnum = wordList<AccessKind>('AccessKind', 'Who is meant by an entry of a list of access.', {
  USER: 'One employee.',
  DEPARTMENT: 'The employees of a department, without those of its sub-departments.',
  WORKGROUP: 'The members of a workgroup or project.',
});

export const ChangedThingEnum = wordList<ChangedThing>('ChangedThing', 'What an entry of the record of changes is about.', {
  ACCOUNT_CONNECTED: 'An account was connected to its open line.',
  ACCOUNT_DISCONNECTED: 'An account was disconnected.',
  ACCOUNT_SETTINGS: 'Settings of an account.',
  ACCOUNT_ACCESS: 'Who may use an account.',
  APPLICATION_SETTINGS: 'Settings of the application.',
  PARTNER_KEY_CREATED: 'A key for a partner was made.',
  PARTNER_KEY_REVOKED: 'A key for a partner was revoked.',
  RIGHTS_TAKEN_OVER: 'Under whose rights the application works.',
  SMART_PROCESS_EMBEDDED: 'OLChat was embedded in the cards of a smart process.',
  SMART_PROCESS_REMOVED: 'OLChat was taken out of the cards of a smart process.',
  NOTICE_READERS: 'Who reads the chat of notices.',
  EMPLOYEE_DISMISSED: 'The portal dismissed this employee: his sessions ended and his keys were revoked. `employee` is himself.',
  ADMINISTRATOR_ENTERED: 'An administrator opened the page of the application.',
  APPLICATION_INSTALLED:
    'The application was installed, or installed again by another administrator, whose rights it works with since then.',
  CHAT_TAKEN_OVER: "An employee took a chat over from its operator; `subject` is the account's name.",
});

export type QueuedMessages = 'KEEP' | 'CANCEL';
export const QueuedMessagesEnum = wordList<QueuedMessages>(
  'QueuedMessages',
  'What becomes of messages that wait in a disconnected account.',
  {
    KEEP: 'They wait for the next connection, at most a day.',
    CANCEL: 'They are cancelled.',
  },
);

export const RefusalCodeEnum = wordList<RefusalCode>(
  'RefusalCode',
  'Why something was refused or failed. Branch on this, never on the text.',
  {
    NO_ACCOUNT: 'There is no account that the employee may use.',
    ACCOUNT_NOT_CONNECTED: 'The account is not connected; `state` says how it stands.',
    ACCOUNT_NOT_FOUND: 'There is no such account, or the employee may not use it.',
    ACCOUNT_UNPAID: 'The account is not paid for.',
    FORBIDDEN: 'The employee lacks a right; `right` says which.',
    PORTAL_AUTH_MISSING: 'Bitrix24 sent no authorisation with the page.',
    PORTAL_TOKEN_REFUSED: 'Bitrix24 refuses the stored token; it heals when the employee, or an administrator, opens the application.',
    PORTAL_UNAVAILABLE: 'Bitrix24 did not answer, or its request limit is used up.',
    NOT_IN_WHATSAPP: 'The number has no WhatsApp account.',
    NO_ADDRESS: 'The card and what is linked to it have no phone number.',
    NOT_IN_TELEGRAM: 'Nobody was found in Telegram for this card.',
    NUMBER_MALFORMED: 'What stands in the card is not a phone number.',
    OWN_NUMBER: "The address is the account's own number.",
    CHECK_IMPOSSIBLE: 'The messenger could not be asked about the number; that is not a "no".',
    HISTORY_NOT_OFFERED:
      'The messenger does not give what was written before the account was connected (`AccountCapabilities.readsHistory`).',
    HISTORY_UNAVAILABLE: 'The messenger did not give the history this time.',
    HISTORY_NO_START:
      'WhatsApp: the phone is asked for what is older than a message, and no message of this conversation is known yet. One message in either direction is enough.',
    HISTORY_PHONE_SILENT: "WhatsApp: the account's own phone keeps the history, and did not answer in time: asleep or offline.",
    CONTACT_REFUSED: "The client's settings or a block forbid writing.",
    TEXT_EMPTY: 'The text is empty.',
    TEXT_TOO_LONG: 'The text is longer than `limit` characters.',
    VARIABLE_UNKNOWN: 'The text names a variable that does not exist.',
    VARIABLE_EMPTY: 'A variable has no value in this card.',
    FILE_EMPTY: 'The file is empty.',
    FILE_TOO_LARGE: 'The file is larger than allowed.',
    FILE_UNREADABLE: 'The file cannot be read or its kind is not accepted.',
    PICTURE_TOO_LARGE: 'The picture has more than `limit` points (width times height).',
    FILE_SPACE_FULL: 'The files of the portal take all the room that they have, `limit` bytes; it grows as old ones are removed.',
    FILE_INFECTED: 'The virus scanner found something in the file; nothing of it is kept.',
    FILE_NOT_SCANNED: 'The virus scanner does not answer; nothing of the file is kept. Upload it again in a minute.',
    FILE_GONE: 'The file was deleted.',
    VOICE_NOT_CONVERTIBLE: 'The recording cannot be made into a voice note.',
    ACCOUNT_RESTRICTED: 'The messenger suspects spam and restricts the account, until `freeAt` if it said so.',
    LIMIT_REACHED: 'A limit is used up; `freeAt` is the next moment when it can work.',
    DEVICE_LOST: "The connection to the account's phone is lost; it comes back by itself.",
    MESSENGER_REFUSED: 'The messenger refused for another reason; `rawCode` is its own.',
    NOT_CONFIRMED: 'The messenger did not confirm the message in time: nobody knows whether it left.',
    TOO_OLD: 'The message waited for more than a day and was not sent.',
    CHAT_NOT_CREATED: 'Bitrix24 did not make or hand over the chat.',
    CHAT_CLOSING: 'Bitrix24 is still closing the last dialogue; the chat is opened for the caller as soon as that is done.',
    CHAT_OF_ANOTHER: 'The open chat belongs to another employee.',
    NO_CLIENT: 'No contact or company is linked to the order or smart-process item, and a chat stands on one of them.',
    PUBLICATION_UNAVAILABLE: 'This way of showing the message in the chat is not available.',
    PUBLICATION_SWITCHED_OFF: 'An administrator switched publishing off for the account.',
    ACTIVITY_NOT_WRITTEN: "The record in the card's timeline is not written yet; the message does not depend on it.",
    IDEMPOTENCY_CONFLICT: 'The key was used for another content, or is empty or longer than 200 characters.',
    DRAFT_CHANGED: 'Another window of the employee saved or sent the draft meanwhile: read it again, then decide.',
    IN_FLIGHT: 'The message is being sent at this moment and cannot be cancelled.',
    ALREADY_FINAL: 'There is nothing to cancel or repeat any more.',
    LINE_TAKEN: 'Another account is connected to this open line.',
    ACCOUNT_CONNECTED: 'The account is connected; this is possible with a disconnected one only.',
    OUT_OF_RANGE: 'The value of `field` is outside of what is possible; the sentence names the bounds.',
    LOGIN_EXPIRED: 'The time for the login is over.',
    PREMIUM_NEEDED: "The client takes first messages from subscribers of the messenger's paid plan only.",
    PAYMENT_NEEDED: 'The client charges for a message; nothing is ever paid automatically.',
    BLOCKED_BY_CLIENT: 'The client has blocked the account.',
    CLIENT_BLOCKED: 'The account itself has blocked the client.',
    CLIENT_DELETED: "The client's account at the messenger does not exist any more.",
    NOT_A_PERSON: 'The address belongs to a bot, a group or a channel.',
    VOICE_REFUSED: 'The client does not take voice notes; the recording may go as a file.',
    ACCOUNT_FROZEN: "The messenger's moderation has frozen the account; only an appeal in its own app helps.",
    ACCOUNT_BANNED: 'The account was deleted or banned by the messenger for good.',
    SESSION_ENDED: 'The messenger ended the session of the account; an administrator logs in anew.',
    LOGIN_CODE_WRONG: 'The code of the login is wrong; the same step takes another one.',
    LOGIN_CODE_EXPIRED: 'The code of the login has expired; a new one is asked for with the number.',
    LOGIN_PASSWORD_WRONG: 'The cloud password is wrong; the same step takes another one.',
    LOGIN_TOO_MANY_TRIES: 'The messenger takes no more tries to log in for now; `freeAt` says until when, if it told.',
    LOGIN_NO_ACCOUNT: 'The number of the login has no account at the messenger.',
    LOGIN_NUMBER_BANNED: 'The number of the login is banned by the messenger.',
    LOGIN_UNSUPPORTED: 'The messenger asks for a proof that this login cannot give; the QR code can.',
    LOGIN_NOT_CONFIGURED: 'The installation lacks valid application keys of the messenger: whoever runs it has to set them.',
    SENDER_DISMISSED: 'Who wrote the message was dismissed from the portal before it was sent.',
    NOT_FOUND: 'It does not exist, or the caller may not see it: both look the same.',
  },
);

export const FileScannerStateEnum = wordList<FileScannerState>('FileScannerState', 'Whether files are looked at for viruses.', {
  ABSENT: 'No scanner is plugged in: they are not.',
  READY: 'They are.',
  SILENT: 'There is a scanner and it does not answer: uploads are refused with FILE_NOT_SCANNED, files of clients wait.',
});

export const TemplateOrderEnum = wordList<TemplateOrder>('TemplateOrder', 'How templates are sorted (M-2).', {
  RECENT_FIRST: 'The five that the caller used last, then the others by title.',
  TITLE: 'By title.',
  TITLE_DESCENDING: 'By title, backwards.',
  CATEGORY: 'By the name of the category, then by title; those without one last.',
  CATEGORY_DESCENDING: 'By the name of the category backwards, then by title; those without one last.',
  CATEGORY_TITLE_DESCENDING: 'By the name of the category, then by title backwards; those without one last.',
  CATEGORY_DESCENDING_TITLE_DESCENDING: 'By the name of the category backwards, then by title backwards; those without one last.',
});

export const VariableEntityEnum = wordList<VariableEntity>('VariableEntity', 'Kind of record whose fields a template may name.', {
  LEAD: 'A lead.',
  DEAL: 'A deal.',
  CONTACT: "A contact: the one whose number was chosen, else the card's primary one.",
  COMPANY: "A company: the one whose number was chosen, else the card's primary one.",
  ORDER: 'An order of the shop.',
  SMART_PROCESS: 'An item of a smart process.',
});

export const GapReasonEnum = wordList<GapReason>('GapReason', 'Why a variable has no value.', {
  EMPTY: 'The field is empty in this card.',
  UNKNOWN: 'There is no such field: it was misspelt or deleted.',
  NOT_LINKED: 'The card has no record of that kind.',
  HIDDEN: 'The caller may not read that record.',
});

export const LineAdviceEnum = wordList<LineAdvice>('LineAdviceCode', 'A setting of an open line that works against writing first.', {
  GREETING: 'The automatic greeting is on: it answers what is published as if from the client, and reaches the real one.',
  RATING: 'The line asks the client to rate the conversation.',
  OTHER_TEXTS: 'Other automatic texts are on: when nobody answers, outside working hours, at the close.',
  TRACKER: 'The chat tracker reads phones and addresses out of the texts, ours among them.',
  NO_CRM: 'The line does not look for the client in the CRM.',
  NO_RECORD: 'The line makes no record for an unknown client, so that his chat has no card.',
  NEW_DEAL: 'Every conversation makes another deal instead of using the open one.',
  NOT_FORWARDED: 'A new dialogue goes to the queue and not to the responsible person of the record.',
  NOT_TO_ALL: 'The queue offers a dialogue to one employee after another.',
});

/** Who wrote one step of a conversation. */
export type ConversationAuthor = 'CLIENT' | 'EMPLOYEE' | 'PHONE';

export const ConversationAuthorEnum = wordList<ConversationAuthor>('ConversationAuthor', 'Who wrote one step of a conversation.', {
  CLIENT: 'The client.',
  EMPLOYEE: 'An employee through us: from a card, or as an operator in the chat.',
  PHONE: "The account's owner, on his own phone or through another program.",
});
