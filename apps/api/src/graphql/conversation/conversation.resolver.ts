/** «История чата»: what an account and a client wrote to each other, as far as it went through us (S-11). */
import { findRecipients, isRefusal, knownEntry, refuse, type AccountId, type Refusal } from '@olchat/domain';
import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { CardContentType } from '../card/card.query.ts';
import type { RequestContext } from '../context.ts';
import { ownId } from '../ids.ts';
import { PageInfo } from '../message/message-connection.type.ts';
import { pageCursor, pageSize } from '../page-request.ts';
import { refusalType, RefusalType } from '../refusals.ts';
import { DateTime } from '../scalars.ts';
import { ConversationEntryType } from './conversation-entry.type.ts';

@ObjectType('Conversation', { description: 'A page of a conversation, newest first.' })
export class ConversationType {
  @Field(() => [ConversationEntryType], { description: 'Messages in both directions.' })
  readonly nodes: ConversationEntryType[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  readonly pageInfo: PageInfo;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Since then everything that came through the account is kept, a year long. What was written before stands on the phone only. Null with a `reason`.',
  })
  readonly keptSince: Date | null;

  @Field(() => RefusalType, {
    nullable: true,
    description: 'Why there is nothing: ACCOUNT_NOT_FOUND, or NOT_FOUND when the recipient is not among the addresses of the card.',
  })
  readonly reason: RefusalType | null;

  constructor(nodes: ConversationEntryType[], pageInfo: PageInfo, keptSince: Date | null, reason: RefusalType | null) {
    this.nodes = nodes;
    this.pageInfo = pageInfo;
    this.keptSince = keptSince;
    this.reason = reason;
  }
}

@Resolver(() => CardContentType)
export class ConversationResolver {
  @FieldResolver(() => ConversationType, {
    description:
      'What was written through an account to a recipient of this card and what came back, whoever of the colleagues wrote it and from whatever card: who may read the card may read its chats. Read only; no messenger is asked.',
  })
  async conversation(
    @Root() { source }: CardContentType,
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('accountId', () => ID, { description: 'The account.' }) accountId: string,
    @Arg('recipientId', () => ID, { description: 'One of the recipients of this card.' }) recipientId: string,
    @Arg('first', () => Int, { nullable: true, description: 'So many at most, from 1 to 100; 20 by default.' }) first?: number | null,
    @Arg('after', () => String, { nullable: true, description: '`endCursor` of the page before.' }) after?: string | null,
  ): Promise<ConversationType> {
    const page = { first: pageSize(first), after: pageCursor(after) };
    const nothing = (refusal: Refusal) => new ConversationType([], new PageInfo(false, null), null, refusalType(refusal, locale));
    // Without `untilChange`: who is known is the answer, and no messenger is asked who the others are (D-6).
    const { storage, clock, crm, directory, connectors } = services;
    const asked = { card: source.card, accountId: ownId<AccountId>(accountId), content: source };
    const found = await findRecipients({ storage, clock, crm, directory, connectors }, caller, asked);
    if (isRefusal(found)) return nothing(found);
    const recipient = found.recipients.find(({ id }) => id === recipientId);
    if (recipient === undefined) return nothing(refuse('NOT_FOUND', { field: 'recipientId' }));
    const { entries, hasNextPage, keptSince } = await services.reads.conversation(
      caller.portalId,
      { accountId: asked.accountId, recipientId: recipient.id },
      page,
    );
    const nodes = entries.map(entry => new ConversationEntryType(knownEntry(entry)));
    return new ConversationType(nodes, new PageInfo(hasNextPage, nodes.at(-1)?.id ?? null), keptSince, null);
  }
}
