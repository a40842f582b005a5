import type { Chat } from '@olchat/domain';
import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import { AccountType } from '../account/account.type.ts';
import type { RequestContext } from '../context.ts';
import { portalOrigin } from '../../portals/portal-origin.ts';
import { EmployeeType } from '../portal/employee.type.ts';
import { RecipientType } from '../recipient/recipient.type.ts';
import { known } from '../known.ts';
import { CardRefType } from '../card/card-ref.type.ts';
import { LinkedCardType } from './linked-card.type.ts';

@ObjectType('Chat', { description: 'The open-line dialogue with one client through one account.' })
export class ChatType {
  readonly source: Chat;

  constructor(source: Chat) {
    this.source = source;
  }

  @Field(() => ID, { description: 'Id of the chat.' })
  get id() {
    return this.source.id;
  }

  @Field(() => AccountType, { description: 'The account that it goes through.' })
  async account(@Ctx() { loaders }: RequestContext): Promise<AccountType> {
    return new AccountType(known(await loaders.account.load(this.source.accountId)));
  }

  @Field(() => RecipientType, { description: 'The client.' })
  async recipient(@Ctx() { loaders }: RequestContext): Promise<RecipientType> {
    return new RecipientType(known(await loaders.recipient.load(this.source.recipientId)));
  }

  @Field(() => CardRefType, { nullable: true, description: 'The card that it was made from; null when the client began it.' })
  get card() {
    return this.source.card;
  }

  @Field(() => [LinkedCardType], {
    description:
      'Where Bitrix24 itself attached the chat, by the rules of the line, as last heard; it may be another record than `card`. Empty: nowhere.',
  })
  async linkedCards(@Ctx() { services, caller }: RequestContext): Promise<LinkedCardType[]> {
    const { linkedCards } = this.source;
    if (linkedCards.length === 0) return [];
    const origin = portalOrigin(await services.storage.transaction(caller.portalId, tx => tx.portal()));
    return linkedCards.map(card => new LinkedCardType(card, origin));
  }

  @Field(() => EmployeeType, { nullable: true, description: 'Its operator, as last heard from Bitrix24; null when nobody has it.' })
  async owner(@Ctx() { loaders }: RequestContext): Promise<EmployeeType | null> {
    const { ownerId, ownerName } = this.source;
    if (ownerId === null) return null;
    return new EmployeeType(ownerId, ownerName ?? (await loaders.employee.load(ownerId))?.name ?? '');
  }

  @Field(() => String, { description: "Address that opens the chat in Bitrix24's messenger." })
  async openUrl(@Ctx() { services, caller }: RequestContext): Promise<string> {
    const portal = await services.storage.transaction(caller.portalId, tx => tx.portal());
    return `${portalOrigin(portal)}/online/?IM_DIALOG=chat${encodeURIComponent(this.source.openLineChatId)}`;
  }

  @Field(() => ID, { description: "Bitrix24's id of the chat, for its frame's `imOpenMessenger`." })
  get openLineChatId() {
    return this.source.openLineChatId;
  }
}
