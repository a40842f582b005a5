import { Long } from '@mtcute/core';
import type { tl } from '@mtcute/node';
import { describe, expect, it } from 'vitest';
import { theirReactions } from './reactions.ts';

const emoji = (emoticon: string): tl.TypeReaction => ({ _: 'reactionEmoji', emoticon });
const count = (reaction: tl.TypeReaction, many: number, chosenOrder?: number): tl.RawReactionCount => ({
  _: 'reactionCount',
  reaction,
  count: many,
  ...(chosenOrder !== undefined && { chosenOrder }),
});
const reactions = (...results: tl.RawReactionCount[]): tl.RawMessageReactions => ({ _: 'messageReactions', results });

describe('reactions of the other side (H-4)', () => {
  it.each<[string, tl.RawMessageReactions, string | null]>([
    ['none', reactions(), ''],
    ['his', reactions(count(emoji('👍'), 1)), '👍'],
    ['ours only', reactions(count(emoji('👍'), 1, 0)), ''],
    ['his and ours alike', reactions(count(emoji('👍'), 2, 0)), '👍'],
    ['several of his', reactions(count(emoji('👍'), 1), count(emoji('🔥'), 1), count(emoji('❤'), 1, 1)), '👍🔥'],
    ['a drawn one', reactions(count({ _: 'reactionCustomEmoji', documentId: Long.ONE }, 1)), '[emoji]'],
    ['a paid one', reactions(count({ _: 'reactionPaid' }, 3)), '⭐'],
    ['not told whose', { ...reactions(count(emoji('👍'), 1)), min: true }, null],
  ])('are told: %s', (_what, told, expected) => {
    expect(theirReactions(told)).toBe(expected);
  });
});
