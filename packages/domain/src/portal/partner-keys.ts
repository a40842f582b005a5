/** Keys for partners' clients (SE-7): made and revoked by administrators, shown once. */
import { changeBy } from '../change/change.ts';
import { newId, type PartnerKeyId } from '../ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Storage } from '../ports/storage.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Caller } from './caller.ts';
import { PartnerKey } from './partner-key.ts';

export interface NewToken {
  token: string;
  hash: string;
}

const MAX_TITLE = 100;

export async function createPartnerKey(
  deps: { storage: Storage; clock: Clock; newToken(): NewToken },
  caller: Caller,
  command: { title: string },
): Promise<{ key: PartnerKey; token: string } | Refusal> {
  if (!caller.isAdministrator) return refuse('FORBIDDEN', { right: 'administrator' });
  const title = command.title.trim();
  if (title === '') return refuse('TEXT_EMPTY', { field: 'title' });
  if (title.length > MAX_TITLE) return refuse('TEXT_TOO_LONG', { field: 'title', limit: MAX_TITLE });
  const { token, hash } = deps.newToken();
  const key = Object.assign(new PartnerKey(), {
    portalId: caller.portalId,
    id: newId<PartnerKeyId>(),
    employeeId: caller.employeeId,
    title,
    createdAt: deps.clock.now(),
    revokedAt: null,
  });
  await deps.storage.transaction(caller.portalId, async tx => {
    await tx.partnerKeys.add(key, hash);
    await tx.changes.add(changeBy(caller, key.createdAt, { what: 'PARTNER_KEY_CREATED', subjectId: key.id, subject: title }));
  });
  return { key, token };
}

export async function revokePartnerKey(
  deps: { storage: Storage; clock: Clock },
  caller: Caller,
  keyId: PartnerKeyId,
): Promise<PartnerKey | Refusal> {
  if (!caller.isAdministrator) return refuse('FORBIDDEN', { right: 'administrator' });
  return deps.storage.transaction(caller.portalId, async tx => {
    const key = await tx.partnerKeys.find(keyId);
    if (key === null) return refuse('NOT_FOUND');
    if (key.revokedAt !== null) return key;
    key.revokedAt = deps.clock.now();
    await tx.partnerKeys.save(key);
    await tx.changes.add(changeBy(caller, key.revokedAt, { what: 'PARTNER_KEY_REVOKED', subjectId: key.id, subject: key.title }));
    return key;
  });
}
