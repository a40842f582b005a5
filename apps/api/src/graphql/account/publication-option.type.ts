import type { Publication, Refusal } from '@olchat/domain';
import { Field, ObjectType } from 'type-graphql';
import { PublicationEnum } from '../enums.ts';
import { refusalType, RefusalType } from '../refusals.ts';

@ObjectType('PublicationOption', {
  description: 'A way to show a message in the open-line chat, and whether it is available to the caller.',
})
export class PublicationOptionType {
  @Field(() => PublicationEnum, { description: 'The way.' })
  readonly publication: Publication;

  @Field(() => Boolean, { description: 'It can be chosen now.' })
  readonly available: boolean;

  @Field(() => RefusalType, { nullable: true, description: 'Why it cannot be chosen.' })
  readonly reason: RefusalType | null;

  constructor(publication: Publication, reason: Refusal | null, locale: 'ru' | 'en') {
    this.publication = publication;
    this.available = reason === null;
    this.reason = reason === null ? null : refusalType(reason, locale);
  }
}
