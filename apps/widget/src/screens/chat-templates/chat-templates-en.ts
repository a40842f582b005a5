import type { ChatTemplatesWords } from '../../locales/index.ts';

export const chatTemplatesEn: ChatTemplatesWords = {
  chatTemplates: {
    title: 'Templates',
    back: 'Back to the templates',
    create: '+ Create a template',
    showText: 'Show the text of templates',
    mode: 'How a template gets into the chat',
    stay: 'Put the template into the chat',
    close: 'Put the template into the chat and close the window',
    hint: 'Press a template to put its text into the message box. You send it yourself.',
    card: {
      loading: 'Looking for the card of this chat…',
      failed: 'The card of this chat could not be found out.',
      known: 'Values come from the card “{title}”.',
      none: 'No CRM card is linked to this chat. Templates without variables go in as they are; variables stay empty.',
      hidden: 'You may not see the card of this chat. Templates without variables go in as they are; variables stay empty.',
      missing: 'This is no chat of an open line, or you may not see it. Templates without variables go in as they are.',
    },
    cardUnknown: 'The card of this chat could not be found out, so nothing was filled in and nothing was put into the chat. Try again.',
    working: 'Putting in “{title}”…',
    done: 'The template “{title}” stands in the message box.',
    question: 'Put in “{title}” with empty variables?',
    questionHelp: 'They go into the message box as they are written. Fill them in before you send.',
    insertAnyway: 'Put in as is',
    stuck: 'The portal did not take the text into the message box. Copy it and paste it yourself.',
    copy: 'Copy the text',
    copied: 'The text is copied: paste it into the message box.',
    notCopied: 'The browser did not let us copy. Select the text and copy it yourself.',
    text: 'Text for the chat',
  },
};
