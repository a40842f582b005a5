/** The file that its message went without: into the chat as soon as it is here, for a day (H-1, SE-33). */
import type { FileId, PortalId } from '../ids.ts';
import { accountLane, DONE, type TaskOutcome } from '../ports/tasks.ts';
import { againAfter, isPassing } from '../portal/refusal-outcome.ts';
import { isRefusal } from '../refusal.ts';
import { lineClient, type ChatFileDeps } from './ensure-chat.ts';
import { PORTAL_LINK_MS } from './file-copy.ts';
import { loadInbound } from './load-inbound.ts';
import { missingFile } from './inbound-content.ts';

const PATIENCE_MS = 24 * 3_600_000;

export async function forwardLateFile(deps: ChatFileDeps, portalId: PortalId, inboxId: string): Promise<TaskOutcome> {
  const loaded = await deps.storage.transaction(portalId, async tx => {
    const inbound = await loadInbound(tx, inboxId);
    if (inbound === null) return null;
    const { account, message } = inbound;
    const kept = await tx.received.findByExternalId(account.id, message.externalMessageId);
    const file = await tx.files.find(inboxId as FileId);
    return { ...inbound, file, isTakenBack: kept !== null && kept.removedAt !== null, locale: (await tx.portal()).language };
  });
  if (loaded === null || loaded.isTakenBack) return DONE;
  const { message, account, recipient, chat, file, locale, receivedAt } = loaded;
  const named = message.file;
  if (named === null) return DONE;
  if (file === null || file.state === 'UPLOADING') {
    if (deps.clock.now().getTime() - receivedAt.getTime() > PATIENCE_MS) return { kind: 'done', note: 'the file never came' };
    const task = { name: 'fetch-inbound-file', laneKey: accountLane(account.id), subjectId: inboxId } as const;
    await deps.storage.transaction(portalId, tx => tx.tasks.add(task));
    return { kind: 'again', reason: 'FILE_NOT_HERE_YET', passing: true };
  }
  const externalId = `in-${message.externalMessageId}-file`;
  if (chat !== null) {
    const posted = await deps.openLines.hasMessage(portalId, chat.openLineChatId, externalId);
    if (isRefusal(posted)) return againAfter(posted);
    if (posted) return DONE;
  }
  const until = new Date(deps.clock.now().getTime() + PORTAL_LINK_MS);
  const content =
    file.state === 'READY'
      ? { text: '', files: [{ name: file.name, url: deps.fileLinks.url(portalId, file.id, until) }] }
      : { text: missingFile(named, file, locale) };
  const answer = await deps.openLines.postFromClient(portalId, account.lineId, account.messenger, lineClient(recipient), {
    externalId,
    ...content,
    at: message.occurredAt,
    keepTrackerQuiet: message.fromPhone,
  });
  if (!isRefusal(answer)) return DONE;
  return isPassing(answer) || answer.retry !== 'NO' ? againAfter(answer) : { kind: 'again', reason: answer.code, afterMs: 60_000 };
}
