import { describe, expect, it } from 'vitest';
import { aMessage, ANNA, DEAL, onlyFor, World, type WorldOptions } from '../../testing/index.ts';
import { QUEUE_LIMIT } from '../account/sending-limits.ts';
import { newId, type RecipientId } from '../ids.ts';
import { canWrite } from './can-write.ts';

async function ask(options: WorldOptions, change: (world: World) => Promise<void> | void = () => undefined, recipientId?: RecipientId) {
  const world = await World.open(options);
  await change(world);
  const check = await canWrite(world, world.caller, {
    card: DEAL,
    accountId: world.account.id,
    recipientId: recipientId ?? world.recipient.id,
  });
  expect(world.waiting()).toEqual([]);
  return [check.answer, check.reasons.map(reason => reason.code)];
}

const EXISTS: WorldOptions = { recipient: { presence: 'EXISTS', checkedAt: new Date('2026-03-10T08:00:00.000Z') } };

describe('"can I write?" (K-2)', () => {
  it('yes, when the number is known', async () => {
    expect(await ask(EXISTS)).toEqual(['YES', []]);
  });

  it('unknown, when nobody checked it or the "no" is old: nothing is checked for the question (D-7)', async () => {
    expect(await ask({})).toEqual(['UNKNOWN', ['CHECK_IMPOSSIBLE']]);
    expect(await ask({ recipient: { presence: 'ABSENT', checkedAt: new Date('2026-03-01T00:00:00.000Z') } })).toEqual([
      'UNKNOWN',
      ['CHECK_IMPOSSIBLE'],
    ]);
  });

  it.each<[string, WorldOptions, string]>([
    ['the account is not there for the caller', { account: { access: onlyFor('77') } }, 'ACCOUNT_NOT_FOUND'],
    ['the account waits for a login', { ...EXISTS, account: { state: 'LOGIN_REQUIRED' } }, 'ACCOUNT_NOT_CONNECTED'],
    [
      'the number has no WhatsApp',
      { recipient: { presence: 'ABSENT', checkedAt: new Date('2026-03-10T08:00:00.000Z') } },
      'NOT_IN_WHATSAPP',
    ],
    ['the number is ours', { recipient: { ...EXISTS.recipient, address: '+79990000001' } }, 'OWN_NUMBER'],
  ])('no, when %s', async (_why, options, code) => {
    expect(await ask(options)).toEqual(['NO', [code]]);
  });

  it('no, when the recipient is not there', async () => {
    expect(await ask(EXISTS, undefined, newId<RecipientId>())).toEqual(['NO', ['NOT_FOUND']]);
  });

  it('no, with every reason at once', async () => {
    const answer = await ask({ ...EXISTS, account: { state: 'DISCONNECTED' } }, async world => {
      world.crm.locked.add(ANNA);
      const one = () => aMessage({ portalId: world.portal.id, accountId: world.account.id, recipientId: world.recipient.id });
      await world.accept(...Array.from({ length: QUEUE_LIMIT }, one));
    });
    expect(answer).toEqual(['NO', ['FORBIDDEN', 'ACCOUNT_NOT_CONNECTED', 'LIMIT_REACHED']]);
  });
});
