import { updateAccount, type AccountId, type AccountSettings, type OwnLimits, type Publication } from '@olchat/domain';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { PublicationEnum } from '../enums.ts';
import { givenOnly } from '../given-only.ts';
import { ownId } from '../ids.ts';
import { ContentRejected, NotAllowed, resultUnion } from '../refusals.ts';
import { AccountType } from './account.type.ts';

@InputType({ description: "All of an account's own limits; what is absent or null is as the connector advises." })
export class OwnLimitsInput {
  @Field(() => Int, { nullable: true, description: 'Numbers that may be checked in a day, 0 to 10000.' })
  readonly checksPerDay?: number | null;

  @Field(() => Int, { nullable: true, description: 'User names that may be searched for in a day, 0 to 10000.' })
  readonly searchesPerDay?: number | null;

  @Field(() => Int, { nullable: true, description: 'New recipients in any 24 hours, 0 to 10000. Running conversations never count.' })
  readonly firstMessagesPerDay?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Pause between two first messages to people known by their numbers only, in milliseconds, 0 to 3600000.',
  })
  readonly firstMessageEveryMs?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Messages of any kind in any 60 seconds, 1 to 120; no connector advises any. Messages of open-line operators count, and are never held.',
  })
  readonly messagesPerMinute?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Messages of any kind in any 24 hours, 1 to 10000; no connector advises any. Messages of open-line operators count, and are never held.',
  })
  readonly messagesPerDay?: number | null;
}

@InputType({ description: 'What to change of an account; what is absent stays as it is.' })
export class UpdateAccountInput {
  @Field(() => ID, { description: 'The account.' })
  readonly accountId!: string;

  @Field(() => String, { nullable: true, description: 'Its name for people, 1 to 100 characters; the open line shows it too.' })
  readonly title?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Show sent messages in the open-line chat. False: none is shown, from any origin, also of those that wait now.',
  })
  readonly publishOutgoing?: boolean | null;

  @Field(() => PublicationEnum, { nullable: true, description: 'The way of publishing when a sender names none.' })
  readonly defaultPublication?: Publication | null;

  @Field(() => Int, { nullable: true, description: 'Pause between two messages, in milliseconds, from 500 to 600000; holds at once.' })
  readonly sendIntervalMs?: number | null;

  @Field(() => OwnLimitsInput, {
    nullable: true,
    description: 'Limits of its own, all of them; they hold at once. More than a messenger likes may get the account restricted.',
  })
  readonly limits?: OwnLimitsInput | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Numbers whose messages create no chat, as people write them, at most 1000; the whole list. One that is no number: NUMBER_MALFORMED.',
  })
  readonly ignoredNumbers?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Leave it out of lists. Only of a disconnected account: else ACCOUNT_CONNECTED.' })
  readonly hidden?: boolean | null;
}

@ObjectType('AccountUpdated', { description: 'The settings are stored and hold.' })
export class AccountUpdated {
  @Field(() => AccountType, { description: 'The account as it is now.' })
  readonly account: AccountType;

  constructor(account: AccountType) {
    this.account = account;
  }
}

const UpdateAccountResult = resultUnion('UpdateAccountResult', AccountUpdated, [NotAllowed, ContentRejected]);

@Resolver()
export class UpdateAccountResolver {
  @Mutation(() => UpdateAccountResult.type, {
    description: 'Changes settings of an account; all of them or, when one is refused, none. Administrators only. Stands in `changes`.',
  })
  async updateAccount(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => UpdateAccountInput, { description: 'What to change.' }) input: UpdateAccountInput,
  ) {
    const { accountId, limits, ...wanted } = input;
    const settings = { ...wanted, ...(limits == null ? {} : { ownLimits: givenOnly<OwnLimits>(limits) }) };
    const answer = await updateAccount(services, caller, ownId<AccountId>(accountId), givenOnly<AccountSettings>(settings));
    return UpdateAccountResult.of(answer, locale, account => new AccountUpdated(new AccountType(account)));
  }
}
