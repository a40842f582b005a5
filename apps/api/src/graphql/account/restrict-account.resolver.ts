import { restrictAccount, type AccountId } from '@olchat/domain';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { accessEntry, AccessInput } from '../access/access-entry.type.ts';
import type { RequestContext } from '../context.ts';
import { ownId } from '../ids.ts';
import { NotAllowed, resultUnion } from '../refusals.ts';
import { AccountType } from './account.type.ts';

@InputType({ description: 'Who may use an account.' })
export class RestrictAccountInput {
  @Field(() => ID, { description: 'The account.' })
  readonly accountId!: string;

  @Field(() => [AccessInput], {
    description:
      'The whole list, at most 200 entries; empty: everybody with access to the application. An entry that Bitrix24 does not know: NOT_FOUND.',
  })
  readonly access!: AccessInput[];
}

@ObjectType('AccountRestricted', { description: 'The list is stored and holds from the next use of the account on.' })
export class AccountRestricted {
  @Field(() => AccountType, { description: 'The account as it is now.' })
  readonly account: AccountType;

  constructor(account: AccountType) {
    this.account = account;
  }
}

const RestrictAccountResult = resultUnion('RestrictAccountResult', AccountRestricted, [NotAllowed]);

@Resolver()
export class RestrictAccountResolver {
  @Mutation(() => RestrictAccountResult.type, {
    description:
      'Sets who may use an account: employees, departments without their sub-departments, workgroups. Where somebody belongs is looked up when he uses it. Others, administrators too, neither see the account nor can name it. Administrators only. Stands in `changes`.',
  })
  async restrictAccount(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => RestrictAccountInput, { description: 'The account and its list.' }) input: RestrictAccountInput,
  ) {
    const answer = await restrictAccount(services, caller, {
      accountId: ownId<AccountId>(input.accountId),
      access: input.access.map(accessEntry),
    });
    return RestrictAccountResult.of(answer, locale, account => new AccountRestricted(new AccountType(account)));
  }
}
