import type { LineAdvice } from '@olchat/domain';
import { Field, ObjectType } from 'type-graphql';
import { LineAdviceEnum } from '../enums.ts';
import { adviceText } from '../../refusal-texts/line-advice.ts';

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
