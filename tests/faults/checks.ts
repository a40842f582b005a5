/** The checkers of FA-1 over one killed send. Each answers with sentences of what is wrong; none for what is right. Pure. */
import { rank, type DeliveryStatus } from '@olchat/domain';
import type { AtDeath, Facts } from './facts.ts';

const BADGE_OF_SENT = 'Отправлено';

export const problemsOf = (facts: Facts): string[] => [
  ...stored(facts),
  ...calledAsOftenAsAllowed(facts),
  ...truthful(facts),
  ...published(facts),
  ...told(facts.feed),
];

/** Accepted ⊆ stored, and one intent is one message (GU-1, GU-2). The last answer is of the caller who asks again after the kill. */
function stored({ answers, messageId, others, atDeath }: Facts): string[] {
  if (messageId === null) return ['the message is nowhere'];
  const problems: string[] = [];
  if (others > 0) problems.push(`one intent made ${others + 1} messages`);
  if (answers.some(answer => answer.messageId !== messageId)) problems.push('two answers to one intent name different messages');
  const again = answers.at(-1);
  if (again === undefined) problems.push('the caller never heard of his message');
  else if (again.isDuplicate !== (atDeath !== 'NOT_STORED'))
    problems.push(`stored: ${atDeath}, yet the repeat was answered with duplicate: ${again.isDuplicate}`);
  return problems;
}

/** What the messenger may have been asked when the process died (GU-3). */
const CALLS_AT_DEATH: Record<AtDeath, readonly number[]> = {
  NOT_STORED: [0],
  READY: [0],
  CLAIMED: [0],
  CALLING: [0, 1],
  // Never asked again by itself: this messenger is one where a repeat is harmful.
  ASKING: [],
  DONE: [1],
};

function calledAsOftenAsAllowed({ atDeath, callsAtDeath, callsAtRest, calls, externalId }: Facts): string[] {
  const problems: string[] = [];
  if (!CALLS_AT_DEATH[atDeath].includes(callsAtDeath))
    problems.push(`${atDeath} when the process died, yet the messenger was asked ${callsAtDeath} times`);
  const atRest = atDeath === 'CALLING' ? callsAtDeath : 1;
  if (callsAtRest !== atRest) problems.push(`the messenger was asked ${callsAtRest} times without a person, not ${atRest}`);
  const atEnd = atDeath === 'CALLING' ? callsAtDeath + 1 : 1;
  if (calls.length !== atEnd) problems.push(`the messenger was asked ${calls.length} times at the end, not ${atEnd}`);
  if (calls.some(call => call !== externalId)) problems.push('a repeat went out under another id (RE-13)');
  return problems;
}

/** UNCONFIRMED exactly when nobody can know, SENT otherwise; after a person's repeat SENT everywhere (Q-3, L-11). */
function truthful({ atDeath, atRest, status, isDone }: Facts): string[] {
  const problems: string[] = [];
  const expected = atDeath === 'CALLING' ? 'UNCONFIRMED' : 'SENT';
  if (atRest !== expected) problems.push(`${atDeath} when the process died, then ${atRest} instead of ${expected}`);
  if (status !== 'SENT' || !isDone) problems.push(`ends as ${status}, ${isDone ? 'done' : 'not done'}`);
  return problems;
}

/**
 * As if from the client: once, found by our id. As the employee's own: nothing of ours can be found there, so at most once, and where the
 * kill left nobody to know of a post that never left, the message says so (O-26).
 */
function published({ publication, publishedAs, isUnheard, posts, activities, lastBadge }: Facts): string[] {
  const problems: string[] = [];
  const mayBeMissing = publication === 'OUTGOING' && isUnheard;
  if (posts !== 1 && !(posts === 0 && mayBeMissing)) problems.push(`stands ${posts} times in the chat`);
  if ((publishedAs !== null) !== (posts === 1)) problems.push(`stands ${posts} times in the chat, yet is published as ${publishedAs}`);
  if (publishedAs !== null && isUnheard) problems.push('is published, and says that nobody knows');
  if (activities !== 1) problems.push(`has ${activities} activities in the timeline`);
  if (lastBadge !== BADGE_OF_SENT) problems.push(`its badge says ${lastBadge}`);
  return problems;
}

/** A status is told only when it moves, and never falls (L-8). */
function told(feed: readonly DeliveryStatus[]): string[] {
  const isRising = feed.every((status, index) => index === 0 || rank(status) > rank(feed[index - 1] ?? status));
  return isRising && feed.at(0) === 'QUEUED' && feed.at(-1) === 'SENT' ? [] : [`subscribers saw ${feed.join(', ')}`];
}

/** Numbers of one portal's feed: no gap, no repeat (GU-6, RE-30). */
export const gaps = (numbers: readonly number[]): string[] =>
  numbers.every((number, index) => number === index + 1) ? [] : [`the feed's numbers are ${numbers.join(', ')}`];
