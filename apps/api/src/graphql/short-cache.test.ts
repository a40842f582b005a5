import { describe, expect, it, vi } from 'vitest';
import { ShortCache } from './short-cache.ts';

describe('the short cache', () => {
  it('asks once for one key, also while the first answer is on its way', async () => {
    const load = vi.fn(async () => 'answer');
    const cache = new ShortCache<string>({ keptMs: 60_000, size: 10 });
    expect(await Promise.all([cache.get('a', load), cache.get('a', load)])).toEqual(['answer', 'answer']);
    expect(await cache.get('a', load)).toBe('answer');
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('asks again after a rejection and after an answer that is not kept', async () => {
    const cache = new ShortCache<string>({ keptMs: 60_000, size: 10 });
    await expect(cache.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(
      await cache.get(
        'a',
        async () => 'no',
        answer => answer !== 'no',
      ),
    ).toBe('no');
    expect(await cache.get('a', async () => 'yes')).toBe('yes');
  });

  it('lets the oldest go when it is full', async () => {
    const load = vi.fn(async () => 'again');
    const cache = new ShortCache<string>({ keptMs: 60_000, size: 2 });
    for (const key of ['a', 'b', 'c']) await cache.get(key, async () => key);
    expect(await cache.get('c', load)).toBe('c');
    expect(await cache.get('a', load)).toBe('again');
  });
});
