/** What the session is asked: who has WhatsApp, and what was written before (D-7, S-11). */
import { deflateSync } from 'node:zlib';
import { proto } from 'baileys';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CLIENT_JID, OWN_JID } from './fixtures/stanzas.ts';
import { DEFAULT_TIMINGS } from './options.ts';
import type { FakeSocket } from './testing/fake-socket.ts';
import { never, NOW, SessionBench, settle } from './testing/session-bench.ts';

const bench = new SessionBench();
const { connect, socket } = bench;

beforeEach(() => bench.renew());
afterEach(() => bench.end());

describe('a number check', () => {
  it.each<[string, string, FakeSocket['answerCheck']]>([
    ['an answer without the number', 'ABSENT', () => Promise.resolve([])],
    ['no list', 'UNKNOWN', () => Promise.resolve(undefined)],
    ['an error', 'UNKNOWN', () => Promise.reject(new Error('rate-overlimit'))],
    ['silence', 'UNKNOWN', () => new Promise(() => undefined)],
  ])('with %s is %s (D-7)', async (_what, presence, answer) => {
    await connect();
    socket().answerCheck = answer;
    const asked = bench.session.checkPresence('+79261112233', never);
    await vi.advanceTimersByTimeAsync(DEFAULT_TIMINGS.queryTimeoutMs);
    expect((await asked).presence).toBe(presence);
  });

  it('gives WhatsApp’s own form of the number', async () => {
    await connect();
    socket().answerCheck = () => Promise.resolve([{ jid: '553181234567@s.whatsapp.net', exists: true }]);
    expect(await bench.session.checkPresence('+5531981234567', never)).toEqual({
      presence: 'EXISTS',
      messengerAddress: '553181234567@s.whatsapp.net',
    });
  });

  it('ends with the session', async () => {
    await connect();
    socket().answerCheck = () => new Promise(() => undefined);
    const asked = bench.session.checkPresence('+79261112233', never);
    await bench.session.close();
    expect((await asked).presence).toBe('UNKNOWN');
    await vi.advanceTimersByTimeAsync(DEFAULT_TIMINGS.queryTimeoutMs);
  });
});

describe('a history that the account’s own phone tells (S-11)', () => {
  const newest = { externalMessageId: '3ANEWEST', fromClient: true, occurredAt: NOW };
  const query = { address: '+79261112233', messengerAddress: null, before: null, newest, limit: 10 };
  const { ON_DEMAND } = proto.Message.HistorySyncType;

  /** `from` tells of one message, inside the stanza. */
  const tell = async (from: string, text: string): Promise<void> => {
    const key = { remoteJid: CLIENT_JID, fromMe: false, id: text };
    const messages = [{ message: { key, messageTimestamp: NOW.getTime() / 1000 - 60, message: { conversation: text } } }];
    const sync = proto.HistorySync.encode({
      syncType: proto.HistorySync.HistorySyncType.ON_DEMAND,
      conversations: [{ id: CLIENT_JID, messages }],
    }).finish();
    const historySyncNotification = {
      syncType: ON_DEMAND,
      initialHistBootstrapInlinePayload: deflateSync(sync),
      peerDataRequestSessionId: 'QUESTION1',
    };
    const type = proto.Message.ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION;
    const content = Buffer.from(proto.Message.encode({ protocolMessage: { type, historySyncNotification } }).finish());
    const attrs = { from, id: `3A${text}`, t: String(NOW.getTime() / 1000), type: 'text' };
    socket().stanza({ tag: 'message', attrs, content: [{ tag: 'plaintext', attrs: {}, content }] });
    await settle();
  };

  it('is taken from that phone only, is no inbound message, and is acknowledged as every message is', async () => {
    await connect();
    const read = bench.session.history?.(query, never);
    await settle();
    expect(socket().historiesAsked).toEqual([[10, { remoteJid: CLIENT_JID, fromMe: false, id: '3ANEWEST' }, NOW.getTime()]]);
    await tell(CLIENT_JID, 'подделка');
    await tell(OWN_JID.replace(':5', ''), 'раз');
    expect(await read).toMatchObject({ kind: 'page', messages: [{ text: 'раз' }] });
    await tell(OWN_JID.replace(':5', ''), 'поздно');
    expect(bench.events.messages).toEqual([]);
    expect(socket().acknowledged).toEqual(['3Aподделка', '3Aраз', '3Aпоздно']);
  });

  it('is kept from the library, which would fetch and announce it', async () => {
    await connect();
    expect(socket().config.shouldSyncHistoryMessage?.({ syncType: ON_DEMAND })).toBe(false);
  });

  it('is given up with the connection', async () => {
    await connect();
    const read = bench.session.history?.(query, never);
    await settle();
    socket().fall(428);
    await settle();
    expect(await read).toMatchObject({ kind: 'unknown' });
    expect(await bench.session.history?.(query, never)).toEqual({ kind: 'unknown', reason: 'not connected' });
  });
});
