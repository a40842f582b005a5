/** Subscriptions: `graphql-transport-ws` over one path, with the limits of SE-22. Queries and mutations go by HTTP only. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Caller } from '@olchat/domain';
import {
  getOperationAST,
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, handleProtocols, makeServer, type Server, type SubscribePayload } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { callerOf, tokenOf } from '../http/bearer.ts';
import type { DoorLogger } from '../http/door-logger.ts';
import type { Services } from '../services.ts';
import { RequestContext, type Shared } from './context.ts';
import { maskError } from './errors.ts';
import { ALL_RULES, MAX_TOKENS, variablesProblem } from './limits.ts';
import { CLOSE, type SocketLimits } from './socket-limits.ts';
import { watchSocket } from './watch-socket.ts';

export interface SocketDoorOptions {
  schema: GraphQLSchema;
  services: Services;
  shared: Shared;
  logger: DoorLogger;
  limits: SocketLimits;
  /** Origins of our own pages; what sends no Origin is no browser and is let in. */
  origins: ReadonlySet<string>;
}

/** One connection: who it is now, looked up again while it is open. */
interface Connection {
  socket: WebSocket;
  authorization: string | undefined;
  caller: Caller | null;
}

export class SocketDoor {
  readonly #options: SocketDoorOptions;
  readonly #sockets: WebSocketServer;
  readonly #protocol: Server<Connection>;
  readonly #signedIn = new Set<Connection>();
  readonly #lookForRevoked: NodeJS.Timeout;
  #isClosing = false;

  constructor(options: SocketDoorOptions) {
    this.#options = options;
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: options.limits.maxFrameBytes,
      perMessageDeflate: false,
      handleProtocols,
    });
    this.#protocol = makeServer<Record<string, unknown>, Connection>({
      connectionInitWaitTimeout: options.limits.initWithinMs,
      onConnect: ({ connectionParams, extra }) => this.#identify(extra, connectionParams?.['authorization']),
      onSubscribe: (ctx, _id, payload) => this.#admit(ctx.extra, Object.keys(ctx.subscriptions).length, payload),
      onNext: (_ctx, _id, _payload, _args, { data, errors }) =>
        errors === undefined ? undefined : { ...(data === undefined ? {} : { data }), errors: errors.map(error => this.#mask(error)) },
      onError: (_ctx, _id, _payload, errors) => errors.map(error => this.#mask(error)),
    });
    // A database that does not answer now answers at the next look; nobody is closed for it.
    this.#lookForRevoked = setInterval(() => void this.#closeRevoked().catch(() => undefined), options.limits.lookForRevokedEveryMs);
  }

  get open(): number {
    return this.#sockets.clients.size;
  }

  /** The HTTP server's `upgrade` for our path. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { origin } = request.headers;
    const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map(name => name.trim());
    if (this.#isClosing) return refuse(socket, '503 Service Unavailable');
    if (origin !== undefined && !this.#options.origins.has(origin)) return refuse(socket, '403 Forbidden');
    if (!protocols.includes(GRAPHQL_TRANSPORT_WS_PROTOCOL)) return refuse(socket, '400 Bad Request');
    this.#sockets.handleUpgrade(request, socket, head, opened => this.#opened(opened));
  }

  /** Tells every client to come back elsewhere, spread over `spreadMs` so that they do not come all at once (RE-55). */
  async close(spreadMs: number): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#lookForRevoked);
    const clients = [...this.#sockets.clients];
    const gone = clients.map(
      (client, index) =>
        new Promise<void>(resolve => {
          client.once('close', () => resolve());
          setTimeout(() => client.close(CLOSE.RESTART, 'Restarting'), (spreadMs * index) / clients.length);
          // A client that answers nothing is not waited for.
          setTimeout(() => client.terminate(), spreadMs + 1000).unref();
        }),
    );
    await Promise.all(gone);
    this.#sockets.close();
  }

  #opened(socket: WebSocket): void {
    const { limits, logger } = this.#options;
    const connection: Connection = { socket, authorization: undefined, caller: null };
    const watch = watchSocket(socket, limits, () => this.#recheck(connection));
    const closed = this.#protocol.opened(
      {
        protocol: socket.protocol,
        // Resolves when the bytes left us: a subscription pulls its next event only then, so a slow client holds one event, not a queue (RE-32).
        send: data =>
          new Promise((resolve, reject) => {
            if (socket.readyState !== socket.OPEN) return resolve();
            socket.send(data, error => (error == null ? resolve() : reject(error)));
          }),
        close: (code, reason) => socket.close(code, reason),
        onMessage: handle =>
          socket.on('message', data => {
            if (!watch.allowsFrame()) return socket.close(CLOSE.TOO_MANY_FRAMES, 'Too many frames');
            handle((data as Buffer).toString('utf8')).catch((error: unknown) => {
              // The peer is gone while we wrote to it: its close is on the way.
              if (socket.readyState !== socket.OPEN) return;
              logger.error({ err: error instanceof Error ? error.message : String(error) }, 'a socket failed');
              socket.close(CLOSE.OVERLOADED, 'Try again');
            });
          }),
      },
      connection,
    );
    // A broken frame or a reset; `ws` closes the socket with the right code itself.
    socket.on('error', error => logger.info({ reason: error.message }, 'a socket broke'));
    socket.once('close', (code, reason) => {
      watch.stop();
      this.#signedIn.delete(connection);
      closed(code, reason.toString()).catch((error: unknown) =>
        logger.error({ err: error instanceof Error ? error.message : String(error) }, 'a closed socket was not cleared'),
      );
    });
  }

  async #identify(connection: Connection, authorization: unknown): Promise<void> {
    connection.authorization = typeof authorization === 'string' ? authorization : undefined;
    connection.caller = await callerOf(this.#options.services.sessions, authorization);
    if (connection.caller === null) connection.socket.close(CLOSE.UNAUTHENTICATED, 'Unauthenticated');
    else if (connection.socket.readyState === connection.socket.OPEN) this.#signedIn.add(connection);
  }

  /** SE-5: a socket whose token was taken away is closed within 5 s, at one question for all of them. */
  async #closeRevoked(): Promise<void> {
    if (this.#signedIn.size === 0) return;
    const connections = [...this.#signedIn].map(connection => ({ connection, token: tokenOf(connection.authorization) ?? '' }));
    const revoked = await this.#options.services.sessions.revoked([...new Set(connections.map(({ token }) => token))]);
    for (const { connection, token } of connections) if (revoked.has(token)) this.#signOut(connection);
  }

  #signOut(connection: Connection): void {
    connection.caller = null;
    this.#signedIn.delete(connection);
    connection.socket.close(CLOSE.UNAUTHENTICATED, 'The token is not valid any more');
  }

  /** SE-5. A database that is away for a moment closes nobody. */
  async #recheck(connection: Connection): Promise<void> {
    if (connection.caller === null) return;
    const caller = await callerOf(this.#options.services.sessions, connection.authorization);
    if (caller === null) this.#signOut(connection);
    else connection.caller = caller;
  }

  #admit(connection: Connection, subscriptions: number, payload: SubscribePayload): ExecutionArgs | readonly GraphQLError[] {
    const { schema, services, shared, limits } = this.#options;
    if (subscriptions > limits.maxSubscriptions) {
      return [fault(`At most ${limits.maxSubscriptions} subscriptions on one socket`, 'RATE_LIMITED')];
    }
    const document = readDocument(schema, payload.query);
    if (!('kind' in document)) return document;
    const operation = getOperationAST(document, payload.operationName);
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return [fault('A socket takes subscriptions only', 'BAD_REQUEST')];
    const problem = variablesProblem(payload.variables);
    if (problem !== null) return [fault(problem, 'BAD_USER_INPUT')];
    return {
      schema,
      document,
      operationName: payload.operationName ?? null,
      variableValues: payload.variables ?? {},
      contextValue: new RequestContext(services, shared, () => connection.caller),
    };
  }

  #mask(error: GraphQLError): GraphQLFormattedError {
    const code = error.extensions['code'] ?? (isRequestFault(error) ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR');
    return maskError(error, { ...error.toJSON(), extensions: { ...error.extensions, code } }, this.#options.logger);
  }
}

const fault = (message: string, code: string): GraphQLError => new GraphQLError(message, { extensions: { code } });

/** Variables that do not fit: graphql says so with an error at their definition. */
const isRequestFault = ({ nodes, path }: GraphQLError): boolean => path === undefined && nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION;

function readDocument(schema: GraphQLSchema, source: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(source, { maxTokens: MAX_TOKENS });
    const errors = validate(schema, document, ALL_RULES, { hideSuggestions: true });
    return errors.length === 0 ? document : errors.map(error => fault(error.message, 'GRAPHQL_VALIDATION_FAILED'));
  } catch (error) {
    if (error instanceof GraphQLError) return [fault(error.message, 'GRAPHQL_PARSE_FAILED')];
    throw error;
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
