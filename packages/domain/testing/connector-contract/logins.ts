/** How an account comes to be connected, and how its keys are kept and forgotten (C-2). */
import { expect, it } from 'vitest';
import { RecordedEvents } from '../recorded-events.ts';
import { until } from '../until.ts';
import type { ConnectorBench } from './connector-bench.ts';

export function logins(bench: ConnectorBench): void {
  const { isConnected, logIn, message, never, open } = bench;

  it('logs in by the steps that it announces, ends with DONE, and tells its address (C-2, C-8)', async () => {
    await logIn();
    await until('the login is done', () => bench.events.steps.at(-1)?.kind === 'DONE');
    expect(bench.events.states.some(({ state }) => state === 'LOGIN_REQUIRED')).toBe(true);
    expect(bench.events.current).toMatchObject({ state: 'CONNECTED', reason: null, address: bench.harness.own });
  });

  it('needs no new login with the keys that it stored', async () => {
    const first = await logIn();
    await first.close();
    const again = new RecordedEvents();
    const session = open(again, bench.harness.own);
    await until('the account is connected', () => isConnected(again));
    expect(again.steps).toEqual([]);
    expect((await session.send(message(), never)).kind).toBe('accepted');
  });

  it('forgets the keys when it logs out, and then asks for a login (C-2)', async () => {
    const first = await logIn();
    await first.logOut();
    expect(await bench.store.readCredentials()).toBeNull();
    const again = new RecordedEvents();
    open(again, bench.harness.own);
    await until('a login is asked for', () => again.current?.state === 'LOGIN_REQUIRED');
  });
}
