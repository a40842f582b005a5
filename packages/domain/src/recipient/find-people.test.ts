import { describe, expect, it } from 'vitest';
import { DEAL, granted, ScriptedSession, World, type WorldOptions } from '../../testing/index.ts';
import type { FoundPerson } from '../ports/connector/people.ts';
import type { CardAddress } from '../ports/crm.ts';
import { findRecipients } from './find-recipients.ts';
import { lookUpNext } from './look-up-people.ts';

const HOUR = 3_600_000;
const TELEGRAM: WorldOptions = {
  account: { kind: 'TELEGRAM', messenger: 'TELEGRAM' },
  recipient: { messenger: 'TELEGRAM', address: '1' },
  capabilities: {
    resolves: ['ID', 'USERNAME', 'PHONE'],
    limits: {
      firstMessagesPerDay: 40,
      firstMessageEveryMs: 180_000,
      young: null,
      checksPerDay: 2,
      searchesPerDay: 2,
      lookUpEveryMs: 3200,
    },
  },
};
const alisa: FoundPerson = {
  address: '700000055',
  name: 'Алиса',
  username: 'Alisa_Demo',
  phone: null,
  hasConversation: false,
  refusal: null,
};
const entry = (kind: CardAddress['kind'], value: string, valueType = 'WORK'): CardAddress => ({
  holder: { type: 'CONTACT', id: '55', name: 'Алиса Лебедева' },
  kind,
  value,
  valueType,
});
const NAME = entry('IM', '@alisa_demo', 'TELEGRAM');
const LINK = entry('WEB', 'https://t.me/alisa_demo');
const PHONE = entry('PHONE', '+7 900 000-00-55');
const MARK = entry('IM', 'imol|olchat_telegram|1|700000055|571', 'OPENLINE');

/** A card with these entries, and a worker that asks the messenger whenever somebody waits. */
async function given(entries: CardAddress[], options: WorldOptions = {}) {
  const world = await World.open({ ...TELEGRAM, ...options, account: { ...TELEGRAM.account, ...options.account } });
  const session = new ScriptedSession(() => world.clock.now());
  const context = world.laneContext(session);
  world.untilChange = async (_portalId, ms) => {
    world.clock.advance(ms);
    await lookUpNext(world, context);
  };
  const content = { card: DEAL, title: 'Сделка', addresses: entries, people: [] };
  const find = async (fresh = false) =>
    granted(await findRecipients(world, world.caller, { card: DEAL, accountId: world.account.id, content, fresh }));
  const labels = async () => (await find()).recipients.map(({ address, name, username }) => [address, name, username]);
  return { world, session, find, labels };
}

describe('the people behind a card in Telegram (D-20…D-31)', () => {
  it('are found by what the card says, and shown as they call themselves', async () => {
    const { session, labels, world } = await given([NAME]);
    session.willResolve({ kind: 'found', person: alisa });
    expect(await labels()).toEqual([['700000055', 'Алиса', 'Alisa_Demo']]);
    expect(session.queries).toEqual([{ kind: 'USERNAME', value: 'alisa_demo' }]);
    const today = await world.do(tx => tx.usage.today(world.account.id));
    expect([today.SEARCH, today.CHECK]).toEqual([1, 0]);
  });

  it('are one row when several entries lead to one of them, the id asked for before the name before the number (D-25, D-31)', async () => {
    const { session, labels } = await given([PHONE, LINK, NAME, MARK]);
    const found = { kind: 'found', person: alisa } as const;
    session.willResolve(found, found, found);
    expect(await labels()).toEqual([['700000055', 'Алиса', 'Alisa_Demo']]);
    expect(session.queries.map(({ kind }) => kind)).toEqual(['ID', 'USERNAME', 'PHONE']);
  });

  it('are asked for once: what is known is shown without a question (D-6, S-2)', async () => {
    const { world, session, find } = await given([NAME]);
    session.willResolve({ kind: 'found', person: alisa });
    await find();
    world.clock.advance(6 * 24 * HOUR);
    expect((await find()).recipients).toHaveLength(1);
    expect(session.queries).toHaveLength(1);
    world.clock.advance(25 * HOUR);
    await find();
    await world.untilChange(world.portal.id, 300);
    expect(session.queries).toHaveLength(2);
  });

  it('stay on the list when the messenger gives no answer the next time', async () => {
    const { world, session, find } = await given([NAME]);
    session.willResolve({ kind: 'found', person: alisa }, { kind: 'unknown', reason: 'no answer' });
    await find();
    world.clock.advance(8 * 24 * HOUR);
    await find();
    await world.untilChange(world.portal.id, 300);
    expect(session.queries).toHaveLength(2);
    expect((await find()).recipients).toHaveLength(1);
  });

  it('who hide or are not there are explained only when the messenger said so of every entry (D-26, E-12)', async () => {
    const { session, find } = await given([NAME, PHONE]);
    session.willResolve({ kind: 'absent' }, { kind: 'absent' });
    const first = await find();
    expect(first).toMatchObject({ recipients: [], pending: 0, reason: { code: 'NOT_IN_TELEGRAM' } });
    expect(session.queries).toHaveLength(2);
  });

  it('who led to nobody are asked for anew on demand, one entry no more than once in ten minutes (D-26)', async () => {
    const { world, session, find } = await given([NAME]);
    session.willResolve({ kind: 'absent' }, { kind: 'found', person: alisa });
    const answeredAt = world.clock.now();
    const first = await find();
    const again = first.askedAgainFrom;
    expect(again?.getTime()).toBeGreaterThanOrEqual(answeredAt.getTime() + 600_000);
    expect(await find(true)).toMatchObject({ reason: { code: 'NOT_IN_TELEGRAM' }, askedAgainFrom: again });
    expect(session.queries).toHaveLength(1);
    world.clock.advance(600_000);
    expect(await find()).toMatchObject({ reason: { code: 'NOT_IN_TELEGRAM' }, askedAgainFrom: null });
    expect(session.queries).toHaveLength(1);
    expect(await find(true)).toMatchObject({ recipients: [{ address: '700000055' }], reason: null, askedAgainFrom: null });
    expect(session.queries).toHaveLength(2);
    world.clock.advance(600_000);
    await find(true);
    expect(session.queries).toHaveLength(2); // who was found is not asked for anew
  });

  it('asked for anew on demand cost the budget of the day, and beyond it the card says from when (D-26, Q-12, Q-42)', async () => {
    const { world, session, find } = await given([NAME]);
    session.willResolve({ kind: 'absent' }, { kind: 'absent' });
    await find();
    world.clock.advance(600_000);
    await find(true);
    world.clock.advance(600_000);
    expect(await find(true)).toMatchObject({ recipients: [], reason: { code: 'LIMIT_REACHED' } });
    expect(session.queries).toHaveLength(2);
  });

  it('hidden by number are found by their name all the same (D-30)', async () => {
    const { session, find } = await given([PHONE, NAME]);
    session.willResolve({ kind: 'found', person: alisa }, { kind: 'absent' });
    expect(await find()).toMatchObject({ recipients: [{ address: '700000055' }], reason: null });
  });

  it('are asked for at a pace; the card says how many are still to come', async () => {
    const entries = ['anna_demo', 'boris_demo', 'vera_demo', 'gleb_demo'].map(name => entry('WEB', `https://t.me/${name}`));
    const { session, find } = await given(entries, {
      capabilities: { ...TELEGRAM.capabilities, limits: { ...limits(), searchesPerDay: 200 } },
    });
    const found = await find();
    expect(session.queries).toHaveLength(2); // five seconds at one in 3.2
    expect(found).toMatchObject({ recipients: [], pending: 2, reason: { code: 'CHECK_IMPOSSIBLE' } });
  });

  it('beyond the budget of a day are not asked for, and the card says from when (Q-12, E-31)', async () => {
    const { world, session, find } = await given([entry('PHONE', '+7 900 000-00-58')]);
    await world.do(tx => tx.usage.spend(world.account.id, 'CHECK', 2));
    await world.do(tx => tx.usage.spend(world.account.id, 'CHECK', 2));
    expect(await find()).toMatchObject({ reason: { code: 'LIMIT_REACHED', details: { freeAt: '2026-03-11T00:00:00.000Z' } } });
    expect(session.queries).toEqual([]);
  });

  it('wait while the messenger takes no questions, and the card says until when (Q-13)', async () => {
    const { world, session, find } = await given([NAME]);
    session.willResolve({ kind: 'limited', retryAfterMs: HOUR });
    const found = await find();
    expect(found).toMatchObject({ pending: 1, reason: { code: 'LIMIT_REACHED' } });
    expect(session.queries).toHaveLength(1);
    world.clock.advance(HOUR);
    session.willResolve({ kind: 'found', person: alisa });
    expect((await find()).recipients).toHaveLength(1);
  });

  it('that are bots, groups or deleted are nobody to write to', async () => {
    const { session, find } = await given([NAME]);
    session.willResolve({ kind: 'not-a-person', what: 'BOT' });
    expect(await find()).toMatchObject({ recipients: [], reason: { code: 'NOT_IN_TELEGRAM' } });
  });

  it('known from before are offered while contacts are loading, and nobody waits (D-32)', async () => {
    const { world, session, find } = await given([NAME, PHONE]);
    session.willResolve({ kind: 'found', person: alisa });
    await find();
    await world.changeAccount({ state: 'SYNCHRONISING' });
    const before = world.clock.now();
    expect(await find()).toMatchObject({ state: 'SYNCHRONISING', recipients: [{ address: '700000055' }], reason: null });
    expect(world.clock.now()).toEqual(before);
  });

  it('are not asked for through an account that is not connected, not later either (S-2)', async () => {
    const { world, session, find } = await given([NAME], { account: { state: 'LOGIN_REQUIRED' } });
    expect(await find()).toMatchObject({ recipients: [], pending: 0, reason: { code: 'CHECK_IMPOSSIBLE' } });
    expect([world.waiting(), session.queries]).toEqual([[], []]);
  });

  it('are not asked for by a question whether one can write (K-2)', async () => {
    const { world, session } = await given([NAME]);
    const { storage, crm, directory, connectors, clock } = world;
    const deps = { storage, crm, directory, connectors, clock };
    const content = { card: DEAL, title: 'Сделка', addresses: [NAME], people: [] };
    const found = granted(await findRecipients(deps, world.caller, { card: DEAL, accountId: world.account.id, content }));
    expect(found).toMatchObject({ recipients: [], reason: { code: 'CHECK_IMPOSSIBLE' } });
    expect([world.waiting(), session.queries]).toEqual([[], []]);
  });

  it('with whom a conversation runs already get no first message (Q-11)', async () => {
    const { world, session, find } = await given([NAME]);
    session.willResolve({ kind: 'found', person: { ...alisa, hasConversation: true } });
    const [person] = (await find()).recipients;
    if (person === undefined) return expect.unreachable();
    expect(await world.do(tx => tx.messages.hasConversation(world.account.id, person.id))).toBe(true);
  });

  it.each([
    [[entry('WEB', 'https://romashka.example.com')], 'NO_ADDRESS'],
    [[entry('PHONE', 'позвонить')], 'NUMBER_MALFORMED'],
    [[entry('WEB', 'https://t.me/+AbCdEf')], 'NO_ADDRESS'],
  ])('are nobody on a card without an entry that leads to a person (%#)', async (entries, code) => {
    const { find } = await given(entries);
    expect(await find()).toMatchObject({ recipients: [], reason: { code } });
  });
});

function limits() {
  const given = TELEGRAM.capabilities?.limits;
  if (given === undefined) throw new Error('the capabilities have no limits');
  return given;
}
