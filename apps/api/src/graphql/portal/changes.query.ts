import { refuse, type ChangeId } from '@olchat/domain';
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { refusalError } from '../errors.ts';
import { pageCursor, pageSize } from '../page-request.ts';
import { ChangeConnection } from './change.type.ts';

@Resolver()
export class ChangesQuery {
  @Query(() => ChangeConnection, {
    description:
      'Who changed which setting or right, when, from what to what; newest first. Administrators only: others get the error FORBIDDEN.',
  })
  async changes(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('first', () => Int, { nullable: true, description: 'So many at most, from 1 to 100; 20 by default.' }) first?: number | null,
    @Arg('after', () => String, { nullable: true, description: '`endCursor` of the page before.' }) after?: string | null,
  ): Promise<ChangeConnection> {
    if (!caller.isAdministrator) throw refusalError(refuse('FORBIDDEN', { right: 'administrator' }), locale);
    const size = pageSize(first);
    const from = pageCursor<ChangeId>(after);
    const changes = await services.storage.transaction(caller.portalId, tx => tx.changes.page(size + 1, from));
    return new ChangeConnection(changes, size);
  }
}
