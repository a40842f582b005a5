import { Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { Cursor } from '../scalars.ts';

@Resolver()
export class FeedCursorQuery {
  @Query(() => Cursor, {
    description:
      'Where the feed of changes stood when this request began: subscribe with `after: feedCursor` and nothing after the other fields is missed.',
  })
  async feedCursor(@Ctx() { caller, services, feedNumber }: RequestContext): Promise<string> {
    return services.feed.cursorOf(caller.portalId, feedNumber ?? (await services.reads.feedNumber(caller.portalId)));
  }
}
