/** A type of smart process that somebody deleted: what we keep of it goes, and what is left of our place in its cards. */
import type { PortalId } from '../ids.ts';
import { againAfter, isPassing } from '../portal/refusal-outcome.ts';
import type { SmartProcesses } from '../ports/smart-processes.ts';
import type { Storage } from '../ports/storage.ts';
import { DONE, type TaskOutcome } from '../ports/tasks.ts';
import { isRefusal, type Refusal } from '../refusal.ts';

export interface DeletedTypesDeps {
  storage: Storage;
  smartProcesses: SmartProcesses;
}

/**
 * The portal's event names the deleted type by a number that we do not keep, and anybody in the portal can forge one: the portal itself is
 * asked which types there are (SE-2). It is asked nothing while no type has OLChat.
 */
export async function forgetDeletedTypes(deps: DeletedTypesDeps, portalId: PortalId): Promise<TaskOutcome> {
  const embedded = await deps.storage.transaction(portalId, tx => tx.embeddings.list());
  if (embedded.length === 0) return DONE;
  const types = await deps.smartProcesses.types(portalId);
  if (isRefusal(types)) return givenUpUnless(types);
  for (const { smartProcessTypeId } of embedded) {
    if (types.some(type => type.smartProcessTypeId === smartProcessTypeId)) continue;
    const removed = await deps.smartProcesses.remove(portalId, smartProcessTypeId);
    // NOT_FOUND is what a deleted type answers.
    if (isRefusal(removed) && isPassing(removed)) return againAfter(removed);
    await deps.storage.transaction(portalId, tx => tx.embeddings.remove(smartProcessTypeId));
  }
  return DONE;
}

/** Without the right to ask, the list is cleared when it is read next. */
const givenUpUnless = (refusal: Refusal): TaskOutcome => (isPassing(refusal) ? againAfter(refusal) : DONE);
