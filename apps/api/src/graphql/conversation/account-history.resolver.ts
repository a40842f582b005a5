/** «История чата» from the account itself: what the messenger keeps, joined with what we know (S-11). */
import { accountHistory, isRefusal, type AccountHistoryDeps, type AccountId } from '@olchat/domain';
import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { CardContentType } from '../card/card.query.ts';
import type { RequestContext } from '../context.ts';
import { ownId } from '../ids.ts';
import { PageInfo } from '../message/message-connection.type.ts';
import { pageSize } from '../page-request.ts';
import { refusalType, RefusalType } from '../refusals.ts';
import { ConversationEntryType } from './conversation-entry.type.ts';
import { packCursor, readCursor } from './history-cursor.ts';

@ObjectType('AccountHistory', {
  description:
    'A page of a conversation as the messenger keeps it, newest first, joined with what we know: of our own messages our statuses are the truth. What stands in the messenger only passes through and is not stored.',
})
export class AccountHistoryType {
  @Field(() => [ConversationEntryType], {
    description: 'Messages in both directions. A page may hold a few more than asked: ours of that time which never came to the messenger.',
  })
  readonly nodes: ConversationEntryType[];

  @Field(() => PageInfo, { description: 'Where the page ends; without a next page the conversation begins here.' })
  readonly pageInfo: PageInfo;

  @Field(() => RefusalType, {
    nullable: true,
    description:
      'Why there is no page: HISTORY_NOT_OFFERED (see `AccountCapabilities.readsHistory`), HISTORY_UNAVAILABLE, HISTORY_NO_START and HISTORY_PHONE_SILENT of WhatsApp, whose phone is asked, LIMIT_REACHED when too many pages were asked for in a minute or the messenger wants a pause, ACCOUNT_NOT_FOUND or another state of the account, NOT_FOUND when the recipient is not among the addresses of the card.',
  })
  readonly reason: RefusalType | null;

  constructor(nodes: ConversationEntryType[], pageInfo: PageInfo, reason: RefusalType | null) {
    this.nodes = nodes;
    this.pageInfo = pageInfo;
    this.reason = reason;
  }
}

@Resolver(() => CardContentType)
export class AccountHistoryResolver {
  @FieldResolver(() => AccountHistoryType, {
    description:
      'What an account and a recipient of this card wrote to each other as the messenger keeps it, also before the account was connected or past us. Asks the messenger once per page, at most 30 s; marks nothing as read. Who may read the card and use the account may read it.',
  })
  async accountHistory(
    @Root() { source }: CardContentType,
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('accountId', () => ID, { description: 'The account that asks its messenger.' }) accountId: string,
    @Arg('recipientId', () => ID, { description: 'One of the recipients of this card.' }) recipientId: string,
    @Arg('first', () => Int, { nullable: true, description: 'So many from the messenger at most, from 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: '`endCursor` of the page before.' }) after?: string | null,
  ): Promise<AccountHistoryType> {
    const { storage, clock, crm, directory, connectors, reads } = services;
    const deps: AccountHistoryDeps = {
      ...{ storage, clock, crm, directory, connectors },
      untilChange: (portalId, ms) => services.untilChange(portalId, ms),
      known: (portalId, pair, wish) => reads.knownHistory(portalId, pair, wish),
    };
    const command = { card: source.card, content: source, recipientId, first: pageSize(first), after: readCursor(after) };
    const page = await accountHistory(deps, caller, { ...command, accountId: ownId<AccountId>(accountId) });
    if (isRefusal(page)) return new AccountHistoryType([], new PageInfo(false, null), refusalType(page, locale));
    const nodes = page.entries.map(entry => new ConversationEntryType(entry));
    return new AccountHistoryType(nodes, new PageInfo(page.next !== null, page.next === null ? null : packCursor(page.next)), null);
  }
}
