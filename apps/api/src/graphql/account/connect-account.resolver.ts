import { connectAccount, type ConnectorKind, type LineId } from '@olchat/domain';
import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { badInput } from '../errors.ts';
import { ConnectorKindEnum } from '../enums.ts';
import { LoginResult, loginStep } from './login-step.type.ts';

@InputType({ description: 'A new account. Give `lineId` for an existing line, or `newLineName` to make one; exactly one of them.' })
export class ConnectAccountInput {
  @Field(() => ConnectorKindEnum, { description: 'The way into the messenger.' })
  readonly kind!: ConnectorKind;

  @Field(() => String, { nullable: true, description: 'Name for people; the name of the line by default.' })
  readonly title?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "An existing open line, by Bitrix24's id. A line whose account was disconnected takes it back.",
  })
  readonly lineId?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of an open line to be made.' })
  readonly newLineName?: string | null;
}

@Resolver()
export class ConnectAccountResolver {
  @Mutation(() => LoginResult.type, {
    description:
      'Connects an account to an open line and begins its login. Administrators only. The steps after the first come by the subscription `login`.',
  })
  async connectAccount(
    @Ctx() { caller, services, shared, locale }: RequestContext,
    @Arg('input', () => ConnectAccountInput, { description: 'Which account, on which line.' }) input: ConnectAccountInput,
  ) {
    const answer = await connectAccount(services, caller, { kind: input.kind, title: input.title ?? null, line: lineOf(input) });
    shared.lineNews.forget(caller.portalId);
    return LoginResult.of(answer, locale, loginStep(locale));
  }
}

function lineOf({ lineId, newLineName }: ConnectAccountInput): { id: LineId } | { newName: string } {
  if (lineId != null && newLineName == null) return { id: lineId as LineId };
  if (newLineName != null && lineId == null) return { newName: newLineName };
  throw badInput('Give either `lineId` or `newLineName`');
}
