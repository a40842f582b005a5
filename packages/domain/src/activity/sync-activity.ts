/** Brings the block in the card's timeline to what is true now (L-1, L-2). One task per group: many changes, one call (RE-44). */
import type { MessageGroupId, PortalId } from '../ids.ts';
import type { Message } from '../message/message.ts';
import type { Storage } from '../ports/storage.ts';
import { DONE, type TaskOutcome } from '../ports/tasks.ts';
import type { ActivityView, Timeline } from '../ports/timeline.ts';
import { againAfter, isPassing } from '../portal/refusal-outcome.ts';
import { isRefusal, type Failure, type Refusal } from '../refusal.ts';
import type { Activity } from './activity.ts';
import { activityView } from './activity-view.ts';
import type { PartContent } from './part-content.ts';

export interface SyncActivityDeps {
  storage: Storage;
  timeline: Timeline;
  sentence: (failure: Failure, locale: 'ru' | 'en') => string;
}

/** `isRepeat`: an earlier run may have written it without hearing the answer, so it is looked for first (RE-10). */
export async function syncActivity(
  deps: SyncActivityDeps,
  portalId: PortalId,
  groupId: MessageGroupId,
  isRepeat: boolean,
): Promise<TaskOutcome> {
  const loaded = await deps.storage.transaction(portalId, async tx => {
    const activity = await tx.activities.find(groupId);
    if (activity === null || activity.isGone) return null;
    const messages = await tx.messages.group(groupId);
    const [first] = messages;
    if (first === undefined) return null;
    const account = await tx.accounts.find(first.accountId);
    const recipient = await tx.recipients.find(first.recipientId);
    if (account === null || recipient === null) return null;
    const chat = await tx.chats.find(first.accountId, first.recipientId);
    const { language } = await tx.portal();
    const parts = messages.map(message => ({ message, content: contentOf(message) }));
    const { pressRefusal } = activity;
    return { activity, view: activityView({ parts, account, recipient, chat, pressRefusal, locale: language, sentence: deps.sentence }) };
  });
  if (loaded === null) return DONE;
  const { activity, view } = loaded;
  const fingerprint = fingerprintOf(activity, view);
  if (activity.writtenView === fingerprint) return DONE;
  const written = await write(deps, portalId, activity, view, isRepeat);
  if (isRefusal(written)) return settleRefusal(deps, portalId, activity, written);
  await deps.storage.transaction(portalId, async tx => {
    const stored = await tx.activities.find(groupId);
    if (stored === null) return;
    stored.activityId = written;
    stored.writtenView = fingerprint;
    await tx.activities.save(stored);
  });
  return DONE;
}

/** A press is answered by an update even where nothing else changed. */
const fingerprintOf = ({ presses }: Activity, view: ActivityView): string => JSON.stringify(presses === 0 ? view : { ...view, presses });

async function write(
  deps: SyncActivityDeps,
  portalId: PortalId,
  activity: Activity,
  view: ActivityView,
  isRepeat: boolean,
): Promise<string | Refusal> {
  const known = activity.activityId ?? (isRepeat ? await deps.timeline.findActivity(portalId, activity.card, activity.groupId) : null);
  if (isRefusal(known)) return known;
  if (known === null) return deps.timeline.addActivity(portalId, activity.responsibleId, activity.card, activity.groupId, view);
  const refusal = await deps.timeline.updateActivity(portalId, known, view);
  return refusal ?? known;
}

/** Card or activity gone: dropped quietly and logged, the message's own record stays (L-16). Anything else is tried again: the message is not affected (E-43). */
async function settleRefusal(deps: SyncActivityDeps, portalId: PortalId, activity: Activity, refusal: Refusal): Promise<TaskOutcome> {
  if (refusal.code !== 'NOT_FOUND')
    return isPassing(refusal) ? againAfter(refusal) : { kind: 'again', reason: refusal.code, afterMs: 30_000 };
  await deps.storage.transaction(portalId, async tx => {
    const stored = await tx.activities.find(activity.groupId);
    if (stored === null) return;
    stored.isGone = true;
    await tx.activities.save(stored);
  });
  return { kind: 'done', note: 'the record in the timeline is gone, or its card is' };
}

/** A message that has a file is that file; a text that came from a template is that template (L-4). */
function contentOf({ file, template }: Message): PartContent {
  if (file === null) return template === null ? { kind: 'TEXT' } : { kind: 'TEMPLATE', title: template.title };
  return file.kind === 'VOICE' ? { kind: 'VOICE', seconds: file.seconds } : { kind: 'FILE', name: file.name, bytes: file.size };
}
