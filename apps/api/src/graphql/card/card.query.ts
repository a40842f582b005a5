import {
  chatSupport,
  findRecipients,
  isRefusal,
  refuse,
  type AccountId,
  type CardContent,
  type CardType,
  type ChatSupport,
} from '@olchat/domain';
import { Arg, Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { CardTypeEnum } from '../enums.ts';
import { refusalError } from '../errors.ts';
import { ownId } from '../ids.ts';
import { RecipientListType } from '../recipient/recipient.type.ts';
import { refusalType, RefusalType } from '../refusals.ts';
import { CardInput, cardRef } from './card-ref.type.ts';
import { wordList } from '../word-list.ts';

const ChatSupportEnum = wordList<ChatSupport>('ChatSupport', 'How far `createChat` works from a card.', {
  FULL: 'Leads, deals, contacts and companies.',
  THROUGH_CLIENT: 'Orders and smart-process items: through the contact or company that is linked to them, best effort.',
  NONE: 'An order or a smart-process item to which nobody is linked; only a chat that exists already can be opened.',
});

@ObjectType('Card', { description: 'A CRM record that a message can be written from, read with the rights of the employee.' })
export class CardContentType {
  readonly source: CardContent;

  constructor(source: CardContent) {
    this.source = source;
  }

  @Field(() => CardTypeEnum, { description: 'Kind of record.' })
  get type(): CardType {
    return this.source.card.type;
  }

  @Field(() => ID, { description: "Bitrix24's id of the record." })
  get id() {
    return this.source.card.id;
  }

  @Field(() => ID, { nullable: true, description: "Bitrix24's id of the smart process; null for every other kind." })
  get smartProcessTypeId() {
    return this.source.card.smartProcessTypeId;
  }

  @Field(() => String, { description: 'Its title.' })
  get title() {
    return this.source.title;
  }

  @Field(() => ChatSupportEnum, { description: 'Whether `createChat` works from this card, and by what way.' })
  get chatSupport(): ChatSupport {
    return chatSupport(this.source);
  }

  @Field(() => RefusalType, { nullable: true, description: 'Why no chat can be made from this card: NO_CLIENT; null when one can.' })
  chatReason(@Ctx() { locale }: RequestContext): RefusalType | null {
    return chatSupport(this.source) === 'NONE' ? refusalType(refuse('NO_CLIENT'), locale) : null;
  }

  @Field(() => RecipientListType, {
    description:
      'Whom one can write to from this card: the addresses on it and on everything linked to it. For WhatsApp it never causes a check; for Telegram it asks who they are, within the limits of the account and at most five seconds.',
  })
  async recipients(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('accountId', () => ID, { description: 'The account to write from.' }) accountId: string,
    @Arg('fresh', () => Boolean, {
      defaultValue: false,
      description:
        'A person asks to look again: entries that led to nobody are asked for anew although the answer is known, each once in ten minutes and within the limits of the account (`askedAgainFrom`). No meaning for WhatsApp.',
    })
    fresh: boolean,
  ): Promise<RecipientListType> {
    const asked = { card: this.source.card, accountId: ownId<AccountId>(accountId), content: this.source, fresh };
    const found = await findRecipients(services, caller, asked);
    if (!isRefusal(found)) return new RecipientListType(found, locale);
    const empty = { recipients: [], omitted: 0, pending: 0, askedAgainFrom: null };
    return new RecipientListType({ ...empty, state: 'READY', reason: found }, locale);
  }
}

@Resolver()
export class CardQuery {
  @Query(() => CardContentType, {
    nullable: true,
    description:
      'One card; null when it does not exist or the employee may not see it. When Bitrix24 cannot be asked, an error with the code of the refusal.',
  })
  async card(
    @Ctx() { caller, shared, locale }: RequestContext,
    @Arg('card', () => CardInput, { description: 'Which card.' }) card: CardInput,
  ): Promise<CardContentType | null> {
    const content = await shared.cardAccess.read(caller, cardRef(card));
    if (!isRefusal(content)) return new CardContentType(content);
    if (content.code === 'NOT_FOUND' || content.code === 'FORBIDDEN') return null;
    throw refusalError(content, locale);
  }
}
