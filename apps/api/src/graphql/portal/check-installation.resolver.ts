import { checkInstallationNow } from '@olchat/domain';
import { Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { NotAllowed, resultUnion } from '../refusals.ts';
import { InstallationCheckType } from './installation-check.type.ts';

@ObjectType('InstallationChecked', { description: 'The check is done; what could be mended is mended.' })
export class InstallationChecked {
  @Field(() => InstallationCheckType, { description: 'What it found.' })
  readonly installation: InstallationCheckType;

  constructor(installation: InstallationCheckType) {
    this.installation = installation;
  }
}

const CheckInstallationResult = resultUnion('CheckInstallationResult', InstallationChecked, [NotAllowed]);

@Resolver()
export class CheckInstallationResolver {
  @Mutation(() => CheckInstallationResult.type, {
    description:
      'Compares what should stand on the portal (places in cards, events, the connector) with what does, and mends it. Takes a few seconds. Administrators only; PORTAL_UNAVAILABLE while another check runs.',
  })
  async checkInstallation(@Ctx() { caller, services, locale }: RequestContext) {
    const answer = await checkInstallationNow(services, caller);
    return CheckInstallationResult.of(
      answer,
      locale,
      installation => new InstallationChecked(new InstallationCheckType(installation, locale)),
    );
  }
}
