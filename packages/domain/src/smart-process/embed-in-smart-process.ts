/** «ВКЛ. ВСТРОЙКУ OLCHAT ДЛЯ СМАРТ-ПРОЦЕССА» and back (S-22, S-25): by type, repeatable, by administrators. */
import type { Caller } from '../portal/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { SmartProcesses } from '../ports/smart-processes.ts';
import type { Storage } from '../ports/storage.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import type { SmartProcess } from './smart-process.ts';

export interface EmbeddingDeps {
  storage: Storage;
  smartProcesses: SmartProcesses;
  clock: Clock;
}

const onlyAdministrators = (): Refusal => refuse('FORBIDDEN', { right: 'administrator' });

/** All types of the portal. Embeddings of types that were deleted are forgotten here: Bitrix24 dropped their places itself. */
export async function listSmartProcesses(deps: EmbeddingDeps, caller: Caller): Promise<SmartProcess[] | Refusal> {
  if (!caller.isAdministrator) return onlyAdministrators();
  const types = await deps.smartProcesses.types(caller.portalId);
  if (isRefusal(types)) return types;
  return deps.storage.transaction(caller.portalId, async tx => {
    for (const { smartProcessTypeId } of await tx.embeddings.list()) {
      if (!types.some(type => type.smartProcessTypeId === smartProcessTypeId)) await tx.embeddings.remove(smartProcessTypeId);
    }
    return types.map(({ isPlaced, ...type }) => ({ ...type, embedded: isPlaced }));
  });
}

export async function embedInSmartProcess(
  deps: EmbeddingDeps,
  caller: Caller,
  smartProcessTypeId: string,
): Promise<SmartProcess | Refusal> {
  if (!caller.isAdministrator) return onlyAdministrators();
  const placed = await deps.smartProcesses.place(caller.portalId, smartProcessTypeId);
  if (isRefusal(placed)) return placed;
  await deps.storage.transaction(caller.portalId, tx =>
    tx.embeddings.add({ smartProcessTypeId, embeddedBy: caller.employeeId, embeddedAt: deps.clock.now() }),
  );
  return { ...placed, embedded: true };
}

/** Forgets the wish first: a repair between the two steps must not put the place back. */
export async function removeFromSmartProcess(
  deps: EmbeddingDeps,
  caller: Caller,
  smartProcessTypeId: string,
): Promise<SmartProcess | Refusal> {
  if (!caller.isAdministrator) return onlyAdministrators();
  await deps.storage.transaction(caller.portalId, tx => tx.embeddings.remove(smartProcessTypeId));
  const removed = await deps.smartProcesses.remove(caller.portalId, smartProcessTypeId);
  return isRefusal(removed) ? removed : { ...removed, embedded: false };
}
