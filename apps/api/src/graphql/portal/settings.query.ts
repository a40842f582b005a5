import { mayOpenPage } from '@olchat/domain';
import { Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { ApplicationSettingsType } from './settings.type.ts';

@Resolver()
export class SettingsQuery {
  @Query(() => ApplicationSettingsType, {
    nullable: true,
    description: "Settings of the application; null for those who may not see its page: then it is for the portal's administrators only.",
  })
  async settings(@Ctx() { caller, services }: RequestContext): Promise<ApplicationSettingsType | null> {
    const portal = await services.storage.transaction(caller.portalId, tx => tx.portal());
    return mayOpenPage(portal, caller) ? new ApplicationSettingsType(portal, caller.isAdministrator) : null;
  }
}
