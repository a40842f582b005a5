import { Account, parseId, refuse, type AccountId, type FeedRow } from '@olchat/domain';
import { Arg, createUnionType, Field, ID, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { refusalError } from '../errors.ts';
import { FeedPosition, FeedResync } from '../feed/feed-position.type.ts';
import { followFeed, type Followed } from '../feed/follow-feed.ts';
import { Cursor } from '../scalars.ts';
import { AccountType } from './account.type.ts';
import { usableAccount } from './usable-account.ts';

@ObjectType('AccountStateChanged', { description: 'The state of an account changed.' })
export class AccountStateChanged {
  @Field(() => Cursor, { description: 'Keep it: `after` of the next connection.' })
  readonly cursor: string;

  @Field(() => AccountType, { description: 'The account, with its state as of this event.' })
  readonly account: AccountType;

  constructor(cursor: string, account: AccountType) {
    this.cursor = cursor;
    this.account = account;
  }
}

const AccountStateEventUnion = createUnionType({
  name: 'AccountStateEvent',
  description: 'An event of `accountState`.',
  types: () => [AccountStateChanged, FeedPosition, FeedResync] as const,
});

interface AccountStateArgs {
  accountId?: string | null;
  after?: string | null;
}

@Resolver()
export class AccountStateSubscription {
  @Subscription(() => AccountStateEventUnion, {
    subscribe: ({ args, context }: { args: AccountStateArgs; context: RequestContext }) => follow(context, args),
    description:
      'States of one account, or of all that the caller may use. An account that he may not use ends the subscription with the error NOT_FOUND.',
  })
  accountState(
    @Root() event: Followed<AccountStateChanged>,
    @Arg('accountId', () => ID, { nullable: true, description: 'Only this account.' }) _accountId?: string | null,
    @Arg('after', () => Cursor, {
      nullable: true,
      description: 'The last cursor seen: everything missed since comes first, in order, once. Absent: from now on.',
    })
    _after?: string | null,
  ): Followed<AccountStateChanged> {
    return event;
  }
}

async function follow(
  context: RequestContext,
  { accountId, after }: AccountStateArgs,
): Promise<AsyncIterable<Followed<AccountStateChanged>>> {
  const wanted = accountId == null ? null : (parseId<AccountId>(accountId) ?? '');
  if (wanted !== null && (await usableAccount(context, wanted)) === null) throw refusalError(refuse('NOT_FOUND'), context.locale);
  return followFeed(context, after ?? null, (row, cursor) => select(context, wanted, row, cursor));
}

async function select(
  context: RequestContext,
  wanted: string | null,
  { event }: FeedRow,
  cursor: string,
): Promise<AccountStateChanged | null> {
  if (event.kind !== 'account-state' || (wanted !== null && wanted !== event.accountId)) return null;
  const account = await usableAccount(context, event.accountId);
  if (account === null) return null;
  const then = Object.assign(new Account(), account, { state: event.state, stateReason: event.reason, stateSince: new Date(event.since) });
  return new AccountStateChanged(cursor, new AccountType(then));
}
