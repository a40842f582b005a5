/** A press of a button in the timeline: from the stored event to the use case, with whoever pressed proven by the token that came with it (SE-2). */
import { parseEvent, parseTimelineAction, SEND_AGAIN, type Bitrix24App, type TimelineAction } from '@olchat/bitrix24';
import {
  DONE,
  isRefusal,
  pressLane,
  pressSendAgain,
  type Caller,
  type InboxEntry,
  type MessageId,
  type PortalId,
  type Refusal,
  type SendMessageDeps,
  type TaskOutcome,
} from '@olchat/domain';
import { z, ZodError } from 'zod';

export const TIMELINE_ACTION = 'ONCRMTIMELINEITEMACTION';

/** While Bitrix24 cannot be asked about the right, a press waits this long. */
const PATIENCE_MS = 120_000;

export interface TimelinePressDeps extends SendMessageDeps {
  app: Pick<Bitrix24App, 'proveEmployee'>;
}

const parameters = z.object({ messageId: z.uuid(), attempt: z.coerce.number().int().nonnegative() });

/** To the lane of its block, so that one slow answer holds no other event. */
export async function routePress(
  deps: Pick<TimelinePressDeps, 'storage'>,
  portalId: PortalId,
  inboxId: string,
  body: string,
): Promise<TaskOutcome> {
  const action = read(body);
  if (action === null) return { kind: 'park', reason: 'UNREADABLE_EVENT' };
  if (action.action !== SEND_AGAIN) return DONE;
  await deps.storage.transaction(portalId, tx =>
    tx.tasks.add({ name: 'answer-press', laneKey: pressLane(action.activityId), subjectId: inboxId }),
  );
  return DONE;
}

export async function answerPress(deps: TimelinePressDeps, portalId: PortalId, inboxId: string): Promise<TaskOutcome> {
  const entry = await deps.storage.transaction(portalId, tx => tx.inbox.find(inboxId));
  if (entry === null || typeof entry.body !== 'string') return DONE;
  const action = read(entry.body);
  const pressed = parameters.safeParse(action?.parameters);
  if (action === null || !pressed.success) return { kind: 'park', reason: 'UNREADABLE_EVENT' };
  const who = await whoPressed(deps, portalId, entry.body);
  if (who === 'somebody-else') return DONE;
  return pressSendAgain(deps, portalId, who, {
    activityId: action.activityId,
    messageId: pressed.data.messageId as MessageId,
    attempt: pressed.data.attempt,
    mayWait: isRecent(entry, deps),
  });
}

const isRecent = ({ receivedAt }: InboxEntry, { clock }: TimelinePressDeps): boolean =>
  clock.now().getTime() - receivedAt.getTime() < PATIENCE_MS;

/** `somebody-else`: one employee's token beside another one's id, which the portal never sends. Nothing is done, and nothing shown. */
async function whoPressed(deps: TimelinePressDeps, portalId: PortalId, body: string): Promise<Caller | Refusal | 'somebody-else'> {
  const { accessToken, employeeId } = parseEvent(body);
  const proof = await deps.app.proveEmployee(portalId, accessToken);
  if (isRefusal(proof)) return proof;
  if (proof.employeeId !== employeeId) return 'somebody-else';
  const { language } = await deps.storage.transaction(portalId, tx => tx.portal());
  return {
    portalId,
    employeeId: proof.employeeId,
    employeeName: proof.name,
    isAdministrator: proof.isAdministrator,
    locale: language,
    via: 'WIDGET',
  };
}

function read(body: string): TimelineAction | null {
  try {
    return parseTimelineAction(parseEvent(body).data);
  } catch (error) {
    if (error instanceof ZodError) return null;
    throw error;
  }
}
