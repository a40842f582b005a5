import { LeaseLostError } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import { Steps } from './steps.ts';

describe('the steps of a session', () => {
  const begin = () => {
    const ending = new AbortController();
    const failures: unknown[] = [];
    const done: string[] = [];
    const steps = new Steps({ ended: ending.signal, onFailure: error => failures.push(error) });
    const step = (name: string) => async () => {
      await Promise.resolve();
      done.push(name);
    };
    return { ending, failures, done, steps, step };
  };

  it('run one after another, also after one that failed', async () => {
    const { steps, step, done, failures } = begin();
    const away = new Error('the database is away');
    steps.add(step('one'));
    steps.add(() => Promise.reject(away));
    steps.add(step('two'));
    await steps.idle();
    expect([done, failures]).toEqual([['one', 'two'], [away]]);
  });

  it('take a lost lease for no failure (RE-40)', async () => {
    const { steps, failures } = begin();
    steps.add(() => Promise.reject(new LeaseLostError()));
    await steps.idle();
    expect(failures).toEqual([]);
  });

  it('end with the session: nothing begins any more, and what fails then is nobody’s business', async () => {
    const { ending, steps, step, done, failures } = begin();
    steps.add(() => {
      ending.abort();
      return Promise.reject(new Error('the connection was closed'));
    });
    steps.add(step('late'));
    await steps.idle();
    expect([done, failures]).toEqual([[], []]);
  });
});
