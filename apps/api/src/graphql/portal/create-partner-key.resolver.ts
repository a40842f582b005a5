import { createPartnerKey } from '@olchat/domain';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { ContentRejected, NotAllowed, resultUnion } from '../refusals.ts';
import { PartnerKeyType } from './partner-key.type.ts';

@InputType({ description: 'A new key.' })
export class CreatePartnerKeyInput {
  @Field(() => String, { description: 'What it is for, 1 to 100 characters.' })
  readonly title!: string;
}

@ObjectType('PartnerKeyCreated', { description: 'The key is made.' })
export class PartnerKeyCreated {
  @Field(() => PartnerKeyType, { description: 'The key.' })
  readonly key: PartnerKeyType;

  @Field(() => String, { description: 'The token. It is shown this once and stored nowhere.' })
  readonly token: string;

  constructor(key: PartnerKeyType, token: string) {
    this.key = key;
    this.token = token;
  }
}

const CreatePartnerKeyResult = resultUnion('CreatePartnerKeyResult', PartnerKeyCreated, [NotAllowed, ContentRejected]);

@Resolver()
export class CreatePartnerKeyResolver {
  @Mutation(() => CreatePartnerKeyResult.type, {
    description: "Makes a key for a partner's client, in the caller's name. Administrators only.",
  })
  async createPartnerKey(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => CreatePartnerKeyInput, { description: 'What the key is for.' }) input: CreatePartnerKeyInput,
  ) {
    const answer = await createPartnerKey(services, caller, { title: input.title });
    return CreatePartnerKeyResult.of(answer, locale, ({ key, token }) => new PartnerKeyCreated(new PartnerKeyType(key), token));
  }
}
