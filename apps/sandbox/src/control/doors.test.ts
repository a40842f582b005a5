import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Auto } from '../kernel/auto.ts';
import { Faults } from '../kernel/faults.ts';
import { Ledger } from '../kernel/ledger.ts';
import { PhoneActionError } from '../kernel/phones.ts';
import type { Phone, PhoneAction } from '../kernel/phones.ts';
import { Store } from '../kernel/store.ts';
import { NoSuchCard } from '../portal/crm/card-changes.ts';
import { DeskError } from '../portal/desk.ts';
import { controlDoors } from './doors.ts';
import type { SeedResult } from './oracle.ts';

const IVAN: Phone = {
  address: 'whatsapp:79000000011',
  messenger: 'whatsapp',
  name: 'Иван',
  role: 'client',
  online: true,
  blocked: false,
  linkedDevices: 0,
  messages: [],
};
const CARDS = [
  { type: 'DEAL' as const, id: '81', smartProcessTypeId: null, title: 'Поставка' },
  { type: 'SMART_PROCESS' as const, id: '1', smartProcessTypeId: '180', title: 'Запуск' },
];

describe('the control doors (contract 5)', () => {
  let folder: string;
  let store: Store;
  let ledger: Ledger;
  let auto: Auto;
  let server: FastifyInstance;
  let seedResult: SeedResult | undefined;
  let acted: [string, unknown][];
  let resets: string[];
  let askedTimeline: unknown[];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'control-'));
    store = new Store(folder);
    ledger = new Ledger(store);
    auto = new Auto(store);
    seedResult = undefined;
    [acted, resets, askedTimeline] = [[], [], []];
    const portal = {
      timeline: (...card: unknown[]) => {
        askedTimeline = card;
        return [{ activityId: '901', title: 'WhatsApp', badge: 'Отправлено', rows: [], text: 'Привет', buttons: [] }];
      },
      press: (...pressed: string[]) => {
        if (pressed[0] !== '901') throw new DeskError('Дело уже удалено или изменено');
        acted.push(['press', pressed]);
      },
      changeCard: (...changed: unknown[]) => {
        if (changed[1] !== '81') throw new NoSuchCard('There is no such card');
        acted.push(['change', changed]);
      },
      endClosing: () => true,
      changeLine: (lineId: string) => lineId === '3',
      moveEmployee: (...moved: unknown[]) => void acted.push(['move', moved]),
      chats: () => [{ chatId: '1767', owner: null, card: null, messages: [] }],
      cardsForCredentials: () => CARDS,
      live: (...what: unknown[]) => void acted.push(['live', what]),
      reset: () => void resets.push('portal'),
    };
    const phones = {
      list: () => [IVAN],
      get: (address: string) => (address === IVAN.address ? IVAN : undefined),
      act: async (address: string, action: PhoneAction) => {
        if (action.do === 'hide-number') throw new PhoneActionError('WhatsApp hides no numbers.');
        acted.push([address, action]);
        return IVAN;
      },
      onChange: () => () => undefined,
    };
    server = fastify();
    const seed = {
      waitingFor: 'Waiting for the product',
      get result() {
        return seedResult;
      },
    };
    const options = {
      portal,
      phones,
      resetMessages: () => void resets.push('messages'),
      ledger,
      faults: new Faults(store),
      auto,
      seed,
      graphqlUrl: 'http://127.0.0.1:4000/graphql',
    };
    await server.register(controlDoors(options), { prefix: '/control' });
  });

  afterEach(async () => {
    await server.close();
    store.close();
    rmSync(folder, { recursive: true });
  });

  const ask = async (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) => {
    const reply = await server.inject({ method, url: `/control${url}`, ...(payload !== undefined && { payload }) });
    return { status: reply.statusCode, body: reply.json<Record<string, unknown>>() };
  };

  it('answers 503 with what it waits for until the seed is done, then the credentials', async () => {
    expect(await ask('GET', '/credentials')).toEqual({ status: 503, body: { error: 'NOT_SEEDED', message: 'Waiting for the product' } });
    seedResult = { partnerKey: 'key', accounts: [{ id: 'a1', kind: 'WHATSAPP_WEB' }] };
    expect(await ask('GET', '/credentials')).toEqual({
      status: 200,
      body: {
        graphqlUrl: 'http://127.0.0.1:4000/graphql',
        subscriptionUrl: 'ws://127.0.0.1:4000/graphql',
        partnerKey: 'key',
        accounts: [{ id: 'a1', kind: 'WHATSAPP_WEB' }],
        cards: CARDS,
      },
    });
  });

  it('shows the ledger in order, with every field, and only what is newer than `after`', async () => {
    ledger.append({ service: 'bitrix24', method: 'crm.item.get' });
    const last = ledger.append({
      service: 'whatsapp-web',
      method: 'message',
      externalId: '3EB0',
      ours: '3EB0',
      to: '79000000011',
      body: { text: 'Привет' },
    });
    const all = (await ask('GET', '/ledger')).body as unknown as Record<string, unknown>[];
    expect(all.map(row => row['method'])).toEqual(['crm.item.get', 'message']);
    expect(all[0]).toMatchObject({ externalId: null, ours: null, to: null, request: null, body: null });
    expect((await ask('GET', '/ledger?after=1')).body).toEqual([{ ...last, request: null }]);
    expect((await ask('GET', '/ledger?after=x')).status).toBe(400);
  });

  it('shows phones and does on them what it is told', async () => {
    expect((await ask('GET', '/phones')).body).toEqual([IVAN]);
    expect((await ask('GET', '/phones/whatsapp:79000000011')).body).toMatchObject({
      address: IVAN.address,
      messenger: 'whatsapp',
      messages: [],
    });
    expect((await ask('POST', '/phones/whatsapp:79000000011', { do: 'reply', text: 'Да' })).status).toBe(200);
    expect(acted).toEqual([[IVAN.address, { do: 'reply', text: 'Да' }]]);
  });

  it('refuses an unknown phone, an unknown action, a missing text and what is impossible now', async () => {
    expect(await ask('GET', '/phones/whatsapp:1')).toMatchObject({ status: 404, body: { error: 'NOT_FOUND' } });
    expect(await ask('POST', '/phones/whatsapp:79000000011', { do: 'fly' })).toMatchObject({ status: 400, body: { error: 'BAD_REQUEST' } });
    expect(await ask('POST', '/phones/whatsapp:79000000011', { do: 'reply' })).toMatchObject({ status: 400 });
    expect(await ask('POST', '/phones/whatsapp:79000000011', { do: 'hide-number' })).toEqual({
      status: 409,
      body: { error: 'IMPOSSIBLE_NOW', message: 'WhatsApp hides no numbers.' },
    });
    expect(acted).toEqual([]);
  });

  it('shows the timeline of a card, in either spelling of its type, and finds the smart process of an item', async () => {
    expect((await ask('GET', '/cards/deal/81/timeline')).body).toMatchObject([{ badge: 'Отправлено', text: 'Привет' }]);
    expect(askedTimeline).toEqual(['DEAL', '81', undefined]);
    await ask('GET', '/cards/SMART_PROCESS/1/timeline');
    expect(askedTimeline).toEqual(['SMART_PROCESS', '1', '180']);
    expect((await ask('GET', '/cards/DEAL/82/timeline')).status).toBe(404);
    expect((await ask('GET', '/cards/PIANO/1/timeline')).status).toBe(400);
  });

  it('puts an employee into departments and workgroups', async () => {
    expect((await ask('POST', '/employees/5', { departments: ['1'], workgroups: [] })).status).toBe(200);
    expect(acted).toEqual([['move', ['5', { departments: ['1'], workgroups: [] }]]]);
    expect((await ask('POST', '/employees/5', { departments: ['sales'] })).status).toBe(400);
  });

  it('presses a button of the timeline as an employee', async () => {
    expect((await ask('POST', '/timeline/901/press', { button: 'sendAgain', employeeId: '27' })).status).toBe(200);
    expect(acted).toEqual([['press', ['901', 'sendAgain', '27']]]);
    expect(await ask('POST', '/timeline/902/press', { button: 'sendAgain', employeeId: '27' })).toMatchObject({
      status: 409,
      body: { error: 'IMPOSSIBLE_NOW' },
    });
    expect((await ask('POST', '/timeline/901/press', { button: 'sendAgain' })).status).toBe(400);
  });

  it('saves a card, deletes it, or merges it into another (L-16)', async () => {
    await ask('POST', '/cards/deal/81', { do: 'delete' });
    await ask('POST', '/cards/DEAL/81', { do: 'merge', into: '82' });
    await ask('POST', '/cards/DEAL/81', { do: 'fill', fields: { title: 'Окна' } });
    expect(acted).toEqual([
      ['change', ['DEAL', '81', { do: 'delete' }, undefined]],
      ['change', ['DEAL', '81', { do: 'merge', into: '82' }, undefined]],
      ['change', ['DEAL', '81', { do: 'fill', fields: { title: 'Окна' } }, undefined]],
    ]);
    expect((await ask('POST', '/cards/DEAL/83', { do: 'delete' })).status).toBe(404);
    expect((await ask('POST', '/cards/DEAL/81', { do: 'merge' })).status).toBe(400);
  });

  it('takes fault rules one by one or in a list, shows and clears them', async () => {
    await ask('POST', '/faults', { service: 'bitrix24', method: 'crm.item.get', do: 'delay', ms: 50 });
    const two = await ask('POST', '/faults', [{ service: 'whatsapp-web', method: 'message', do: 'lose-answer', times: 1 }]);
    expect(two.body).toHaveLength(2);
    expect((await ask('GET', '/faults')).body).toHaveLength(2);
    expect((await ask('POST', '/faults', { service: 'bitrix24', do: 'sing' })).status).toBe(400);
    expect((await ask('DELETE', '/faults')).body).toEqual([]);
  });

  it('changes one behaviour of the phones and leaves the other', async () => {
    expect((await ask('POST', '/auto', { readAfterMs: null })).body).toEqual({ deliverAfterMs: 700, readAfterMs: null });
    expect((await ask('GET', '/auto')).body).toEqual({ deliverAfterMs: 700, readAfterMs: null });
    expect((await ask('POST', '/auto', { readAfterMs: 'soon' })).status).toBe(400);
    expect((await ask('POST', '/auto', { readAfter: 5 })).status).toBe(400);
  });

  it('resets content, faults and behaviour, and keeps the ledger', async () => {
    ledger.append({ service: 'bitrix24', method: 'crm.item.get' });
    await ask('POST', '/faults', { service: 'bitrix24', do: 'drop' });
    await ask('POST', '/auto', { readAfterMs: null });
    expect((await ask('POST', '/reset')).status).toBe(200);
    expect(resets).toEqual(['portal', 'messages']);
    expect((await ask('GET', '/faults')).body).toEqual([]);
    expect(auto.current).toEqual({ deliverAfterMs: 700, readAfterMs: 2000 });
    expect(ledger.rows()).toHaveLength(1);
  });

  it('answers JSON also for a door that is not there and a body that is no JSON', async () => {
    expect(await ask('GET', '/nothing')).toMatchObject({ status: 404, body: { error: 'NOT_FOUND' } });
    const reply = await server.inject({
      method: 'POST',
      url: '/control/auto',
      headers: { 'content-type': 'application/json' },
      payload: '{',
    });
    expect([reply.statusCode, reply.json<{ error: string }>().error]).toEqual([400, 'BAD_REQUEST']);
  });
});
