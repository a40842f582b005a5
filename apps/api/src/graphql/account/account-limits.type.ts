import {
  accountLimits,
  firstMessageBudget,
  messageBudget,
  messageLimits,
  queueLimit,
  type Account,
  type ConnectorCapabilities,
  type RecentCalls,
} from '@olchat/domain';
import { Field, Int, ObjectType } from 'type-graphql';
import type { AccountUse } from '../reads.ts';
import { DateTime } from '../scalars.ts';

const NONE: RecentCalls = { count: 0, oldestAt: null };

@ObjectType('AccountLimits', {
  description: 'How much of the limits is used. Days are counted in UTC; those of new recipients and of `messagesPerDay` roll.',
})
export class AccountLimitsType {
  @Field(() => Int, { description: 'Messages that wait now.' })
  readonly queued: number;

  @Field(() => Int, {
    description:
      'So many may wait; more are refused with LIMIT_REACHED. Not more than `messagesPerDay`: the rest would wait longer than a day.',
  })
  readonly queueLimit: number;

  @Field(() => Int, { description: 'Messages sent today.' })
  readonly sentToday: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'So many messages of any kind may leave in any 60 seconds; null: as many as one likes. Messages of open-line operators count, and are never held.',
  })
  readonly messagesPerMinute: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'So many messages of any kind may leave in any 24 hours; null: as many as one likes. Messages of open-line operators count, and are never held.',
  })
  readonly messagesPerDay: number | null;

  @Field(() => Int, { nullable: true, description: 'So many of `messagesPerDay` are left; null: as many as one likes.' })
  readonly messagesLeft: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'A limit of messages is reached: until then a message waits in the queue (`whenLimited` of `sendMessage`). Null: the next one leaves at once.',
  })
  readonly nextMessageAt: Date | null;

  @Field(() => Int, { description: 'Numbers checked today.' })
  readonly checksToday: number;

  @Field(() => Int, { description: 'So many numbers may be checked in a day.' })
  readonly checksPerDay: number;

  @Field(() => Int, { description: 'User names searched for today.' })
  readonly searchesToday: number;

  @Field(() => Int, { description: 'So many user names may be searched for in a day.' })
  readonly searchesPerDay: number;

  @Field(() => Int, {
    nullable: true,
    description: 'So many new recipients may be written to in any 24 hours; null: as many as one likes. Running conversations never count.',
  })
  readonly firstMessagesPerDay: number | null;

  @Field(() => Int, { nullable: true, description: 'So many new recipients are left; null: as many as one likes.' })
  readonly firstMessagesLeft: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Until then a first message to somebody known by his number only waits in the queue (`whenLimited` of `sendMessage`); null: it leaves at once.',
  })
  readonly nextFirstMessageAt: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "The messenger itself refuses the account's first messages until then; running conversations go on. Null: it does not.",
  })
  readonly firstMessagesHeldUntil: Date | null;

  constructor(account: Account, capabilities: ConnectorCapabilities | undefined, use: AccountUse | null, now: Date) {
    const limits = accountLimits(account, capabilities, now);
    const budget = firstMessageBudget(limits, use?.firstMessages ?? { count: 0, oldestAt: null, lastAt: null }, account, now);
    const heldUntil = account.firstMessagesHeldUntil;
    const { messagesPerMinute, messagesPerDay } = messageLimits(account);
    const messages = messageBudget(messageLimits(account), use?.calls ?? { messagesPerMinute: NONE, messagesPerDay: NONE }, now);
    this.queueLimit = queueLimit(account);
    this.messagesPerMinute = messagesPerMinute;
    this.messagesPerDay = messagesPerDay;
    this.messagesLeft = messages.left;
    this.nextMessageAt = messages.nextAt;
    this.queued = use?.queued ?? 0;
    this.sentToday = use?.sentToday ?? 0;
    this.checksToday = use?.checksToday ?? 0;
    this.checksPerDay = limits.checksPerDay;
    this.searchesToday = use?.searchesToday ?? 0;
    this.searchesPerDay = limits.searchesPerDay;
    this.firstMessagesPerDay = budget.perDay;
    this.firstMessagesLeft = budget.left;
    this.nextFirstMessageAt = budget.nextAt;
    this.firstMessagesHeldUntil = heldUntil !== null && heldUntil > now ? heldUntil : null;
  }
}
