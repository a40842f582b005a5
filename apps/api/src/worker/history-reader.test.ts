import { newId, type AccountId, type HistoryAnswer, type PortalId } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import { HistoryReader } from './history-reader.ts';

const context = (signal = new AbortController().signal) => ({
  lease: { portalId: newId<PortalId>(), laneKey: 'account:1', token: '1' },
  accountId: newId<AccountId>(),
  session: {},
  signal,
});
const nothing = {} as never;

describe('the reader of histories (S-11)', () => {
  it('answers one question after another, and tells of each', async () => {
    let waiting = 3;
    let running = 0;
    let told = 0;
    const reader = new HistoryReader({
      everyMs: 0,
      nudge: () => (told += 1),
      logger: { warn: () => undefined },
      readNext: async (): Promise<HistoryAnswer['kind'] | null> => {
        running += 1;
        await Promise.resolve();
        expect(running).toBe(1);
        running -= 1;
        if (waiting === 0) return null;
        waiting -= 1;
        return 'page';
      },
    });
    const one = context();
    for (let press = 0; press < 5; press++) reader.begin(nothing, one);
    await reader.ended();
    expect([waiting, told]).toEqual([0, 3]);
  });

  it('loses no question that comes while it looks for the last time', async () => {
    let looks = 0;
    const one = context();
    const reader = new HistoryReader({
      everyMs: 0,
      nudge: () => undefined,
      logger: { warn: () => undefined },
      readNext: async () => {
        looks += 1;
        if (looks === 1) reader.begin(nothing, one);
        return Promise.resolve(null);
      },
    });
    reader.begin(nothing, one);
    await reader.ended();
    expect(looks).toBe(2);
  });

  it('says when it could not read, goes on with the next question, and is silent about an end of the session', async () => {
    const warnings: string[] = [];
    let fails = true;
    let looks = 0;
    const reader = new HistoryReader({
      everyMs: 0,
      nudge: () => undefined,
      logger: { warn: message => warnings.push(message) },
      readNext: async () => {
        looks += 1;
        if (fails) throw new Error('the database is away');
        return Promise.resolve(null);
      },
    });
    reader.begin(nothing, context());
    await reader.ended();
    fails = false;
    reader.begin(nothing, context());
    await reader.ended();
    expect([warnings.length, looks]).toEqual([1, 2]);
    reader.begin(nothing, context(AbortSignal.abort()));
    await reader.ended();
    expect([warnings.length, looks]).toEqual([1, 2]);
  });

  it('reads for the next session after one that was over before it began', async () => {
    let looks = 0;
    const reader = new HistoryReader({
      nudge: () => undefined,
      logger: { warn: () => undefined },
      readNext: () => {
        looks += 1;
        return Promise.resolve(null);
      },
    });
    reader.begin(nothing, context(AbortSignal.abort()));
    await reader.ended();
    reader.begin(nothing, context());
    await reader.ended();
    expect(looks).toBe(1);
  });
});
