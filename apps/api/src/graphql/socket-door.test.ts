import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { addMessage, move } from './testing/builders.ts';
import { startTestServer, type TestServer } from './testing/test-server.ts';
import type { SocketLimits } from './socket-limits.ts';

let server: TestServer;
const start = async (socketLimits: Partial<SocketLimits> = {}) => {
  server = await startTestServer({ socketLimits });
};
beforeEach(() => start());
afterEach(() => server.close());

/** A bare socket: what a careless or hostile client sends. */
interface Bare {
  socket: WebSocket;
  send(message: object): void;
  /** The next message of the server. */
  heard(): Promise<Record<string, unknown>>;
  closed: Promise<{ code: number }>;
}

async function open(options: ClientOptions = {}, protocols: string[] = ['graphql-transport-ws']): Promise<Bare> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/graphql`, protocols, options);
  const waiting: Record<string, unknown>[] = [];
  let wake = Promise.withResolvers<void>();
  socket.on('message', data => {
    waiting.push(JSON.parse((data as Buffer).toString()) as Record<string, unknown>);
    wake.resolve();
  });
  const closed = new Promise<{ code: number }>(resolve => socket.on('close', code => resolve({ code })));
  await once(socket, 'open');
  return {
    socket,
    send: message => socket.send(JSON.stringify(message)),
    heard: async () => {
      for (;;) {
        const next = waiting.shift();
        if (next !== undefined) return next;
        wake = Promise.withResolvers();
        await wake.promise;
      }
    },
    closed,
  };
}

async function signedIn(token = 'employee'): Promise<Bare> {
  const bare = await open();
  bare.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  expect(await bare.heard()).toEqual({ type: 'connection_ack' });
  return bare;
}

const STATUS = 'subscription { messageStatus { __typename } }';
const subscribe = (id: string, query = STATUS) => ({ id, type: 'subscribe', payload: { query } });
/** The status line of a refused handshake. */
const refusal = (options: ClientOptions, protocols?: string[]): Promise<string> =>
  open(options, protocols).then(
    () => 'opened',
    (error: Error) => error.message,
  );

describe('the handshake (AT-8)', () => {
  it('lets in our own pages and what is no browser, and no foreign page', async () => {
    expect(await refusal({ origin: 'https://evil.example' })).toContain('403');
    expect(await refusal({ origin: 'null' })).toContain('403');
    expect(await refusal({ origin: 'http://127.0.0.1:4000' })).toBe('opened');
    expect(await refusal({})).toBe('opened');
  });

  it('takes no other subprotocol and no other path', async () => {
    expect(await refusal({}, ['graphql-ws'])).toContain('400');
    const other = new WebSocket(`ws://127.0.0.1:${server.port}/other`, 'graphql-transport-ws');
    const [error] = (await once(other, 'error')) as [Error];
    expect(error.message).toContain('404');
  });

  it('closes a socket that does not say who it is in time', async () => {
    await server.close();
    await start({ initWithinMs: 50 });
    expect(await (await open()).closed).toEqual({ code: 4408 });
  });

  it('closes with 4401 for an unknown token, and before one is given (RE-35)', async () => {
    const unknown = await open();
    unknown.send({ type: 'connection_init', payload: { authorization: 'Bearer nobody' } });
    expect(await unknown.closed).toEqual({ code: 4401 });
    const hasty = await open();
    hasty.send(subscribe('1'));
    expect(await hasty.closed).toEqual({ code: 4401 });
  });

  it('closes on a second init and on the same id twice', async () => {
    const twice = await signedIn();
    twice.send({ type: 'connection_init' });
    expect(await twice.closed).toEqual({ code: 4429 });
    const same = await signedIn();
    same.send(subscribe('1'));
    same.send(subscribe('1'));
    expect(await same.closed).toEqual({ code: 4409 });
  });
});

describe('limits (SE-20, SE-22)', () => {
  it('refuses the 21st subscription and keeps the twenty', async () => {
    const bare = await signedIn();
    for (let n = 1; n <= 20; n++) bare.send(subscribe(String(n)));
    for (let n = 1; n <= 20; n++) expect(await bare.heard()).toMatchObject({ type: 'next' });
    bare.send(subscribe('21'));
    expect(await bare.heard()).toMatchObject({ id: '21', type: 'error', payload: [{ extensions: { code: 'RATE_LIMITED' } }] });
    const message = await addMessage(server.services);
    move(server.services, message, 'SENT');
    expect(await bare.heard()).toMatchObject({ type: 'next' });
  });

  it('closes on a frame of more than 64 KB', async () => {
    const bare = await signedIn();
    bare.send(subscribe('1', STATUS + ' '.repeat(65 * 1024)));
    expect(await bare.closed).toEqual({ code: 1009 });
  });

  it('closes a client that floods it with frames', async () => {
    const bare = await signedIn();
    for (let n = 0; n < 200; n++) bare.send({ type: 'ping' });
    expect(await bare.closed).toEqual({ code: 4429 });
  });

  it.each([
    ['a query', '{ viewer { locale } }', 'BAD_REQUEST'],
    ['a mutation', 'mutation { createPartnerKey(input: { title: "x" }) { __typename } }', 'BAD_REQUEST'],
    ['what does not parse', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['what does not fit the schema', 'subscription { secrets }', 'GRAPHQL_VALIDATION_FAILED'],
    ['more than 1000 tokens', `subscription { messageStatus { ${'__typename '.repeat(1000)} } }`, 'GRAPHQL_PARSE_FAILED'],
  ])('answers an error to %s, and the socket lives', async (_name, query, code) => {
    const bare = await signedIn();
    bare.send(subscribe('1', query));
    expect(await bare.heard()).toMatchObject({ id: '1', type: 'error', payload: [{ extensions: { code } }] });
    bare.send(subscribe('2'));
    expect(await bare.heard()).toMatchObject({ id: '2', type: 'next' });
  });

  it('answers BAD_USER_INPUT to variables that do not fit', async () => {
    const bare = await signedIn();
    bare.send({
      id: '1',
      type: 'subscribe',
      payload: { query: 'subscription ($id: ID!) { login(accountId: $id) { kind } }', variables: {} },
    });
    expect(await bare.heard()).toMatchObject({ type: 'next', payload: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] } });
  });
});

describe('a socket that stays open', () => {
  it('is closed with 4401 when its token is revoked, and hears nothing after (SE-5)', async () => {
    await server.close();
    await start({ recheckEveryMs: 30 });
    const bare = await signedIn();
    bare.send(subscribe('1'));
    await bare.heard();
    server.services.callers.delete('employee');
    expect(await bare.closed).toEqual({ code: 4401 });
    await vi.waitFor(() => expect(server.services.feed.open).toBe(0));
  });

  it('stays when the database does not answer the question about its token', async () => {
    await server.close();
    await start({ recheckEveryMs: 10 });
    const bare = await signedIn();
    const asked = vi.fn(() => Promise.reject(new Error('away')));
    server.services.sessions.caller = asked;
    await vi.waitFor(() => expect(asked.mock.calls.length).toBeGreaterThan(3));
    expect(bare.socket.readyState).toBe(WebSocket.OPEN);
  });

  it('is cut when it answers no ping (RE-35)', async () => {
    await server.close();
    await start({ pingEveryMs: 20, deadAfterMs: 100 });
    const dead = connect(server.port, '127.0.0.1');
    dead.write(
      `GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`,
    );
    dead.resume();
    await once(dead, 'close');
  });

  it('takes no more events for a client that does not read, while others hear them all (RE-32)', async () => {
    const [stalled, live] = [await signedIn(), await signedIn()];
    // 32 MB in all, far more than the system's own buffers take.
    const events = 320;
    const message = await addMessage(server.services, { text: 'x'.repeat(100_000) });
    for (const bare of [stalled, live]) {
      bare.send(subscribe('1', 'subscription { messageStatus { ... on MessageStatusChanged { message { text } } } }'));
      await bare.heard();
    }
    stalled.socket.pause();
    for (let n = 0; n < events; n++) move(server.services, message, 'SENT');
    for (let n = 0; n < events; n++) await live.heard();
    expect(server.services.feed.taken[1]).toBe(events);
    expect(server.services.feed.taken[0]).toBeLessThan(events / 2);
    stalled.socket.resume();
    for (let n = 0; n < events; n++) expect(await stalled.heard()).toMatchObject({ type: 'next' });
  });

  it('is sent away with 1012 when the server restarts, and no new one is let in (RE-55)', async () => {
    const bare = await signedIn();
    const closing = server.server.close({ graceMs: 0, spreadMs: 20 });
    expect(await bare.closed).toEqual({ code: 1012 });
    await closing;
    expect(await refusal({})).toMatch(/ECONNREFUSED|503/);
  });
});
