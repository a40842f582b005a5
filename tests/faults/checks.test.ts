/** A checker that finds nothing wrong in a wrong history proves nothing: each is shown one. */
import { describe, expect, it } from 'vitest';
import { gaps, problemsOf } from './checks.ts';
import type { Facts } from './facts.ts';

const right: Facts = {
  portalId: 'p',
  key: 'k',
  publication: 'INCOMING',
  killedAt: 'before account: transaction 4',
  answers: [
    { messageId: 'm', isDuplicate: false },
    { messageId: 'm', isDuplicate: true },
  ],
  messageId: 'm',
  others: 0,
  atDeath: 'CLAIMED',
  callsAtDeath: 0,
  atRest: 'SENT',
  callsAtRest: 1,
  status: 'SENT',
  isDone: true,
  calls: ['x'],
  externalId: 'x',
  publishedAs: 'olchat-m',
  isUnheard: false,
  posts: 1,
  activities: 1,
  lastBadge: 'Отправлено',
  feed: ['QUEUED', 'SENT'],
};
const lost: Facts = {
  ...right,
  atDeath: 'CALLING',
  callsAtDeath: 1,
  atRest: 'UNCONFIRMED',
  callsAtRest: 1,
  calls: ['x', 'x'],
  feed: ['QUEUED', 'UNCONFIRMED', 'SENT'],
};

describe('the checkers of a killed send', () => {
  it('find nothing in what may be', () => {
    expect(problemsOf(right)).toEqual([]);
    expect(problemsOf(lost)).toEqual([]);
    expect(problemsOf({ ...lost, callsAtDeath: 0, callsAtRest: 0, calls: ['x'] })).toEqual([]);
    expect(problemsOf({ ...right, atDeath: 'NOT_STORED', answers: [{ messageId: 'm', isDuplicate: false }] })).toEqual([]);
    expect(problemsOf({ ...right, publication: 'OUTGOING', publishedAs: null, isUnheard: true, posts: 0 })).toEqual([]);
  });

  it.each<[string, Facts, RegExp]>([
    ['a lost message', { ...right, messageId: null }, /nowhere/],
    ['two messages of one intent', { ...right, others: 1 }, /made 2 messages/],
    ['an answer that names another message', { ...right, answers: [{ messageId: 'o', isDuplicate: true }] }, /different messages/],
    ['a repeat that is called the first', { ...right, answers: [{ messageId: 'm', isDuplicate: false }] }, /duplicate: false/],
    ['a call before «calling» was committed', { ...right, callsAtDeath: 1 }, /CLAIMED when the process died, yet/],
    ['a silent resend', { ...lost, callsAtRest: 2, calls: ['x', 'x', 'x'] }, /2 times without a person, not 1/],
    ['a doubled call', { ...right, callsAtRest: 2, calls: ['x', 'x'] }, /2 times without a person, not 1/],
    ['a person’s repeat that never left', { ...lost, calls: ['x'] }, /1 times at the end, not 2/],
    ['a repeat under another id', { ...lost, calls: ['x', 'y'] }, /another id/],
    ['«sent» of what nobody knows', { ...lost, atRest: 'SENT' }, /SENT instead of UNCONFIRMED/],
    ['«unconfirmed» of what provably never left', { ...right, atRest: 'UNCONFIRMED' }, /UNCONFIRMED instead of SENT/],
    ['a message that stays on its way', { ...right, status: 'QUEUED', isDone: false }, /ends as QUEUED, not done/],
    ['two copies in the chat', { ...right, posts: 2 }, /stands 2 times/],
    ['a missing copy', { ...right, posts: 0 }, /stands 0 times/],
    ['a copy that its message does not know', { ...right, publishedAs: null }, /published as null/],
    ['a copy of which its message says that nobody knows', { ...right, isUnheard: true }, /says that nobody knows/],
    ['two blocks in the timeline', { ...right, activities: 2 }, /2 activities/],
    ['an old badge', { ...right, lastBadge: 'В очереди' }, /badge says В очереди/],
    ['a status that falls', { ...lost, feed: ['QUEUED', 'UNCONFIRMED', 'QUEUED', 'SENT'] }, /subscribers saw/],
    ['a status told twice', { ...right, feed: ['QUEUED', 'SENT', 'SENT'] }, /subscribers saw/],
    ['an end that nobody was told', { ...right, feed: ['QUEUED'] }, /subscribers saw/],
  ])('find %s', (_what, facts, problem) => {
    expect(problemsOf(facts).join('; ')).toMatch(problem);
  });

  it('find a gap and a repeat in the numbers of a feed (GU-6)', () => {
    expect(gaps([1, 2, 3])).toEqual([]);
    expect(gaps([1, 3])).toHaveLength(1);
    expect(gaps([1, 2, 2])).toHaveLength(1);
    expect(gaps([2, 3])).toHaveLength(1);
  });
});
