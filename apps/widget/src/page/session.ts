import { ref, type Ref } from 'vue';
import type { PortalFrame } from '../portal-frame.ts';
import type { Page } from './page.ts';

/** `lost`: the employee has to do something before anything can be asked of the server again. */
export type SessionState = 'valid' | 'missing' | 'lost';

export interface Session {
  state: Ref<SessionState>;
  /** The server's own sentence about why the last renewal was refused. */
  refusal: Ref<string | undefined>;
  /** The token for the next request; it lives in memory only (SE-4). */
  token: () => string;
  /** Exchanges a fresh proof of the portal for a new token. Rejects when there is none, and the state says `lost`. */
  renew: () => Promise<void>;
}

export interface SessionOptions {
  page: Pick<Page, 'sessionToken' | 'memberId' | 'locale'>;
  frame: Pick<PortalFrame, 'refreshAuth'>;
  fetch: typeof globalThis.fetch;
}

export function createSession({ page, frame, fetch }: SessionOptions): Session {
  let token = page.sessionToken ?? '';
  const state = ref<SessionState>(page.sessionToken === null ? 'missing' : 'valid');

  const refusal = ref<string>();

  async function exchange(): Promise<string> {
    const auth = await frame.refreshAuth();
    const response = await fetch('/bitrix24/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ memberId: page.memberId, locale: page.locale, ...auth }),
    });
    if (!response.ok) {
      refusal.value = await sentenceOf(response);
      throw new Error(`No session: HTTP ${response.status}`);
    }
    return ((await response.json()) as { sessionToken: string }).sessionToken;
  }

  return {
    state,
    refusal,
    token: () => token,
    renew: async () => {
      refusal.value = undefined;
      try {
        token = await exchange();
        state.value = 'valid';
      } catch (error) {
        state.value = 'lost';
        throw error;
      }
    },
  };
}

/** A refusal of the door is `{ code, message }`; what a proxy says instead is not for people. */
async function sentenceOf(response: Response): Promise<string | undefined> {
  if (!response.headers.get('content-type')?.includes('json')) return undefined;
  return ((await response.json()) as { message?: string }).message;
}
