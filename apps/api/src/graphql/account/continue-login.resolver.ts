import { continueLogin, type AccountId } from '@olchat/domain';
import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { ownId } from '../ids.ts';
import { LoginResult, loginStep } from './login-step.type.ts';

@InputType({ description: 'A new series of QR codes after the old one ended.' })
export class ContinueLoginInput {
  @Field(() => ID, { description: 'The account.' })
  readonly accountId!: string;
}

@Resolver()
export class ContinueLoginResolver {
  @Mutation(() => LoginResult.type, { description: 'Begins the login of an account again. Administrators only.' })
  async continueLogin(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => ContinueLoginInput, { description: 'Which account.' }) input: ContinueLoginInput,
  ) {
    return LoginResult.of(await continueLogin(services, caller, ownId<AccountId>(input.accountId)), locale, loginStep);
  }
}
