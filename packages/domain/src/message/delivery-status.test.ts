import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DELIVERY_STATUSES,
  isSettled,
  learn,
  lowest,
  rank,
  STATUS_SOURCES,
  type DeliveryStatus,
  type StatusChange,
  type StatusRecord,
} from './delivery-status.ts';

const AT = new Date('2026-03-10T09:00:00.000Z');
const after = (seconds: number): Date => new Date(AT.getTime() + seconds * 1000);

const news = (status: DeliveryStatus, fields: Partial<StatusChange> = {}): StatusChange => ({
  status,
  occurredAt: AT,
  learnedAt: after(1),
  source: 'RECEIPT',
  failure:
    status === 'FAILED' || status === 'UNCONFIRMED'
      ? { code: status === 'FAILED' ? 'MESSENGER_REFUSED' : 'NOT_CONFIRMED', details: {} }
      : null,
  ...fields,
});

const QUEUED: StatusRecord = { status: 'QUEUED', failure: null, history: [news('QUEUED', { source: 'PERSON' })] };
const recordOf = (status: DeliveryStatus): StatusRecord => (status === 'QUEUED' ? QUEUED : learn(QUEUED, news(status)));
const statusesOf = (record: StatusRecord): string[] => record.history.map(change => change.status);

/** What follows from each state (rows) when each piece of news comes (columns): L-8, L-9, L-11, Q-21. */
const MATRIX: Record<DeliveryStatus, Record<DeliveryStatus, DeliveryStatus>> = {
  QUEUED: {
    QUEUED: 'QUEUED',
    CANCELLED: 'CANCELLED',
    UNCONFIRMED: 'UNCONFIRMED',
    SENT: 'SENT',
    FAILED: 'FAILED',
    DELIVERED: 'DELIVERED',
    READ: 'READ',
  },
  CANCELLED: {
    QUEUED: 'CANCELLED',
    CANCELLED: 'CANCELLED',
    UNCONFIRMED: 'UNCONFIRMED',
    SENT: 'SENT',
    FAILED: 'FAILED',
    DELIVERED: 'DELIVERED',
    READ: 'READ',
  },
  UNCONFIRMED: {
    QUEUED: 'UNCONFIRMED',
    CANCELLED: 'UNCONFIRMED',
    UNCONFIRMED: 'UNCONFIRMED',
    SENT: 'SENT',
    FAILED: 'FAILED',
    DELIVERED: 'DELIVERED',
    READ: 'READ',
  },
  SENT: { QUEUED: 'SENT', CANCELLED: 'SENT', UNCONFIRMED: 'SENT', SENT: 'SENT', FAILED: 'FAILED', DELIVERED: 'DELIVERED', READ: 'READ' },
  FAILED: {
    QUEUED: 'FAILED',
    CANCELLED: 'FAILED',
    UNCONFIRMED: 'FAILED',
    SENT: 'FAILED',
    FAILED: 'FAILED',
    DELIVERED: 'DELIVERED',
    READ: 'READ',
  },
  DELIVERED: {
    QUEUED: 'DELIVERED',
    CANCELLED: 'DELIVERED',
    UNCONFIRMED: 'DELIVERED',
    SENT: 'DELIVERED',
    FAILED: 'DELIVERED',
    DELIVERED: 'DELIVERED',
    READ: 'READ',
  },
  READ: { QUEUED: 'READ', CANCELLED: 'READ', UNCONFIRMED: 'READ', SENT: 'READ', FAILED: 'READ', DELIVERED: 'READ', READ: 'READ' },
};

describe('the delivery status', () => {
  describe.each(DELIVERY_STATUSES)('of a message that is %s', current => {
    it.each(DELIVERY_STATUSES)('and gets %s follows the table, whoever says so (L-8, L-9)', status => {
      for (const source of STATUS_SOURCES) {
        const next = learn(recordOf(current), news(status, { source }));
        expect([source, next.status]).toEqual([source, MATRIX[current][status]]);
      }
    });
  });

  it('keeps read when a late delivered arrives, and keeps the late one in the history with both its times (L-8)', () => {
    const next = learn(recordOf('READ'), news('DELIVERED', { occurredAt: after(-60), learnedAt: after(60) }));
    expect(next.status).toBe('READ');
    expect(next.history.at(-1)).toMatchObject({ status: 'DELIVERED', occurredAt: after(-60), learnedAt: after(60), source: 'RECEIPT' });
  });

  it('shows a delivered that a read implies, at the time of the reading (L-9)', () => {
    const next = learn(recordOf('SENT'), news('READ', { occurredAt: after(5), learnedAt: after(6) }));
    expect(next.history.slice(-2)).toMatchObject([
      { status: 'DELIVERED', source: 'IMPLIED', occurredAt: after(5) },
      { status: 'READ', source: 'RECEIPT', occurredAt: after(5) },
    ]);
  });

  it('implies nothing when the delivered is known, and implies it once', () => {
    const read = learn(recordOf('DELIVERED'), news('READ'));
    expect(statusesOf(read)).toEqual(['QUEUED', 'DELIVERED', 'READ']);
    expect(statusesOf(learn(learn(recordOf('SENT'), news('READ')), news('READ')))).toEqual(['QUEUED', 'SENT', 'DELIVERED', 'READ', 'READ']);
  });

  it('takes a delivered after a failure, drops the reason, and keeps the failure in the history (L-9)', () => {
    const failed = learn(QUEUED, news('FAILED'));
    expect(failed.failure?.code).toBe('MESSENGER_REFUSED');
    const next = learn(failed, news('DELIVERED'));
    expect([next.status, next.failure]).toEqual(['DELIVERED', null]);
    expect(next.history.find(change => change.status === 'FAILED')?.failure?.code).toBe('MESSENGER_REFUSED');
  });

  it('keeps the failure when a late sent arrives (L-9)', () => {
    const next = learn(learn(QUEUED, news('FAILED')), news('SENT'));
    expect([next.status, next.failure?.code, statusesOf(next)]).toEqual(['FAILED', 'MESSENGER_REFUSED', ['QUEUED', 'FAILED', 'SENT']]);
  });

  it('forgets the doubt when the messenger confirms (L-11)', () => {
    const next = learn(learn(QUEUED, news('UNCONFIRMED', { source: 'TIMEOUT' })), news('SENT'));
    expect([next.status, next.failure]).toEqual(['SENT', null]);
  });

  it('never shows a time that is later than we learnt of it (RE-25)', () => {
    const next = learn(QUEUED, news('READ', { occurredAt: after(3600), learnedAt: after(2) }));
    expect(next.history.slice(1).map(change => change.occurredAt)).toEqual([after(2), after(2)]);
  });

  it('keeps a time in the past as the messenger told it (RE-25)', () => {
    expect(learn(QUEUED, news('SENT', { occurredAt: after(-86_400) })).history.at(-1)?.occurredAt).toEqual(after(-86_400));
  });

  it.each(['UNCONFIRMED', 'SENT', 'FAILED', 'DELIVERED', 'READ'] as const)(
    'does not note a cancelling that comes when it is %s (Q-21)',
    status => {
      const before = recordOf(status);
      expect(learn(before, news('CANCELLED', { source: 'PERSON' }))).toEqual(before);
    },
  );

  it('does not grow without end when the messenger repeats itself, and still takes news', () => {
    let record = recordOf('SENT');
    for (let n = 0; n < 500; n += 1) record = learn(record, news('SENT'));
    expect(record.history.length).toBeLessThanOrEqual(100);
    const read = learn(record, news('READ'));
    expect([read.status, statusesOf(read).slice(-2)]).toEqual(['READ', ['DELIVERED', 'READ']]);
  });

  it('changes nothing of the record that it was given', () => {
    const before = structuredClone(QUEUED);
    learn(QUEUED, news('READ'));
    expect(QUEUED).toEqual(before);
  });

  it('depends on the set of news only: not on order, number or lateness; it never falls; its reason goes with it (FA-9, GU-4)', () => {
    const SEQUENCES_PER_SET = 50;
    const SETS = 2000;
    const piece = fc.record({
      status: fc.constantFrom(...DELIVERY_STATUSES),
      source: fc.constantFrom(...STATUS_SOURCES),
      seconds: fc.integer({ min: -100_000, max: 100_000 }),
    });
    let sequences = 0;
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 7 }), fc.integer(), (pieces, seed) => {
        const said = pieces.map(({ status, source, seconds }) => news(status, { source, occurredAt: after(seconds) }));
        const expected = said.map(change => change.status).reduce((high, status) => (rank(status) > rank(high) ? status : high), 'QUEUED');
        const random = randomFrom(seed);
        for (let n = 0; n < SEQUENCES_PER_SET; n += 1) {
          sequences += 1;
          let record = QUEUED;
          for (const change of shuffledWithRepeats(said, random)) {
            const next = learn(record, change);
            if (rank(next.status) < rank(record.status)) throw new Error(`fell from ${record.status} to ${next.status}`);
            if ((next.failure !== null) !== (next.status === 'FAILED' || next.status === 'UNCONFIRMED'))
              throw new Error(`${next.status} with another's reason`);
            record = next;
          }
          if (record.status !== expected) throw new Error(`${record.status} instead of ${expected}`);
          if (record.status === 'READ' && !statusesOf(record).includes('DELIVERED')) throw new Error('read without delivered');
        }
      }),
      { numRuns: SETS },
    );
    expect(sequences).toBeGreaterThanOrEqual(100_000);
  });
});

describe('the badge of a group (W-18, T-12)', () => {
  it.each([
    [['READ'], 'READ'],
    [['READ', 'SENT', 'DELIVERED'], 'SENT'],
    [['READ', 'QUEUED'], 'QUEUED'],
    [['READ', 'FAILED', 'QUEUED'], 'FAILED'],
    [['SENT', 'UNCONFIRMED'], 'UNCONFIRMED'],
    [['CANCELLED', 'CANCELLED'], 'CANCELLED'],
  ] as const)('of %j is %s', (statuses, badge) => {
    expect(lowest(statuses)).toBe(badge);
  });

  it('knows when nothing more is done by us', () => {
    expect(DELIVERY_STATUSES.filter(status => !isSettled(status))).toEqual(['QUEUED', 'UNCONFIRMED']);
  });
});

function shuffledWithRepeats<T>(items: readonly T[], random: () => number): T[] {
  const all = [...items];
  for (const item of items) if (random() < 0.3) all.push(item);
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [all[last], all[other]] = [all[other] as T, all[last] as T];
  }
  return all;
}

function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
