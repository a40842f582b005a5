/** Telegram through the whole system: from the card to «Прочитано» and back through the open line (L-13, H-1, O-30), and a killed worker. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  act,
  BOUNDARIES,
  closeTelegramBench,
  FIRST_WORDS,
  killAt,
  openTelegramBench,
  phoneOf,
  send,
  taken,
  type TelegramBench,
} from './faults/telegram-kills.ts';
import { DEAL, expectMember } from './support/client.ts';
import { until } from './support/process.ts';

/** Kills per boundary; `npm run test:faults -- --messenger telegram --kills 50` does more. */
const TIMES = Array.from({ length: Number(process.env['KILLS'] ?? 1) }, (_, index) => index + 1);

let bench: TelegramBench;

beforeAll(async () => {
  bench = await openTelegramBench();
});

afterAll(() => closeTelegramBench(bench));

beforeEach(() => bench.system.control.clearFaults());

const statusOf = async (id: string) => (await bench.client.message({ id }))?.status;
const becomes = (id: string, status: string) => until(`it is ${status}`, async () => (await statusOf(id)) === status);

describe('between the card and Telegram', () => {
  it('a client who writes first stands in the open line (H-1)', async () => {
    await until('the chat has his words', async () =>
      (await bench.system.control.chats()).some(({ messages }) => messages.some(({ text }) => text.includes(FIRST_WORDS))),
    );
  });

  it('a message is sent and read, and «delivered» is never invented (L-13)', async () => {
    const { id, text } = await send(bench, 'Да, есть');
    await becomes(id, 'SENT');
    expect(await taken(bench, text)).toMatchObject([{ to: bench.person }]);
    await act(bench, { do: 'deliver' });
    expect(await statusOf(id)).toBe('SENT');
    await act(bench, { do: 'read' });
    await becomes(id, 'READ');
    const history = (await bench.client.message({ id }))?.history ?? [];
    expect(history.map(({ status, source }) => [status, source])).toEqual([
      ['QUEUED', 'PERSON'],
      ['SENT', 'ACCEPTANCE'],
      // Nobody told it: what is read has arrived.
      ['DELIVERED', 'IMPLIED'],
      ['READ', 'RECEIPT'],
    ]);
  });

  it('a refusal of Telegram is a failed message with its own sentence (E-16)', async () => {
    await bench.system.control.faults([
      { service: 'telegram', method: 'messages.sendMessage', do: 'refuse', code: 'USER_IS_BLOCKED', times: 1 },
    ]);
    const { id } = await send(bench, 'Вы нас слышите?');
    await becomes(id, 'FAILED');
    expect((await bench.client.message({ id }))?.failure).toMatchObject({ code: 'BLOCKED_BY_CLIENT', rawCode: 'USER_IS_BLOCKED' });
  });

  it('reads of a time without a worker are told to the next one (RE-27)', async () => {
    const [one, two] = [await send(bench, 'До простоя'), await send(bench, 'И ещё одно')];
    await Promise.all([becomes(one.id, 'SENT'), becomes(two.id, 'SENT')]);
    await bench.system.worker.kill('SIGKILL');
    await act(bench, { do: 'read' });
    bench.system.worker.start();
    await Promise.all([becomes(one.id, 'READ'), becomes(two.id, 'READ')]);
  });

  it('the simulated Telegram may fall and come back between (contract 5)', async () => {
    await bench.system.sandbox.kill('SIGKILL');
    bench.system.sandbox.start();
    await until('it is there again', async () => (await phoneOf(bench)).length > 0);
    const input = { idempotencyKey: randomUUID(), card: DEAL, accountId: bench.account, recipientId: bench.recipient, text: 'После сбоя' };
    const { accepted } = expectMember(await bench.client.sendMessage({ input }), 'MessageAccepted');
    await becomes(accepted.id, 'SENT');
    expect(await taken(bench, 'После сбоя')).toHaveLength(1);
  });
});

describe('a worker that is killed', () => {
  describe.each(BOUNDARIES.map(boundary => [boundary.name, boundary] as const))('%s', (_name, boundary) => {
    it.each(TIMES)('leaves exactly one message at the server, without a person (GU-3) (%i)', async () => {
      expect(await killAt(bench, boundary)).toEqual([]);
    });
  });
});
