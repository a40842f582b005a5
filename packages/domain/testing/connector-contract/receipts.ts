/** What becomes of a message that was sent, as the messenger says it (L-7, L-8). */
import { expect, it } from 'vitest';
import type { Receipt } from '../../src/index.ts';
import { until } from '../until.ts';
import type { ConnectorBench } from './connector-bench.ts';

export function receipts(bench: ConnectorBench): void {
  const { logIn, message, never } = bench;

  it('reports delivered and read with the messenger’s time (L-7)', async () => {
    const session = await logIn();
    const sent = message();
    await session.send(sent, never);
    const { delivered, read } = bench.harness.connector.capabilities.reports;
    if (delivered) {
      await bench.harness.deliver();
      await until('delivered is reported', () => bench.events.statusesOf(sent.externalMessageId).includes('delivered'));
    }
    if (read) {
      await bench.harness.read();
      await until('read is reported', () => bench.events.statusesOf(sent.externalMessageId).includes('read'));
    }
    for (const { occurredAt } of bench.events.allReceipts) expect(Math.abs(occurredAt.getTime() - Date.now())).toBeLessThan(60_000);
  });

  it('passes on receipts that come twice or in the wrong order, as they come (L-8, RE-23)', async () => {
    if (!bench.harness.connector.capabilities.reports.delivered) return;
    const session = await logIn();
    const [twice, reversed] = [message('дважды'), message('наоборот')];
    await session.send(twice, never);
    await bench.harness.trouble('double-receipts');
    await bench.harness.deliver();
    await until(
      'delivered is reported twice',
      () => bench.events.statusesOf(twice.externalMessageId).filter(status => status === 'delivered').length === 2,
    );
    await session.send(reversed, never);
    await bench.harness.trouble('late-delivered');
    await bench.harness.read();
    const both = (): Receipt['status'][] => bench.events.statusesOf(reversed.externalMessageId).filter(status => status !== 'sent');
    await until('read and delivered are reported', () => both().length === 2);
    expect(both()).toEqual(['read', 'delivered']);
  });
}
