/** One POST under the limits of RE-50, told apart by what may have happened on the other side. Never repeats. */
import { type Agent, request } from 'undici';
import { failed, type RestOutcome, succeeded } from './errors.ts';
import { guardedAgent, NotConnectedError } from './guarded-agent.ts';

const CONNECT_MS = 3_000;
const FIRST_BYTE_MS = 10_000;
const TOTAL_MS = 25_000;
const MAX_ANSWER_BYTES = 10 * 1024 * 1024;
const USER_AGENT = 'OLChat/0.1';

export interface HttpAnswer {
  status: number;
  /** Undefined where the body is not JSON. */
  body: unknown;
}

export interface PostLimits {
  connectMs: number;
  firstByteMs: number;
  totalMs: number;
  maxAnswerBytes: number;
}

export class Post {
  readonly #agent: Agent;
  readonly #limits: PostLimits;

  constructor(privateHosts: readonly string[], limits: Partial<PostLimits> = {}) {
    this.#limits = { connectMs: CONNECT_MS, firstByteMs: FIRST_BYTE_MS, totalMs: TOTAL_MS, maxAnswerBytes: MAX_ANSWER_BYTES, ...limits };
    this.#agent = guardedAgent(new Set(privateHosts), this.#limits);
  }

  async json(url: string, body: unknown, signal?: AbortSignal): Promise<RestOutcome<HttpAnswer>> {
    return this.#send(url, 'application/json', JSON.stringify(body), signal);
  }

  async form(url: string, fields: Record<string, string>, signal?: AbortSignal): Promise<RestOutcome<HttpAnswer>> {
    return this.#send(url, 'application/x-www-form-urlencoded', new URLSearchParams(fields).toString(), signal);
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  /**
   * A portal that moved answers 302 and wants the same POST at its new address (Bitrix24 docs, "portal address change"). Who answers may be
   * anybody who has the old name now, and the body carries a token: nothing goes where he points, the new address is proved first (SE-3).
   */
  async #send(url: string, type: string, body: string, signal: AbortSignal | undefined): Promise<RestOutcome<HttpAnswer>> {
    const limit = AbortSignal.timeout(this.#limits.totalMs);
    const stop = signal === undefined ? limit : AbortSignal.any([signal, limit]);
    try {
      const answer = await request(url, {
        method: 'POST',
        dispatcher: this.#agent,
        headers: { 'content-type': type, accept: 'application/json', 'user-agent': USER_AGENT },
        body,
        signal: stop,
      });
      if (answer.statusCode < 300 || answer.statusCode > 399) return await this.#read(answer);
      await answer.body.dump();
      return failed('moved', 'REDIRECTED', { status: answer.statusCode });
    } catch (error) {
      if (error instanceof NotConnectedError) return failed('not-sent', codeOf(error.cause) ?? 'NOT_CONNECTED');
      if (stop.aborted) return failed('unknown-outcome', limit.aborted ? 'TIMEOUT' : 'ABORTED');
      return failed('unknown-outcome', codeOf(error) ?? 'CONNECTION_LOST');
    }
  }

  async #read(answer: Awaited<ReturnType<typeof request>>): Promise<RestOutcome<HttpAnswer>> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      size += chunk.length;
      // Leaving the loop destroys the body.
      if (size > this.#limits.maxAnswerBytes) return failed('unknown-outcome', 'ANSWER_TOO_LARGE', { status: answer.statusCode });
      chunks.push(chunk);
    }
    return succeeded({ status: answer.statusCode, body: parseJson(Buffer.concat(chunks).toString('utf8')) });
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
