/** «ВКЛ. ВСТРОЙКУ OLCHAT ДЛЯ СМАРТ-ПРОЦЕССА» and back (S-22, S-25): by type, repeatable, by administrators. */
import { changeBy } from '../change/change.ts';
import type { Caller } from '../portal/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { SmartProcesses } from '../ports/smart-processes.ts';
import type { Storage, Transaction } from '../ports/storage.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import type { SmartProcess } from './smart-process.ts';

export interface EmbeddingDeps {
  storage: Storage;
  smartProcesses: SmartProcesses;
  clock: Clock;
}

const isWanted = async (tx: Transaction, id: string): Promise<boolean> =>
  (await tx.embeddings.list()).some(embedding => embedding.smartProcessTypeId === id);

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
  const now = deps.clock.now();
  await deps.storage.transaction(caller.portalId, async tx => {
    if (await isWanted(tx, smartProcessTypeId)) return;
    await tx.embeddings.add({ smartProcessTypeId, embeddedBy: caller.employeeId, embeddedAt: now });
    await tx.changes.add(changeBy(caller, now, { what: 'SMART_PROCESS_EMBEDDED', subjectId: smartProcessTypeId, subject: placed.title }));
  });
  return { ...placed, embedded: true };
}

/** Forgets the wish first: a repair between the two steps must not put the place back. */
export async function removeFromSmartProcess(
  deps: EmbeddingDeps,
  caller: Caller,
  smartProcessTypeId: string,
): Promise<SmartProcess | Refusal> {
  if (!caller.isAdministrator) return onlyAdministrators();
  const now = deps.clock.now();
  await deps.storage.transaction(caller.portalId, async tx => {
    if (!(await isWanted(tx, smartProcessTypeId))) return;
    await tx.embeddings.remove(smartProcessTypeId);
    await tx.changes.add(changeBy(caller, now, { what: 'SMART_PROCESS_REMOVED', subjectId: smartProcessTypeId }));
  });
  const removed = await deps.smartProcesses.remove(caller.portalId, smartProcessTypeId);
  return isRefusal(removed) ? removed : { ...removed, embedded: false };
}
