/** States of a connected account, C-8. */
export const ACCOUNT_STATES = [
  'CONNECTED',
  'CONNECTING',
  'SYNCHRONISING',
  'LOGIN_REQUIRED',
  'DISCONNECTED',
  'RESTRICTED',
  'UNPAID',
] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** A message is accepted now: the account works, or comes back by itself within moments. */
export const takesMessages = (state: AccountState): boolean => state === 'CONNECTED' || state === 'CONNECTING' || state === 'SYNCHRONISING';
