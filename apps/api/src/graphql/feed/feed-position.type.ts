import { Field, ObjectType } from 'type-graphql';
import { Cursor } from '../scalars.ts';

@ObjectType('FeedPosition', {
  description:
    'The feed stands here, and nothing for this subscription lies before. The first event is always this or a FeedResync; later ones keep the cursor moving.',
})
export class FeedPosition {
  @Field(() => Cursor, { description: 'Keep it: `after` of the next connection.' })
  readonly cursor: string;

  constructor(cursor: string) {
    this.cursor = cursor;
  }
}

@ObjectType('FeedResync', {
  description: 'The cursor was too old or unknown: read what you show once more; events go on from here.',
})
export class FeedResync {
  @Field(() => Cursor, { description: 'Where events go on.' })
  readonly cursor: string;

  @Field(() => String, { description: 'Why, in a word for logs.' })
  readonly reason: string;

  constructor(cursor: string, reason: string) {
    this.cursor = cursor;
    this.reason = reason;
  }
}
