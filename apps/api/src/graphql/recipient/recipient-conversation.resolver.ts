import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { usableAccount } from '../account/usable-account.ts';
import type { RequestContext } from '../context.ts';
import { RecipientType } from './recipient.type.ts';

@Resolver(() => RecipientType)
export class RecipientConversationResolver {
  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether a message in either direction went between an account and the person, from whatever card: then nothing counts against the limits of first messages. Null: the caller may not use the account. Asks nobody.',
  })
  async hasConversation(
    @Root() { source }: RecipientType,
    @Ctx() context: RequestContext,
    @Arg('accountId', () => ID, { description: 'The account.' }) accountId: string,
  ): Promise<boolean | null> {
    const account = await usableAccount(context, accountId);
    return account === null ? null : context.loaders.hasConversation.load({ accountId: account.id, recipientId: source.id });
  }
}
