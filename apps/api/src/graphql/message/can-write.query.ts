import { canWrite, whoHelps, type Helper, type Messenger, type WriteCheck, type WriteReason } from '@olchat/domain';
import { Arg, Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { remedy } from '../../refusal-texts/remedies.ts';
import { AccountType } from '../account/account.type.ts';
import { CardInput, cardRef } from '../card/card-ref.type.ts';
import type { RequestContext } from '../context.ts';
import { MessengerEnum } from '../enums.ts';
import { ownId } from '../ids.ts';
import { refusalType, RefusalType } from '../refusals.ts';
import { wordList } from '../word-list.ts';

const HelperEnum = wordList<Helper>('Helper', 'Who can do away with a reason against writing.', {
  EMPLOYEE: 'The caller himself.',
  ADMINISTRATOR: 'An administrator of the portal.',
  CLIENT: 'The client only.',
  TIME: 'It passes by itself.',
});

type WriteAnswer = 'YES' | 'NO' | 'UNKNOWN';
const WriteAnswerEnum = wordList<WriteAnswer>('WriteAnswer', 'Answer to "can I write?".', {
  YES: 'A message would be accepted; with reasons, it would wait for them.',
  NO: 'It would be refused, for the reasons given.',
  UNKNOWN: 'It would be accepted, but nobody knows yet whether the address has an account.',
});

@ObjectType('WriteObstacle', { description: 'One reason against writing, with the way out of it.' })
export class WriteObstacleType {
  @Field(() => RefusalType, { description: 'What is wrong.' })
  readonly reason: RefusalType;

  @Field(() => AccountType, { nullable: true, description: 'The account that it is about; null when it is about none.' })
  readonly account: AccountType | null;

  @Field(() => HelperEnum, { description: 'Who can do away with it.' })
  readonly helper: Helper;

  @Field(() => String, {
    nullable: true,
    description: "What the helper does, step by step, in the caller's language; null where `reason.message` says all.",
  })
  readonly remedy: string | null;

  constructor({ refusal, account }: WriteReason, locale: 'ru' | 'en') {
    this.reason = refusalType(refusal, locale);
    this.account = account === null ? null : new AccountType(account);
    this.helper = whoHelps(refusal);
    this.remedy = remedy(refusal, locale);
  }
}

@ObjectType('WriteCheck', { description: 'Whether a message would be accepted now.' })
export class WriteCheckType {
  @Field(() => WriteAnswerEnum, { description: 'Yes, no, or nobody knows.' })
  readonly answer: WriteAnswer;

  @Field(() => [RefusalType], {
    description:
      'Every reason against it, not only the first. With YES: why the message would be accepted and wait, LIMIT_REACHED or ACCOUNT_RESTRICTED with the time.',
  })
  readonly reasons: RefusalType[];

  @Field(() => [WriteObstacleType], { description: 'The same reasons in the same order, each with who can help and how.' })
  readonly obstacles: WriteObstacleType[];

  constructor({ answer, reasons }: WriteCheck, locale: 'ru' | 'en') {
    this.answer = answer;
    this.reasons = reasons.map(({ refusal }) => refusalType(refusal, locale));
    this.obstacles = reasons.map(reason => new WriteObstacleType(reason, locale));
  }
}

@Resolver()
export class CanWriteQuery {
  @Query(() => WriteCheckType, {
    description:
      '"Can I write?" for card, account and recipient. Sends nothing and never causes a check. Without an account: through any that the caller may use; without a recipient: to anybody in the card.',
  })
  async canWrite(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('accountId', () => ID, { nullable: true, description: 'The account.' }) accountId?: string | null,
    @Arg('recipientId', () => ID, { nullable: true, description: 'The recipient.' }) recipientId?: string | null,
    @Arg('card', () => CardInput, { nullable: true, description: 'The card that it would be written from.' }) card?: CardInput | null,
    @Arg('messenger', () => MessengerEnum, { nullable: true, description: 'Where no account is named: only accounts of this messenger.' })
    messenger?: Messenger | null,
  ): Promise<WriteCheckType> {
    const check = await canWrite(services, caller, {
      card: card == null ? null : cardRef(card),
      accountId: accountId == null ? null : ownId(accountId),
      recipientId: recipientId == null ? null : ownId(recipientId),
      messenger: messenger ?? null,
    });
    return new WriteCheckType(check, locale);
  }
}
