import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { buildSchema, execute, GraphQLError, graphql, type GraphQLSchema, subscribe, validate } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { AccountFieldsFragment } from '../src/generated/operations.ts';

/** A server with the product's schema and a feed of numbered events, whose connections a test cuts as it likes. */
export interface FeedServer {
  url: string;
  subscriptionUrl: string;
  /** `after` of every subscription that came, in order. */
  subscribedAfter: (string | null | undefined)[];
  /** `authorization` of every connection and request that came, in order. */
  seenTokens: string[];
  /** Only this token is known. Default: any. */
  knownToken: string | undefined;
  /** Adds an event to the feed; its cursor is its number. */
  emit(): void;
  /** Sends an event of the feed once more, as a server does that lost count. */
  repeat(cursor: number): void;
  /** The next subscription is told that its cursor is too old. */
  forgetCursors(): void;
  /** The next subscription is refused with this code. */
  refuseNext(code: string): void;
  cut(code?: number): void;
  stopListening(): Promise<void>;
  listenAgain(): Promise<void>;
  close(): Promise<void>;
}

const schema: GraphQLSchema = buildSchema(readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8'));
const resolveUnion = (value: { __typename: string }) => value.__typename;
for (const name of ['AccountStateEvent', 'SendMessageResult']) Object.assign(schema.getType(name) as object, { resolveType: resolveUnion });

export async function startFeedServer(): Promise<FeedServer> {
  let http: Server;
  let sockets: WebSocketServer;
  let port = 0;
  let length = 0;
  let isResyncDue = false;
  let refusal: string | undefined;
  const repeats: number[] = [];
  let wake = () => {};
  let woken = new Promise<void>(resolve => (wake = resolve));
  const announce = () => {
    wake();
    woken = new Promise<void>(resolve => (wake = resolve));
  };

  async function* feed({ after }: { after?: string | null }) {
    if (refusal !== undefined) {
      const code = refusal;
      refusal = undefined;
      throw new GraphQLError('Not this one', { extensions: { code } });
    }
    server.subscribedAfter.push(after);
    let position = after === undefined || after === null ? length : Number(after);
    if (isResyncDue) {
      isResyncDue = false;
      position = length;
      yield { accountState: { __typename: 'FeedResync', cursor: String(position), reason: 'TOO_OLD' } };
    } else {
      yield { accountState: { __typename: 'FeedPosition', cursor: String(position) } };
    }
    for (;;) {
      const nextWake = woken;
      while (position < length) yield event(++position);
      for (let again = repeats.shift(); again !== undefined; again = repeats.shift()) yield event(again);
      await nextWake;
    }
  }

  async function answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const token = request.headers.authorization ?? '';
    server.seenTokens.push(token);
    if (server.knownToken !== undefined && token !== `Bearer ${server.knownToken}`) {
      return { status: 200, body: { errors: [{ message: 'Who are you?', extensions: { code: 'UNAUTHENTICATED' } }] } };
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as { query: string; variables: Record<string, unknown> };
    const rootValue = {
      feedCursor: () => String(length),
      sendMessage: () => ({
        __typename: 'ContentRejected',
        code: 'TEXT_EMPTY',
        message: 'Напишите текст',
        retry: 'AFTER_FIX',
        field: 'text',
      }),
      viewer: () => {
        throw new GraphQLError('Later', { extensions: { code: 'UNAVAILABLE' } });
      },
    };
    return { status: 200, body: await graphql({ schema, source: query, variableValues: variables, rootValue }) };
  }

  async function listen(): Promise<void> {
    http = createServer((request, response) => {
      void answer(request).then(({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      );
    });
    sockets = new WebSocketServer({ server: http, path: '/graphql' });
    useServer(
      {
        schema,
        // The copy of graphql that built the schema: two copies do not mix.
        ...{ execute, subscribe, validate },
        roots: { subscription: { accountState: feed } },
        onConnect: ({ connectionParams, extra }) => {
          const token = String(connectionParams?.['authorization']);
          server.seenTokens.push(token);
          if (server.knownToken !== undefined && token !== `Bearer ${server.knownToken}`) extra.socket.close(4401, 'Unauthorized');
        },
      },
      sockets,
    );
    await new Promise<void>(resolve => http.listen(port, '127.0.0.1', resolve));
    port = (http.address() as AddressInfo).port;
  }

  async function stopListening(): Promise<void> {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
    http.closeAllConnections();
    await new Promise(resolve => http.close(resolve));
  }

  const server: FeedServer = {
    url: '',
    subscriptionUrl: '',
    subscribedAfter: [],
    seenTokens: [],
    knownToken: undefined,
    emit: () => {
      length++;
      announce();
    },
    repeat: cursor => {
      repeats.push(cursor);
      announce();
    },
    forgetCursors: () => (isResyncDue = true),
    refuseNext: code => (refusal = code),
    cut: code => {
      for (const socket of sockets.clients) {
        if (code === undefined) socket.terminate();
        else socket.close(code);
      }
    },
    stopListening,
    listenAgain: listen,
    close: stopListening,
  };
  await listen();
  server.url = `http://127.0.0.1:${port}/graphql`;
  server.subscriptionUrl = `ws://127.0.0.1:${port}/graphql`;
  return server;
}

function event(number: number) {
  const account: AccountFieldsFragment = {
    id: `account-${number}`,
    kind: 'WHATSAPP_WEB',
    messenger: 'WHATSAPP',
    title: 'Отдел продаж',
    address: null,
    messengerId: null,
    username: null,
    synchronisation: null,
    state: 'CONNECTED',
    stateReason: null,
    stateSince: '2026-01-01T00:00:00Z',
    line: null,
    defaultPublication: 'OUTGOING',
    capabilities: {
      checksPresence: true,
      reportsDelivered: true,
      reportsRead: true,
      maxTextLength: 1000,
      freeTextFirst: true,
      captionKinds: [],
      maxFileBytes: 0,
      sendsVoice: false,
      loginWays: ['QR'],
      readsHistory: false,
    },
    publications: [],
    limits: {
      queued: 0,
      queueLimit: 1,
      sentToday: 0,
      checksToday: 0,
      checksPerDay: 100,
      messagesPerDay: null,
      messagesLeft: null,
      nextMessageAt: null,
      firstMessagesPerDay: null,
      firstMessagesLeft: null,
      nextFirstMessageAt: null,
      firstMessagesHeldUntil: null,
    },
  };
  return { accountState: { __typename: 'AccountStateChanged', cursor: String(number), account } };
}
