import type { AcceptedMessage } from '@olchat/domain';
import { Field, ObjectType } from 'type-graphql';
import { AccountUnavailable, ContentRejected, LimitReached, NotAllowed, resultUnion } from '../refusals.ts';
import { MessageType } from './message.type.ts';

@ObjectType('MessageAccepted', { description: 'Stored: it will leave, or fail with a reason; it is never lost and never sent twice.' })
export class MessageAccepted {
  @Field(() => MessageType, { description: 'The first of its messages.' })
  readonly message: MessageType;

  @Field(() => [MessageType], { description: 'All of them, in order.' })
  readonly messages: MessageType[];

  @Field(() => Boolean, {
    description: 'The key was used before for the same content: these are the messages of then, and nothing new was made.',
  })
  readonly duplicate: boolean;

  constructor({ messages, isDuplicate }: AcceptedMessage) {
    this.messages = messages.map(message => new MessageType(message));
    const [first] = this.messages;
    if (first === undefined) throw new Error('an accepted send has no message');
    this.message = first;
    this.duplicate = isDuplicate;
  }
}

export const SendMessageResult = resultUnion('SendMessageResult', MessageAccepted, [
  NotAllowed,
  AccountUnavailable,
  ContentRejected,
  LimitReached,
]);
