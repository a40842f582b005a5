/** Reads a stored event of the portal and sends each part to the lane of its chat. What cannot be read is parked with its reason (FA-24). */
import { bbToWhatsApp, parseConnectorEvent, parseEvent, type ConnectorEvent } from '@olchat/bitrix24';
import { ZodError } from 'zod';
import { routePress, TIMELINE_ACTION } from './timeline-press.ts';
import {
  DONE,
  forgetDeletedTypes,
  routePortalEvents,
  type DeletedTypesDeps,
  type OperatorDeps,
  type PortalEvent,
  type PortalId,
  type TaskOutcome,
} from '@olchat/domain';

const TYPE_DELETED = 'ONCRMTYPEDELETE';

export async function routeInboxEntry(deps: OperatorDeps & DeletedTypesDeps, portalId: PortalId, inboxId: string): Promise<TaskOutcome> {
  const entry = await deps.storage.transaction(portalId, tx => tx.inbox.find(inboxId));
  if (entry === null || typeof entry.body !== 'string') return DONE;
  const { event } = parseEvent(entry.body);
  if (event === TYPE_DELETED) return forgetDeletedTypes(deps, portalId);
  if (event === TIMELINE_ACTION) return routePress(deps, portalId, inboxId, entry.body);
  const parsed = read(entry.body);
  if (parsed === 'unreadable') return { kind: 'park', reason: 'UNREADABLE_EVENT' };
  if (parsed !== null) await routePortalEvents(deps, portalId, inOurWords(parsed));
  return DONE;
}

/** Of a shape that the documentation does not know: kept for a person to look at, in the inbox. */
function read(body: string): ConnectorEvent | null | 'unreadable' {
  const { event, data } = parseEvent(body);
  try {
    return parseConnectorEvent(event, data);
  } catch (error) {
    if (error instanceof ZodError) return 'unreadable';
    throw error;
  }
}

function inOurWords(event: ConnectorEvent): PortalEvent[] {
  if (event.kind === 'message-update' || event.kind === 'message-delete') {
    return event.messages.map(message => ({
      kind: 'operator-change',
      messenger: event.messenger,
      lineId: event.lineId,
      clientExternalId: message.clientExternalId,
      externalMessageIds: message.externalMessageIds,
      text: event.kind === 'message-delete' ? null : bbToWhatsApp(message.text),
    }));
  }
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
    fileNames: message.files.map(({ name }) => name),
  }));
}
