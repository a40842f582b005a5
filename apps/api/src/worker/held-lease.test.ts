import { newId, type Lease, type PortalId } from '@olchat/domain';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogFields } from '../logger.ts';
import { HeldLease, type HoldOptions } from './held-lease.ts';

const times = { leaseMs: 15_000, renewMs: 5000 };
const lease: Lease = { portalId: newId<PortalId>(), laneKey: 'account:1', token: '1' };

let answer: () => Promise<boolean>;
let said: [string, LogFields | undefined][];
let held: HeldLease;

const quiet = (): void => undefined;
const warn = (what: string, fields?: LogFields): void => void said.push([what, fields]);
function hold(options?: HoldOptions): void {
  held = new HeldLease(
    { lanes: { renew: () => answer() }, times, logger: { debug: quiet, info: quiet, warn, error: quiet } },
    lease,
    options,
  );
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  said = [];
  answer = () => Promise.resolve(true);
});
afterEach(() => {
  held.letGo();
  vi.useRealTimers();
});

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe('a lease that somebody holds (RE-6, RE-41)', () => {
  it('is kept as long as the database renews it', async () => {
    hold();
    await pass(60_000);
    expect([held.isLost, said]).toEqual([false, []]);
  });

  it('is lost when another one has it: whoever holds it hears of it once, when it is lost already', async () => {
    const heard: boolean[] = [];
    hold({ onLost: async () => void heard.push(held.isLost), fields: { accountId: '7' } });
    answer = () => Promise.resolve(false);
    await pass(60_000);
    expect(heard).toEqual([true]);
    expect(said).toEqual([['lease lost', { portalId: lease.portalId, accountId: '7' }]]);
  });

  it('is lost with its time while the database is away, and with a margin before that (RE-40)', async () => {
    answer = () => Promise.reject(new Error('the database is away'));
    hold();
    await pass(14_000);
    expect(held.isLost).toBe(false);
    await pass(1000);
    expect(held.isLost).toBe(true);
    hold({ marginMs: times.renewMs });
    await pass(9000);
    expect(held.isLost).toBe(false);
    await pass(1000);
    expect(held.isLost).toBe(true);
  });

  it('is lost with its time while the database says nothing at all: nobody waits for its answer (RE-40)', async () => {
    const heard: boolean[] = [];
    answer = () => new Promise(() => undefined);
    hold({ marginMs: times.renewMs, onLost: async () => void heard.push(held.isLost) });
    await pass(9000);
    expect(held.isLost).toBe(false);
    await pass(1000);
    expect([held.isLost, heard]).toEqual([true, [true]]);
  });

  it('that is let go is not lost any more', async () => {
    hold();
    answer = () => Promise.resolve(false);
    held.letGo();
    await pass(60_000);
    expect([held.isLost, said]).toEqual([false, []]);
  });
});
