import { accountHealth, accountLimits, type Account, type AccountHealth, type AccountState } from '@olchat/domain';
import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { AccountStateEnum } from '../enums.ts';
import { FailureType } from '../message/failure.type.ts';
import type { AccountUse } from '../reads.ts';
import { DateTime } from '../scalars.ts';
import { AccountType } from './account.type.ts';

@ObjectType('AccountHealth', { description: 'How an account is doing. Days are counted in UTC.' })
export class AccountHealthType {
  @Field(() => AccountStateEnum, { description: 'What it can do now.' })
  readonly state: AccountState;

  @Field(() => DateTime, { description: 'Since when it is in this state.' })
  readonly stateSince: Date;

  @Field(() => Int, { description: 'Messages that wait now.' })
  readonly queued: number;

  @Field(() => Int, { description: 'Messages sent today.' })
  readonly sentToday: number;

  @Field(() => Int, { description: 'Numbers checked today.' })
  readonly checksToday: number;

  @Field(() => Int, { description: 'So many numbers may be checked in a day.' })
  readonly checksPerDay: number;

  @Field(() => FailureType, {
    nullable: true,
    description: 'The last thing that went wrong: a message that failed or is not confirmed, or a state with a reason. Null: nothing did.',
  })
  readonly lastError: FailureType | null;

  @Field(() => DateTime, { nullable: true, description: 'When OLChat learnt of `lastError`.' })
  readonly lastErrorAt: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "When the account's phone was certainly used last: it scanned our code, or its owner wrote from it. Null: not known, or of no matter here.",
  })
  readonly phoneSeenAt: Date | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Days until the messenger unlinks us, counted from `phoneSeenAt` as if the phone had not been used since; 0: it may happen any time. Null: not known, or the messenger does not do so.',
  })
  readonly unlinkedInDays: number | null;

  constructor(account: Account, checksPerDay: number, use: AccountUse | null, health: AccountHealth, locale: 'ru' | 'en') {
    this.state = account.state;
    this.stateSince = account.stateSince;
    this.checksPerDay = checksPerDay;
    this.queued = use?.queued ?? 0;
    this.sentToday = use?.sentToday ?? 0;
    this.checksToday = use?.checksToday ?? 0;
    this.lastError = FailureType.from(health.lastFailure, locale);
    this.lastErrorAt = health.lastFailedAt;
    this.phoneSeenAt = health.phoneSeenAt;
    this.unlinkedInDays = health.unlinkedInDays;
  }
}

@Resolver(() => AccountType)
export class AccountHealthResolver {
  @FieldResolver(() => AccountHealthType, { description: 'How it is doing: state, queue, limits, the last error.' })
  async health(@Root() { source }: AccountType, @Ctx() { services, loaders, locale }: RequestContext): Promise<AccountHealthType> {
    const use = await loaders.accountUse.load(source.id);
    const capabilities = services.connectors.profile(source.kind)?.capabilities;
    const health = accountHealth(source, use, capabilities?.unlinksAfterDays ?? null, services.clock.now());
    const { checksPerDay } = accountLimits(source, capabilities, services.clock.now());
    return new AccountHealthType(source, checksPerDay, use, health, locale);
  }
}
