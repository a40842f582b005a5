import { newId, type AccountId, type Clock, type LookUpContext, type PortalId, type Storage } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import { PeopleLookUps } from './people-look-ups.ts';

const context = (signal = new AbortController().signal): LookUpContext => ({
  lease: { portalId: newId<PortalId>(), laneKey: 'account:1', token: '1' },
  accountId: newId<AccountId>(),
  session: { resolve: () => Promise.reject(new Error('nobody is asked')) },
  capabilities: {},
  signal,
});

function given(lookUpNext: (look: number) => number | null) {
  let looks = 0;
  const warned: string[] = [];
  const lookUps = new PeopleLookUps({
    storage: {} as Storage,
    clock: {} as Clock,
    nudge: () => undefined,
    logger: { warn: message => void warned.push(message) },
    lookUpNext: async () => {
      looks += 1;
      await Promise.resolve();
      return lookUpNext(looks);
    },
  });
  return { lookUps, warned, looks: () => looks };
}

describe('the look-ups of people (D-31)', () => {
  it('go on until nobody is left, and rest then', async () => {
    const { lookUps, looks } = given(look => (look < 4 ? 0 : null));
    lookUps.begin(context());
    await lookUps.ended();
    expect(looks()).toBe(4);
  });

  it('overlook nobody who is asked about during the last look', async () => {
    const one = context();
    const { lookUps, looks } = given(look => {
      if (look === 1) lookUps.begin(one);
      return null;
    });
    lookUps.begin(one);
    await lookUps.ended();
    expect(looks()).toBe(2);
  });

  it('begin anew after a failure, and after a session that ended', async () => {
    const { lookUps, warned, looks } = given(look => {
      if (look === 1) throw new Error('the database is away');
      return null;
    });
    lookUps.begin(context());
    await lookUps.ended();
    lookUps.begin(context(AbortSignal.abort()));
    await lookUps.ended();
    lookUps.begin(context());
    await lookUps.ended();
    expect([warned, looks()]).toEqual([['people were not looked up'], 2]);
  });
});
