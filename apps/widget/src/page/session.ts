import { ref, type Ref } from 'vue';
import type { PortalFrame } from '../portal-frame.ts';
import type { Page } from './page.ts';

/** `lost`: the employee has to do something before anything can be asked of the server again. */
export type SessionState = 'valid' | 'missing' | 'lost';

export interface Session {
  state: Ref<SessionState>;
  /** The token for the next request; it lives in memory only (SE-4). */
  token: () => string;
  /** Exchanges a fresh proof of the portal for a new token. Rejects when there is none, and the state says `lost`. */
  renew: () => Promise<void>;
}

export interface SessionOptions {
  page: Pick<Page, 'sessionToken' | 'memberId'>;
  frame: Pick<PortalFrame, 'refreshAuth'>;
  fetch: typeof globalThis.fetch;
}

export function createSession({ page, frame, fetch }: SessionOptions): Session {
  let token = page.sessionToken ?? '';
  const state = ref<SessionState>(page.sessionToken === null ? 'missing' : 'valid');

  async function exchange(): Promise<string> {
    const auth = await frame.refreshAuth();
    const response = await fetch('/bitrix24/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ memberId: page.memberId, ...auth }),
    });
    if (!response.ok) throw new Error(`No session: HTTP ${response.status}`);
    return ((await response.json()) as { sessionToken: string }).sessionToken;
  }

  return {
    state,
    token: () => token,
    renew: async () => {
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
