import type { TelegramWords } from './index.ts';

export const telegramEn: TelegramWords = {
  telegram: {
    title: 'A message in Telegram',
    from: 'From',
    whom: 'To',
    whomPlaceholder: 'Choose a recipient',
    person: '{name} ({username})',
    personByPhone: '{name} ({phone})',
    copy: 'Copy the username',
    copied: 'Copied',
    noUsername: 'The client has no username',
    searching: 'Looking for Telegram accounts by the fields of the card…',
    pending: '{count} more field is being checked | {count} more fields are being checked',
    nobody: 'The client has no Telegram account, or hides the phone number in the privacy settings',
    help: {
      title: 'What can be done',
      settings:
        'The client may show the number: Telegram → Settings → Privacy → Phone Number. It takes “Everybody” or “My Contacts” under “Who can see my phone number?”, or “Everybody” under “Who can find me by my number?”.',
      username:
        'A username is enough: put it into the field “Messenger” with the type Telegram, or a link https://t.me/username into “Website”.',
      first: 'The client may write first, or save your number among the contacts.',
      again: 'Check again',
      justAsked: 'Telegram has just answered. It is asked about the same again not before {time}, about new fields of the card at once.',
    },
    loading: 'The application [{product}] Telegram is loading',
    loadingHelp: 'The contacts of Telegram are synchronised after connecting, usually for 3–5 minutes. The form opens by itself.',
    loadingKnown: 'Those already known can be written to now.',
    progress: 'Loaded: {done} of {total}',
    progressOpen: 'Loaded: {done}',
    tabs: {
      label: 'What to send',
      TEXT: 'MESSAGE',
      FILES: 'FILES',
      VOICE: 'VOICE',
      hasText: 'has a text',
      hasFiles: '{count} file attached | {count} files attached',
      hasVoice: 'has a recording',
      recording: 'a recording is not finished',
      onlyOpen: 'Only what is on the open tab goes; the rest stays.',
      record: 'Press the microphone and speak. You can listen before you send.',
      noVoice: 'A voice message cannot be sent through this line.',
    },
    publication: 'How it shows in the open line',
    publications: {
      OUTGOING: 'As outgoing in the open line',
      INCOMING: 'As an incoming message in the open line',
      NONE: 'Not in the open line',
    },
    noDelivered: 'Telegram reports only “Sent” and “Read”: it has no status “Delivered”.',
  },
  budget: {
    left: '{count} new recipient is left for today | {count} new recipients are left for today',
    none: 'No more new recipients can be written to today. Running conversations go on without limits.',
    next: 'The first message to a new recipient leaves not before {time}. Running conversations go on without limits.',
    held: 'The messenger restricts first messages of this line until {time}. Running conversations go on without limits.',
  },
};
