import { refuse, type Failure, type RefusalCode, type Retry } from '@olchat/domain';
import { Field, ObjectType } from 'type-graphql';
import { sentence } from '../../refusal-texts/sentence.ts';
import { RefusalCodeEnum, RetryEnum } from '../refusal-codes.ts';

@ObjectType('Failure', { description: 'Why an accepted message failed, or is not known to have arrived.' })
export class FailureType {
  @Field(() => RefusalCodeEnum, { description: 'The cause. Branch on this.' })
  readonly code: RefusalCode;

  @Field(() => String, { description: "A sentence for people in the caller's language, with what they can do next." })
  readonly message: string;

  @Field(() => RetryEnum, { description: 'Whether sending again can succeed.' })
  readonly retry: Retry;

  @Field(() => String, { nullable: true, description: "The messenger's or Bitrix24's own code, as it came." })
  readonly rawCode: string | null;

  constructor(failure: Failure, locale: 'ru' | 'en') {
    this.code = failure.code;
    this.message = sentence(failure, locale);
    this.retry = refuse(failure.code).retry;
    this.rawCode = failure.details.rawCode ?? null;
  }

  static from(failure: Failure | null, locale: 'ru' | 'en'): FailureType | null {
    return failure === null ? null : new FailureType(failure, locale);
  }
}
