import { Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { InstallationCheckType } from './installation-check.type.ts';

@Resolver()
export class InstallationQuery {
  @Query(() => InstallationCheckType, {
    nullable: true,
    description: 'What the last check of the installation found. Null for those who are not administrators.',
  })
  async installation(@Ctx() { caller, services, locale }: RequestContext): Promise<InstallationCheckType | null> {
    if (!caller.isAdministrator) return null;
    const installation = await services.storage.transaction(caller.portalId, tx => tx.installation.find());
    return new InstallationCheckType(installation, locale);
  }
}
