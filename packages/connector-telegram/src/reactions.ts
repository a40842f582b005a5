/** Emoji that the other side of a conversation of two put to a message; pure. */
import type { tl } from '@mtcute/node';

/** What has no letter of its own. */
const CUSTOM = '[emoji]';
const PAID = '⭐';

/**
 * One after another; empty: none. In a conversation of two, what is not ours is his: so it can be told without the list of who did what,
 * which the server leaves out at times. Null: the server did not say which are ours.
 */
export function theirReactions({ min, results }: tl.RawMessageReactions): string | null {
  if (min === true) return null;
  return results
    .filter(({ count, chosenOrder }) => count > (chosenOrder === undefined ? 0 : 1))
    .map(({ reaction }) => emojiOf(reaction))
    .join('');
}

function emojiOf(reaction: tl.TypeReaction): string {
  switch (reaction._) {
    case 'reactionEmoji':
      return reaction.emoticon;
    case 'reactionPaid':
      return PAID;
    case 'reactionCustomEmoji':
      return CUSTOM;
    case 'reactionEmpty':
      return '';
  }
}
