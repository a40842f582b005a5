import { parseId, refuse, type MessageId } from '@olchat/domain';
import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { usableAccount } from '../account/usable-account.ts';
import { CardInput, cardRef } from '../card/card-ref.type.ts';
import type { RequestContext } from '../context.ts';
import { refusalError } from '../errors.ts';
import { pageRequest } from '../page-request.ts';
import { MessageConnection } from './message-connection.type.ts';
import { MessageType } from './message.type.ts';
import { assertReadable, mayRead, onlySender, visiblePage } from './visible-messages.ts';

@Resolver()
export class MessagesQuery {
  @Query(() => MessageType, { nullable: true, description: 'One message; null when it does not exist or the caller may not see it.' })
  async message(
    @Ctx() context: RequestContext,
    @Arg('id', () => ID, { description: 'Id of the message.' }) id: string,
  ): Promise<MessageType | null> {
    const { loaders } = context;
    const messageId = parseId<MessageId>(id);
    const message = messageId === undefined ? null : await loaders.message.load(messageId);
    return message !== null && (await mayRead(context, message)) ? new MessageType(message) : null;
  }

  @Query(() => MessageConnection, {
    description:
      'Messages, newest first: of a card, or of an account, or of the portal. Without a card an employee who is not an administrator sees his own. A card or account that the caller may not see: the error NOT_FOUND or ACCOUNT_NOT_FOUND.',
  })
  async messages(
    @Ctx() context: RequestContext,
    @Arg('card', () => CardInput, { nullable: true, description: 'Only messages written from this card.' }) card?: CardInput | null,
    @Arg('accountId', () => ID, { nullable: true, description: 'Only messages through this account.' }) accountId?: string | null,
    @Arg('first', () => Int, { nullable: true, description: 'So many at most, from 1 to 100; 20 by default.' }) first?: number | null,
    @Arg('after', () => String, { nullable: true, description: '`endCursor` of the page before.' }) after?: string | null,
  ): Promise<MessageConnection> {
    const { caller, services, locale } = context;
    const page = pageRequest(first, after);
    const account = accountId == null ? null : await usableAccount(context, accountId);
    if (accountId != null && account === null) throw refusalError(refuse('ACCOUNT_NOT_FOUND'), locale);
    if (card != null) {
      const ref = cardRef(card);
      await assertReadable(context, ref);
      return visiblePage(context, await services.reads.messagesOfCard(caller.portalId, ref, page), account?.id ?? null);
    }
    const found =
      account === null
        ? await services.reads.messagesOfPortal(caller.portalId, onlySender(context), page)
        : await services.reads.messagesOfAccount(caller.portalId, account.id, onlySender(context), page);
    return visiblePage(context, found, null);
  }
}
