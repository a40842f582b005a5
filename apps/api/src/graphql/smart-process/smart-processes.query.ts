import { listSmartProcesses } from '@olchat/domain';
import { Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { orThrow } from '../errors.ts';
import { SmartProcessGraphType } from './smart-process.type.ts';

@Resolver()
export class SmartProcessesQuery {
  @Query(() => [SmartProcessGraphType], {
    description:
      'The smart processes of the portal, in the order of Bitrix24; deleted ones are not among them. Administrators only: others get the error FORBIDDEN. When Bitrix24 cannot be asked: PORTAL_UNAVAILABLE or PORTAL_TOKEN_REFUSED.',
  })
  async smartProcesses(@Ctx() { caller, services, locale }: RequestContext): Promise<SmartProcessGraphType[]> {
    const answer = orThrow(await listSmartProcesses(services, caller), locale);
    return answer.map(smartProcess => new SmartProcessGraphType(smartProcess));
  }
}
