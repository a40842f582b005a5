/** What subscribers of the other portal, and employees without the right, hear while the first portal works: nothing of it (AT-1). */
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/process.ts';
import type { AttackedSystem } from './attacked-system.ts';
import { CANARY } from './places.ts';
import { RawSocket } from './raw-socket.ts';
import type { Actor } from './settled-portals.ts';

const STATUS =
  'subscription ($card: CardInput) { messageStatus(card: $card) { __typename ... on MessageStatusChanged { change { status } message { id text account { title } chat { id } } } } }';
const STATE = 'subscription { accountState { __typename ... on AccountStateChanged { account { id title state } } } }';
const LOGIN = 'subscription ($accountId: ID!) { login(accountId: $accountId) { accountId kind qr } }';
const LISTENERS = ['foreignEmployee', 'foreignAdministrator', 'foreignKey', 'reader', 'owner'] as const;
type Listener = (typeof LISTENERS)[number];

export function overheard(current: () => AttackedSystem): void {
  let attacked: AttackedSystem;
  beforeEach(() => {
    attacked = current();
  });

  const listen = async (actor: Listener): Promise<RawSocket> => {
    const socket = await RawSocket.signedIn(attacked.system.subscriptionUrl, attacked.portals.tokens[actor]);
    socket.subscribe('messages', STATUS);
    socket.subscribe('states', STATE);
    socket.subscribe('card', STATUS, { card: { type: 'DEAL', id: '81' } }); // there is one in each portal
    socket.subscribe('login', LOGIN, { accountId: attacked.portals.second.accountId });
    const begun = new Set<string>();
    while (!['messages', 'states', 'card'].every(id => begun.has(id))) begun.add((await socket.next())?.id ?? '');
    return socket;
  };
  const sends = async (actor: Actor, text: string): Promise<string> => {
    const { accountId, recipientId } = actor === 'owner' ? attacked.portals.first : attacked.portals.second;
    const input = { idempotencyKey: randomUUID(), card: { type: 'DEAL', id: '81' }, accountId, recipientId, text, publication: 'NONE' };
    const { answer, text: said } = await attacked.ask(
      actor,
      'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { ... on MessageAccepted { message { id } } ... on Refusal { code } } }',
      { input },
    );
    const accepted = answer.data?.['sendMessage'] as { message?: { id: string } } | undefined;
    if (accepted?.message === undefined) throw new Error(said);
    return accepted.message.id;
  };
  const isRead = (socket: RawSocket, id: string): boolean => socket.heard.some(frame => frame.includes(id) && frame.includes('"READ"'));

  describe('while the first portal writes, is read and loses an account', () => {
    it('its owner hears it, its employees only their own, and the other portal nothing but itself', async () => {
      const sockets = new Map(await Promise.all(LISTENERS.map(async actor => [actor, await listen(actor)] as const)));
      const socketOf = (actor: Listener): RawSocket => {
        const socket = sockets.get(actor);
        if (socket === undefined) throw new Error(`${actor} does not listen`);
        return socket;
      };
      const message = await sends('owner', `${CANARY} второе`);
      await attacked.ask('owner', 'mutation ($id: ID!) { disconnectAccount(input: { accountId: $id, queued: CANCEL }) { __typename } }', {
        id: attacked.portals.first.spareAccountId,
      });
      await until('the owner heard both', () => {
        const { heard } = socketOf('owner');
        return (
          isRead(socketOf('owner'), message) &&
          heard.some(frame => frame.includes(attacked.portals.first.spareAccountId) && frame.includes('DISCONNECTED'))
        );
      });
      // What follows in the other portal shows that its subscriptions live.
      const twin = await sends('foreignEmployee', 'Сообщение двойника второе');
      for (const actor of ['foreignEmployee', 'foreignAdministrator', 'foreignKey'] as const) {
        await until(`${actor} heard his own`, () => isRead(socketOf(actor), twin));
      }
      await until('the reader heard of the card that he sees', () => isRead(socketOf('reader'), message));

      for (const [actor, socket] of sockets) {
        await socket.close();
        for (const text of socket.heard) attacked.heard.push({ actor, text });
      }
      const idsHeard = (actor: Listener, subscription: string): string[] => [
        ...new Set(
          socketOf(actor)
            .heard.filter(frame => frame.includes(`"id":"${subscription}"`))
            .flatMap(frame => /"message":\{"id":"([^"]+)"/.exec(frame)?.[1] ?? []),
        ),
      ];
      for (const actor of ['foreignEmployee', 'foreignAdministrator', 'foreignKey'] as const) {
        expect(idsHeard(actor, 'messages')).toEqual([twin]);
        expect(idsHeard(actor, 'card')).toEqual([twin]);
      }
      expect(idsHeard('reader', 'messages')).toEqual([]);
      expect(idsHeard('reader', 'card')).toEqual([message]);
      expect(idsHeard('owner', 'messages')).toEqual([message]);
    });
  });
}
