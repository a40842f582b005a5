import type { PartnerKey } from '@olchat/domain';
import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../scalars.ts';

@ObjectType('PartnerKey', { description: "A key of a partner's client. It acts as the employee who made it." })
export class PartnerKeyType {
  @Field(() => ID, { description: 'Id of the key; not the token.' })
  readonly id: string;

  @Field(() => String, { description: 'What it is for.' })
  readonly title: string;

  @Field(() => DateTime, { description: 'When it was made.' })
  readonly createdAt: Date;

  constructor({ id, title, createdAt }: PartnerKey) {
    this.id = id;
    this.title = title;
    this.createdAt = createdAt;
  }
}
