import { refuse, usableAccounts, type Messenger } from '@olchat/domain';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { MessengerEnum } from '../enums.ts';
import { refusalError } from '../errors.ts';
import { AccountType } from './account.type.ts';

@Resolver()
export class AccountsQuery {
  @Query(() => [AccountType], {
    description: 'The accounts that the caller may use, connected or not, by title; hidden ones are left out.',
  })
  async accounts(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('messenger', () => MessengerEnum, { nullable: true, description: 'Only those of this messenger.' }) messenger: Messenger | null,
    @Arg('forSettings', () => Boolean, {
      nullable: true,
      description:
        'Every account of the portal, hidden ones too and those that the caller may not use himself. Administrators only: others get the error FORBIDDEN.',
    })
    forSettings?: boolean | null,
  ): Promise<AccountType[]> {
    const isForSettings = forSettings === true;
    if (isForSettings && !caller.isAdministrator) throw refusalError(refuse('FORBIDDEN', { right: 'administrator' }), locale);
    const accounts = await services.storage.transaction(caller.portalId, tx => tx.accounts.list());
    const shown = isForSettings ? accounts : (await usableAccounts(services, caller, accounts)).filter(({ hidden }) => !hidden);
    return shown
      .filter(account => messenger == null || account.messenger === messenger)
      .toSorted((a, b) => a.title.localeCompare(b.title, caller.locale))
      .map(account => new AccountType(account));
  }
}
