/** For tests: a portal and its authorisation server on 127.0.0.1, answering what the test says; tokens and budget in memory. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ActingAs, Clock, PortalId } from '@olchat/domain';
import { parse } from 'qs';
import type { Lane, RestBudget } from './limits.ts';
import { Post, type PostLimits } from './post.ts';
import { RestClient } from './rest-client.ts';
import { TokenServer } from './token-server.ts';
import { type PortalAddress, type PortalAddresses, type TokenPair, Tokens, type TokenStore } from './tokens.ts';

export interface FakeCall {
  method: string;
  params: Record<string, unknown>;
  token: string;
  url: string;
  headers: IncomingMessage['headers'];
}

export type FakeAnswer =
  | { result: unknown; time?: Record<string, number> }
  | { status: number; error: string; description?: string; time?: Record<string, number> }
  | { redirect: string }
  | { raw: string; status: number }
  /** The request is read and the connection cut: nobody knows what happened. */
  | 'cut'
  | 'hang';

export const PORTAL = '0190a000-0000-7000-8000-000000000001' as PortalId;
export const MEMBER = 'a223c6b3710f85df22e9377d6c4f7553';
export const silent = { info: (): void => {}, warn: (): void => {} };
export const clock: Clock = { now: () => new Date() };

export class MemoryTokens implements TokenStore {
  readonly pairs = new Map<ActingAs, TokenPair>();
  owners: ActingAs[] = ['main'];
  reads = 0;

  async read(_portalId: PortalId, owner: ActingAs): Promise<TokenPair | null> {
    this.reads += 1;
    return this.pairs.get(owner) ?? null;
  }

  async renew(
    _portalId: PortalId,
    owner: ActingAs,
    used: string,
    exchange: (refreshToken: string) => Promise<TokenPair | null>,
  ): Promise<TokenPair | null> {
    const stored = this.pairs.get(owner);
    if (stored === undefined) return null;
    if (stored.accessToken !== used) return stored;
    const pair = await exchange(stored.refreshToken);
    if (pair !== null) this.pairs.set(owner, pair);
    return pair;
  }

  async mainOwners(): Promise<ActingAs[]> {
    return this.owners;
  }

  give(owner: ActingAs, accessToken: string): void {
    this.pairs.set(owner, { accessToken, refreshToken: `refresh-${accessToken}`, expiresAt: new Date(Date.now() + 3_600_000) });
  }
}

export class CountingBudget implements RestBudget {
  readonly taken: Lane[] = [];
  readonly slowed: { until: Date; method: string | null }[] = [];
  isEmpty = false;

  async take(_portalId: PortalId, lane: Lane, signal: AbortSignal): Promise<Date | null> {
    if (this.isEmpty) await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    this.taken.push(lane);
    return null;
  }

  async slowDown(_portalId: PortalId, until: Date, method: string | null): Promise<void> {
    this.slowed.push({ until, method });
  }
}

export class FakePortal implements AsyncDisposable, PortalAddresses {
  readonly calls: FakeCall[] = [];
  readonly exchanges: Record<string, string>[] = [];
  readonly tokens = new MemoryTokens();
  readonly budget = new CountingBudget();
  readonly moved: string[] = [];
  /** Added to the monotonic clock of its clients. */
  passedMs = 0;
  answer: (call: FakeCall) => FakeAnswer = () => ({ result: true });
  /** Null: `invalid_grant`. */
  grant: (refreshToken: string) => Record<string, unknown> | null | 'cut' | 'wrong secret' = refreshToken =>
    this.grantOf(`${refreshToken}+`, 1);
  readonly #server: Server;
  readonly #posts: Post[] = [];

  private constructor(server: Server) {
    this.#server = server;
    this.tokens.give('main', 'main-token');
  }

  static async open(): Promise<FakePortal> {
    const server = createServer();
    const portal = new FakePortal(server);
    server.on('request', (request, response) => void portal.#serve(request, response));
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    return portal;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get tokenUrl(): string {
    return `http://${this.host}/oauth/token/`;
  }

  async addresses(portalId: PortalId): Promise<PortalAddress | null> {
    if (portalId !== PORTAL) return null;
    return { memberId: MEMBER, clientEndpoint: this.moved.at(-1) ?? `http://${this.host}/rest/`, tokenUrl: this.tokenUrl, language: 'ru' };
  }

  grantOf(accessToken: string, userId: number, more: Record<string, unknown> = {}): Record<string, unknown> {
    return {
      access_token: accessToken,
      refresh_token: `refresh-${accessToken}`,
      expires_in: 3600,
      member_id: MEMBER,
      client_endpoint: `http://${this.host}/rest/`,
      server_endpoint: `http://${this.host}/rest/`,
      user_id: userId,
      scope: 'crm,im',
      ...more,
    };
  }

  post(limits: Partial<PostLimits> = {}, privateHosts: string[] = [this.host]): Post {
    const post = new Post(privateHosts, limits);
    this.#posts.push(post);
    return post;
  }

  tokenServer(post = this.post()): TokenServer {
    return new TokenServer(post, { clientId: 'local.app', clientSecret: 'client-secret', tokenUrl: this.tokenUrl, clock });
  }

  rest(limits: Partial<PostLimits> = {}, lane: Lane = 'person'): RestClient {
    const post = this.post(limits);
    const tokens = new Tokens({
      store: this.tokens,
      server: this.tokenServer(post),
      logger: silent,
      moved: async (_portalId, address) => void this.moved.push(address),
    });
    const nowMs = (): number => performance.now() + this.passedMs;
    return new RestClient({ addresses: this, tokens, budget: this.budget, lane, post, clock, logger: silent, pauseMs: () => 1, nowMs });
  }

  methods(): string[] {
    return this.calls.map(call => call.method);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const post of this.#posts) await post.close();
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const url = request.url ?? '';
    if (url === '/oauth/token/') return this.#exchange(Object.fromEntries(new URLSearchParams(text)), response);

    const { auth, ...params } = JSON.parse(text) as Record<string, unknown>;
    const call: FakeCall = { method: url.replace(/^.*\/rest\//, ''), params, token: String(auth), url, headers: request.headers };
    this.calls.push(call);
    const answer = this.answer(call);
    if (answer === 'hang') return;
    if (answer === 'cut') return void request.socket.destroy();
    if ('redirect' in answer) return void response.writeHead(302, { location: answer.redirect }).end();
    if ('raw' in answer) return void response.writeHead(answer.status).end(answer.raw);
    response.setHeader('content-type', 'application/json');
    if ('result' in answer) return void response.end(JSON.stringify({ result: answer.result, time: answer.time ?? {} }));
    const { status, error, description = '', time } = answer;
    response.writeHead(status).end(JSON.stringify({ error, error_description: description, ...(time === undefined ? {} : { time }) }));
  }

  #exchange(fields: Record<string, string>, response: ServerResponse): void {
    this.exchanges.push(fields);
    const grant = this.grant(fields['refresh_token'] ?? '');
    if (grant === 'cut') return void response.socket?.destroy();
    response.setHeader('content-type', 'application/json');
    if (grant === 'wrong secret') return void response.writeHead(401).end(JSON.stringify({ error: 'invalid_client' }));
    if (grant === null)
      return void response.writeHead(400).end(JSON.stringify({ error: 'invalid_grant', error_description: 'Invalid refresh token' }));
    response.end(JSON.stringify(grant));
  }
}

/** Commands of a batch as the portal reads them. */
export const commandsOf = (call: FakeCall): Record<string, { method: string; params: Record<string, unknown> }> =>
  Object.fromEntries(
    Object.entries(call.params['cmd'] as Record<string, string>).map(([name, line]) => {
      const at = line.indexOf('?');
      const method = at < 0 ? line : line.slice(0, at);
      return [name, { method, params: at < 0 ? {} : parse(line.slice(at + 1), { depth: 12, arrayLimit: 100 }) }];
    }),
  );

/** The answer of a batch: results by name, errors by name. */
export const batchAnswer = (result: Record<string, unknown>, errors: Record<string, unknown> = {}): FakeAnswer => ({
  result: { result: emptyAsList(result), result_error: emptyAsList(errors), result_total: [], result_next: [], result_time: [] },
});

const emptyAsList = (map: Record<string, unknown>): unknown => (Object.keys(map).length === 0 ? [] : map);
