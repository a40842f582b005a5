/** An account near its daily limit (N-6): told once a day, when four fifths are spent. */
import type { AccountId } from '../ids.ts';
import type { Transaction } from '../ports/storage.ts';
import type { UsageKind } from '../ports/storage/accounts.ts';
import { raiseNotice } from './raise-notice.ts';

const NEAR = 0.8;

/** Called after one more was spent. */
export async function noteDailyLimit(tx: Transaction, now: Date, accountId: AccountId, counter: UsageKind, limit: number): Promise<void> {
  const { [counter]: spent } = await tx.usage.today(accountId);
  if (spent === Math.ceil(limit * NEAR))
    await raiseNotice(tx, now, { kind: 'daily-limit-near', accountId, details: { counter, spent, limit } });
}
