import { parseId, refuse, type AccountId, type LoginStep } from '@olchat/domain';
import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { refusalError } from '../errors.ts';
import { abortable } from '../feed/abortable.ts';
import { LoginStepType } from './login-step.type.ts';
import { usableAccount } from './usable-account.ts';

@Resolver()
export class LoginSubscription {
  @Subscription(() => LoginStepType, {
    subscribe: ({ args, context }: { args: { accountId: string }; context: RequestContext }) => follow(context, args.accountId),
    description:
      'The steps of a login: the present one first, then each change; ends after DONE. Administrators only: others get the error FORBIDDEN. A missing account: ACCOUNT_NOT_FOUND.',
  })
  login(@Root() step: LoginStepType, @Arg('accountId', () => ID, { description: 'The account.' }) _accountId: string): LoginStepType {
    return step;
  }
}

async function follow(context: RequestContext, id: string): Promise<AsyncIterable<LoginStepType>> {
  const { caller, services, locale } = context;
  if (!caller.isAdministrator) throw refusalError(refuse('FORBIDDEN', { right: 'administrator' }), locale);
  const accountId = parseId<AccountId>(id);
  if (accountId === undefined || (await usableAccount(context, id)) === null) throw refusalError(refuse('ACCOUNT_NOT_FOUND'), locale);
  return abortable(async function* (signal) {
    let last: string | null = null;
    // The feed's first item is where it stands now: a step stored before it is read here, one stored after it comes as a row.
    for await (const item of services.feed.subscribe(caller.portalId, null, signal)) {
      if (item.kind === 'row' && (item.row.event.kind !== 'login' || item.row.event.accountId !== accountId)) continue;
      if (item.kind === 'position' && last !== null) continue;
      if (!context.caller.isAdministrator) return;
      const step: LoginStep | null = await services.storage.transaction(caller.portalId, tx => tx.logins.find(accountId));
      const text = JSON.stringify(step);
      if (step === null || text === last) continue;
      last = text;
      yield new LoginStepType(accountId, step, locale);
      if (step.kind === 'DONE') return;
    }
  });
}
