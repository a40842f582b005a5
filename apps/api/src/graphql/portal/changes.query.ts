import { parseId, refuse, type ChangeId } from '@olchat/domain';
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { badInput, refusalError } from '../errors.ts';
import { ChangeConnection } from './change.type.ts';

const DEFAULT_PAGE = 20;
/** SE-20. */
const MAX_PAGE = 100;

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
    const size = first ?? DEFAULT_PAGE;
    if (size < 1 || size > MAX_PAGE) throw badInput(`\`first\` is from 1 to ${MAX_PAGE}`);
    const from = after == null ? null : parseId<ChangeId>(after);
    if (from === undefined) throw badInput('`after` is a cursor of this list');
    const changes = await services.storage.transaction(caller.portalId, tx => tx.changes.page(size + 1, from));
    return new ChangeConnection(changes, size);
  }
}
