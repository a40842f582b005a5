import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench, FIRST, IRINA, MARIA, OLEG, PETER, SECOND } from '../test-bench.ts';

let bench: Bench;
beforeAll(async () => void (bench = await Bench.start()));
afterAll(() => bench.close());

describe('the REST door', () => {
  it('takes JSON, forms, the query, a double slash, .json and any case of the method', async () => {
    const auth = bench.token(MARIA);
    const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    const answers = await Promise.all([
      fetch(`${bench.baseUrl}/rest/profile?auth=${auth}`),
      fetch(`${bench.baseUrl}/rest//PROFILE.json`, { ...form, body: `auth=${auth}` }),
      fetch(`${bench.baseUrl}/rest/crm.item.list`, { ...form, body: `auth=${auth}&entityTypeId=3&filter[@id][0]=51&select[]=id` }),
    ]);
    const [profile, again, list] = await Promise.all(answers.map((answer): Promise<unknown> => answer.json()));
    expect(profile).toMatchObject({ result: { ID: '1', ADMIN: true, NAME: 'Мария' }, time: { operating: expect.any(Number) as unknown } });
    expect(again).toMatchObject({ result: { ID: '1' } });
    expect(list).toMatchObject({ result: { items: [{ id: 51 }] }, total: 1 });
  });

  it('answers the preflight of a page on another site', async () => {
    const answer = await fetch(`${bench.baseUrl}/rest/crm.item.get`, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://127.0.0.1:4000',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:4000');
    expect(answer.headers.get('access-control-allow-headers')).toBe('content-type');
  });

  it('refuses with the documented codes and statuses', async () => {
    expect((await bench.post('/rest/profile', {})).body).toMatchObject({ error: 'NO_AUTH_FOUND' });
    expect(await bench.post('/rest/profile', { auth: 'nonsense' })).toMatchObject({ status: 401, body: { error: 'invalid_token' } });
    expect(await bench.refusal(IRINA, 'profile')).toEqual([403, 'user_access_error']);
    expect(await bench.refusal(PETER, 'sale.order.get', { id: 91 })).toEqual([403, 'ACCESS_DENIED']);
    expect(await bench.refusal(MARIA, 'no.such.method')).toEqual([404, 'ERROR_METHOD_NOT_FOUND']);
    expect(await bench.refusal(MARIA, 'crm.item.get', { entityTypeId: 3 })).toEqual([400, '100']);
    expect(await bench.refusal(MARIA, 'crm.item.get', { entityTypeId: 3, id: 999 })).toEqual([400, 'NOT_FOUND']);
    expect(await bench.refusal(MARIA, 'crm.item.get', { entityTypeId: 14, id: 91 })).toEqual([400, 'ENTITY_TYPE_NOT_SUPPORTED']);
  });

  it('writes accepted calls to the ledger without tokens, and refused ones not at all', async () => {
    const before = bench.ledger.rows().at(-1)?.n ?? 0;
    await bench.call(MARIA, 'crm.item.get', { entityTypeId: 3, id: 999 });
    await bench.call(MARIA, 'CRM.ITEM.GET', { entityTypeId: 3, id: 51 });
    expect(bench.ledger.rows(before)).toMatchObject([
      { service: 'bitrix24', method: 'crm.item.get', to: FIRST, body: { entityTypeId: 3, id: 51 } },
    ]);
    expect(JSON.stringify(bench.ledger.rows(before))).not.toContain(bench.token(MARIA));
  });

  it('knows at a portal’s own address only the tokens of that portal (SE-1)', async () => {
    const ask = (memberId: string) => bench.post(`/portals/${memberId}/rest/profile`, { auth: bench.token(MARIA) });
    expect((await ask(FIRST)).body).toMatchObject({ result: { ID: '1' } });
    expect(await ask(SECOND)).toMatchObject({ status: 401, body: { error: 'invalid_token' } });
    expect(await ask('nobody')).toMatchObject({ status: 401, body: { error: 'invalid_token' } });
  });

  it('names the application of the token, ours or another one (SE-1)', async () => {
    const foreign = bench.service.issueTokens(FIRST, String(MARIA), 'foreign').accessToken;
    expect(await bench.result(MARIA, 'app.info')).toMatchObject({ CODE: 'olchat.test', INSTALLED: false });
    expect((await bench.post('/rest/app.info', { auth: foreign })).body).toMatchObject({ result: { CODE: 'another.application' } });
  });

  it('keeps the twin portal apart: the same names and numbers, other records', async () => {
    await bench.result(MARIA, 'crm.item.update', { entityTypeId: 3, id: 51, fields: { post: 'Только здесь' } }, SECOND);
    const [first, second] = await Promise.all(
      [FIRST, SECOND].map(portal => bench.result(MARIA, 'crm.item.get', { entityTypeId: 3, id: 51 }, portal)),
    );
    expect(first).toMatchObject({ item: { name: 'Иван', post: 'Директор' } });
    expect(second).toMatchObject({ item: { name: 'Иван', post: 'Только здесь' } });
  });
});

describe('a batch', () => {
  it('gives each command the results of the earlier ones', async () => {
    const cmd = {
      links: 'crm.deal.contact.items.get?id=83',
      people: 'crm.item.list?entityTypeId=3&filter[@id][0]=$result[links][0][CONTACT_ID]&select[0]=*',
      card: 'crm.item.get?entityTypeId=3&id=$result[people][items][0][id]',
    };
    expect(await bench.result(MARIA, 'batch', { halt: 0, cmd })).toMatchObject({
      result: { people: { items: [{ id: 52, fm: expect.any(Array) as unknown }] }, card: { item: { id: 52, lastName: 'Соколова' } } },
      result_error: [],
      result_total: { people: 1 },
    });
  });

  it('reports refusals beside results, and stops at the first one when told', async () => {
    const cmd = { bad: 'crm.item.get?entityTypeId=3&id=999', nested: 'batch?x=1', good: 'profile' };
    const going = await bench.result(MARIA, 'batch', { halt: 0, cmd });
    expect(going).toMatchObject({
      result: { good: { ID: '1' } },
      result_error: { bad: { error: 'NOT_FOUND' }, nested: { error: 'ERROR_BATCH_METHOD_NOT_ALLOWED' } },
    });
    expect(await bench.result(MARIA, 'batch', { halt: 1, cmd })).toMatchObject({
      result: [],
      result_error: { bad: { error: 'NOT_FOUND' } },
    });
  });

  it('takes no more than 50 commands', async () => {
    const cmd = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`c${index}`, 'profile']));
    expect(await bench.refusal(MARIA, 'batch', { cmd })).toEqual([400, 'ERROR_BATCH_LENGTH_EXCEEDED']);
  });

  it('writes one ledger row for each accepted command and none for itself', async () => {
    const before = bench.ledger.rows().length;
    await bench.result(MARIA, 'batch', { cmd: { one: 'profile', two: 'crm.item.get?entityTypeId=3&id=999', three: 'user.admin' } });
    expect(bench.methodsInLedger().slice(before)).toEqual(['profile', 'user.admin']);
  });
});

const ITEM = { entityTypeId: 3, id: 51 };

describe('the request limit', () => {
  it('answers 429 OPERATION_TIME_LIMIT for a method whose time is used up, alone and in a batch, and for no other (RE-44)', async () => {
    const spent = await Bench.start({ operatingSeconds: 0.000_001 });
    try {
      // A call that took no millisecond used no time.
      await expect.poll(() => spent.refusal(MARIA, 'crm.item.get', ITEM)).toEqual([429, 'OPERATION_TIME_LIMIT']);
      const { result_error: errors } = (await spent.result(MARIA, 'batch', { cmd: { a: 'crm.item.get?entityTypeId=3&id=51' } })) as {
        result_error: Record<string, { error: string }>;
      };
      expect(errors['a']?.error).toBe('OPERATION_TIME_LIMIT');
      expect(await spent.result(MARIA, 'crm.timeline.logo.list')).toBeDefined();
    } finally {
      await spent.close();
    }
  });

  it('answers 503 QUERY_LIMIT_EXCEEDED when the bucket of the portal is full, a batch counting once (RE-44)', async () => {
    const small = await Bench.start({ rateLimit: { burst: 3, perSecond: 0.01 } });
    try {
      await small.result(MARIA, 'batch', { cmd: { a: 'profile', b: 'profile', c: 'profile', d: 'profile' } });
      await small.result(MARIA, 'profile');
      await small.result(PETER, 'profile');
      expect(await small.refusal(MARIA, 'profile')).toEqual([503, 'QUERY_LIMIT_EXCEEDED']);
      expect(await small.result(MARIA, 'profile', {}, SECOND)).toMatchObject({ ID: '1' });
    } finally {
      await small.close();
    }
  });
});

describe('faults (K-9)', () => {
  it('refuses a method as told, without doing it and without a ledger row', async () => {
    bench.faults.add([{ service: 'bitrix24', method: 'crm.item.get', times: 1, do: 'refuse', code: 'QUERY_LIMIT_EXCEEDED' }]);
    const before = bench.ledger.rows().length;
    expect(await bench.refusal(MARIA, 'crm.item.get', { entityTypeId: 3, id: 51 })).toEqual([503, 'QUERY_LIMIT_EXCEEDED']);
    expect(bench.ledger.rows()).toHaveLength(before);
    expect(await bench.result(MARIA, 'crm.item.get', { entityTypeId: 3, id: 51 })).toMatchObject({ item: { id: 51 } });
  });

  it('does the call and loses its answer, or drops both', async () => {
    const before = bench.ledger.rows().length;
    bench.faults.add([{ service: 'bitrix24', method: 'user.admin', times: 1, do: 'lose-answer' }]);
    await expect(bench.call(MARIA, 'user.admin')).rejects.toThrow('fetch failed');
    expect(bench.methodsInLedger().slice(before)).toEqual(['user.admin']);
    bench.faults.add([{ service: 'bitrix24', method: 'user.admin', times: 1, do: 'drop' }]);
    await expect(bench.call(MARIA, 'user.admin')).rejects.toThrow('fetch failed');
    expect(bench.methodsInLedger().slice(before)).toEqual(['user.admin']);
  });
});

describe('rights on cards', () => {
  it('lets an auditor read but not change, and a trainee see only his own', async () => {
    expect(await bench.result(OLEG, 'crm.item.get', { entityTypeId: 3, id: 51 })).toMatchObject({ item: { id: 51 } });
    expect(await bench.refusal(OLEG, 'crm.item.update', { entityTypeId: 3, id: 51, fields: {} })).toEqual([400, 'ACCESS_DENIED']);
    expect(await bench.refusal(11, 'crm.item.get', { entityTypeId: 3, id: 51 })).toEqual([400, 'ACCESS_DENIED']);
    expect(await bench.result(11, 'crm.item.get', { entityTypeId: 3, id: 60 })).toMatchObject({ item: { id: 60 } });
  });
});
