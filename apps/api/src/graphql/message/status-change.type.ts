import type { DeliveryStatus, StatusChange, StatusSource } from '@olchat/domain';
import { Field, ObjectType } from 'type-graphql';
import { DeliveryStatusEnum } from '../enums.ts';
import { DateTime } from '../scalars.ts';
import { FailureType } from './failure.type.ts';
import { wordList } from '../word-list.ts';

const StatusSourceEnum = wordList<StatusSource>('StatusSource', 'Where a piece of news about a message comes from.', {
  ACCEPTANCE: "The messenger's answer to the send itself.",
  RECEIPT: 'A receipt that the messenger sent later.',
  IMPLIED: 'Follows from other news: who has read it has received it.',
  TIMEOUT: 'No answer came in time.',
  PERSON: 'An employee did it.',
  SYSTEM: 'OLChat decided it.',
});

@ObjectType('StatusChange', { description: 'One piece of news about a message.' })
export class StatusChangeType {
  @Field(() => DeliveryStatusEnum, { description: 'What it says.' })
  readonly status: DeliveryStatus;

  @Field(() => DateTime, { description: "When it happened, by the messenger's clock where it has one." })
  readonly occurredAt: Date;

  @Field(() => DateTime, { description: 'When OLChat learnt of it.' })
  readonly learnedAt: Date;

  @Field(() => StatusSourceEnum, { description: 'Where it comes from.' })
  readonly source: StatusSource;

  @Field(() => FailureType, { nullable: true, description: 'The reason, with FAILED and UNCONFIRMED.' })
  readonly failure: FailureType | null;

  constructor({ status, occurredAt, learnedAt, source, failure }: StatusChange, locale: 'ru' | 'en') {
    this.status = status;
    this.occurredAt = occurredAt;
    this.learnedAt = learnedAt;
    this.source = source;
    this.failure = FailureType.from(failure, locale);
  }
}
