import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { account } from '../../testing/builders.ts';
import { fakeApi } from '../../testing/fake-api.ts';
import { mountComposable } from '../../testing/mount.ts';
import { useAccounts } from './use-accounts.ts';

const limited = (nextFirstMessageAt: string | null) =>
  account({ limits: { ...account().limits, firstMessagesPerDay: 20, firstMessagesLeft: nextFirstMessageAt ? 0 : 1, nextFirstMessageAt } });

async function open(first: ReturnType<typeof account>) {
  const api = fakeApi({ accounts: () => [first] });
  const { result, unmount } = mountComposable(() => useAccounts('WHATSAPP'), api);
  await vi.advanceTimersByTimeAsync(0);
  const asked = api.calls('accounts').length;
  return {
    api,
    unmount,
    left: () => result.accounts.value.map(({ limits }) => limits.firstMessagesLeft),
    askedSince: () => api.calls('accounts').length - asked,
  };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('what a line may still do today', () => {
  it('is asked anew when its time has come: no event tells of that (Q-46)', async () => {
    const { api, left, askedSince } = await open(limited(new Date(Date.now() + 60_000).toISOString()));
    expect(left()).toEqual([0]);
    api.answers['accounts'] = () => [limited(null)];
    await vi.advanceTimersByTimeAsync(60_000);
    expect([left(), askedSince()]).toEqual([[1], 1]);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(askedSince()).toBe(1);
  });

  it('is not asked at every turn where the clock here is ahead, nor after the form is closed', async () => {
    const { unmount, askedSince } = await open(limited(new Date(Date.now() - 60_000).toISOString()));
    await vi.advanceTimersByTimeAsync(14_000);
    expect(askedSince()).toBe(0);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(askedSince()).toBe(1);
    unmount();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(askedSince()).toBe(1);
  });
});
