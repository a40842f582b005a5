import { createChat } from '@olchat/domain';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { CardInput, cardRef } from '../card/card-ref.type.ts';
import type { RequestContext } from '../context.ts';
import { ownId } from '../ids.ts';
import { AccountUnavailable, NotAllowed, resultUnion } from '../refusals.ts';
import { ChatType } from './chat.type.ts';

@InputType({ description: 'With whom, through which account, from which card.' })
export class CreateChatInput {
  @Field(() => CardInput, { description: 'The card; the employee must be able to change it.' })
  readonly card!: CardInput;

  @Field(() => ID, { description: 'The account.' })
  readonly accountId!: string;

  @Field(() => ID, { description: 'The client.' })
  readonly recipientId!: string;
}

@ObjectType('ChatCreated', { description: 'The chat is there and open for the employee.' })
export class ChatCreated {
  @Field(() => ChatType, { description: 'The chat.' })
  readonly chat: ChatType;

  @Field(() => Boolean, { description: 'False: there was one already.' })
  readonly created: boolean;

  constructor(chat: ChatType, created: boolean) {
    this.chat = chat;
    this.created = created;
  }
}

const CreateChatResult = resultUnion('CreateChatResult', ChatCreated, [NotAllowed, AccountUnavailable]);

@Resolver()
export class CreateChatResolver {
  @Mutation(() => CreateChatResult.type, {
    description:
      'Makes or opens the open-line chat with a client. Nothing reaches the client. A new or closed chat belongs to the caller afterwards.',
  })
  async createChat(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => CreateChatInput, { description: 'With whom.' }) input: CreateChatInput,
  ) {
    const answer = await createChat(services, caller, {
      card: cardRef(input.card),
      accountId: ownId(input.accountId),
      recipientId: ownId(input.recipientId),
    });
    return CreateChatResult.of(answer, locale, ({ chat, created }) => new ChatCreated(new ChatType(chat), created));
  }
}
