import { describe, expect, it } from 'vitest';
import { aCaller, aMessage, anAccount, ANNA, aRecipient, BORIS, DEAL, onlyFor, World, type WorldOptions } from '../../testing/index.ts';
import type { Account } from '../account/account.ts';
import { QUEUE_LIMIT } from '../account/sending-limits.ts';
import { newId, type AccountId, type LineId, type RecipientId } from '../ids.ts';
import { canWrite } from './can-write.ts';
import { whoHelps, WRITE_OBSTACLES } from './who-helps.ts';

async function ask(options: WorldOptions, change: (world: World) => Promise<void> | void = () => undefined, recipientId?: RecipientId) {
  const world = await World.open(options);
  await change(world);
  const check = await canWrite(world, world.caller, {
    card: DEAL,
    accountId: world.account.id,
    recipientId: recipientId ?? world.recipient.id,
  });
  expect(world.waiting()).toEqual([]);
  return [check.answer, check.reasons.map(({ refusal }) => refusal.code)];
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

  const premium = (world: World) =>
    world.do(tx =>
      tx.lookUps.answer(
        world.account.id,
        { kind: 'ID', value: world.recipient.address },
        { state: 'FOUND', recipientId: world.recipient.id, obstacle: 'PREMIUM_NEEDED' },
        world.clock.now(),
      ),
    );

  it('no, when the messenger said that he takes no first message from us; yes again once he wrote himself (T-3, E-16)', async () => {
    expect(await ask(EXISTS, premium)).toEqual(['NO', ['PREMIUM_NEEDED']]);
    const answered = await ask(EXISTS, async world => {
      await premium(world);
      await world.do(tx => tx.messages.noteInbound(world.account.id, world.recipient.id, world.clock.now()));
    });
    expect(answered).toEqual(['YES', []]);
  });

  describe('where a first message has to wait (Q-11…Q-13, E-30, E-31)', () => {
    const spent: WorldOptions = { ...EXISTS, account: { ownLimits: { firstMessagesPerDay: 1 } } };
    const useUp = async (world: World) => {
      const other = aRecipient(world.portal.id, { address: '+79000000077' });
      await world.do(tx => tx.recipients.save(other));
      await world.do(tx => tx.firstMessages.grant(world.account.id, other.id, world.clock.now()));
    };

    it('yes, with the limit, its number and its time: the message is taken in and waits', async () => {
      const world = await World.open(spent);
      await useUp(world);
      const check = await canWrite(world, world.caller, { card: DEAL, accountId: world.account.id, recipientId: world.recipient.id });
      const freeAt = new Date(world.clock.now().getTime() + 86_400_000).toISOString();
      expect(check).toMatchObject({
        answer: 'YES',
        reasons: [{ refusal: { code: 'LIMIT_REACHED', details: { limit: 1, freeAt } }, account: { id: world.account.id } }],
      });
      expect(whoHelps({ code: 'LIMIT_REACHED' })).toBe('TIME');
    });

    it('yes without reasons to whom one writes already', async () => {
      const answer = await ask(spent, async world => {
        await useUp(world);
        await world.do(tx => tx.messages.noteInbound(world.account.id, world.recipient.id, world.clock.now()));
      });
      expect(answer).toEqual(['YES', []]);
    });

    it('with the end of the messenger’s restriction; no, when that is further than messages wait', async () => {
      const until = (iso: string): WorldOptions => ({ ...EXISTS, account: { firstMessagesHeldUntil: new Date(iso) } });
      expect(await ask(until('2026-03-10T12:00:00.000Z'))).toEqual(['YES', ['ACCOUNT_RESTRICTED']]);
      expect(await ask(until('2026-03-14T12:00:00.000Z'))).toEqual(['NO', ['ACCOUNT_RESTRICTED']]);
    });
  });

  describe('where the messages of the account are used up (Q-11, E-31)', () => {
    const perDay = (ownLimits: Account['ownLimits']): WorldOptions => ({ ...EXISTS, account: { ownLimits } });
    const useUp = (count: number) => (world: World) => {
      const calledAt = new Date(world.clock.now().getTime() - 3_600_000);
      const fields = { delivery: 'DONE', status: 'SENT', calledAt } as const;
      const one = () => aMessage({ ...world.pair, ...fields });
      return world.accept(...Array.from({ length: count }, one));
    };

    it('yes, with the limit, its setting and its time, also to whom one writes already', async () => {
      const world = await World.open(perDay({ messagesPerDay: 3 }));
      await useUp(3)(world);
      const freeAt = new Date(world.clock.now().getTime() + 23 * 3_600_000).toISOString();
      for (const recipientId of [world.recipient.id, null]) {
        const check = await canWrite(world, world.caller, { card: null, accountId: world.account.id, recipientId });
        expect(check).toMatchObject({
          answer: 'YES',
          reasons: [
            {
              refusal: { code: 'LIMIT_REACHED', details: { field: 'messagesPerDay', limit: 3, freeAt } },
              account: { id: world.account.id },
            },
          ],
        });
      }
    });

    it('yes without reasons below the limit', async () => {
      expect(await ask(perDay({ messagesPerDay: 4 }), useUp(3))).toEqual(['YES', []]);
    });

    it('one reason where a first message waits longer', async () => {
      const world = await World.open(perDay({ messagesPerMinute: 1, firstMessagesPerDay: 0 }));
      await world.accept(
        aMessage({
          ...world.pair,
          ...({ delivery: 'DONE', status: 'FAILED', calledAt: world.clock.now() } as const),
        }),
      );
      const { reasons } = await canWrite(world, world.caller, { card: DEAL, accountId: world.account.id, recipientId: world.recipient.id });
      expect(reasons.map(({ refusal }) => [refusal.code, refusal.details.limit])).toEqual([['LIMIT_REACHED', 0]]);
    });

    it('no, where a day’s messages wait already', async () => {
      const answer = await ask(perDay({ messagesPerDay: 2 }), async world => {
        const one = () => aMessage(world.pair);
        await world.accept(one(), one());
      });
      expect(answer).toEqual(['NO', ['LIMIT_REACHED']]);
    });
  });

  it('no, with every reason at once', async () => {
    const answer = await ask({ ...EXISTS, account: { state: 'DISCONNECTED' } }, async world => {
      world.crm.locked.add(ANNA);
      const one = () => aMessage(world.pair);
      await world.accept(...Array.from({ length: QUEUE_LIMIT }, one));
    });
    expect(answer).toEqual(['NO', ['FORBIDDEN', 'ACCOUNT_NOT_CONNECTED', 'LIMIT_REACHED']]);
  });
});

describe('"can I write?" where nothing is chosen yet (K-2)', () => {
  /** From the card, through whatever there is, to whomever there is. */
  async function askAtAll(world: World, caller = world.caller): Promise<[string, (string | undefined)[][]]> {
    const { answer, reasons } = await canWrite(world, caller, { card: DEAL, accountId: null, recipientId: null, messenger: 'WHATSAPP' });
    return [answer, reasons.map(({ refusal, account }) => [refusal.code, ...(account === null ? [] : [account.title])])];
  }
  const second = (world: World, fields: Partial<WorldOptions['account']> = {}) =>
    world.do(tx =>
      tx.accounts.add(
        anAccount(world.portal.id, {
          id: newId<AccountId>(),
          lineId: '6' as LineId,
          title: 'Поддержка',
          address: '+79990000002',
          ...fields,
        }),
      ),
    );

  it('yes, when one of the lines works and one of the numbers is known', async () => {
    const world = await World.open({ ...EXISTS, account: { state: 'LOGIN_REQUIRED' } });
    await second(world);
    expect(await askAtAll(world)).toEqual(['YES', []]);
  });

  it('no, with what is wrong with each line, when none works (E-02, E-04, E-30)', async () => {
    const world = await World.open({ ...EXISTS, account: { state: 'LOGIN_REQUIRED' } });
    await second(world, { state: 'RESTRICTED' });
    expect(await askAtAll(world)).toEqual([
      'NO',
      [
        ['ACCOUNT_NOT_CONNECTED', 'Отдел продаж'],
        ['ACCOUNT_RESTRICTED', 'Поддержка'],
      ],
    ]);
  });

  it('no, when there is no line for the employee: of a list, hidden, of another messenger (E-01)', async () => {
    const world = await World.open({ ...EXISTS, account: { access: onlyFor(ANNA) } });
    await second(world, { hidden: true });
    expect(await askAtAll(world, aCaller(world.portal.id, { employeeId: BORIS, isAdministrator: false }))).toEqual([
      'NO',
      [['NO_ACCOUNT']],
    ]);
    const telegram = await canWrite(world, world.caller, { card: DEAL, accountId: null, recipientId: null, messenger: 'TELEGRAM' });
    expect(telegram.reasons.map(({ refusal }) => refusal.code)).toEqual(['NO_ACCOUNT']);
  });

  it.each<[string, string[], string]>([
    ['the card has no number', [], 'NO_ADDRESS'],
    ['the number is none', ['позвонить Ивану'], 'NUMBER_MALFORMED'],
  ])('no, when %s (E-11, E-13)', async (_why, phones, code) => {
    const world = await World.open(EXISTS);
    world.crm.add(DEAL, phones);
    expect(await askAtAll(world)).toEqual(['NO', [[code]]]);
  });

  it('no, once, when no number of several has WhatsApp (E-10)', async () => {
    const absent = { presence: 'ABSENT', checkedAt: new Date('2026-03-10T08:00:00.000Z') } as const;
    const world = await World.open({ recipient: absent });
    const other = aRecipient(world.portal.id, absent);
    await world.do(tx => tx.recipients.save(other));
    world.crm.add(DEAL, [world.recipient.address, other.address]);
    expect(await askAtAll(world)).toEqual(['NO', [['NOT_IN_WHATSAPP']]]);
  });

  it('unknown, when nobody checked any of the numbers (D-7); no check is made for it', async () => {
    const world = await World.open();
    expect(await askAtAll(world)).toEqual(['UNKNOWN', [['CHECK_IMPOSSIBLE']]]);
    expect(world.waiting()).toEqual([]);
  });

  it('no, with the right that is missing said once (A-20)', async () => {
    const world = await World.open(EXISTS);
    world.crm.locked.add(ANNA);
    expect(await askAtAll(world)).toEqual(['NO', [['FORBIDDEN']]]);
  });
});

describe('who helps (K-2)', () => {
  it('is somebody for every reason', () => {
    const helpers = Object.fromEntries(WRITE_OBSTACLES.map(code => [code, whoHelps({ code })]));
    expect(helpers).toMatchObject({
      NO_ACCOUNT: 'ADMINISTRATOR',
      ACCOUNT_NOT_CONNECTED: 'ADMINISTRATOR',
      ACCOUNT_RESTRICTED: 'TIME',
      FORBIDDEN: 'ADMINISTRATOR',
      NO_ADDRESS: 'EMPLOYEE',
      CONTACT_REFUSED: 'CLIENT',
    });
  });
});
