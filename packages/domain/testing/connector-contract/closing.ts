/** A session that is closed, or lost its lease, does and says nothing more (RE-40). */
import { expect, it } from 'vitest';
import { RecordedEvents } from '../recorded-events.ts';
import { until } from '../until.ts';
import type { ConnectorBench } from './connector-bench.ts';

export function closing(bench: ConnectorBench): void {
  const { logIn, message, never, open, timesAccepted } = bench;

  it('is silent after close, which may be called twice', async () => {
    const session = await logIn();
    await session.send(message(), never);
    await session.close();
    const before = bench.events.count;
    await bench.harness.reply('Есть кто?');
    await session.close();
    expect((await session.send(message(), never)).kind).toBe('not-sent');
    expect((await session.checkPresence(bench.harness.client, never)).presence).toBe('UNKNOWN');
    // The client's message waits at the server: a session that listened would have it by the time another one does.
    const again = new RecordedEvents();
    open(again, bench.harness.own);
    await until('another session has the message', () => again.messages.length === 1);
    expect(bench.events.count).toBe(before);
  });

  it('stops at once, without an event, when the lease is lost (RE-40)', async () => {
    const session = await logIn();
    await until('the login is done', () => bench.events.steps.at(-1)?.kind === 'DONE');
    const before = bench.events.count;
    bench.store.loseLease();
    const sent = message();
    expect((await session.send(sent, never)).kind).toBe('not-sent');
    expect((await session.send(sent, never)).kind).toBe('not-sent');
    await bench.harness.reply('Кто теперь отвечает?');
    await session.close();
    expect(await timesAccepted(sent)).toBe(0);
    expect(bench.events.count).toBe(before);
  });
}
