/** What a send through the session answers, and what a recipient’s device gets that asks again (RE-26, Q-4, Q-13). */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ack } from './fixtures/stanzas.ts';
import { DEFAULT_TIMINGS } from './options.ts';
import { message, never, NOW, SessionBench, settle } from './testing/session-bench.ts';

const bench = new SessionBench();
const { connect, socket } = bench;

beforeEach(() => bench.renew());
afterEach(() => bench.end());

describe('a send', () => {
  it('is accepted by the acknowledgement, even one that overtakes the library (RE-26)', async () => {
    await connect();
    const sent = message();
    socket().relay = async id => {
      socket().stanza(ack({ id }));
      await new Promise(() => undefined);
    };
    expect(await bench.session.send(sent, never)).toEqual({ kind: 'accepted', at: new Date(Number(ack().attrs['t']) * 1000) });
    expect(await bench.store.readSent(sent.externalMessageId)).not.toBeNull();
  });

  it('has its content stored before it leaves', async () => {
    await connect();
    vi.spyOn(bench.store, 'writeSent').mockRejectedValueOnce(new Error('away'));
    expect((await bench.session.send(message(), never)).kind).toBe('not-sent');
    expect(socket().relayed).toEqual([]);
  });

  it('without an answer in 30 s ends, and a new connection is made (E-34)', async () => {
    await connect();
    const first = socket();
    const answer = bench.session.send(message(), never);
    await vi.advanceTimersByTimeAsync(DEFAULT_TIMINGS.ackTimeoutMs);
    // Nothing was encrypted by this socket, so nothing can have left.
    expect((await answer).kind).toBe('not-sent');
    expect(first.isEnded).toBe(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(bench.sockets).toHaveLength(2);
  });

  it('is answered when the connection falls under it', async () => {
    await connect();
    const answer = bench.session.send(message(), never);
    await settle();
    socket().fall(428);
    expect((await answer).kind).toBe('not-sent');
  });

  it('refused as a stranger’s holds first messages until the time that WhatsApp names (Q-13)', async () => {
    await connect();
    const until = new Date(NOW.getTime() + 7_200_000);
    socket().lock = { isActive: true, timeEnforcementEnds: until };
    const sent = message();
    const answer = bench.session.send(sent, never);
    await settle();
    socket().stanza(ack({ id: sent.externalMessageId, error: '463' }));
    expect(await answer).toEqual({ kind: 'refused', code: 'ACCOUNT_RESTRICTED', rawCode: '463', freeAt: until });
    await settle();
    expect(bench.events.current).toMatchObject({ state: 'CONNECTED', firstMessagesHeldUntil: until });
  });

  it('refused so without a named end holds them for a day, and a push lifts it', async () => {
    await connect();
    const sent = message();
    const answer = bench.session.send(sent, never);
    await settle();
    socket().stanza(ack({ id: sent.externalMessageId, error: '463' }));
    expect(await answer).toMatchObject({ freeAt: new Date(NOW.getTime() + 24 * 3_600_000) });
    socket().emit('connection.update', { reachoutTimeLock: { isActive: false } });
    await settle();
    expect(bench.events.current).toMatchObject({ state: 'CONNECTED', firstMessagesHeldUntil: null });
  });

  it('waits for the one before it (Q-4)', async () => {
    await connect();
    const [one, two] = [message(), message()];
    const answers = [bench.session.send(one, never), bench.session.send(two, never)];
    await settle();
    expect(socket().relayed).toEqual([one.externalMessageId]);
    socket().stanza(ack({ id: one.externalMessageId }));
    await settle();
    expect(socket().relayed).toEqual([one.externalMessageId, two.externalMessageId]);
    socket().stanza(ack({ id: two.externalMessageId }));
    expect((await Promise.all(answers)).map(({ kind }) => kind)).toEqual(['accepted', 'accepted']);
  });
});

describe('a recipient’s device that asks again', () => {
  it('gets what was sent, also from a later session (RE-26)', async () => {
    await connect();
    const sent = message();
    const answer = bench.session.send(sent, never);
    await settle();
    socket().stanza(ack({ id: sent.externalMessageId }));
    await answer;
    socket().fall(428);
    await vi.advanceTimersByTimeAsync(1_000);
    const content = await socket().config.getMessage?.({ id: sent.externalMessageId, remoteJid: '222222222222222@lid', fromMe: true });
    expect(content?.extendedTextMessage?.text).toBe('Здравствуйте');
    expect(await socket().config.getMessage?.({ id: '3EB0000000000000000000' })).toBeUndefined();
  });
});
