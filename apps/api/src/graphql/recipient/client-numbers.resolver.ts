/** «Статусы и чаты»: the numbers of a client with everything that is known of them (S-1, S-5, S-9). */
import { clientNumbers, knownEntry, type ClientNumber, type Chat, type ConversationEntry, type Recipient } from '@olchat/domain';
import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { AccountType } from '../account/account.type.ts';
import { mayUse } from '../account/usable-account.ts';
import { CardContentType } from '../card/card.query.ts';
import { ChatType } from '../chat/chat.type.ts';
import type { RequestContext } from '../context.ts';
import { ConversationEntryType } from '../conversation/conversation-entry.type.ts';
import { MessengerEnum } from '../enums.ts';
import { refusalType, RefusalType } from '../refusals.ts';
import { NumberingType } from './numbering.type.ts';
import { RecipientType } from './recipient.type.ts';

@ObjectType('ClientChat', { description: 'A chat with a client through one of the accounts that the caller may use.' })
export class ClientChatType {
  readonly source: Chat;

  constructor(source: Chat) {
    this.source = source;
  }

  @Field(() => ChatType, { description: 'The chat, from whatever card it was made.' })
  get chat(): ChatType {
    return new ChatType(this.source);
  }

  @Field(() => ConversationEntryType, {
    nullable: true,
    description: 'The newest message in either direction that went through us; null when none did.',
  })
  async lastMessage(@Ctx() { loaders }: RequestContext): Promise<ConversationEntryType | null> {
    const { accountId, recipientId } = this.source;
    const entry: ConversationEntry | null = await loaders.lastEntry.load({ accountId, recipientId });
    return entry === null ? null : new ConversationEntryType(knownEntry(entry));
  }
}

@ObjectType('NumberInMessenger', { description: 'What is known of a number in one messenger.' })
export class NumberInMessengerType {
  readonly source: Recipient;

  constructor(source: Recipient) {
    this.source = source;
  }

  @Field(() => MessengerEnum, { description: 'The messenger.' })
  get messenger() {
    return this.source.messenger;
  }

  @Field(() => RecipientType, { description: 'The number as a recipient: whether it has an account there, and when that was checked.' })
  get recipient(): RecipientType {
    return new RecipientType(this.source);
  }

  @Field(() => AccountType, {
    nullable: true,
    description: 'The account that checked it last (D-8); null when none did, or one that the caller may not use.',
  })
  async checkedThrough(@Ctx() context: RequestContext): Promise<AccountType | null> {
    if (this.source.checkedThrough === null) return null;
    const account = await context.loaders.account.load(this.source.checkedThrough);
    return account !== null && (await mayUse(context, account)) ? new AccountType(account) : null;
  }

  @Field(() => [ClientChatType], {
    description: 'Chats with it through the accounts that the caller may use, from whatever card (S-9); the newest first.',
  })
  async chats(@Ctx() context: RequestContext): Promise<ClientChatType[]> {
    const chats = (await context.loaders.chatsOfRecipient.load(this.source.id)) ?? [];
    const shown = await Promise.all(
      chats.map(async chat => {
        const account = await context.loaders.account.load(chat.accountId);
        return account !== null && (await mayUse(context, account)) ? [chat] : [];
      }),
    );
    return shown
      .flat()
      .toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
      .map(chat => new ClientChatType(chat));
  }
}

@ObjectType('ClientNumber', { description: 'A phone number of a client, from the card or from a record that is linked to it.' })
export class ClientNumberType {
  readonly source: ClientNumber;

  constructor(source: ClientNumber) {
    this.source = source;
  }

  @Field(() => String, { description: 'The number, E.164 with +.' })
  get address(): string {
    return this.source.address;
  }

  @Field(() => String, { description: 'Name of its first holder on the card; empty when the record has none.' })
  get holder(): string {
    return this.source.holder;
  }

  @Field(() => NumberingType, {
    nullable: true,
    description: 'What the public numbering plans say about it; null when they do not know its country.',
  })
  async numbering(@Ctx() { services, locale }: RequestContext): Promise<NumberingType | null> {
    const facts = await services.numbering.facts(this.source.address, locale);
    return facts === null ? null : new NumberingType(facts);
  }

  @Field(() => [NumberInMessengerType], {
    description: 'One for each messenger of the accounts that the caller may use; a messenger that never met the number is left out.',
  })
  get messengers(): NumberInMessengerType[] {
    return this.source.recipients.map(recipient => new NumberInMessengerType(recipient));
  }
}

@ObjectType('ClientNumberList', { description: 'The numbers of a card.' })
export class ClientNumberListType {
  @Field(() => [ClientNumberType], { description: 'In the order of the card, each once; at most ten.' })
  readonly numbers: ClientNumberType[];

  @Field(() => Int, { description: 'So many more there are.' })
  readonly omitted: number;

  @Field(() => RefusalType, { nullable: true, description: 'Why the list is empty: NO_ADDRESS or NUMBER_MALFORMED.' })
  readonly reason: RefusalType | null;

  constructor(numbers: ClientNumberType[], omitted: number, reason: RefusalType | null) {
    this.numbers = numbers;
    this.omitted = omitted;
    this.reason = reason;
  }
}

@Resolver(() => CardContentType)
export class ClientNumbersResolver {
  @FieldResolver(() => ClientNumberListType, {
    description:
      'The numbers on the card and on everything linked to it, with what is stored about them. Never causes a check: `checkRecipient` does.',
  })
  async numbers(@Root() { source }: CardContentType, @Ctx() { caller, services, locale }: RequestContext): Promise<ClientNumberListType> {
    const { numbers, omitted, reason } = await clientNumbers(services, caller, source);
    return new ClientNumberListType(
      numbers.map(number => new ClientNumberType(number)),
      omitted,
      reason === null ? null : refusalType(reason, locale),
    );
  }
}
