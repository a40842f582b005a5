import type { CardRef, CardType } from '@olchat/domain';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { CardTypeEnum } from '../enums.ts';
import { badInput } from '../errors.ts';

@InputType({ description: 'Which CRM record.' })
export class CardInput {
  @Field(() => CardTypeEnum, { description: 'Kind of record.' })
  readonly type!: CardType;

  @Field(() => ID, { description: "Bitrix24's id of the record." })
  readonly id!: string;

  @Field(() => ID, {
    nullable: true,
    description: "Bitrix24's id of the smart process (entityTypeId); only with `SMART_PROCESS`, and needed there.",
  })
  readonly smartProcessTypeId?: string | null;
}

@ObjectType('CardRef', { description: 'Names a CRM record.' })
export class CardRefType {
  @Field(() => CardTypeEnum, { description: 'Kind of record.' })
  readonly type: CardType;

  @Field(() => ID, { description: "Bitrix24's id of the record." })
  readonly id: string;

  @Field(() => ID, { nullable: true, description: "Bitrix24's id of the smart process; null for every other kind." })
  readonly smartProcessTypeId: string | null;

  constructor({ type, id, smartProcessTypeId }: CardRef) {
    this.type = type;
    this.id = id;
    this.smartProcessTypeId = smartProcessTypeId;
  }
}

const RECORD_ID = /^[1-9]\d{0,18}$/;

export function cardRef({ type, id, smartProcessTypeId }: CardInput): CardRef {
  const processId = smartProcessTypeId ?? null;
  if (!RECORD_ID.test(id)) throw badInput("`id` of a card is Bitrix24's number of the record");
  if ((type === 'SMART_PROCESS') !== (processId !== null))
    throw badInput('`smartProcessTypeId` goes with `SMART_PROCESS`, and only with it');
  if (processId !== null && !RECORD_ID.test(processId)) throw badInput("`smartProcessTypeId` is Bitrix24's number of the smart process");
  return { type, id, smartProcessTypeId: processId };
}
