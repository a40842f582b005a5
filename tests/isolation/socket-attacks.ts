/** The subscription socket against clients that do not keep to the protocol, and against tokens that were taken away (AT-8, SE-5, SE-22). */
import { beforeEach, describe, expect, it } from 'vitest';
import type { AttackedSystem } from './attacked-system.ts';
import { RawSocket } from './raw-socket.ts';

const STATUS = 'subscription { messageStatus { __typename } }';

export function socketAttacks(current: () => AttackedSystem): void {
  let attacked: AttackedSystem;
  let url: string;
  beforeEach(() => {
    attacked = current();
    url = attacked.system.subscriptionUrl;
  });
  const signedIn = () => RawSocket.signedIn(url, attacked.portals.tokens.owner);
  /** The status line of a refused handshake. */
  const refusal = (address: string, options: Parameters<typeof RawSocket.open>[1]): Promise<string> =>
    RawSocket.open(address, options).then(
      () => 'opened',
      (error: Error) => error.message,
    );

  describe('a handshake', () => {
    it.each([
      ['a page of another origin', '/graphql', { origin: 'https://evil.example' }, '403'],
      ['a sandboxed page', '/graphql', { origin: 'null' }, '403'],
      ['the portal’s own page', '/graphql', { origin: 'http://localhost:4100' }, '403'],
      ['another subprotocol', '/graphql', { protocols: ['graphql-ws'] }, '400'],
      ['no subprotocol', '/graphql', { protocols: [] }, '400'],
      ['another path', '/subscriptions', {}, '404'],
    ])('of %s is refused', async (_what, path, options, status) => {
      expect(await refusal(url.replace('/graphql', path), options)).toContain(status);
    });

    it('of our own page is taken', async () => {
      const socket = await RawSocket.open(url, { origin: attacked.system.productUrl });
      await socket.close();
    });
  });

  describe('a socket', () => {
    it('is closed when it subscribes before it says who it is', async () => {
      const socket = await RawSocket.open(url);
      socket.subscribe('1', STATUS);
      expect(await socket.closed).toEqual({ code: 4401 });
      expect(socket.heard).toEqual([]);
    });

    it('is closed when it does not say who it is within 3 s', async () => {
      const socket = await RawSocket.open(url);
      const openedAt = performance.now();
      expect(await socket.closed).toEqual({ code: 4408 });
      expect(performance.now() - openedAt).toBeGreaterThan(2500);
    });

    it.each(['unknown', 'expired', 'revoked'] as const)('is closed with an %s token', async actor => {
      const socket = await RawSocket.open(url);
      socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${attacked.portals.tokens[actor]}` } });
      expect(await socket.closed).toEqual({ code: 4401 });
    });

    it('is closed when it says twice who it is', async () => {
      const socket = await signedIn();
      socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${attacked.portals.tokens.foreignAdministrator}` } });
      expect(await socket.closed).toEqual({ code: 4429 });
    });

    it('is closed when it takes one id for two subscriptions', async () => {
      const socket = await signedIn();
      socket.subscribe('1', STATUS);
      socket.subscribe('1', STATUS);
      expect(await socket.closed).toEqual({ code: 4409 });
    });

    it('has twenty subscriptions, and no more', async () => {
      const socket = await signedIn();
      for (let id = 1; id <= 21; id += 1) socket.subscribe(String(id), STATUS);
      const first = new Map<string, string>();
      while (first.size < 21) {
        const frame = await socket.next();
        if (frame === null) throw new Error('it was closed');
        if (frame.id !== undefined && !first.has(frame.id)) first.set(frame.id, frame.type);
      }
      expect([...first].filter(([, type]) => type !== 'next')).toEqual([['21', 'error']]);
      expect(socket.isOpen).toBe(true);
      await socket.close();
    });

    it('is closed on a frame of 65 KB', async () => {
      const socket = await signedIn();
      socket.send(JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(65 * 1024) } }));
      expect(await socket.closed).toEqual({ code: 1009 });
    });

    it('is closed on a flood of frames', async () => {
      const socket = await signedIn();
      for (let sent = 0; sent < 1000; sent += 1) socket.send({ type: 'ping' });
      expect(await socket.closed).toEqual({ code: 4429 });
    });

    it('runs no query and no mutation', async () => {
      const socket = await signedIn();
      socket.subscribe('1', '{ viewer { locale } }');
      socket.subscribe('2', 'mutation { createPartnerKey(input: { title: "x" }) { __typename } }');
      for (const id of ['1', '2'])
        expect(await socket.next()).toMatchObject({ id, type: 'error', payload: [{ extensions: { code: 'BAD_REQUEST' } }] });
      await socket.close();
    });
  });

  describe('a token that is taken away', () => {
    it('closes its socket within 5 s, and nothing is heard on it after (SE-5)', async () => {
      const { answer } = await attacked.ask(
        'owner',
        'mutation { createPartnerKey(input: { title: "На час" }) { ... on PartnerKeyCreated { token key { id } } } }',
      );
      const { token, key } = (answer.data as { createPartnerKey: { token: string; key: { id: string } } }).createPartnerKey;
      const socket = await RawSocket.signedIn(url, token);
      const bystander = await signedIn();
      socket.subscribe('1', STATUS);
      await socket.next();
      await attacked.ask('owner', 'mutation ($id: ID!) { revokePartnerKey(input: { id: $id }) { __typename } }', { id: key.id });
      const revokedAt = performance.now();
      expect(await socket.closed).toEqual({ code: 4401 });
      expect(performance.now() - revokedAt).toBeLessThan(5000);
      expect(bystander.isOpen).toBe(true);
      await bystander.close();
    });
  });
}
