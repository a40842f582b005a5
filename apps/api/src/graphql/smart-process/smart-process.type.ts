import type { SmartProcess } from '@olchat/domain';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { badInput } from '../errors.ts';

@ObjectType('SmartProcess', { description: 'A type of smart process of the portal, and whether OLChat stands in its cards.' })
export class SmartProcessGraphType {
  @Field(() => ID, { description: "Bitrix24's id of the smart process (entityTypeId), as in `CardInput.smartProcessTypeId`." })
  readonly smartProcessTypeId: string;

  @Field(() => String, { description: 'Its title in Bitrix24.' })
  readonly title: string;

  @Field(() => Boolean, {
    description: 'OLChat was switched on for it and stands in the timeline menu of its cards, as Bitrix24 says now.',
  })
  readonly embedded: boolean;

  @Field(() => Boolean, {
    description:
      'Its cards have the client field: recipients are the contacts and the company there. Without it they come from the records that the card is linked to.',
  })
  readonly hasClients: boolean;

  constructor({ smartProcessTypeId, title, embedded, hasClients }: SmartProcess) {
    this.smartProcessTypeId = smartProcessTypeId;
    this.title = title;
    this.embedded = embedded;
    this.hasClients = hasClients;
  }
}

const TYPE_ID = /^[1-9]\d{0,8}$/;

@InputType({ description: 'Which smart process.' })
export class SmartProcessInput {
  @Field(() => ID, { description: "Bitrix24's id of the smart process (entityTypeId)." })
  readonly smartProcessTypeId!: string;
}

export function smartProcessTypeId({ smartProcessTypeId: id }: SmartProcessInput): string {
  if (!TYPE_ID.test(id)) throw badInput("`smartProcessTypeId` is Bitrix24's number of the smart process");
  return id;
}
