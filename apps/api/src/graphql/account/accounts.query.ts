import type { Messenger } from '@olchat/domain';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { MessengerEnum } from '../enums.ts';
import { AccountType } from './account.type.ts';

@Resolver()
export class AccountsQuery {
  @Query(() => [AccountType], { description: 'The accounts that the caller may use, connected or not, by title.' })
  async accounts(
    @Ctx() { caller, services }: RequestContext,
    @Arg('messenger', () => MessengerEnum, { nullable: true, description: 'Only those of this messenger.' }) messenger: Messenger | null,
  ): Promise<AccountType[]> {
    const accounts = await services.storage.transaction(caller.portalId, tx => tx.accounts.list());
    return accounts
      .filter(account => account.mayBeUsedBy(caller.employeeId) && (messenger == null || account.messenger === messenger))
      .toSorted((a, b) => a.title.localeCompare(b.title, caller.locale))
      .map(account => new AccountType(account));
  }
}
