/** A product as small as the seed needs it: install page, app page, accounts, a login that shows a QR code, a partner key. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';

interface FakeAccount {
  id: string;
  kind: string;
  title: string;
  state: string;
}

export class FakeProduct {
  isReady = true;
  /** Partner keys and sessions that it knows; a new database knows none. */
  readonly tokens = new Set<string>();
  readonly installed: string[] = [];
  readonly accounts = new Map<string, FakeAccount[]>();
  /** Operations in the order they came, e.g. `connectAccount`. */
  readonly operations: string[] = [];
  /** Fails the named operation once. */
  failNext: string | undefined;
  readonly #logins = new Map<string, (kind: string) => void>();
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  #made = 0;

  async start(): Promise<string> {
    new WebSocketServer({ server: this.#server, path: '/graphql', handleProtocols: () => 'graphql-transport-ws' }).on(
      'connection',
      socket => this.#subscribe(socket),
    );
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise(resolve => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  /** What a phone does that scans `qr:<account id>`. */
  scanned(qr: string): void {
    const id = qr.replace(/^qr:/, '');
    for (const account of [...this.accounts.values()].flat()) if (account.id === id) account.state = 'CONNECTED';
    this.#logins.get(id)?.('DONE');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request);
    if (request.url === '/health/ready') return void response.writeHead(this.isReady ? 200 : 503).end();
    if (request.url === '/graphql') {
      const { query, variables } = JSON.parse(body) as {
        query: string;
        variables: { input?: { accountId?: string; title?: string; kind?: string } };
      };
      const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
      response.setHeader('content-type', 'application/json');
      return void response.end(JSON.stringify(this.#execute(token, query, variables.input ?? {})));
    }
    const member = new URLSearchParams(body).get('member_id') ?? '';
    const isInstaller = request.url?.startsWith('/bitrix24/install') === true;
    if (isInstaller) this.installed.push(member);
    if (!isInstaller) this.tokens.add(`session:${member}`);
    const page = JSON.stringify({ sessionToken: isInstaller ? null : `session:${member}` });
    response.setHeader('content-type', 'text/html').end(`<!doctype html><script type="application/json" id="olchat-page">${page}</script>`);
  }

  #execute(token: string, query: string, input: { title?: string; kind?: string }): unknown {
    if (!this.tokens.has(token)) return { errors: [{ message: 'Not logged in', extensions: { code: 'UNAUTHENTICATED' } }] };
    const operation = /(viewer|connectAccount|continueLogin|createPartnerKey|accounts)/.exec(query)?.[1] ?? '';
    this.operations.push(operation);
    if (this.failNext === operation) {
      this.failNext = undefined;
      return { errors: [{ message: 'Out of order', extensions: { code: 'INTERNAL' } }] };
    }
    const own = this.accounts.get(token) ?? [];
    this.accounts.set(token, own);
    if (operation === 'accounts') return { data: { accounts: own } };
    if (operation === 'connectAccount') {
      const account = { id: `a${++this.#made}`, kind: input.kind ?? '', title: input.title ?? '', state: 'LOGIN_REQUIRED' };
      own.push(account);
      return { data: { connectAccount: { accountId: account.id, kind: 'QR', qr: null } } };
    }
    if (operation === 'createPartnerKey') {
      const key = `key${++this.#made}`;
      this.tokens.add(key);
      return { data: { createPartnerKey: { token: key } } };
    }
    return { data: { viewer: { employee: { id: '1' } } } };
  }

  /** The server side of graphql-transport-ws for one login. */
  #subscribe(socket: WebSocket): void {
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as { type: string; id: string; payload: { variables: { accountId: string } } };
      const reply = (type: string, payload?: unknown): void => socket.send(JSON.stringify({ id: message.id, type, payload }));
      if (message.type === 'connection_init') return socket.send(JSON.stringify({ type: 'connection_ack' }));
      if (message.type !== 'subscribe') return;
      const { accountId } = message.payload.variables;
      const step = (kind: string): void =>
        reply('next', { data: { login: { accountId, kind, qr: kind === 'QR' ? `qr:${accountId}` : null } } });
      this.#logins.set(accountId, kind => {
        step(kind);
        reply('complete');
      });
      step('QR');
    });
  }
}

const read = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};
