import { restartAccount, type AccountId } from '@olchat/domain';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { ownId } from '../ids.ts';
import { AccountUnavailable, NotAllowed, resultUnion } from '../refusals.ts';
import { AccountType } from './account.type.ts';

@InputType({ description: 'Which account to restart.' })
export class RestartAccountInput {
  @Field(() => ID, { description: 'The account.' })
  readonly accountId!: string;
}

@ObjectType('AccountRestarting', {
  description: 'The connection of the account is closed and opened anew; its states follow by `accountState`.',
})
export class AccountRestarting {
  @Field(() => AccountType, { description: 'The account as it was when this was asked for.' })
  readonly account: AccountType;

  constructor(account: AccountType) {
    this.account = account;
  }
}

const RestartAccountResult = resultUnion('RestartAccountResult', AccountRestarting, [NotAllowed, AccountUnavailable]);

@Resolver()
export class RestartAccountResolver {
  @Mutation(() => RestartAccountResult.type, {
    description: 'Connects an account anew without logging it out; what waits in it goes on afterwards. Administrators only.',
  })
  async restartAccount(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => RestartAccountInput, { description: 'Which account.' }) input: RestartAccountInput,
  ) {
    const answer = await restartAccount(services, caller, ownId<AccountId>(input.accountId));
    return RestartAccountResult.of(answer, locale, account => new AccountRestarting(new AccountType(account)));
  }
}
