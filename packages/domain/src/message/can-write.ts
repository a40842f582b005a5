/** "Can I write?" for card, account and recipient: yes, no or unknown, with every reason; never causes a check (K-2). */
import { standingFor } from '../account/account-access.ts';
import { accessRefusal, stateRefusal } from '../account/account-refusal.ts';
import { QUEUE_LIMIT } from '../account/sending-limits.ts';
import type { CardRef } from '../card/card.ts';
import type { AccountId, RecipientId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { Crm } from '../ports/crm.ts';
import type { Directory } from '../ports/directory.ts';
import type { Storage } from '../ports/storage.ts';
import { shownPresence } from '../recipient/presence-age.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { recipientRefusal } from './send-message.ts';

export interface WriteCheck {
  answer: 'YES' | 'NO' | 'UNKNOWN';
  reasons: Refusal[];
}

export async function canWrite(
  deps: { storage: Storage; crm: Crm; directory: Directory; clock: Clock },
  caller: Caller,
  query: { card: CardRef | null; accountId: AccountId; recipientId: RecipientId },
): Promise<WriteCheck> {
  const cardRefusal = query.card === null ? null : await deps.crm.changeRefusal(caller.portalId, caller.employeeId, query.card);
  const standing = await standingFor(deps, caller, query.accountId);
  const { reasons, isUnknown } = await deps.storage.transaction(caller.portalId, async tx => {
    const account = await tx.accounts.find(query.accountId);
    const noAccess = accessRefusal(account, standing);
    if (account === null || noAccess !== null) return { reasons: [noAccess ?? refuse('ACCOUNT_NOT_FOUND')], isUnknown: false };
    const recipient = await tx.recipients.find(query.recipientId);
    const known = recipient !== null && recipient.messenger === account.messenger ? recipient : null;
    const found = [
      stateRefusal(account),
      known === null ? refuse('NOT_FOUND', { field: 'recipientId' }) : recipientRefusal(known, account, deps.clock.now()),
      (await tx.messages.queued(account.id)) >= QUEUE_LIMIT ? refuse('LIMIT_REACHED', { limit: QUEUE_LIMIT }) : null,
    ];
    return {
      reasons: found.filter(reason => reason !== null),
      isUnknown: known !== null && shownPresence(known, deps.clock.now()) === 'UNKNOWN',
    };
  });
  const all = cardRefusal === null ? reasons : [cardRefusal, ...reasons];
  if (all.length > 0) return { answer: 'NO', reasons: all };
  return isUnknown ? { answer: 'UNKNOWN', reasons: [refuse('CHECK_IMPOSSIBLE')] } : { answer: 'YES', reasons: [] };
}
