import { describe, expect, it } from 'vitest';
import { type Bucket, type Lane, takeFromBucket } from './limits.ts';

const START = new Date('2026-08-01T10:00:00Z');
const after = (ms: number): Date => new Date(START.getTime() + ms);

const takeAll = (bucket: Bucket, lane: Lane, now: Date): { taken: number; bucket: Bucket } => {
  for (let taken = 0; ; taken += 1) {
    const answer = takeFromBucket(bucket, lane, now);
    if (!answer.taken) return { taken, bucket };
    bucket = answer.bucket;
  }
};

describe('takeFromBucket', () => {
  it('lets background work fill half of the bucket and keeps the rest for people (RE-44)', () => {
    const background = takeAll({ level: 0, at: START }, 'background', START);
    expect(background.taken).toBe(25);
    expect(takeAll(background.bucket, 'person', START).taken).toBe(25);
  });

  it('says how long to wait, and that is true', () => {
    const { bucket } = takeAll({ level: 0, at: START }, 'person', START);
    const answer = takeFromBucket(bucket, 'person', START);
    expect(answer).toEqual({ taken: false, waitMs: 500 });
    expect(takeFromBucket(bucket, 'person', after(499)).taken).toBe(false);
    expect(takeFromBucket(bucket, 'person', after(500)).taken).toBe(true);
  });

  it('never gives back more than it is large', () => {
    expect(takeAll({ level: 50, at: START }, 'person', after(3_600_000)).taken).toBe(50);
  });

  it('knows the larger bucket', () => {
    expect(takeFromBucket({ level: 200, at: START }, 'person', START, { burst: 250, perSecond: 5 }).taken).toBe(true);
  });

  it('does not run backwards with a clock that does', () => {
    expect(takeFromBucket({ level: 49.5, at: START }, 'person', after(-10_000))).toEqual({ taken: false, waitMs: 250 });
  });
});
