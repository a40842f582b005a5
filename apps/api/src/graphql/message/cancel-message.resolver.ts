import { cancelMessage } from '@olchat/domain';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { ownId } from '../ids.ts';
import { NotAllowed, resultUnion } from '../refusals.ts';
import { MessageType } from './message.type.ts';

@InputType({ description: 'Which message to take back.' })
export class CancelMessageInput {
  @Field(() => ID, { description: 'A message that is still QUEUED.' })
  readonly messageId!: string;
}

@ObjectType('MessageCancelled', { description: 'It will not leave.' })
export class MessageCancelled {
  @Field(() => MessageType, { description: 'The message, now CANCELLED.' })
  readonly message: MessageType;

  constructor(message: MessageType) {
    this.message = message;
  }
}

const CancelMessageResult = resultUnion('CancelMessageResult', MessageCancelled, [NotAllowed]);

@Resolver()
export class CancelMessageResolver {
  @Mutation(() => CancelMessageResult.type, {
    description: 'Takes back a queued message. Refused with IN_FLIGHT once its send has begun. Only its sender and administrators may.',
  })
  async cancelMessage(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => CancelMessageInput, { description: 'Which message.' }) input: CancelMessageInput,
  ) {
    const answer = await cancelMessage(services, caller, ownId(input.messageId));
    return CancelMessageResult.of(answer, locale, message => new MessageCancelled(new MessageType(message)));
  }
}
