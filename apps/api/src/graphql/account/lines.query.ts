import { refuse } from '@olchat/domain';
import { Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { orThrow, refusalError } from '../errors.ts';
import { LineType } from './account.type.ts';

@Resolver()
export class LinesQuery {
  @Query(() => [LineType], {
    description:
      'The open lines of the portal, for connecting an account. Administrators only: others get the error FORBIDDEN. When Bitrix24 cannot be asked: PORTAL_UNAVAILABLE or PORTAL_TOKEN_REFUSED.',
  })
  async lines(@Ctx() { caller, services, locale }: RequestContext): Promise<LineType[]> {
    if (!caller.isAdministrator) throw refusalError(refuse('FORBIDDEN', { right: 'administrator' }), locale);
    const lines = orThrow(await services.openLines.lines(caller.portalId), locale);
    const accounts = await services.storage.transaction(caller.portalId, tx => tx.accounts.list());
    return lines.map(({ id, name, isActive }) => {
      const onLine = accounts.filter(candidate => candidate.wanted && candidate.lineId === id);
      return new LineType({ id, name, isActive, account: onLine[0] ?? null, accounts: onLine });
    });
  }
}
