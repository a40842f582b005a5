import { describe, expect, it } from 'vitest';
import { aCaller, BORIS, codeOf, granted, onlyFor, World, type WorldOptions } from '../../testing/index.ts';
import { CHECKS_PER_DAY } from '../account/sending-limits.ts';
import { newId, type RecipientId } from '../ids.ts';
import type { PresenceAnswer } from '../ports/connector/people.ts';
import { requestCheck } from './request-check.ts';

async function given(options: WorldOptions = {}) {
  const world = await World.open(options);
  const ask = (fields: { fresh?: boolean; recipientId?: RecipientId; caller?: typeof world.caller } = {}) =>
    requestCheck(world, fields.caller ?? world.caller, {
      accountId: world.account.id,
      recipientId: fields.recipientId ?? world.recipient.id,
      fresh: fields.fresh ?? false,
    });
  /** The worker answers while the caller waits. */
  const workerAnswers = (presence: PresenceAnswer['presence']): void => {
    world.untilChange = async (_portalId, ms) => {
      world.clock.advance(ms);
      world.recipient.learnPresence(presence, null, world.account.id, world.clock.now());
      await world.changeRecipient({});
    };
  };
  return { world, ask, workerAnswers };
}

describe('a person asks whether a number has the messenger', () => {
  it('and gets what the worker found (D-6)', async () => {
    const { world, ask, workerAnswers } = await given();
    workerAnswers('EXISTS');
    expect(granted(await ask())).toMatchObject({ presence: 'EXISTS', checkedThrough: world.account.id });
    expect(world.waiting()).toMatchObject([
      { name: 'check-presence', laneKey: `account:${world.account.id}`, subjectId: world.recipient.id },
    ]);
  });

  it('and gets what is known, without a check', async () => {
    const { world, ask } = await given({ recipient: { presence: 'ABSENT', checkedAt: new Date('2026-03-10T08:00:00.000Z') } });
    expect(granted(await ask()).presence).toBe('ABSENT');
    expect(world.waiting()).toEqual([]);
  });

  it('afresh, and gets the new answer (D-8)', async () => {
    const { ask, workerAnswers } = await given({ recipient: { presence: 'ABSENT', checkedAt: new Date('2026-03-10T08:00:00.000Z') } });
    workerAnswers('EXISTS');
    expect(granted(await ask({ fresh: true })).presence).toBe('EXISTS');
  });

  it('and hears that nobody knows, when the messenger did not answer (D-7, E-15)', async () => {
    const { ask, workerAnswers } = await given();
    workerAnswers('UNKNOWN');
    expect(codeOf(await ask())).toBe('CHECK_IMPOSSIBLE');
  });

  it('and hears that nobody knows, when no worker answers in time', async () => {
    const { ask } = await given();
    expect(codeOf(await ask())).toBe('CHECK_IMPOSSIBLE');
  });

  it('more often than the day allows, and hears when the next check can be made (D-6, E-31)', async () => {
    const { world, ask } = await given();
    await world.do(async tx => {
      for (let n = 0; n < CHECKS_PER_DAY; n += 1) await tx.usage.spend(world.account.id, 'CHECK', CHECKS_PER_DAY);
    });
    expect(await ask()).toMatchObject({ code: 'LIMIT_REACHED', details: { limit: 100, freeAt: '2026-03-11T00:00:00.000Z' } });
    expect(world.waiting()).toEqual([]);
  });

  it.each<[string, WorldOptions, string]>([
    ['an account that is not connected', { account: { state: 'LOGIN_REQUIRED' } }, 'ACCOUNT_NOT_CONNECTED'],
    ['a messenger that cannot tell', { capabilities: { checksPresence: false } }, 'CHECK_IMPOSSIBLE'],
  ])('through %s, and is refused', async (_what, options, code) => {
    const { ask } = await given(options);
    expect(codeOf(await ask())).toBe(code);
  });

  it('about a recipient that is not there, or is of another portal: the same answer (E-71)', async () => {
    const { ask } = await given();
    const { world: other } = await given();
    const answers = [await ask({ recipientId: newId<RecipientId>() }), await ask({ recipientId: other.recipient.id })];
    expect(answers.map(codeOf)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  });

  it('through an account that he may not use: it is not there (A-10)', async () => {
    const { world, ask } = await given({ account: { access: onlyFor(BORIS) } });
    expect(codeOf(await ask({ caller: aCaller(world.portal.id) }))).toBe('ACCOUNT_NOT_FOUND');
  });
});
