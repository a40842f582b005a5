import { requestCheck } from '@olchat/domain';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { ownId } from '../ids.ts';
import { AccountUnavailable, LimitReached, NotAllowed, resultUnion } from '../refusals.ts';
import { RecipientType } from './recipient.type.ts';

@InputType({ description: 'Whom to check, through which account.' })
export class CheckRecipientInput {
  @Field(() => ID, { description: 'The account that asks the messenger.' })
  readonly accountId!: string;

  @Field(() => ID, { description: 'The recipient.' })
  readonly recipientId!: string;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Ask the messenger even when a recent answer is known.' })
  readonly fresh?: boolean | null;
}

@ObjectType('RecipientChecked', { description: 'The recipient with what is known now.' })
export class RecipientChecked {
  @Field(() => RecipientType, { description: 'The recipient.' })
  readonly recipient: RecipientType;

  constructor(recipient: RecipientType) {
    this.recipient = recipient;
  }
}

const CheckRecipientResult = resultUnion('CheckRecipientResult', RecipientChecked, [NotAllowed, AccountUnavailable, LimitReached]);

@Resolver()
export class CheckRecipientResolver {
  @Mutation(() => CheckRecipientResult.type, {
    description:
      'Asks whether an address has an account in the messenger, from a recent answer if there is one. The messenger counts checks: `Account.limits` says how many are left.',
  })
  async checkRecipient(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => CheckRecipientInput, { description: 'Whom to check.' }) input: CheckRecipientInput,
  ) {
    const answer = await requestCheck(services, caller, {
      accountId: ownId(input.accountId),
      recipientId: ownId(input.recipientId),
      fresh: input.fresh ?? false,
    });
    return CheckRecipientResult.of(answer, locale, recipient => new RecipientChecked(new RecipientType(recipient)));
  }
}
