/** A notice is raised with the change that it tells of, in the same transaction (RE-1); the rules of N-7 are kept here, by what is stored. */
import { newId, type NoticeId } from '../ids.ts';
import type { Transaction } from '../ports/storage.ts';
import { NOTICES_LANE, noticeLane, type NewTask } from '../ports/tasks.ts';
import { NOTICE_RULES, type NewNotice, type Notice } from './notice.ts';

/** N-7: the same notice about the same account not more often. */
export const SAME_NOTICE_MS = 600_000;

export async function raiseNotice(tx: Transaction, now: Date, raised: NewNotice): Promise<void> {
  const rule = NOTICE_RULES[raised.kind];
  const about = { accountId: raised.accountId ?? null, employeeId: raised.employeeId ?? null };
  const wasTold = await endTroubles(tx, raised);
  if (rule.onlyAfterTrouble === true && !wasTold) return;

  const last = await tx.notices.last(raised.kind, about);
  if (last?.state === 'WAITING') {
    if (rule.counts === true) await tx.notices.save({ ...last, details: { ...raised.details, times: (last.details.times ?? 1) + 1 } });
    // Its task may have been given up (RE-11): news of the same kind tries it again.
    if (now.getTime() - last.tellAt.getTime() > SAME_NOTICE_MS) await tx.tasks.add(taskOf(last, now));
    return;
  }
  // The end of a trouble that was told is told at once: the trouble itself keeps the rule for both.
  const freeAt = last?.toldAt == null || wasTold ? now : new Date(last.toldAt.getTime() + SAME_NOTICE_MS);
  const isHeldBack = freeAt > now;
  if (isHeldBack && rule.stands !== true && rule.counts !== true) return;
  const afterGrace = new Date(now.getTime() + (rule.graceMs ?? 0));
  const notice: Notice = {
    id: newId<NoticeId>(),
    portalId: tx.portalId,
    kind: raised.kind,
    ...about,
    details: raised.details ?? {},
    state: 'WAITING',
    raisedAt: now,
    tellAt: freeAt > afterGrace ? freeAt : afterGrace,
    toldAt: null,
  };
  if (!(await tx.notices.add(notice))) return;
  await tx.tasks.add(taskOf(notice, now));
}

/** What waits for its time has a lane of its own: nothing waits behind it. */
const taskOf = ({ id, tellAt }: Notice, now: Date): NewTask => ({
  name: 'tell-notice',
  laneKey: tellAt > now ? noticeLane(id) : NOTICES_LANE,
  subjectId: id,
  runAt: tellAt > now ? tellAt : now,
});

/** True: people were told of a trouble that is over now. What was not told yet needs no telling any more. */
async function endTroubles(tx: Transaction, { kind, accountId }: NewNotice): Promise<boolean> {
  let wasTold = false;
  for (const trouble of await tx.notices.standing(NOTICE_RULES[kind].ends ?? [], accountId ?? null)) {
    wasTold ||= trouble.state === 'TOLD';
    await tx.notices.save({ ...trouble, state: trouble.state === 'TOLD' ? 'ENDED' : 'DROPPED' });
  }
  return wasTold;
}
