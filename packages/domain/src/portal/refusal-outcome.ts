/** What a task does with a "no" of the portal. */
import type { TaskOutcome } from '../ports/tasks.ts';
import type { Refusal } from '../refusal.ts';

/** Repeated while the cause can pass: no answer, a token that must be renewed, a limit, a scanner that is away (SE-33). Losing Bitrix24 never drops work. */
export const isPassing = (refusal: Refusal): boolean =>
  refusal.retry === 'AUTOMATIC' ||
  refusal.code === 'PORTAL_UNAVAILABLE' ||
  refusal.code === 'PORTAL_TOKEN_REFUSED' ||
  refusal.code === 'FILE_NOT_SCANNED' ||
  refusal.code === 'LIMIT_REACHED';

export function againAfter(refusal: Refusal): TaskOutcome {
  const freeAt = refusal.details.freeAt;
  const reason = refusal.details.rawCode === undefined ? refusal.code : `${refusal.code} ${refusal.details.rawCode}`;
  const passing = isPassing(refusal);
  return freeAt === undefined ? { kind: 'again', reason, passing } : { kind: 'again', reason, passing, notBefore: new Date(freeAt) };
}
