/**
 * «Отправить ещё раз» was pressed in the timeline (L-12). The press came through a door that every employee can reach, so it grants
 * nothing (SE-2): who pressed is proven before, his right to change the card is asked with his own token here, and what he pressed must
 * be what our own record says. One press, one message. Whatever comes of it the block says, and is written anew: that ends its loader.
 */
import type { MessageId, PortalId } from '../ids.ts';
import { mayRepeat } from '../message/may-repeat.ts';
import type { Message } from '../message/message.ts';
import { repeatMessage } from '../message/send-again.ts';
import type { SendMessageDeps } from '../message/send-message.ts';
import type { Caller } from '../portal/caller.ts';
import { againAfter } from '../portal/refusal-outcome.ts';
import { activityLane, DONE, type TaskOutcome } from '../ports/tasks.ts';
import { isRefusal, type Failure, type Refusal } from '../refusal.ts';

export interface TimelinePress {
  /** Bitrix24's id of the pressed block. */
  activityId: string;
  messageId: MessageId;
  /** The attempt that the button was drawn for. */
  attempt: number;
  /** False: it waited long enough, a client does not get a message out of the blue. */
  mayWait: boolean;
}

/** `who`: the proven employee, or why he is not proven. */
export async function pressSendAgain(
  deps: SendMessageDeps,
  portalId: PortalId,
  who: Caller | Refusal,
  press: TimelinePress,
): Promise<TaskOutcome> {
  const message = await pressedMessage(deps, portalId, press);
  if (message === null) return DONE;
  const isAsDrawn = message.attempt === press.attempt && mayRepeat(message);
  const refusal = isAsDrawn ? await send(deps, portalId, who, message) : null;
  if (refusal?.code === 'PORTAL_UNAVAILABLE' && press.mayWait) return againAfter(refusal);
  await deps.storage.transaction(portalId, async tx => {
    const activity = await tx.activities.find(message.groupId);
    if (activity === null) return;
    activity.presses += 1;
    activity.pressRefusal = refusal === null ? null : failureOf(refusal);
    await tx.activities.save(activity);
    await tx.tasks.add({ name: 'sync-activity', laneKey: activityLane(message.groupId), subjectId: message.groupId });
  });
  return DONE;
}

/** Null: not a block of ours, not this message's block, or one that is gone. */
async function pressedMessage(deps: SendMessageDeps, portalId: PortalId, press: TimelinePress): Promise<Message | null> {
  return deps.storage.transaction(portalId, async tx => {
    const message = await tx.messages.find(press.messageId);
    const activity = message === null ? null : await tx.activities.find(message.groupId);
    return activity === null || activity.isGone || activity.activityId !== press.activityId ? null : message;
  });
}

async function send(deps: SendMessageDeps, portalId: PortalId, who: Caller | Refusal, message: Message): Promise<Refusal | null> {
  if (isRefusal(who)) return who;
  // Whoever may change the card may write from it; that somebody else wrote first does not matter.
  const right = message.card === null ? null : await deps.crm.changeRefusal(portalId, who.employeeId, message.card);
  if (right !== null) return right;
  const answer = await repeatMessage(deps, who, message, `timeline:${message.id}:${message.attempt}`);
  return isRefusal(answer) ? answer : null;
}

const failureOf = ({ code, details }: Refusal): Failure => ({ code, details });
