import { canWrite, type WriteCheck } from '@olchat/domain';
import { Arg, Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { CardInput, cardRef } from '../card/card-ref.type.ts';
import type { RequestContext } from '../context.ts';
import { WriteAnswerEnum, type WriteAnswer } from '../enums.ts';
import { ownId } from '../ids.ts';
import { refusalType, RefusalType } from '../refusals.ts';

@ObjectType('WriteCheck', { description: 'Whether a message would be accepted now.' })
export class WriteCheckType {
  @Field(() => WriteAnswerEnum, { description: 'Yes, no, or nobody knows.' })
  readonly answer: WriteAnswer;

  @Field(() => [RefusalType], { description: 'Every reason against it, not only the first.' })
  readonly reasons: RefusalType[];

  constructor({ answer, reasons }: WriteCheck, locale: 'ru' | 'en') {
    this.answer = answer;
    this.reasons = reasons.map(reason => refusalType(reason, locale));
  }
}

@Resolver()
export class CanWriteQuery {
  @Query(() => WriteCheckType, { description: '"Can I write?" for card, account and recipient. Sends nothing and never causes a check.' })
  async canWrite(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('accountId', () => ID, { description: 'The account.' }) accountId: string,
    @Arg('recipientId', () => ID, { description: 'The recipient.' }) recipientId: string,
    @Arg('card', () => CardInput, { nullable: true, description: 'The card that it would be written from.' }) card?: CardInput | null,
  ): Promise<WriteCheckType> {
    const check = await canWrite(services, caller, {
      card: card == null ? null : cardRef(card),
      accountId: ownId(accountId),
      recipientId: ownId(recipientId),
    });
    return new WriteCheckType(check, locale);
  }
}
