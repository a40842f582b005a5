import { revokePartnerKey, type PartnerKeyId } from '@olchat/domain';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { ownId } from '../ids.ts';
import { NotAllowed, resultUnion } from '../refusals.ts';
import { PartnerKeyType } from './partner-key.type.ts';

@InputType({ description: 'Which key to revoke.' })
export class RevokePartnerKeyInput {
  @Field(() => ID, { description: 'Id of the key.' })
  readonly id!: string;
}

@ObjectType('PartnerKeyRevoked', { description: 'The key opens nothing any more.' })
export class PartnerKeyRevoked {
  @Field(() => PartnerKeyType, { description: 'The key.' })
  readonly key: PartnerKeyType;

  constructor(key: PartnerKeyType) {
    this.key = key;
  }
}

const RevokePartnerKeyResult = resultUnion('RevokePartnerKeyResult', PartnerKeyRevoked, [NotAllowed]);

@Resolver()
export class RevokePartnerKeyResolver {
  @Mutation(() => RevokePartnerKeyResult.type, { description: 'Revokes a key at once; its open subscriptions end. Administrators only.' })
  async revokePartnerKey(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => RevokePartnerKeyInput, { description: 'Which key.' }) input: RevokePartnerKeyInput,
  ) {
    const answer = await revokePartnerKey(services, caller, ownId<PartnerKeyId>(input.id));
    return RevokePartnerKeyResult.of(answer, locale, key => new PartnerKeyRevoked(new PartnerKeyType(key)));
  }
}
