import { takeOverRights } from '@olchat/domain';
import { Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { NotAllowed, resultUnion } from '../refusals.ts';
import { PortalType } from './portal.type.ts';

@ObjectType('RightsTakenOver', { description: "The application works with the caller's rights from now on." })
export class RightsTakenOver {
  @Field(() => PortalType, { description: 'The portal, with its new `workingAs`.' })
  readonly portal: PortalType;

  constructor(portal: PortalType) {
    this.portal = portal;
  }
}

const TakeOverRightsResult = resultUnion('TakeOverRightsResult', RightsTakenOver, [NotAllowed]);

@Resolver()
export class TakeOverRightsResolver {
  @Mutation(() => TakeOverRightsResult.type, {
    description:
      "Makes the application work with the caller's rights. Only for an administrator whom Bitrix24 confirms by his own token at this moment; PORTAL_TOKEN_REFUSED when he has to open the application once more.",
  })
  async takeOverRights(@Ctx() { caller, services, locale }: RequestContext) {
    const answer = await takeOverRights(services, caller);
    return TakeOverRightsResult.of(answer, locale, portal => new RightsTakenOver(new PortalType(portal)));
  }
}
