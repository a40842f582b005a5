/** Looks at a page as a guest does, through the guarded way out, to tell whether it opens (SE-32, RE-50). Follows nothing. */
import { type Agent, request } from 'undici';
import { guardedAgent, NotConnectedError } from './guarded-agent.ts';

const CONNECT_MS = 3_000;
const TOTAL_MS = 6_000;
/** The form for a login stands at the beginning of a page. */
const READ_BYTES = 64 * 1024;

export type Probed = { answered: true; status: number; location: string; beginning: string } | { answered: false; code: string };

export class Probe {
  readonly #agent: Agent;

  constructor(privateHosts: readonly string[]) {
    this.#agent = guardedAgent(new Set(privateHosts), { connectMs: CONNECT_MS, firstByteMs: TOTAL_MS });
  }

  async look(url: string): Promise<Probed> {
    const signal = AbortSignal.timeout(TOTAL_MS);
    try {
      const { statusCode, headers, body } = await request(url, { dispatcher: this.#agent, signal });
      let beginning = '';
      for await (const chunk of body as AsyncIterable<Buffer>) {
        beginning += chunk.toString('latin1');
        if (beginning.length >= READ_BYTES) break; // leaving the loop destroys the body
      }
      return { answered: true, status: statusCode, location: String(headers.location ?? ''), beginning };
    } catch (error) {
      const cause = error instanceof NotConnectedError ? error.cause : error;
      return { answered: false, code: codeOf(cause) ?? (signal.aborted ? 'TIMEOUT' : 'NOT_CONNECTED') };
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }
}

const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** Codes of Node for a certificate that does not fit, is over, or is vouched for by nobody. */
export const isCertificateTrouble = (code: string): boolean =>
  /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|UNABLE_TO_(?:VERIFY|GET|DECRYPT|DECODE)|HOSTNAME_MISMATCH)/.test(
    code,
  );
