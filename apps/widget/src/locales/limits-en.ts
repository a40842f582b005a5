import type { LimitsWords } from './index.ts';

export const limitsEn: LimitsWords = {
  accountLimits: {
    title: 'Limits',
    help: 'An empty field is as we advise. New values hold at once. Limits never hold operators’ answers in chats back; those of new recipients never hold running conversations either.',
    messagesPerMinute: 'Messages in a minute',
    messagesPerDay: 'Messages in 24 hours',
    firstMessagesPerDay: 'New recipients in 24 hours',
    firstMessageEveryMs: 'Pause between first messages to those known by their number only, seconds',
    checksPerDay: 'Number checks a day',
    searchesPerDay: 'Username searches a day',
    malformed: 'Enter a whole number from {min} to {max}, or leave the field empty',
    free: 'By default without a limit.',
    noPause: 'By default without a pause.',
    advised: 'By default {value}.',
    why: {
      young: 'The account is connected lately: more than 20 new recipients a day are risky in the first ten days.',
      messagesPerMinute: 'All that leaves through the account counts; the rest waits in the queue.',
      messagesPerDay: 'All that leaves through the account counts; the rest waits in the queue, but not longer than a day.',
      firstMessagesPerDay: 'Messengers publish no numbers; for many messages to strangers an account gets restricted.',
      firstMessageEveryMs: 'The messenger takes many first messages in a row for a mailing.',
      checksPerDay: 'For trying numbers the messenger stops answering or restricts the account.',
      searchesPerDay: 'For trying names the messenger stops answering for hours.',
    },
    daring: {
      firstMessagesPerDay: 'More than we advise: the messenger may restrict the account, at first for a short time, then for days.',
      firstMessageEveryMs: 'Less than we advise: for frequent first messages accounts are blocked for a day.',
      checksPerDay: 'More than we advise: the messenger may stop answering checks.',
      searchesPerDay: 'More than we advise: the messenger may stop answering searches.',
    },
  },
};
