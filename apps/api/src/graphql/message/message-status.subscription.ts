import { cardKey, parseId, refuse, type AccountId, type FeedRow, type MessageId } from '@olchat/domain';
import { createUnionType, Arg, Field, ID, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import { mayUse, usableAccount } from '../account/usable-account.ts';
import { CardInput, cardRef } from '../card/card-ref.type.ts';
import type { RequestContext } from '../context.ts';
import { refusalError } from '../errors.ts';
import { FeedPosition, FeedResync } from '../feed/feed-position.type.ts';
import { followFeed, type Followed } from '../feed/follow-feed.ts';
import { Cursor } from '../scalars.ts';
import { messageAt, type MessageStatusEvent } from './message-at.ts';
import { MessageType } from './message.type.ts';
import { StatusChangeType } from './status-change.type.ts';
import { assertReadable, mayRead, onlySender } from './visible-messages.ts';

@ObjectType('MessageStatusChanged', { description: 'The status of a message moved.' })
export class MessageStatusChanged {
  @Field(() => Cursor, { description: 'Keep it: `after` of the next connection.' })
  readonly cursor: string;

  @Field(() => MessageType, { description: 'The message as of this event.' })
  readonly message: MessageType;

  @Field(() => StatusChangeType, { description: 'The news that moved it.' })
  readonly change: StatusChangeType;

  constructor(cursor: string, message: MessageType, change: StatusChangeType) {
    this.cursor = cursor;
    this.message = message;
    this.change = change;
  }
}

@ObjectType('MessageWaitChanged', {
  description:
    'What stands beside the status of a message changed: it waits until another time than before, it is tried again, it was sent again as another message, or its publication failed or succeeded after a failure. Its status is as it was.',
})
export class MessageWaitChanged {
  @Field(() => Cursor, { description: 'Keep it: `after` of the next connection.' })
  readonly cursor: string;

  @Field(() => MessageType, { description: 'The message as it is now.' })
  readonly message: MessageType;

  constructor(cursor: string, message: MessageType) {
    this.cursor = cursor;
    this.message = message;
  }
}

type MessageEvent = MessageStatusChanged | MessageWaitChanged;

const MessageStatusEventUnion = createUnionType({
  name: 'MessageStatusEvent',
  description: 'An event of `messageStatus`.',
  types: () => [MessageStatusChanged, MessageWaitChanged, FeedPosition, FeedResync] as const,
});

interface MessageStatusArgs {
  messageId?: string | null;
  card?: CardInput | null;
  accountId?: string | null;
  after?: string | null;
}

interface Wanted {
  messageId: MessageId | null;
  accountId: AccountId | null;
  cardKey: string | null;
}

@Resolver()
export class MessageStatusSubscription {
  @Subscription(() => MessageStatusEventUnion, {
    subscribe: ({ args, context }: { args: MessageStatusArgs; context: RequestContext }) => follow(context, args),
    description:
      'Statuses of one message, of a card, of an account, or of the portal; several filters narrow each other. Without a message or card an employee who is not an administrator hears of his own messages. What the caller may not see ends the subscription with the error NOT_FOUND.',
  })
  messageStatus(
    @Root() event: Followed<MessageEvent>,
    @Arg('messageId', () => ID, { nullable: true, description: 'Only this message.' }) _messageId?: string | null,
    @Arg('card', () => CardInput, { nullable: true, description: 'Only messages written from this card.' }) _card?: CardInput | null,
    @Arg('accountId', () => ID, { nullable: true, description: 'Only messages through this account.' }) _accountId?: string | null,
    @Arg('after', () => Cursor, {
      nullable: true,
      description: 'The last cursor seen: everything missed since comes first, in order, once. Absent: from now on.',
    })
    _after?: string | null,
  ): Followed<MessageEvent> {
    return event;
  }
}

async function follow(context: RequestContext, args: MessageStatusArgs): Promise<AsyncIterable<Followed<MessageEvent>>> {
  const wanted = await permitted(context, args);
  return followFeed(context, args.after ?? null, (row, cursor) => select(context, wanted, row, cursor));
}

/** Throws NOT_FOUND for what the caller may not see, missing or not (SE-13). */
async function permitted(context: RequestContext, { messageId, card, accountId }: MessageStatusArgs): Promise<Wanted> {
  const { loaders, locale } = context;
  const wanted: Wanted = { messageId: null, accountId: null, cardKey: null };
  const notFound = () => refusalError(refuse('NOT_FOUND'), locale);
  if (messageId != null) {
    const id = parseId<MessageId>(messageId);
    const message = id === undefined ? null : await loaders.message.load(id);
    if (message === null || !(await mayRead(context, message))) throw notFound();
    wanted.messageId = message.id;
  }
  if (accountId != null) {
    const account = await usableAccount(context, accountId);
    if (account === null) throw notFound();
    wanted.accountId = account.id;
  }
  if (card != null) {
    const ref = cardRef(card);
    await assertReadable(context, ref);
    wanted.cardKey = cardKey(ref);
  }
  return wanted;
}

async function select(context: RequestContext, wanted: Wanted, { event }: FeedRow, cursor: string): Promise<MessageEvent | null> {
  if ((event.kind !== 'message-status' && event.kind !== 'message-wait') || !matches(wanted, event)) return null;
  const { caller, services, shared } = context;
  const account = await shared.eventAccounts.get(`${caller.portalId}:${event.accountId}`, async () => {
    const found = await services.reads.accounts(caller.portalId, [event.accountId]);
    return found.get(event.accountId) ?? null;
  });
  if (account === null || !(await mayUse(context, account))) return null;
  const version = event.kind === 'message-wait' ? cursor : event.historyLength;
  const message = await shared.eventMessages.get(`${caller.portalId}:${event.messageId}:${version}`, async () => {
    const found = await services.reads.messages(caller.portalId, [event.messageId]);
    return found.get(event.messageId) ?? null;
  });
  if (message === null || !isForCaller(context, wanted, message.senderId)) return null;
  if (event.kind === 'message-wait') return new MessageWaitChanged(cursor, new MessageType(message));
  const then = messageAt(message, event);
  if (then === null) return null;
  return new MessageStatusChanged(
    cursor,
    new MessageType(then.message, event.activityId),
    new StatusChangeType(then.change, caller.locale),
  );
}

const matches = (wanted: Wanted, event: Pick<MessageStatusEvent, 'messageId' | 'accountId' | 'cardKey'>): boolean =>
  (wanted.messageId === null || wanted.messageId === event.messageId) &&
  (wanted.accountId === null || wanted.accountId === event.accountId) &&
  (wanted.cardKey === null || wanted.cardKey === event.cardKey);

/** The card, or the one message, was permitted when the subscription began. */
const isForCaller = (context: RequestContext, wanted: Wanted, senderId: string): boolean =>
  wanted.cardKey !== null || wanted.messageId !== null || (onlySender(context) ?? senderId) === senderId;
