/** Reads a stored event of the portal and sends each part to the lane of its chat. What cannot be read is parked with its reason (FA-24). */
import { bbToWhatsApp, parseConnectorEvent, parseEvent, type ConnectorEvent } from '@olchat/bitrix24';
import { DONE, routePortalEvents, type OperatorDeps, type PortalEvent, type PortalId, type TaskOutcome } from '@olchat/domain';

export async function routeInboxEntry(deps: OperatorDeps, portalId: PortalId, inboxId: string): Promise<TaskOutcome> {
  const entry = await deps.storage.transaction(portalId, tx => tx.inbox.find(inboxId));
  if (entry === null || typeof entry.body !== 'string') return DONE;
  const { event, data } = parseEvent(entry.body);
  const parsed = parseConnectorEvent(event, data);
  if (parsed !== null) await routePortalEvents(deps, portalId, inOurWords(parsed));
  return DONE;
}

function inOurWords(event: ConnectorEvent): PortalEvent[] {
  if (event.kind !== 'message-add') return [{ kind: 'ignored', name: event.kind }];
  return event.messages.map(message => ({
    kind: 'operator-message',
    messenger: event.messenger,
    lineId: event.lineId,
    openLineChatId: message.openLineChatId,
    openLineMessageId: message.openLineMessageId,
    authorId: message.authorId,
    clientExternalId: message.clientExternalId,
    text: bbToWhatsApp(message.text),
    fileCount: message.files.length,
  }));
}
