/** Why nothing can be sent through this account now, if so (A-10, W-3, E-02…E-05, E-30). */
import { refuse, type Refusal } from '../refusal.ts';
import { listRefusal, type Standing } from '../access/access.ts';
import type { Account } from './account.ts';
import { takesMessages } from './account-state.ts';

/** An account that the caller may not use looks like a missing one (A-10, E-71). */
export const accessRefusal = (account: Account | null, standing: Standing): Refusal | null =>
  account === null ? refuse('ACCOUNT_NOT_FOUND') : listRefusal(account.access, standing, refuse('ACCOUNT_NOT_FOUND'));

export function stateRefusal(account: Account): Refusal | null {
  if (takesMessages(account.state)) return null;
  switch (account.state) {
    case 'UNPAID':
      return refuse('ACCOUNT_UNPAID', { accountState: account.state });
    case 'RESTRICTED':
      return refuse('ACCOUNT_RESTRICTED', {
        accountState: account.state,
        ...(account.restrictedUntil === null ? {} : { freeAt: account.restrictedUntil.toISOString() }),
      });
    default:
      return refuse('ACCOUNT_NOT_CONNECTED', { accountState: account.state });
  }
}
