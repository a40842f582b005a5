import { takeOverChat } from '@olchat/domain';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { ownId } from '../ids.ts';
import { NotAllowed, resultUnion } from '../refusals.ts';
import { ChatType } from './chat.type.ts';

@InputType({ description: 'Which dialogue to take over.' })
export class TakeOverChatInput {
  @Field(() => ID, { description: 'The chat.' })
  readonly chatId!: string;
}

@ObjectType('ChatTakenOver', { description: 'The caller is the operator of the dialogue now.' })
export class ChatTakenOver {
  @Field(() => ChatType, { description: 'The chat.' })
  readonly chat: ChatType;

  constructor(chat: ChatType) {
    this.chat = chat;
  }
}

const TakeOverChatResult = resultUnion('TakeOverChatResult', ChatTakenOver, [NotAllowed]);

@Resolver()
export class TakeOverChatResolver {
  @Mutation(() => TakeOverChatResult.type, {
    description:
      "Makes the caller the operator of a dialogue, also of another employee's, who leaves it. An act of its own: `createChat` never takes " +
      "a dialogue away. The caller must stand in the line's queue (NotAllowed, LINE) and be able to change the card that the chat was made from.",
  })
  async takeOverChat(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => TakeOverChatInput, { description: 'Which one.' }) input: TakeOverChatInput,
  ) {
    const answer = await takeOverChat(services, caller, { chatId: ownId(input.chatId) });
    return TakeOverChatResult.of(answer, locale, ({ chat }) => new ChatTakenOver(new ChatType(chat)));
  }
}
