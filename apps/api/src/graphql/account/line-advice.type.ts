import type { LineAdvice } from '@olchat/domain';
import { Field, ObjectType } from 'type-graphql';
import { adviceText } from '../../refusal-texts/line-advice.ts';
import { wordList } from '../word-list.ts';

const LineAdviceEnum = wordList<LineAdvice>('LineAdviceCode', 'A setting of an open line that works against writing first.', {
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

@ObjectType('LineAdvice', { description: 'Something to change in the settings of an open line.' })
export class LineAdviceType {
  @Field(() => LineAdviceEnum, { description: 'Which setting. Branch on this.' })
  readonly code: LineAdvice;

  @Field(() => String, { description: "What is set, a sentence in the caller's language." })
  readonly what: string;

  @Field(() => String, { description: "Why it matters, a sentence in the caller's language." })
  readonly why: string;

  @Field(() => String, { description: "What to press in the line's settings, a sentence in the caller's language." })
  readonly fix: string;

  constructor(code: LineAdvice, locale: 'ru' | 'en') {
    this.code = code;
    const { what, why, fix } = adviceText(code, locale);
    this.what = what;
    this.why = why;
    this.fix = fix;
  }
}
