/** What the public numbering plans say about a number; the client himself is not asked and not disturbed (S-1). */
import type { NumberFacts } from '@olchat/domain';
import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { RecipientType } from './recipient.type.ts';

@ObjectType('Numbering', {
  description:
    'What public numbering plans say about the range of a phone number. A field is null where they say nothing: that is «unknown».',
})
export class NumberingType {
  @Field(() => String, { description: 'Country, ISO 3166 in two letters.' })
  readonly country: string;

  @Field(() => String, { description: "Name of the country in the caller's language." })
  readonly countryName: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where the range is registered, in Russian where the plan has it, else in English. Most mobile ranges have none.',
  })
  readonly region: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The operator that the range was given to; the client may have taken his number to another one since.',
  })
  readonly operator: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'IANA names of every time zone that the client may live in by his number. Several with different clocks: his hour is only known as a span.',
  })
  readonly timeZones: string[] | null;

  constructor(facts: NumberFacts) {
    this.country = facts.country;
    this.countryName = facts.countryName;
    this.region = facts.region;
    this.operator = facts.operator;
    this.timeZones = facts.timeZones === null ? null : [...facts.timeZones];
  }
}

@Resolver(() => RecipientType)
export class NumberingResolver {
  @FieldResolver(() => NumberingType, {
    nullable: true,
    description:
      'Country, region, operator and time zones of the number, from data of our own: no messenger is asked. Null when the address is no number.',
  })
  async numbering(@Root() { source }: RecipientType, @Ctx() { services, locale }: RequestContext): Promise<NumberingType | null> {
    const facts = await services.numbering.facts(source.address, locale);
    return facts === null ? null : new NumberingType(facts);
  }
}
