import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { usableAccount } from '../account/usable-account.ts';
import type { RequestContext } from '../context.ts';
import { RecipientType } from '../recipient/recipient.type.ts';
import { ChatType } from './chat.type.ts';

@Resolver(() => RecipientType)
export class RecipientChatResolver {
  @FieldResolver(() => ChatType, { nullable: true, description: 'The chat with this recipient through an account, if there is one.' })
  async chat(
    @Root() recipient: RecipientType,
    @Ctx() context: RequestContext,
    @Arg('accountId', () => ID, { description: 'The account.' }) accountId: string,
  ): Promise<ChatType | null> {
    const account = await usableAccount(context, accountId);
    if (account === null) return null;
    const chat = await context.loaders.chatOf.load({ accountId: account.id, recipientId: recipient.source.id });
    return chat === null ? null : new ChatType(chat);
  }
}
