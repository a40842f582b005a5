import { refuse } from '@olchat/domain';
import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { usableAccount } from '../account/usable-account.ts';
import type { RequestContext } from '../context.ts';
import { refusalType, RefusalType } from '../refusals.ts';
import { RecipientType } from './recipient.type.ts';

@Resolver(() => RecipientType)
export class RecipientObstacleResolver {
  @FieldResolver(() => RefusalType, {
    nullable: true,
    description:
      'Why a first message through an account would be refused, as the messenger said when it found the person, at most a week ago: PREMIUM_NEEDED, PAYMENT_NEEDED. Null: nothing is known against it, or there is a conversation already. Asks nobody.',
  })
  async obstacle(
    @Root() { source }: RecipientType,
    @Ctx() context: RequestContext,
    @Arg('accountId', () => ID, { description: 'The account.' }) accountId: string,
  ): Promise<RefusalType | null> {
    const account = await usableAccount(context, accountId);
    if (account === null) return null;
    const code = await context.loaders.strangerObstacle.load({ accountId: account.id, recipient: source });
    return code === null ? null : refusalType(refuse(code), context.locale);
  }
}
