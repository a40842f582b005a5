import { sendAgain } from '@olchat/domain';
import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { ownId } from '../ids.ts';
import { MessageAccepted, SendMessageResult } from './message-accepted.type.ts';

@InputType({ description: 'Which message a person decides to send again.' })
export class SendAgainInput {
  @Field(() => ID, { description: 'A message that is FAILED, CANCELLED or UNCONFIRMED.' })
  readonly messageId!: string;

  @Field(() => String, { description: 'Your own name for this one intent, as in `sendMessage`.' })
  readonly idempotencyKey!: string;
}

@Resolver()
export class SendAgainResolver {
  @Mutation(() => SendMessageResult.type, {
    description:
      'Sends again by decision of a person. A failed or cancelled message becomes one new one, linked by `sentAgainAs`; whoever asks after that gets that one, as a duplicate. An unconfirmed one is tried once more as the same message. Only its sender and administrators may.',
  })
  async sendAgain(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => SendAgainInput, { description: 'Which message.' }) input: SendAgainInput,
  ) {
    const answer = await sendAgain(services, caller, { messageId: ownId(input.messageId), idempotencyKey: input.idempotencyKey });
    return SendMessageResult.of(answer, locale, accepted => new MessageAccepted(accepted));
  }
}
