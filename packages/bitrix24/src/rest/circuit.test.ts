import { describe, expect, it } from 'vitest';
import { admit, afterCall, type CallEnd, type Circuit, CLOSED } from './circuit.ts';

/** One call after another, `everyMs` apart; the circuit and the moment afterwards. */
function played(ends: readonly CallEnd[], everyMs = 100, circuit: Circuit = CLOSED, nowMs = 0): { circuit: Circuit; nowMs: number } {
  for (const end of ends) {
    nowMs += everyMs;
    circuit = afterCall(circuit, end, false, nowMs);
  }
  return { circuit, nowMs };
}

const times = (count: number, end: CallEnd): CallEnd[] => Array.from({ length: count }, () => end);

describe('a circuit (RE-52)', () => {
  it('opens when half of at least twenty calls of half a minute failed', () => {
    const alternating = Array.from({ length: 20 }, (_, index): CallEnd => (index % 2 === 0 ? 'failed' : 'answered'));
    expect(played(alternating).circuit.state).toBe('open');
    expect(played(alternating.slice(0, 19)).circuit.state).toBe('closed');
    expect(played([...times(11, 'answered'), ...times(9, 'failed')]).circuit.state).toBe('closed');
  });

  it('forgets what is older than half a minute', () => {
    const { circuit, nowMs } = played(times(19, 'failed'));
    expect(afterCall(circuit, 'failed', false, nowMs + 31_000).state).toBe('closed');
  });

  it('opens after three calls in a row that hung: each of them lasts as long as hundreds that are answered', () => {
    expect(played(times(3, 'hung')).circuit.state).toBe('open');
    expect(played(['hung', 'hung', 'answered', 'hung', 'hung']).circuit.state).toBe('closed');
    expect(played(['hung', 'hung', 'failed', 'hung']).circuit.state).toBe('closed');
  });

  it('lets one call try after ten seconds, and the others wait for what becomes of it', () => {
    const { circuit, nowMs } = played(times(3, 'hung'));
    expect(admit(circuit, nowMs + 9_000)).toEqual({ admitted: false, waitMs: 1_000 });
    const probe = admit(circuit, nowMs + 10_000);
    if (!probe.admitted) throw new Error('no probe');
    expect(probe.isProbe).toBe(true);
    expect(admit(probe.circuit, nowMs + 10_001)).toMatchObject({ admitted: false });
    expect(afterCall(probe.circuit, 'answered', true, nowMs + 10_100)).toEqual(CLOSED);
  });

  it('doubles its pause with each probe that fails, to five minutes', () => {
    let { circuit } = played(times(3, 'hung'));
    const pauses: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      if (circuit.state !== 'open') throw new Error(circuit.state);
      pauses.push(circuit.pauseMs / 1000);
      const nowMs = circuit.untilMs;
      const probe = admit(circuit, nowMs);
      if (!probe.admitted) throw new Error('no probe');
      circuit = afterCall(probe.circuit, 'hung', true, nowMs);
    }
    expect(pauses).toEqual([10, 20, 40, 80, 160, 300, 300, 300]);
  });

  it('does not count against a portal what began before it was left alone, but takes its answer for one', () => {
    const { circuit, nowMs } = played(times(3, 'hung'));
    expect(afterCall(circuit, 'hung', false, nowMs + 100)).toBe(circuit);
    expect(afterCall(circuit, 'answered', false, nowMs + 100)).toEqual(CLOSED);
  });

  it('tries again when nothing is ever heard of a probe', () => {
    const { circuit, nowMs } = played(times(3, 'hung'));
    const probe = admit(circuit, nowMs + 10_000);
    if (!probe.admitted) throw new Error('no probe');
    expect(admit(probe.circuit, nowMs + 71_000)).toMatchObject({ admitted: true, isProbe: true });
  });
});
