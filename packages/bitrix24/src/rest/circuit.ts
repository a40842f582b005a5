/**
 * A portal that does not answer is left alone for a time, so that its calls do not take the place of others' (RE-52). Decisions only:
 * times are of a monotonic clock, in milliseconds. Each process decides for itself from its own calls.
 */

/** `answered`: whatever it said. `hung`: the time that a call has was spent in waiting. */
export type CallEnd = 'answered' | 'failed' | 'hung';

export type Circuit =
  | { state: 'closed'; ends: readonly { atMs: number; failed: boolean }[]; hungInARow: number }
  | { state: 'open'; untilMs: number; pauseMs: number }
  | { state: 'probing'; sinceMs: number; pauseMs: number };

/** RE-52. */
const WINDOW_MS = 30_000;
const FEWEST_CALLS = 20;
const FAILED_PART = 0.5;
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 300_000;
/** A call that hangs lasts ten seconds and more: twenty of them would be all that a worker can do. */
const HUNG_IN_A_ROW = 3;
/** While one call tries the portal, others ask again after this long. */
const PROBE_MS = 3_000;
/** A probe of which nobody heard the end. */
const LOST_PROBE_MS = 60_000;

export const CLOSED: Circuit = { state: 'closed', ends: [], hungInARow: 0 };

export type Admission = { admitted: true; circuit: Circuit; isProbe: boolean } | { admitted: false; waitMs: number };

export function admit(circuit: Circuit, nowMs: number): Admission {
  switch (circuit.state) {
    case 'closed':
      return { admitted: true, circuit, isProbe: false };
    case 'open':
      if (nowMs < circuit.untilMs) return { admitted: false, waitMs: circuit.untilMs - nowMs };
      return { admitted: true, circuit: { state: 'probing', sinceMs: nowMs, pauseMs: circuit.pauseMs }, isProbe: true };
    case 'probing':
      if (nowMs - circuit.sinceMs < LOST_PROBE_MS) return { admitted: false, waitMs: PROBE_MS };
      return { admitted: true, circuit: { ...circuit, sinceMs: nowMs }, isProbe: true };
  }
}

/** Calls that began before the circuit opened end in it too: only an answer of theirs is news. */
export function afterCall(circuit: Circuit, end: CallEnd, isProbe: boolean, nowMs: number): Circuit {
  if (circuit.state !== 'closed') {
    if (end === 'answered') return CLOSED;
    return isProbe ? opened(nowMs, Math.min(circuit.pauseMs * 2, LONGEST_PAUSE_MS)) : circuit;
  }
  const ends = [...circuit.ends.filter(({ atMs }) => atMs > nowMs - WINDOW_MS), { atMs: nowMs, failed: end !== 'answered' }];
  const hungInARow = end === 'hung' ? circuit.hungInARow + 1 : 0;
  const failures = ends.filter(({ failed }) => failed).length;
  const isBroken = hungInARow >= HUNG_IN_A_ROW || (ends.length >= FEWEST_CALLS && failures >= ends.length * FAILED_PART);
  return isBroken ? opened(nowMs, FIRST_PAUSE_MS) : { state: 'closed', ends, hungInARow };
}

const opened = (nowMs: number, pauseMs: number): Circuit => ({ state: 'open', untilMs: nowMs + pauseMs, pauseMs });
