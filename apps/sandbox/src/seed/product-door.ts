/** The product as the seed reaches it: pages posted by the portal's browser, GraphQL over HTTP, the login subscription. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { OpenedPlacement } from '../portal/desk.ts';

const READY_POLL_MS = 250;
const ANSWER_LIMIT_MS = 30_000;

/** GraphQL's `errors[0]`, with its code. */
export class ProductError extends Error {
  override readonly name = 'ProductError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const answer = z.object({
  data: z.unknown().optional(),
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }).partial().optional() })).optional(),
});
const page = z.object({ sessionToken: z.string().nullable() });

export class ProductDoor {
  readonly #url: string;
  readonly #signal: AbortSignal;

  constructor(url: string, signal: AbortSignal) {
    this.#url = url;
    this.#signal = signal;
  }

  /** Resolves when the product answers that it is ready; waits as long as it takes. */
  async ready(): Promise<void> {
    while (!(await this.#isReady())) await sleep(READY_POLL_MS, undefined, { signal: this.#signal });
  }

  async #isReady(): Promise<boolean> {
    try {
      const reply = await this.#fetch('/health/ready');
      return reply.ok;
    } catch {
      this.#signal.throwIfAborted();
      return false; // Nobody listens yet.
    }
  }

  /** Posts the form of an opened placement, as the portal's page does into the iframe, and answers the session token of the page. */
  async openPage(opened: OpenedPlacement): Promise<string | null> {
    const reply = await fetch(opened.action, {
      method: 'POST',
      body: new URLSearchParams(opened.fields),
      signal: AbortSignal.any([this.#signal, AbortSignal.timeout(ANSWER_LIMIT_MS)]),
    });
    const html = await reply.text();
    if (!reply.ok) throw new ProductError(String(reply.status), `${opened.fields['PLACEMENT']}: the page answered ${reply.status}`);
    const json = /<script[^>]*id="olchat-page"[^>]*>([\s\S]*?)<\/script>/.exec(html)?.[1];
    if (json === undefined) throw new ProductError('NO_PAGE', `${opened.fields['PLACEMENT']}: the answer is not a page of the product`);
    return page.parse(JSON.parse(json)).sessionToken;
  }

  async graphql<T>(token: string, shape: z.ZodType<T>, query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const reply = await this.#fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = answer.parse(await reply.json());
    const first = errors?.[0];
    if (first !== undefined) throw new ProductError(first.extensions?.code ?? 'UNKNOWN', first.message);
    return shape.parse(data);
  }

  /** Events of one subscription; ends the subscription when the loop is left. */
  async *subscribe<T>(token: string, shape: z.ZodType<T>, query: string, variables: Record<string, unknown>): AsyncGenerator<T> {
    const client = createClient({
      url: `${this.#url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
    });
    const stop = () => void client.dispose();
    this.#signal.addEventListener('abort', stop);
    try {
      for await (const { data, errors } of client.iterate({ query, variables })) {
        if (errors?.[0] !== undefined) throw new ProductError('UNKNOWN', errors[0].message);
        yield shape.parse(data);
      }
    } finally {
      this.#signal.removeEventListener('abort', stop);
      await client.dispose();
    }
  }

  #fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.#url + path, { ...init, signal: AbortSignal.any([this.#signal, AbortSignal.timeout(ANSWER_LIMIT_MS)]) });
  }
}
