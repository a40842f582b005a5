import { deflateSync } from 'node:zlib';
import { newId, type AccountId, type MessageId, type OutgoingMessage, type Session } from '@olchat/domain';
import { MemorySessionStore, RecordedEvents } from '@olchat/domain/testing';
import { BufferJSON, initAuthCreds, proto } from 'baileys';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { whatsAppWebConnector } from './connector.ts';
import { FakeSocket, PAIRED } from './fixtures/fake-socket.ts';
import { ack, CLIENT_JID, OWN_JID, receipt } from './fixtures/stanzas.ts';
import { externalMessageId } from './ids.ts';
import { DEFAULT_TIMINGS } from './options.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
const never = new AbortController().signal;

let store: MemorySessionStore;
let events: RecordedEvents;
let sockets: FakeSocket[];
let session: Session;

const paired = (): string => JSON.stringify({ ...initAuthCreds(), ...PAIRED }, BufferJSON.replacer);
/** Lets everything run that waits for nothing but its turn. */
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const socket = (): FakeSocket => sockets.at(-1)!;

async function open(address: string | null = '+79990000001'): Promise<void> {
  const connector = whatsAppWebConnector({
    random: () => 1,
    socketFactory: config => {
      const made = new FakeSocket(config);
      sockets.push(made);
      return made;
    },
  });
  session = connector.open({ id: newId<AccountId>(), address }, store, events);
  await settle();
}

async function openPaired(): Promise<void> {
  await store.writeCredentials(paired());
  await open();
}

async function connect(): Promise<void> {
  await openPaired();
  socket().open();
  await settle();
}

const message = (): OutgoingMessage => {
  const messageId = newId<MessageId>();
  return {
    messageId,
    externalMessageId: externalMessageId(messageId),
    address: '+79261112233',
    messengerAddress: null,
    text: 'Здравствуйте',
    file: null,
  };
};

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  store = new MemorySessionStore();
  events = new RecordedEvents();
  sockets = [];
});

afterEach(async () => {
  const closed = session.close();
  await vi.advanceTimersByTimeAsync(DEFAULT_TIMINGS.closeMs);
  await closed;
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('an account that logs in', () => {
  it('shows codes by itself only when it never began to (C-2)', async () => {
    await open(null);
    expect(events.current).toMatchObject({ state: 'LOGIN_REQUIRED', reason: null });
    socket().emit('connection.update', { qr: 'code-1' });
    await settle();
    socket().emit('connection.update', { qr: 'code-2' });
    await settle();
    expect(events.steps).toEqual([
      { kind: 'QR', qr: 'code-1', expiresAt: new Date(NOW.getTime() + 60_000) },
      { kind: 'QR', qr: 'code-2', expiresAt: new Date(NOW.getTime() + 20_000) },
    ]);
  });

  it.each([
    ['was connected before', '+79990000001', false, 'DEVICE_LOST'],
    ['was left in the middle of a login', null, true, 'LOGIN_EXPIRED'],
  ])('waits for a person when it %s', async (_what, address, begun, reason) => {
    if (begun) await store.writeCredentials(JSON.stringify(initAuthCreds(), BufferJSON.replacer));
    await open(address);
    expect(sockets).toHaveLength(0);
    expect(events.current).toMatchObject({ state: 'LOGIN_REQUIRED', reason });
    expect(events.steps).toEqual([{ kind: 'EXPIRED' }]);
    await session.continueLogin({ kind: 'NEW_QR' });
    await settle();
    expect(sockets).toHaveLength(1);
  });

  it('does not go on by itself when the codes ended, and gives new keys to the next series', async () => {
    await open(null);
    const first = socket().config.auth.creds.registrationId;
    socket().emit('connection.update', { qr: 'code' });
    socket().fall(408);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(events.steps.at(-1)).toEqual({ kind: 'EXPIRED' });
    expect(sockets).toHaveLength(1);
    await session.continueLogin({ kind: 'NEW_QR' });
    await settle();
    expect(sockets).toHaveLength(2);
    expect(socket().config.auth.creds.registrationId).not.toBe(first);
  });

  it('shows the code of the moment to whoever asks in the middle of a series', async () => {
    await open(null);
    socket().emit('connection.update', { qr: 'code' });
    await session.continueLogin({ kind: 'NEW_QR' });
    await settle();
    expect(events.steps.map(step => step.kind)).toEqual(['QR', 'QR']);
    expect(sockets).toHaveLength(1);
  });

  it('comes back at once after the scan, with its keys stored before', async () => {
    await open(null);
    socket().emit('connection.update', { qr: 'code' });
    Object.assign(socket().config.auth.creds, PAIRED);
    socket().emit('creds.update', PAIRED);
    socket().emit('connection.update', { isNewLogin: true });
    socket().fall(515);
    await settle();
    expect(sockets).toHaveLength(2);
    expect(await store.readCredentials()).toContain('79990000001:5@s.whatsapp.net');
    socket().open();
    await settle();
    expect(events.current).toMatchObject({ state: 'CONNECTED', address: '+79990000001', name: 'Компания' });
    expect(events.steps.at(-1)).toEqual({ kind: 'DONE' });
  });
});

describe('a connection that falls', () => {
  it('is tried again after 1, 2, 4 s … and at most every 5 minutes (RE-41)', async () => {
    await openPaired();
    const gaps: number[] = [];
    for (let n = 1; n <= 11; n += 1) {
      const fallenAt = Date.now();
      socket().fall(428);
      await settle();
      while (sockets.length === n) await vi.advanceTimersToNextTimerAsync();
      gaps.push((Date.now() - fallenAt) / 1000);
    }
    expect(gaps).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  });

  it('begins the back-off anew only after it had held', async () => {
    await connect();
    const gapAfterFall = async (): Promise<number> => {
      const [before, fallenAt] = [sockets.length, Date.now()];
      socket().fall(428);
      await settle();
      while (sockets.length === before) await vi.advanceTimersToNextTimerAsync();
      socket().open();
      await settle();
      return (Date.now() - fallenAt) / 1000;
    };
    expect(await gapAfterFall()).toBe(1);
    expect(await gapAfterFall()).toBe(2);
    await vi.advanceTimersByTimeAsync(DEFAULT_TIMINGS.stableAfterMs);
    expect(await gapAfterFall()).toBe(1);
  });

  it('tells the same state once', async () => {
    await openPaired();
    socket().fall(428);
    await vi.advanceTimersByTimeAsync(1_000);
    socket().fall(428);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(events.states.map(({ state, rawCode }) => [state, rawCode])).toEqual([
      ['CONNECTING', null],
      ['CONNECTING', '428'],
    ]);
  });

  it('lets go of the keys before the next one takes them', async () => {
    await connect();
    const { keys } = socket().config.auth;
    socket().fall(428);
    await expect(async () => keys.set({ session: { a: Buffer.from('old') } })).rejects.toThrow('is over');
    expect(socket().isEnded).toBe(true);
  });

  it('removes the keys after a log-out by the phone and asks for a login (C-8)', async () => {
    await connect();
    socket().fall(401, { tag: 'conflict', attrs: { type: 'device_removed' } });
    await settle();
    expect(await store.readCredentials()).toBeNull();
    expect(events.current).toMatchObject({ state: 'LOGIN_REQUIRED', reason: 'DEVICE_LOST', rawCode: '401', address: null });
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(sockets).toHaveLength(1);
  });

  it('yields to another holder of the keys and stays silent (RE-40)', async () => {
    await connect();
    socket().fall(440, { tag: 'conflict', attrs: { type: 'replaced' } });
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(events.current).toMatchObject({ state: 'CONNECTING', reason: 'DEVICE_LOST', rawCode: '440' });
    expect(sockets).toHaveLength(1);
    expect(await store.readCredentials()).not.toBeNull();
    await expect(session.continueLogin({ kind: 'NEW_QR' })).rejects.toThrow('closed');
  });

  it('waits for the end of a temporary ban (C-8)', async () => {
    await connect();
    socket().fall(402, { reason: '402', code: '101', expire: '3600' });
    await settle();
    const until = new Date(NOW.getTime() + 3_600_000);
    expect(events.current).toMatchObject({ state: 'RESTRICTED', reason: 'ACCOUNT_RESTRICTED', rawCode: '402/101', until });
    await session.continueLogin({ kind: 'NEW_QR' });
    await vi.advanceTimersByTimeAsync(3_599_000);
    expect(sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sockets).toHaveLength(2);
  });

  it.each([403, 406])('ends with %i in a ban that only a new login leaves', async code => {
    await connect();
    socket().fall(code);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(events.current).toMatchObject({ state: 'RESTRICTED', until: null });
    expect(sockets).toHaveLength(1);
    expect(await store.readCredentials()).not.toBeNull();
    await session.continueLogin({ kind: 'NEW_QR' });
    await settle();
    expect(sockets).toHaveLength(2);
    expect(socket().config.auth.creds.me).toBeUndefined();
  });

  it('stops on an unknown refusal, and connects again when a person asks', async () => {
    await connect();
    socket().fall(418);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(events.current).toMatchObject({ state: 'DISCONNECTED', reason: 'MESSENGER_REFUSED', rawCode: '418' });
    await session.continueLogin({ kind: 'NEW_QR' });
    await settle();
    expect(sockets).toHaveLength(2);
    expect(socket().config.auth.creds.me).toBeDefined();
  });
});

describe('storage that is away', () => {
  it('ends the connection unacknowledged, and the next one gets the receipt again (GU-5)', async () => {
    await connect();
    events.failOnce('receipts');
    const fallen = socket();
    fallen.stanza(receipt());
    await settle();
    expect(fallen.isEnded).toBe(true);
    expect(fallen.acknowledged).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    socket().open();
    socket().stanza(receipt());
    await settle();
    expect(socket().acknowledged).toEqual([receipt().attrs['id']]);
    expect(events.allReceipts).toHaveLength(1);
  });

  it('is asked again for the credentials until it is back', async () => {
    await store.writeCredentials(paired());
    vi.spyOn(store, 'readCredentials').mockRejectedValueOnce(new Error('away')).mockRejectedValueOnce(new Error('away'));
    await open();
    expect(events.states).toEqual([]);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(sockets).toHaveLength(1);
  });

  it('hears a state later when it could not at once', async () => {
    await openPaired();
    const state = vi.spyOn(events, 'state').mockRejectedValueOnce(new Error('away')).mockRejectedValueOnce(new Error('away'));
    socket().open();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(state).toHaveBeenCalledTimes(3);
    expect(events.current?.state).toBe('CONNECTED');
  });

  it('of another holder ends the session at once (RE-40)', async () => {
    await connect();
    store.loseLease();
    const before = events.count;
    socket().emit('creds.update', {});
    Object.assign(socket().config.auth.creds, { nextPreKeyId: 99 });
    socket().emit('creds.update', { nextPreKeyId: 99 });
    await settle();
    expect(socket().isEnded).toBe(true);
    socket().stanza(receipt());
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(socket().acknowledged).toEqual([]);
    expect(sockets).toHaveLength(1);
    expect(events.count).toBe(before);
  });
});

describe('a send', () => {
  it('is accepted by the acknowledgement, even one that overtakes the library (RE-26)', async () => {
    await connect();
    const sent = message();
    socket().relay = async id => {
      socket().stanza(ack({ id }));
      await new Promise(() => undefined);
    };
    expect(await session.send(sent, never)).toEqual({ kind: 'accepted', at: new Date(Number(ack().attrs['t']) * 1000) });
    expect(await store.readSent(sent.externalMessageId)).not.toBeNull();
  });

  it('has its content stored before it leaves', async () => {
    await connect();
    vi.spyOn(store, 'writeSent').mockRejectedValueOnce(new Error('away'));
    expect((await session.send(message(), never)).kind).toBe('not-sent');
    expect(socket().relayed).toEqual([]);
  });

  it('without an answer in 30 s ends, and a new connection is made (E-34)', async () => {
    await connect();
    const first = socket();
    const answer = session.send(message(), never);
    await vi.advanceTimersByTimeAsync(DEFAULT_TIMINGS.ackTimeoutMs);
    // Nothing was encrypted by this socket, so nothing can have left.
    expect((await answer).kind).toBe('not-sent');
    expect(first.isEnded).toBe(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sockets).toHaveLength(2);
  });

  it('is answered when the connection falls under it', async () => {
    await connect();
    const answer = session.send(message(), never);
    await settle();
    socket().fall(428);
    expect((await answer).kind).toBe('not-sent');
  });

  it('refused as a stranger’s holds first messages until the time that WhatsApp names (Q-13)', async () => {
    await connect();
    const until = new Date(NOW.getTime() + 7_200_000);
    socket().lock = { isActive: true, timeEnforcementEnds: until };
    const sent = message();
    const answer = session.send(sent, never);
    await settle();
    socket().stanza(ack({ id: sent.externalMessageId, error: '463' }));
    expect(await answer).toEqual({ kind: 'refused', code: 'ACCOUNT_RESTRICTED', rawCode: '463', freeAt: until });
    await settle();
    expect(events.current).toMatchObject({ state: 'CONNECTED', firstMessagesHeldUntil: until });
  });

  it('refused so without a named end holds them for a day, and a push lifts it', async () => {
    await connect();
    const sent = message();
    const answer = session.send(sent, never);
    await settle();
    socket().stanza(ack({ id: sent.externalMessageId, error: '463' }));
    expect(await answer).toMatchObject({ freeAt: new Date(NOW.getTime() + 24 * 3_600_000) });
    socket().emit('connection.update', { reachoutTimeLock: { isActive: false } });
    await settle();
    expect(events.current).toMatchObject({ state: 'CONNECTED', firstMessagesHeldUntil: null });
  });

  it('waits for the one before it (Q-4)', async () => {
    await connect();
    const [one, two] = [message(), message()];
    const answers = [session.send(one, never), session.send(two, never)];
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
    const answer = session.send(sent, never);
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

describe('a number check', () => {
  it.each<[string, string, FakeSocket['answerCheck']]>([
    ['an answer without the number', 'ABSENT', () => Promise.resolve([])],
    ['no list', 'UNKNOWN', () => Promise.resolve(undefined)],
    ['an error', 'UNKNOWN', () => Promise.reject(new Error('rate-overlimit'))],
    ['silence', 'UNKNOWN', () => new Promise(() => undefined)],
  ])('with %s is %s (D-7)', async (_what, presence, answer) => {
    await connect();
    socket().answerCheck = answer;
    const asked = session.checkPresence('+79261112233', never);
    await vi.advanceTimersByTimeAsync(DEFAULT_TIMINGS.queryTimeoutMs);
    expect((await asked).presence).toBe(presence);
  });

  it('gives WhatsApp’s own form of the number', async () => {
    await connect();
    socket().answerCheck = () => Promise.resolve([{ jid: '553181234567@s.whatsapp.net', exists: true }]);
    expect(await session.checkPresence('+5531981234567', never)).toEqual({
      presence: 'EXISTS',
      messengerAddress: '553181234567@s.whatsapp.net',
    });
  });

  it('ends with the session', async () => {
    await connect();
    socket().answerCheck = () => new Promise(() => undefined);
    const asked = session.checkPresence('+79261112233', never);
    await session.close();
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
    const read = session.history?.(query, never);
    await settle();
    expect(socket().historiesAsked).toEqual([[10, { remoteJid: CLIENT_JID, fromMe: false, id: '3ANEWEST' }, NOW.getTime()]]);
    await tell(CLIENT_JID, 'подделка');
    await tell(OWN_JID.replace(':5', ''), 'раз');
    expect(await read).toMatchObject({ kind: 'page', messages: [{ text: 'раз' }] });
    await tell(OWN_JID.replace(':5', ''), 'поздно');
    expect(events.messages).toEqual([]);
    expect(socket().acknowledged).toEqual(['3Aподделка', '3Aраз', '3Aпоздно']);
  });

  it('is kept from the library, which would fetch and announce it', async () => {
    await connect();
    expect(socket().config.shouldSyncHistoryMessage?.({ syncType: ON_DEMAND })).toBe(false);
  });

  it('is given up with the connection', async () => {
    await connect();
    const read = session.history?.(query, never);
    await settle();
    socket().fall(428);
    await settle();
    expect(await read).toMatchObject({ kind: 'unknown' });
    expect(await session.history?.(query, never)).toEqual({ kind: 'unknown', reason: 'not connected' });
  });
});
