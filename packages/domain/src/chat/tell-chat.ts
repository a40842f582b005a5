/** A line of the system in a chat. Only a participant may write one, so whoever is one by what we know goes first. */
import type { EmployeeId, PortalId } from '../ids.ts';
import type { ActingAs } from '../ports/crm.ts';
import { DONE, type TaskOutcome } from '../ports/tasks.ts';
import { againAfter, isPassing } from '../portal/refusal-outcome.ts';
import type { Refusal } from '../refusal.ts';
import type { ChatDeps } from './ensure-chat.ts';

/** Null when it stands there; else the last "no". Nobody else repeats what may stand there already. */
export async function tellChat(
  deps: Pick<ChatDeps, 'openLines' | 'tokens'>,
  portalId: PortalId,
  openLineChatId: string,
  text: string,
  people: readonly (EmployeeId | null)[],
): Promise<Refusal | null> {
  const voices: ActingAs[] = [];
  for (const id of people) {
    if (id !== null && !voices.includes(id) && (await deps.tokens.has(portalId, id))) voices.push(id);
  }
  let told: Refusal | null = null;
  for (const as of [...voices, 'main' as const]) {
    told = await deps.openLines.postSystem(portalId, as, openLineChatId, text);
    if (told === null || isPassing(told) || told.details.rawCode === 'OUTCOME_UNKNOWN') return told;
  }
  return told;
}

/** The operator believes that his message left until somebody tells him: what cannot be said is set aside in sight, never dropped. */
export function afterTelling(told: Refusal | null): TaskOutcome {
  if (told === null || told.details.rawCode === 'OUTCOME_UNKNOWN') return DONE;
  return isPassing(told) ? againAfter(told) : { kind: 'park', reason: 'CHAT_NOT_TOLD' };
}
