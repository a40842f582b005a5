import type { CardRef } from '@olchat/domain';
import { Field, ObjectType } from 'type-graphql';
import { CardRefType } from '../card/card-ref.type.ts';

@ObjectType('LinkedCard', { description: 'A record of the CRM that Bitrix24 attached an open-line chat to.' })
export class LinkedCardType {
  @Field(() => CardRefType, { description: 'The record.' })
  readonly card: CardRef;

  @Field(() => String, { description: 'Its address in the portal. Whoever may not see the record is told so there.' })
  readonly url: string;

  constructor(card: CardRef, origin: string) {
    this.card = card;
    this.url = `${origin}/crm/${card.type.toLowerCase()}/details/${encodeURIComponent(card.id)}/`;
  }
}
