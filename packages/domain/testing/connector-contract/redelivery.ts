/** What no session has stored comes again (GU-5). */
import { it } from 'vitest';
import { RecordedEvents } from '../recorded-events.ts';
import { until } from '../until.ts';
import type { ConnectorBench } from './connector-bench.ts';

export function redelivery(bench: ConnectorBench): void {
  const { isConnected, logIn, message, never, open } = bench;

  /** The receipt that this messenger gives first. */
  const first = (): 'delivered' | 'read' => (bench.harness.connector.capabilities.reports.delivered ? 'delivered' : 'read');
  const happens = (): Promise<void> => (first() === 'delivered' ? bench.harness.deliver() : bench.harness.read());

  it('reports receipts of what an earlier session sent (GU-5)', async () => {
    const earlier = await logIn();
    const sent = message();
    await earlier.send(sent, never);
    await earlier.close();
    await happens();
    const again = new RecordedEvents();
    open(again, bench.harness.own);
    await until('it is reported', () => again.statusesOf(sent.externalMessageId).includes(first()));
  });

  it.each(['inbound', 'receipts'] as const)('gets again what could not be stored: %s (GU-5)', async event => {
    const session = await logIn();
    const sent = message();
    await session.send(sent, never);
    bench.events.failOnce(event);
    if (event === 'inbound') await bench.harness.reply('Вы здесь?');
    else await happens();
    await until('the failure has happened', () => !bench.events.isFailing(event));
    await until(
      'it comes again',
      () => (event === 'inbound' ? bench.events.messages.length : bench.events.statusesOf(sent.externalMessageId).length) > 0,
    );
    await until('the session is connected', () => isConnected());
  });
}
