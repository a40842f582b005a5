/** Puts the connector on its line under the account's present name and number, after a login showed them (7.3 of the platform). */
import type { AccountId, PortalId } from '../ids.ts';
import type { OpenLines } from '../ports/open-lines.ts';
import type { Storage } from '../ports/storage.ts';
import { DONE, type TaskOutcome } from '../ports/tasks.ts';
import { againAfter } from '../portal/refusal-outcome.ts';

export async function attachLine(
  deps: { storage: Storage; openLines: OpenLines },
  portalId: PortalId,
  accountId: AccountId,
): Promise<TaskOutcome> {
  const account = await deps.storage.transaction(portalId, tx => tx.accounts.find(accountId));
  if (account === null || !account.wanted) return DONE;
  const refusal = await deps.openLines.attach(portalId, account.lineId, account);
  return refusal === null ? DONE : againAfter(refusal);
}
