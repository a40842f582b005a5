import { EventEmitter } from 'node:events';
import type { Receipt } from '@olchat/domain';
import { MemorySessionStore } from '@olchat/domain/testing';
import { proto } from 'baileys';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ack } from './fixtures/stanzas.ts';
import { libraryLogger, silentLogger } from './library-logger.ts';
import { Sender } from './sender.ts';
import type { Attempt } from './signal-order.ts';
import { message, never, settle } from './testing/session-bench.ts';

/** A library in which the test decides when content is encrypted and how the send ends. */
function bench(): {
  sender: Sender;
  store: MemorySessionStore;
  late: Receipt[];
  silences: number[];
  attempts: Attempt[];
  contents: proto.IMessage[];
  fail: (error: Error) => void;
  answer: (id: string, error?: string) => void;
} {
  const ws = new EventEmitter();
  const attempts: Attempt[] = [];
  const contents: proto.IMessage[] = [];
  const late: Receipt[] = [];
  const silences: number[] = [];
  const store = new MemorySessionStore();
  let fail: (error: Error) => void = () => undefined;
  const sender = new Sender({
    socket: {
      ws,
      relayMessage: (_jid, content) => {
        contents.push(content);
        return new Promise((_resolve, reject) => (fail = reject));
      },
      waUploadToServer: () => Promise.reject(new Error('nothing takes files here')),
    },
    store,
    order: {
      during: (attempt, send) => {
        attempts.push(attempt);
        return send();
      },
    },
    logger: libraryLogger(silentLogger, 'account'),
    ackTimeoutMs: 30_000,
    uploadMs: 60_000,
    onLateAck: receipt => late.push(receipt),
    onSilence: () => silences.push(Date.now()),
    restrictedUntil: () => Promise.resolve(null),
  });
  const answer = (id: string, error?: string): void =>
    void ws.emit('CB:ack,class:message', ack({ id, ...(error === undefined ? {} : { error }) }));
  return { sender, store, late, silences, attempts, contents, fail: error => fail(error), answer };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('a send whose content was encrypted', () => {
  it.each<[string, (world: ReturnType<typeof bench>, abort: AbortController) => unknown]>([
    ['has no answer in time', () => vi.advanceTimersByTimeAsync(30_000)],
    ['is aborted', (_world, abort) => abort.abort()],
    ['loses its connection', world => world.sender.close('the connection ended')],
    ['fails in the write', world => world.fail(new Error('write EPIPE'))],
  ])('and that %s is unknown (GU-3)', async (_what, happens) => {
    const world = bench();
    const abort = new AbortController();
    const answer = world.sender.send(message(), abort.signal);
    await settle();
    world.attempts[0]!.leaving = true;
    await happens(world, abort);
    expect((await answer).kind).toBe('unknown');
  });

  it('and whose answer comes late is reported as a receipt', async () => {
    const world = bench();
    const [sent, failed] = [message(), message()];
    for (const one of [sent, failed]) {
      const abort = new AbortController();
      const answer = world.sender.send(one, abort.signal);
      await settle();
      world.attempts.at(-1)!.leaving = true;
      abort.abort();
      await answer;
    }
    world.answer(sent.externalMessageId);
    world.answer(sent.externalMessageId);
    world.answer(failed.externalMessageId, '479');
    expect(world.late.map(({ externalMessageId: id, status, rawCode }) => [id, status, rawCode])).toEqual([
      [sent.externalMessageId, 'sent', null],
      [failed.externalMessageId, 'failed', '479'],
    ]);
  });
});

describe('a send whose content was not encrypted', () => {
  it.each<[string, (world: ReturnType<typeof bench>, abort: AbortController) => unknown]>([
    ['has no answer in time', () => vi.advanceTimersByTimeAsync(30_000)],
    ['is aborted', (_world, abort) => abort.abort()],
    ['loses its connection', world => world.sender.close('the connection ended')],
    ['fails', world => world.fail(new Error('no device list'))],
  ])('and that %s is not-sent and may not be encrypted any more (RE-9)', async (what, happens) => {
    const world = bench();
    const abort = new AbortController();
    const answer = world.sender.send(message(), abort.signal);
    await settle();
    await happens(world, abort);
    expect((await answer).kind).toBe('not-sent');
    expect(world.attempts[0]!.vetoed).toBe(what !== 'fails');
  });
});

it('tells of the server’s silence once the time is over', async () => {
  const world = bench();
  const answer = world.sender.send(message(), never);
  await vi.advanceTimersByTimeAsync(29_999);
  expect(world.silences).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  await answer;
  expect(world.silences).toHaveLength(1);
});

it('keeps exactly what it hands over, for a device that asks again (RE-26)', async () => {
  const world = bench();
  const sent = message();
  const answer = world.sender.send(sent, never);
  await settle();
  const kept = proto.Message.decode((await world.store.readSent(sent.externalMessageId)) ?? new Uint8Array());
  expect(proto.Message.toObject(kept)).toEqual(
    proto.Message.toObject(proto.Message.decode(proto.Message.encode(world.contents[0]!).finish())),
  );
  expect(kept.extendedTextMessage?.text).toBe('Здравствуйте');
  world.answer(sent.externalMessageId);
  expect((await answer).kind).toBe('accepted');
});

it('pays no attention to answers that are not its own', async () => {
  const world = bench();
  const sent = message();
  const answer = world.sender.send(sent, never);
  await settle();
  world.answer('3EB0FFFFFFFFFFFFFFFFFF', '479');
  world.answer(sent.externalMessageId);
  // A resend for one device that had asked again is acknowledged under the same id.
  world.answer(sent.externalMessageId, '479');
  expect((await answer).kind).toBe('accepted');
  expect(world.late).toEqual([]);
});
