/** A line of the system in a chat. Only a participant may write one, so whoever is one by what we know goes first. */
import type { EmployeeId, PortalId } from '../ids.ts';
import type { ActingAs } from '../ports/crm.ts';
import { isPassing } from '../portal/refusal-outcome.ts';
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
