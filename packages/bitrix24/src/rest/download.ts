/** Fetches a file of a portal by an address that the portal itself gave, through the guarded way out (SE-32, RE-50). */
import { refuse, type Refusal } from '@olchat/domain';
import { type Agent, request } from 'undici';
import { guardedAgent } from './guarded-agent.ts';

const CONNECT_MS = 3_000;
const FIRST_BYTE_MS = 20_000;
const TOTAL_MS = 300_000;
const MAX_REDIRECTS = 3;

export class Download {
  readonly #agent: Agent;

  constructor(privateHosts: readonly string[]) {
    this.#agent = guardedAgent(new Set(privateHosts), { connectMs: CONNECT_MS, firstByteMs: FIRST_BYTE_MS });
  }

  /** The reading throws when it breaks off, or takes longer than five minutes. */
  async file(url: string): Promise<AsyncIterable<Uint8Array> | Refusal> {
    const signal = AbortSignal.timeout(TOTAL_MS);
    let target = url;
    try {
      for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
        const { statusCode, headers, body } = await request(target, { dispatcher: this.#agent, signal });
        if (statusCode === 200) return body;
        await body.dump();
        if (statusCode < 300 || statusCode > 399 || typeof headers.location !== 'string') {
          return statusCode >= 500 ? refuse('PORTAL_UNAVAILABLE', { rawCode: String(statusCode) }) : refuse('FILE_GONE');
        }
        target = new URL(headers.location, target).href;
      }
      return refuse('FILE_GONE');
    } catch {
      // Which address failed and why may name a token: only that it failed is said.
      return refuse('PORTAL_UNAVAILABLE', { rawCode: 'FILE_NOT_FETCHED' });
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }
}
