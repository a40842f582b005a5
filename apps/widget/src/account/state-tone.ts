import type { AccountState } from '@olchat/client';

/** The colour beside the word, never instead of it (C-8). */
export function toneOf(state: AccountState): 'good' | 'waiting' | 'bad' {
  if (state === 'CONNECTED') return 'good';
  return state === 'CONNECTING' || state === 'SYNCHRONISING' ? 'waiting' : 'bad';
}
