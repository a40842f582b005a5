import type { EmployeeId } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { RestOutcome } from './errors.ts';
import { batchAnswer, commandsOf, type FakeAnswer, FakePortal, PORTAL } from './fake-portal.ts';

const MARIA = '27' as EmployeeId;
const asMain = { portalId: PORTAL, as: 'main' as const };
const asMaria = { portalId: PORTAL, as: MARIA };
const READ = { method: 'crm.item.get', params: { id: 7 } };
const MAKE = { method: 'im.message.add', params: { MESSAGE: 'x' } };
const anything = z.unknown();
const expired: FakeAnswer = { status: 401, error: 'expired_token' };

describe('tokens of a call', () => {
  it('carries the token in the body, never in the address or a header (SE-50)', async () => {
    await using portal = await FakePortal.open();
    await portal.rest().call(asMain, READ, anything, 'repeatable');
    const [call] = portal.calls;
    expect(call?.token).toBe('main-token');
    expect(call?.url).toBe('/rest/crm.item.get');
    expect(JSON.stringify(call?.headers)).not.toContain('main-token');
  });

  it('exchanges once when many calls meet the same expired token (RE-42)', async () => {
    await using portal = await FakePortal.open();
    portal.answer = call => (call.token === 'main-token' ? expired : { result: call.token });
    const rest = portal.rest();
    const answers = await Promise.all(Array.from({ length: 20 }, () => rest.call(asMain, READ, anything, 'repeatable')));
    expect(answers.every(answer => answer.ok)).toBe(true);
    expect(portal.exchanges).toHaveLength(1);
    expect(portal.exchanges[0]).toMatchObject({ grant_type: 'refresh_token', client_id: 'local.app', refresh_token: 'refresh-main-token' });
  });

  it('repeats a creation after an expired token, which proves that nothing was made', async () => {
    await using portal = await FakePortal.open();
    portal.answer = call => (call.token === 'main-token' ? expired : { result: 5 });
    expect(await portal.rest().call(asMain, MAKE, anything, 'once')).toEqual({ ok: true, value: 5 });
    expect(portal.calls).toHaveLength(2);
  });

  it('takes the pair that another process stored when its own exchange is refused (RE-43)', async () => {
    await using portal = await FakePortal.open();
    portal.answer = call => (call.token === 'main-token' ? expired : { result: call.token });
    portal.grant = () => {
      portal.tokens.give('main', 'winner');
      return null;
    };
    expect(await portal.rest().call(asMain, READ, anything, 'repeatable')).toEqual({ ok: true, value: 'winner' });
  });

  it('works on with another pair of the portal when the main one is lost (RE-43)', async () => {
    await using portal = await FakePortal.open();
    portal.tokens.give(MARIA, 'maria-token');
    portal.tokens.owners = ['main', MARIA];
    portal.grant = () => null;
    portal.answer = call => (call.token === 'main-token' ? expired : { result: call.token });
    expect(await portal.rest().call(asMain, READ, anything, 'repeatable')).toEqual({ ok: true, value: 'maria-token' });
  });

  it('never lends another pair to a call in the name of an employee', async () => {
    await using portal = await FakePortal.open();
    portal.tokens.give(MARIA, 'maria-token');
    portal.grant = () => null;
    portal.answer = () => expired;
    const answer = await portal.rest().call(asMaria, READ, anything, 'repeatable');
    expect(answer.ok ? null : answer.failure.kind).toBe('refresh');
    expect(portal.calls.every(call => call.token === 'maria-token')).toBe(true);
  });

  it('refuses a refresh token that belongs to another employee', async () => {
    await using portal = await FakePortal.open();
    portal.tokens.give(MARIA, 'maria-token');
    portal.grant = () => portal.grantOf('stolen', 1);
    portal.answer = call => (call.token === 'stolen' ? { result: 1 } : expired);
    const answer = await portal.rest().call(asMaria, READ, anything, 'repeatable');
    expect(answer.ok).toBe(false);
    expect(portal.tokens.pairs.get(MARIA)?.accessToken).toBe('maria-token');
  });

  it('keeps the pair when the authorisation server does not answer', async () => {
    await using portal = await FakePortal.open();
    portal.grant = () => 'cut';
    portal.answer = () => expired;
    const answer = await portal.rest().call(asMain, READ, anything, 'repeatable');
    expect(answer.ok ? null : answer.failure).toMatchObject({ kind: 'not-sent', code: 'TOKEN_SERVER_UNAVAILABLE UND_ERR_SOCKET' });
    expect(portal.tokens.pairs.get('main')?.accessToken).toBe('main-token');
  });

  it('keeps the pair when the authorisation server refuses us and not the token', async () => {
    await using portal = await FakePortal.open();
    portal.grant = () => 'wrong secret';
    portal.answer = () => expired;
    const answer = await portal.rest().call(asMain, READ, anything, 'repeatable');
    expect(answer.ok ? null : answer.failure).toMatchObject({ kind: 'not-sent', code: 'TOKEN_SERVER_UNAVAILABLE invalid_client' });
    expect(portal.tokens.pairs.has('main')).toBe(true);
  });

  it('tells of a portal that moved only after an exchange proved it (SE-3)', async () => {
    await using portal = await FakePortal.open();
    portal.grant = () => portal.grantOf('new', 1, { client_endpoint: 'https://new-name.bitrix24.ru/rest/' });
    portal.answer = call => (call.token === 'main-token' ? expired : { result: 1 });
    await portal.rest().call(asMain, READ, anything, 'repeatable');
    expect(portal.moved).toEqual(['https://new-name.bitrix24.ru/rest/']);
  });
});

describe('repeats', () => {
  it('repeats a read twice at most, a creation never, when nobody knows the outcome (RE-9)', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () => 'cut';
    const rest = portal.rest();
    const read = await rest.call(asMain, READ, anything, 'repeatable');
    expect(read.ok ? null : read.failure.kind).toBe('unknown-outcome');
    expect(portal.calls).toHaveLength(3);
    const made = await rest.call(asMain, MAKE, anything, 'once');
    expect(made.ok ? null : made.failure.kind).toBe('unknown-outcome');
    expect(portal.calls).toHaveLength(4);
  });

  it('repeats a creation that the rate limit kept out, and slows everybody down (RE-44)', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () => (portal.calls.length === 1 ? { status: 503, error: 'QUERY_LIMIT_EXCEEDED' } : { result: 9 });
    expect(await portal.rest().call(asMain, MAKE, anything, 'once')).toEqual({ ok: true, value: 9 });
    expect(portal.budget.slowed).toMatchObject([{ method: null }]);
    expect(portal.budget.taken).toHaveLength(2);
  });

  it('stops one method until the portal said it may run again, and asks no more (RE-44)', async () => {
    await using portal = await FakePortal.open();
    const resetAt = Math.floor(Date.now() / 1000) + 120;
    portal.answer = call =>
      call.method === 'crm.item.get'
        ? { status: 429, error: 'OPERATION_TIME_LIMIT', time: { operating_reset_at: resetAt } }
        : { result: 1 };
    const rest = portal.rest();
    for (let time = 0; time < 3; time += 1) {
      const answer = await rest.call(asMain, READ, anything, 'repeatable');
      expect(answer.ok ? null : answer.failure).toMatchObject({ kind: 'stop-method', freeAt: new Date(resetAt * 1000) });
    }
    expect(portal.methods()).toEqual(['crm.item.get']);
    expect((await rest.call(asMain, MAKE, anything, 'once')).ok).toBe(true);
  });

  it('knows from the last good answer how long a method is stopped, where the refusal does not say it (RE-44)', async () => {
    await using portal = await FakePortal.open();
    const resetAt = Math.floor(Date.now() / 1000) + 300;
    const answers: FakeAnswer[] = [
      { result: 1, time: { operating_reset_at: resetAt } },
      { status: 429, error: 'OPERATION_TIME_LIMIT' },
    ];
    portal.answer = () => answers.shift() ?? { result: 1 };
    const rest = portal.rest();
    await rest.call(asMain, READ, anything, 'repeatable');
    const stopped = await rest.call(asMain, READ, anything, 'repeatable');
    expect(stopped.ok ? null : stopped.failure).toMatchObject({ kind: 'stop-method', freeAt: new Date(resetAt * 1000) });
    expect(portal.budget.slowed).toEqual([{ until: new Date(resetAt * 1000), method: 'crm.item.get' }]);
  });

  it('leaves a portal alone that its vendor blocked (OVERLOAD_LIMIT)', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () => ({ status: 503, error: 'OVERLOAD_LIMIT' });
    const answer = await portal.rest().call(asMain, READ, anything, 'repeatable');
    expect(answer.ok ? null : answer.failure.kind).toBe('portal-closed');
    expect(portal.calls).toHaveLength(1);
    expect(portal.budget.slowed).toMatchObject([{ method: null }]);
    expect((portal.budget.slowed[0]?.until.getTime() ?? 0) - Date.now()).toBeGreaterThan(200_000);
  });

  it('gives up on an answer that does not come, and does not call it a failure (RE-50)', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () => 'hang';
    const answer = await portal.rest({ totalMs: 200 }).call(asMain, MAKE, anything, 'once');
    expect(answer.ok ? null : answer.failure).toMatchObject({ kind: 'unknown-outcome', code: 'TIMEOUT' });
  });

  it('stops reading an answer that is too large (RE-50)', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () => ({ result: 'x'.repeat(5_000) });
    const answer = await portal.rest({ maxAnswerBytes: 1_000 }).call(asMain, MAKE, anything, 'once');
    expect(answer.ok ? null : answer.failure.code).toBe('ANSWER_TOO_LARGE');
  });
});

describe('a portal that hangs (RE-52)', () => {
  const codeOf = (answer: RestOutcome<unknown>): string | null => (answer.ok ? null : answer.failure.code);

  it('is asked three times, then not at all, and each call is told when it may be asked again', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () => 'hang';
    const rest = portal.rest({ totalMs: 100 });
    const first = await rest.call(asMain, READ, anything, 'repeatable');
    expect(codeOf(first)).toBe('TIMEOUT');
    const others = await Promise.all(Array.from({ length: 30 }, () => rest.call(asMain, MAKE, anything, 'once')));
    expect(new Set(others.map(codeOf))).toEqual(new Set(['PORTAL_SILENT']));
    expect(others.every(answer => !answer.ok && answer.failure.kind === 'not-sent' && answer.failure.freeAt !== null)).toBe(true);
    expect(portal.calls).toHaveLength(3);
    // Nothing is taken of the portal's own limit for a call that is not made.
    expect(portal.budget.taken).toHaveLength(3);
  });

  it('is tried with one call of many after the pause, and works on for all once it answers', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () => 'hang';
    const rest = portal.rest({ totalMs: 100 });
    await rest.call(asMain, READ, anything, 'repeatable');
    portal.passedMs = 10_000;
    const round = await Promise.all(Array.from({ length: 8 }, () => rest.call(asMain, MAKE, anything, 'once')));
    expect(round.map(codeOf).toSorted()).toEqual([...Array.from({ length: 7 }, () => 'PORTAL_SILENT'), 'TIMEOUT']);
    expect(portal.calls).toHaveLength(4);
    portal.answer = () => ({ result: 1 });
    portal.passedMs = 40_000;
    expect((await rest.call(asMain, MAKE, anything, 'once')).ok).toBe(true);
    const all = await Promise.all(Array.from({ length: 8 }, () => rest.call(asMain, MAKE, anything, 'once')));
    expect(all.every(answer => answer.ok)).toBe(true);
  });

  it('is not one that only says no, however often', async () => {
    await using portal = await FakePortal.open();
    const rest = portal.rest();
    for (const [status, error] of [
      [400, 'ERROR_CORE'],
      [500, 'INTERNAL_SERVER_ERROR'],
    ] as const) {
      portal.answer = () => ({ status, error });
      for (let call = 0; call < 25; call += 1) expect(codeOf(await rest.call(asMain, MAKE, anything, 'once'))).toBe(error);
    }
    expect(portal.calls).toHaveLength(50);
  });

  it('nor one behind a proxy that answers in its place: that one is left alone', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () => ({ raw: '<html>', status: 502 });
    const rest = portal.rest();
    for (let call = 0; call < 25; call += 1) await rest.call(asMain, MAKE, anything, 'once');
    expect(portal.calls).toHaveLength(20);
  });
});

describe('answers', () => {
  it('finds an error in an answer with status 200', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () => ({ status: 200, error: 'ERROR_PLACEMENT_NOT_FOUND' });
    const answer = await portal.rest().call(asMain, READ, anything, 'repeatable');
    expect(answer.ok ? null : answer.failure).toMatchObject({ kind: 'refused', code: 'ERROR_PLACEMENT_NOT_FOUND' });
  });

  it('takes a page of a proxy for an unknown outcome', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () => ({ raw: '<html>', status: 502 });
    const answer = await portal.rest().call(asMain, MAKE, anything, 'once');
    expect(answer.ok ? null : answer.failure.kind).toBe('unknown-outcome');
  });

  it('repeats the POST at the address that the exchange proved after a redirect, with the new token (SE-3)', async () => {
    await using portal = await FakePortal.open();
    const movedTo = `http://${portal.host}/moved/rest/`;
    portal.grant = () => portal.grantOf('new', 1, { client_endpoint: movedTo });
    portal.answer = call =>
      call.url.startsWith('/rest/') ? { redirect: 'http://169.254.169.254/rest/' } : { result: [call.token, call.params] };
    expect(await portal.rest().call(asMain, MAKE, anything, 'once')).toEqual({ ok: true, value: ['new', { MESSAGE: 'x' }] });
    expect(portal.moved).toEqual([movedTo]);
    expect(portal.calls.map(call => call.url)).toEqual(['/rest/im.message.add', '/moved/rest/im.message.add']);
  });

  it('goes nowhere when a redirect is all that says the portal moved (SE-3)', async () => {
    await using portal = await FakePortal.open();
    portal.answer = call => (call.url.startsWith('/rest/') ? { redirect: `http://${portal.host}/stolen/rest/` } : { result: 1 });
    const answer = await portal.rest().call(asMain, READ, anything, 'repeatable');
    expect(answer.ok ? null : answer.failure).toMatchObject({ kind: 'not-sent', code: 'MOVE_NOT_PROVEN' });
    expect(portal.calls.every(call => call.url.startsWith('/rest/'))).toBe(true);
  });
});

describe('batches', () => {
  it('makes one request of many commands and reads each by its name (RE-44)', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () => batchAnswer({ a: 1 }, { b: { error: 'ACCESS_DENIED', error_description: 'no' } });
    const answer = await portal.rest().batch(asMain, { a: READ, b: MAKE }, 'repeatable');
    if (!answer.ok) throw new Error(answer.failure.code);
    expect(answer.value.read('a', z.number())).toEqual({ ok: true, value: 1 });
    expect(answer.value.read('b', anything)).toMatchObject({ ok: false, failure: { kind: 'denied' } });
    expect(portal.budget.taken).toEqual(['person']);
    const [call] = portal.calls;
    expect(call === undefined ? null : commandsOf(call)['a']).toEqual({ method: 'crm.item.get', params: { id: '7' } });
  });

  it('stops a method that used up its time inside a batch (RE-44)', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () => batchAnswer({}, { a: { error: 'OPERATION_TIME_LIMIT', error_description: '' } });
    const rest = portal.rest();
    await rest.batch(asMain, { a: READ }, 'repeatable');
    const answer = await rest.call(asMain, READ, anything, 'repeatable');
    expect(answer.ok ? null : answer.failure.kind).toBe('stop-method');
    expect(portal.calls).toHaveLength(1);
    expect(portal.budget.slowed).toMatchObject([{ method: 'crm.item.get' }]);
  });

  it('refuses more commands than the portal takes', async () => {
    await using portal = await FakePortal.open();
    const commands = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`c${index}`, READ]));
    await expect(portal.rest().batch(asMain, commands, 'repeatable')).rejects.toThrow(RangeError);
  });
});
