import { describe, expect, it, vi } from 'vitest';
import { account } from '../../testing/builders.ts';
import { eventually, fakeApi } from '../../testing/fake-api.ts';
import { mountComposable } from '../../testing/mount.ts';
import { useFollowedAccounts } from './use-followed-accounts.ts';

type Account = ReturnType<typeof account>;

/** A list whose questions the test answers in the order that it likes. */
function follow() {
  const api = fakeApi();
  const questions: { answer: (...listed: Account[]) => void; fail: () => void }[] = [];
  const { result } = mountComposable(
    () =>
      useFollowedAccounts<Account>({
        ask: () =>
          new Promise((resolve, reject) =>
            questions.push({ answer: (...listed) => resolve(listed), fail: () => reject(new Error('no answer')) }),
          ),
        changed: (before, event) => before && { ...before, ...event },
      }),
    api,
  );
  return {
    ...result,
    questions,
    tell: (state: Account['state']) =>
      api.feed('accountState').emit({ __typename: 'AccountStateChanged', cursor: '1', account: account({ state }) }),
    resync: () => api.feed('accountState').emit({ __typename: 'FeedResync', cursor: '9', reason: 'TOO_OLD' }),
    states: () => result.accounts.value.map(({ state }) => state),
  };
}

const next = () => new Promise(resolve => setTimeout(resolve));

describe('the accounts, live', () => {
  it('are asked for once more where the feed starts: what changed in between comes in no event (RE-31)', async () => {
    const { questions, states } = follow();
    await eventually(() => expect(questions).toHaveLength(2));
    questions[0]?.answer(account({ state: 'CONNECTING' }));
    await eventually(() => expect(states()).toEqual(['CONNECTING']));
    questions[1]?.answer(account({ state: 'CONNECTED' }));
    await eventually(() => expect(states()).toEqual(['CONNECTED']));
  });

  it('keep what an event told while an answer was under way', async () => {
    const { questions, states, tell } = follow();
    await eventually(() => expect(questions).toHaveLength(2));
    tell('CONNECTED');
    questions[1]?.answer(account({ state: 'CONNECTING' }));
    await eventually(() => expect(states()).toEqual(['CONNECTED']));
    questions[0]?.answer(account({ state: 'CONNECTING' }));
    await next();
    expect(states()).toEqual(['CONNECTED']);
  });

  it('do not keep what an event told before the question', async () => {
    const { questions, states, tell, resync } = follow();
    await eventually(() => expect(questions).toHaveLength(2));
    tell('CONNECTED');
    resync();
    questions[2]?.answer(account({ state: 'RESTRICTED' }));
    await eventually(() => expect(states()).toEqual(['RESTRICTED']));
    questions[1]?.answer(account({ state: 'CONNECTING' }));
    await next();
    expect(states()).toEqual(['RESTRICTED']);
  });

  it('stay when a later question fails', async () => {
    const { questions, states, loading } = follow();
    await eventually(() => expect(questions).toHaveLength(2));
    questions[0]?.answer(account());
    await eventually(() => expect(loading.value).toBe('ready'));
    questions[1]?.fail();
    await next();
    expect([loading.value, states()]).toEqual(['ready', [account().state]]);
  });

  it('are asked for again when the answer to a later question does not come: nobody would see that they are old', async () => {
    const { questions, states, resync } = follow();
    await eventually(() => expect(questions).toHaveLength(2));
    questions[1]?.answer(account());
    await eventually(() => expect(states()).toHaveLength(1));
    vi.useFakeTimers();
    try {
      resync();
      questions[2]?.fail();
      await vi.advanceTimersByTimeAsync(10_000);
      questions[3]?.answer(account({ state: 'RESTRICTED' }));
      await vi.advanceTimersByTimeAsync(60_000);
    } finally {
      vi.useRealTimers();
    }
    expect([questions.length, states()]).toEqual([4, ['RESTRICTED']]);
  });

  it('leave out whom the list does not know, when the list decides', async () => {
    const { questions, states, tell } = follow();
    await eventually(() => expect(questions).toHaveLength(2));
    questions[1]?.answer();
    await next();
    tell('CONNECTED');
    expect(states()).toEqual([]);
  });

  it('have what a change answered in its place, or at the end', async () => {
    const { questions, accounts, put } = follow();
    await eventually(() => expect(questions).toHaveLength(2));
    questions[1]?.answer(account({ id: 'one' }), account({ id: 'two' }));
    await eventually(() => expect(accounts.value).toHaveLength(2));
    put(account({ id: 'one', title: 'Новое имя' }));
    put(account({ id: 'three' }));
    expect(accounts.value.map(({ id, title }) => [id, title === 'Новое имя'])).toEqual([
      ['one', true],
      ['two', false],
      ['three', false],
    ]);
  });
});
