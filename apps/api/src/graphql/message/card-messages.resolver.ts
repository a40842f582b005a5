import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { CardContentType } from '../card/card.query.ts';
import type { RequestContext } from '../context.ts';
import { pageRequest } from '../page-request.ts';
import { MessageConnection } from './message-connection.type.ts';
import { visiblePage } from './visible-messages.ts';

@Resolver(() => CardContentType)
export class CardMessagesResolver {
  @FieldResolver(() => MessageConnection, { description: 'Messages written from this card, newest first, by everybody.' })
  async messages(
    @Root() card: CardContentType,
    @Ctx() context: RequestContext,
    @Arg('first', () => Int, { nullable: true, description: 'So many at most, from 1 to 100; 20 by default.' }) first?: number | null,
    @Arg('after', () => String, { nullable: true, description: '`endCursor` of the page before.' }) after?: string | null,
  ): Promise<MessageConnection> {
    const { caller, services } = context;
    const page = await services.reads.messagesOfCard(caller.portalId, card.source.card, pageRequest(first, after));
    return visiblePage(context, page, null);
  }
}
