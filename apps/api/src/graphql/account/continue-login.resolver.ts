import { continueLogin, type AccountId, type LoginInput } from '@olchat/domain';
import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { badInput } from '../errors.ts';
import { ownId } from '../ids.ts';
import { LoginResult, loginStep } from './login-step.type.ts';

@InputType({
  description:
    'An answer to the step of a login: at most one of `phone`, `code`, `password`, `resendCode`; none of them asks for a new series of QR codes.',
})
export class ContinueLoginInput {
  @Field(() => ID, { description: 'The account.' })
  readonly accountId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Log in by this number instead of a QR code, as people write it, with the code of the country: the messenger sends a code.',
  })
  readonly phone?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The code that the messenger sent; spaces do not matter. Kept sealed until it is used, never logged.',
  })
  readonly code?: string | null;

  @Field(() => String, { nullable: true, description: 'The cloud password of the account. Kept sealed until it is used, never logged.' })
  readonly password?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Ask for another code, not before `resendAt`.' })
  readonly resendCode?: boolean | null;
}

@Resolver()
export class ContinueLoginResolver {
  @Mutation(() => LoginResult.type, {
    description:
      'Answers a step of the login of an account, or begins it again. The next step comes in the answer where the messenger is quick, and by the subscription `login` in any case. Administrators only.',
  })
  async continueLogin(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => ContinueLoginInput, { description: 'Which account, and what the person answered.' }) input: ContinueLoginInput,
  ) {
    const answer = await continueLogin(services, caller, ownId<AccountId>(input.accountId), answerOf(input));
    return LoginResult.of(answer, locale, loginStep(locale));
  }
}

function answerOf({ phone, code, password, resendCode }: ContinueLoginInput): LoginInput {
  const answers: LoginInput[] = [];
  if (phone != null) answers.push({ kind: 'PHONE', phone });
  if (code != null) answers.push({ kind: 'CODE', code });
  if (password != null) answers.push({ kind: 'PASSWORD', password });
  if (resendCode === true) answers.push({ kind: 'RESEND_CODE' });
  const [answer = { kind: 'NEW_QR' }, ...more] = answers;
  if (more.length > 0) throw badInput('Give at most one of `phone`, `code`, `password`, `resendCode`');
  return answer;
}
