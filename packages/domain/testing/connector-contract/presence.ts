/** Who is at the messenger (D-7). */
import { expect, it } from 'vitest';
import type { ConnectorBench } from './connector-bench.ts';

export function presence(bench: ConnectorBench): void {
  const { logIn, message, never, timesAccepted } = bench;

  it('tells exists, absent and unknown apart (D-7)', async () => {
    if (!bench.harness.connector.capabilities.checksPresence) return;
    const session = await logIn();
    expect(await session.checkPresence(bench.harness.client, never)).toMatchObject({ presence: 'EXISTS' });
    expect(await session.checkPresence(bench.harness.nobody, never)).toEqual({ presence: 'ABSENT' });
    await bench.harness.trouble('silent-check');
    expect(await session.checkPresence(bench.harness.client, never)).toMatchObject({ presence: 'UNKNOWN' });
  });

  it('sends to the address that a check gave', async () => {
    if (!bench.harness.connector.capabilities.checksPresence) return;
    const session = await logIn();
    const answer = await session.checkPresence(bench.harness.client, never);
    const messengerAddress = answer.presence === 'EXISTS' ? answer.messengerAddress : null;
    const sent = message();
    expect(messengerAddress).not.toBeNull();
    expect((await session.send({ ...sent, messengerAddress }, never)).kind).toBe('accepted');
    expect(await timesAccepted(sent)).toBe(1);
  });
}
