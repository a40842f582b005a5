/** Routes what the portal told us to the lane of the chat it happened in. Unknown lines and clients are nobody's. */
import { newId, type PortalId } from '../ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { PortalEvent } from '../ports/portal-event.ts';
import type { Storage } from '../ports/storage.ts';
import { chatLane } from '../ports/tasks.ts';
import { chatClient } from './chat-client.ts';
import { routeOperatorChange } from './operator-change.ts';

export async function routePortalEvents(
  deps: { storage: Storage; clock: Clock },
  portalId: PortalId,
  events: readonly PortalEvent[],
): Promise<void> {
  await deps.storage.transaction(portalId, async tx => {
    for (const event of events) {
      if (event.kind === 'operator-change') await routeOperatorChange(tx, deps.clock, event);
      if (event.kind !== 'operator-message') continue;
      const account = await tx.accounts.findByLine(event.messenger, event.lineId);
      if (account === null) continue;
      const id = newId<PortalId>();
      const dedupKey = `im:${event.openLineMessageId}`;
      const added = await tx.inbox.add({
        id,
        source: 'BITRIX24',
        accountId: account.id,
        dedupKey,
        body: event,
        receivedAt: deps.clock.now(),
      });
      if (!added) continue;
      const recipient = await chatClient(tx, event);
      await tx.tasks.add({ name: 'forward-operator-message', laneKey: chatLane(account.id, recipient.id), subjectId: id });
    }
  });
}
