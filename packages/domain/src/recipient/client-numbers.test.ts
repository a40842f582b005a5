import { describe, expect, it } from 'vitest';
import { anAccount, BORIS, DEAL, newNumber, onlyFor, ANNA, aCaller, World } from '../../testing/index.ts';
import type { CardContent } from '../ports/crm.ts';
import { clientNumbers } from './client-numbers.ts';
import { MAX_RECIPIENTS } from './find-recipients.ts';

const cardWith = (...numbers: string[]): CardContent => ({
  card: DEAL,
  title: 'Сделка',
  addresses: numbers.map(value => ({ holder: { type: 'CONTACT', id: '51', name: 'Иван' }, kind: 'PHONE', valueType: 'WORK', value })),
  people: [],
});

describe('the numbers of a client (S-1)', () => {
  it('stand with what is stored of each, and no messenger is asked (S-2, D-6)', async () => {
    const world = await World.open({ recipient: { presence: 'EXISTS', checkedAt: new Date('2026-03-01T00:00:00.000Z') } });
    const other = newNumber();
    const { numbers, reason } = await clientNumbers(world, world.caller, cardWith(world.recipient.address, other));
    expect(numbers.map(({ address, holder, recipients }) => [address, holder, recipients.map(({ presence }) => presence)])).toEqual([
      [world.recipient.address, 'Иван', ['EXISTS']],
      [other, 'Иван', ['UNKNOWN']],
    ]);
    expect(reason).toBeNull();
    expect(await world.do(tx => tx.usage.today(world.account.id))).toMatchObject({ CHECK: 0 });
  });

  it('are at most ten, and the rest is counted (S-5)', async () => {
    const world = await World.open();
    const found = await clientNumbers(world, world.caller, cardWith(...Array.from({ length: 12 }, newNumber)));
    expect([found.numbers.length, found.omitted]).toEqual([MAX_RECIPIENTS, 2]);
  });

  it('say nothing of a messenger whose accounts are closed to the caller (A-10)', async () => {
    const world = await World.open({ account: { access: onlyFor(ANNA) } });
    const boris = aCaller(world.portal.id, { employeeId: BORIS, isAdministrator: false });
    const { numbers } = await clientNumbers(world, boris, cardWith(world.recipient.address));
    expect(numbers).toEqual([{ address: world.recipient.address, holder: 'Иван', recipients: [] }]);
  });

  it('stand with the person whom another messenger named behind them before, and nobody is looked up (D-6, D-31)', async () => {
    const world = await World.open();
    const telegram = anAccount(world.portal.id, { kind: 'TELEGRAM', messenger: 'TELEGRAM' });
    const number = world.recipient.address;
    const query = { kind: 'PHONE', value: number } as const;
    const person = await world.do(async tx => {
      await tx.accounts.add(telegram);
      const [ensured] = await tx.recipients.ensure('TELEGRAM', [{ address: '700000001', name: 'Иван' }]);
      if (ensured === undefined) throw new Error('no recipient was made');
      await tx.lookUps.want(telegram.id, [query], world.clock.now());
      const answer = { state: 'FOUND', recipientId: ensured.id, obstacle: null } as const;
      await tx.lookUps.answer(telegram.id, query, answer, world.clock.now());
      return ensured;
    });
    const other = newNumber();
    const { numbers } = await clientNumbers(world, world.caller, cardWith(number, other));
    const shown = numbers.map(({ recipients }) => recipients.map(({ messenger, id }) => (messenger === 'TELEGRAM' ? id : messenger)));
    expect(shown).toEqual([['WHATSAPP', person.id], ['WHATSAPP']]);
    expect(await world.do(tx => tx.lookUps.find(telegram.id, [{ kind: 'PHONE', value: other }]))).toEqual([]);
  });

  it('say why there are none (E-11, E-13)', async () => {
    const world = await World.open();
    expect(await clientNumbers(world, world.caller, cardWith())).toMatchObject({ numbers: [], reason: { code: 'NO_ADDRESS' } });
    expect(await clientNumbers(world, world.caller, cardWith('позвонить'))).toMatchObject({ reason: { code: 'NUMBER_MALFORMED' } });
  });
});
