/** A subscription that was cut goes on with `after`, and gets exactly what it missed: no hole, no double (K-5, GU-6, RE-31…RE-34). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { OlchatClient } from '@olchat/client';
import { accountId, DEAL, expectMember, IVAN, partnerClient, recipientId } from './support/client.ts';
import { until } from './support/process.ts';
import { startSystem, type System } from './support/system.ts';

const SUBSCRIPTION = `subscription ($card: CardInput, $accountId: ID, $after: Cursor) {
  messageStatus(card: $card, accountId: $accountId, after: $after) {
    __typename
    ... on MessageStatusChanged { cursor change { status } changed: message { id text status history { status } } }
    ... on FeedPosition { cursor }
    ... on FeedResync { cursor reason }
  }
}`;

interface Event {
  __typename: 'MessageStatusChanged' | 'FeedPosition' | 'FeedResync';
  cursor: string;
  reason?: string;
  change?: { status: string };
  changed?: { id: string; text: string; status: string; history: { status: string }[] };
}

let system: System;
let client: OlchatClient;
let account: string;
let recipient: string;

beforeAll(async () => {
  system = await startSystem();
  client = partnerClient(system);
  account = await accountId(system);
  recipient = await recipientId(client, account, DEAL, IVAN);
});

afterAll(async () => {
  await client.close();
  await system.stop();
});

/** A raw subscription without any help: what a partner's own client would see. */
function open(variables: Record<string, unknown>, token = system.credentials.partnerKey, url = system.subscriptionUrl) {
  const events: Event[] = [];
  const errors: unknown[] = [];
  const socket = createClient({
    url,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${token}` },
  });
  const stop = socket.subscribe<{ messageStatus: Event }>(
    { query: SUBSCRIPTION, variables },
    {
      next: ({ data, errors: failed }) => {
        if (data?.messageStatus) events.push(data.messageStatus);
        if (failed) errors.push(...failed);
      },
      error: error => errors.push(error),
      complete: () => undefined,
    },
  );
  return {
    events,
    errors,
    close: async () => {
      stop();
      await socket.dispose();
    },
  };
}

const changes = (events: Event[]): string[] =>
  events
    .filter(event => event.__typename === 'MessageStatusChanged')
    .map(event => `${event.changed?.text ?? ''}:${event.change?.status ?? ''}`);

const send = async (text: string) =>
  expectMember(
    await client.sendMessage({
      input: { idempotencyKey: randomUUID(), card: DEAL, accountId: account, recipientId: recipient, text, publication: 'NONE' },
    }),
    'MessageAccepted',
  ).accepted;

const isRead = async (id: string) => (await client.message({ id }))?.status === 'READ';

describe('a subscription', () => {
  it('begins with a position, from which nothing is missed', async () => {
    const subscription = open({ card: DEAL });
    await until('the first event', () => subscription.events.length > 0);
    expect(subscription.events[0]?.__typename).toBe('FeedPosition');
    const { id } = await send('с начала');
    await until('it is read', () => changes(subscription.events).includes('с начала:READ'));
    expect(changes(subscription.events)).toEqual(['с начала:QUEUED', 'с начала:SENT', 'с начала:DELIVERED', 'с начала:READ']);
    expect(subscription.events.filter(event => event.changed?.id === id).map(event => event.changed?.status)).toEqual([
      'QUEUED',
      'SENT',
      'DELIVERED',
      'READ',
    ]);
    await subscription.close();
  });

  it('gets exactly what it missed, at every point of the feed, in order, once (FA-14)', async () => {
    const begin = await client.feedCursor();
    const texts = ['раз', 'два', 'три'].map(word => `${word} ${randomUUID()}`);
    const ids = [];
    for (const text of texts) ids.push((await send(text)).id);
    for (const id of ids) await until('it is read', () => isRead(id));
    const whole = open({ card: DEAL, after: begin });
    await until('everything came', () => changes(whole.events).length === 12);
    const cursors = [begin, ...whole.events.filter(event => event.__typename === 'MessageStatusChanged').map(event => event.cursor)];
    for (const [index, cursor] of cursors.entries()) {
      const part = open({ card: DEAL, after: cursor });
      const expected = changes(whole.events).slice(index);
      await until('the rest came', () => part.events.length > 0 && changes(part.events).length >= expected.length);
      expect(changes(part.events)).toEqual(expected);
      await part.close();
    }
    await whole.close();
  });

  it('shows the message as of each event, not as it is now', async () => {
    const begin = await client.feedCursor();
    const { id } = await send(`тогда ${randomUUID()}`);
    await until('it is read', () => isRead(id));
    const later = open({ card: DEAL, after: begin });
    await until('everything came', () => changes(later.events).length === 4);
    const own = later.events.filter(event => event.changed?.id === id);
    expect(own.map(event => event.changed?.status)).toEqual(['QUEUED', 'SENT', 'DELIVERED', 'READ']);
    expect(own.map(event => event.changed?.history.length)).toEqual([1, 2, 3, 4]);
    await later.close();
  });

  it('tells a client with an unknown cursor to reload, never a silent hole (RE-33)', async () => {
    for (const after of ['nonsense', Buffer.from('00000000.x.1').toString('base64url')]) {
      const subscription = open({ card: DEAL, after });
      await until('the first event', () => subscription.events.length > 0);
      expect(subscription.events[0]).toMatchObject({ __typename: 'FeedResync' });
      await subscription.close();
    }
  });

  it('goes on after the API was killed, on its own, without hole or double (RE-34)', async () => {
    const seen: string[] = [];
    const { MessageStatusDocument } = await import('@olchat/client');
    const { asOf } = await client.messages({ card: DEAL });
    const subscription = client.resumingSubscription(
      MessageStatusDocument,
      { card: DEAL, after: asOf },
      {
        onEvent: event => {
          if (event.__typename === 'MessageStatusChanged') seen.push(`${event.message.text ?? ''}:${event.change.status}`);
        },
      },
    );
    const before = `до ${randomUUID()}`;
    await send(before);
    await until('the first is read', () => seen.includes(`${before}:READ`));
    await system.control.auto({ deliverAfterMs: 700, readAfterMs: 2500 });
    const during = `во время ${randomUUID()}`;
    await send(during);
    await system.api.kill('SIGKILL');
    system.api.start();
    await system.waitUntilReady();
    await until('the rest came', () => seen.includes(`${during}:READ`));
    subscription.stop();
    expect(seen).toEqual([before, during].flatMap(text => ['QUEUED', 'SENT', 'DELIVERED', 'READ'].map(status => `${text}:${status}`)));
  });

  it('hears the same on a second API process (GU-6)', async () => {
    const port = Number(new URL(system.productUrl).port) + 1;
    const second = system.program('api-2', { ROLE: 'api', PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` });
    second.start();
    await system.waitUntilReady(`http://127.0.0.1:${port}`);
    const subscription = open({ card: DEAL }, system.credentials.partnerKey, `ws://127.0.0.1:${port}/graphql`);
    await until('the first event', () => subscription.events.length > 0);
    const text = `второй ${randomUUID()}`;
    await send(text);
    await until('it is read', () => changes(subscription.events).includes(`${text}:READ`));
    expect(changes(subscription.events)).toEqual(['QUEUED', 'SENT', 'DELIVERED', 'READ'].map(status => `${text}:${status}`));
    await subscription.close();
    await second.kill();
  });
});

describe('receipts', () => {
  for (const trouble of ['repeat', 'reorder'] as const) {
    it(`end in the right status when they ${trouble === 'repeat' ? 'come twice' : 'come in the wrong order'} (L-8, GU-4)`, async () => {
      await system.control.auto({ deliverAfterMs: 300, readAfterMs: 500 });
      await system.control.faults([{ service: 'whatsapp-web', method: 'receipt', do: trouble }]);
      const { id } = await send(`квитанции ${trouble}`);
      await until('it is read', () => isRead(id));
      await system.control.clearFaults();
      const message = await client.message({ id });
      expect(message?.status).toBe('READ');
      expect(new Set(message?.history.map(change => change.status))).toEqual(new Set(['QUEUED', 'SENT', 'DELIVERED', 'READ']));
    });
  }
});
