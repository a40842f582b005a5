import { describe, expect, it } from 'vitest';
import { findEmoji, loadEmoji } from './emoji.ts';

describe('emoji', () => {
  it('are found by a Russian word', async () => {
    expect(findEmoji(await loadEmoji('ru'), 'привет')).toContain('👋');
  });

  it('are found by an English word, its beginning, and by several', async () => {
    const groups = await loadEmoji('en');
    expect(findEmoji(groups, 'wav')).toContain('👋');
    expect(findEmoji(groups, 'red heart')[0]).toBe('❤️');
    expect(findEmoji(groups, 'Waving')).toContain('👋');
  });

  it('are found by themselves', async () => {
    expect(findEmoji(await loadEmoji('ru'), '🚗')).toEqual(['🚗']);
  });

  it('are not found by nonsense', async () => {
    expect(findEmoji(await loadEmoji('ru'), 'ъъъъ')).toEqual([]);
  });

  it('come without bare skin tones, in named groups', async () => {
    const groups = await loadEmoji('ru');
    expect(groups).toHaveLength(9);
    expect(groups.flatMap(({ emoji }) => emoji.map(([sign]) => sign))).not.toContain('🏽');
    expect(groups.every(({ name, emoji }) => name !== '' && emoji.length > 50)).toBe(true);
  });
});
