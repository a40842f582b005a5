import type { ActivityView, CardContent, MessageId } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import { card, employee, given, MARIA, OLEG, PETER, PORTAL, PortalBench, VICTOR } from './portal-bench.ts';

describe('a card', () => {
  it('brings the numbers of its people in one request, the primary contact first (D-2, RE-44)', async () => {
    await using bench = await PortalBench.open();
    const deal = given(await bench.bitrix24.crm.readCard(PORTAL, 'main', card('DEAL', 83)));
    expect(deal.title).toBe('Годовое обслуживание');
    expect(deal.people.map(({ type, id, name }) => [type, id, name])).toEqual([
      ['CONTACT', '52', 'Елена Соколова'],
      ['CONTACT', '54', 'Дмитрий Орлов'],
      ['COMPANY', '42', 'АО «Без телефона»'],
    ]);
    expect(deal.addresses.filter(({ kind }) => kind === 'PHONE').map(({ value }) => value)).toEqual([
      '+7 (900) 000-00-12',
      '8 900 000 00 13',
      '89000000012',
      '+79000000014',
      '+7 900 000-00-15',
    ]);
    expect(bench.budget.taken).toHaveLength(1);
  });

  it.each([
    ['LEAD', 31, null, ['+7 900 000-00-21']],
    ['LEAD', 33, null, ['+7 900 000-00-11', '+7 900 000-00-31']],
    ['DEAL', 81, null, ['+7 900 000-00-11', '+7 900 000-00-31']],
    ['DEAL', 82, null, []],
    ['CONTACT', 51, null, ['+7 900 000-00-11', '+7 900 000-00-31']],
    ['COMPANY', 41, null, ['+7 900 000-00-31', '+7 900 000-00-11', '+7 (900) 000-00-12', '8 900 000 00 13', '89000000012', '+79000000014']],
    ['SMART_PROCESS', 61, '1038', ['+7 900 000-00-11', '+7 900 000-00-31']],
  ] as const)('%s %i of every type does (G-2)', async (type, id, smartProcessTypeId, phones) => {
    await using bench = await PortalBench.open();
    const content = given(await bench.bitrix24.crm.readCard(PORTAL, 'main', card(type, id, smartProcessTypeId)));
    expect(content.addresses.filter(({ kind }) => kind === 'PHONE').map(({ value }) => value)).toEqual(phones);
    expect(bench.budget.taken).toHaveLength(1);
  });

  it('that an employee may not see is not there for him (E-71)', async () => {
    await using bench = await PortalBench.open();
    bench.admit(VICTOR);
    expect(await bench.bitrix24.crm.readCard(PORTAL, employee(VICTOR), card('DEAL', 81))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await bench.bitrix24.crm.readCard(PORTAL, 'main', card('DEAL', 999))).toMatchObject({ code: 'NOT_FOUND' });
    expect(given(await bench.bitrix24.crm.readCard(PORTAL, employee(VICTOR), card('DEAL', 84))).title).toBe('Пробная партия');
  });

  it('is changed only by those who may (A-20)', async () => {
    await using bench = await PortalBench.open();
    bench.admit(PETER, OLEG, VICTOR);
    const { crm } = bench.bitrix24;
    expect(await crm.changeRefusal(PORTAL, employee(PETER), card('DEAL', 81))).toBeNull();
    expect(await crm.changeRefusal(PORTAL, employee(OLEG), card('DEAL', 81))).toMatchObject({
      code: 'FORBIDDEN',
      details: { right: 'card' },
    });
    expect(await crm.changeRefusal(PORTAL, employee(VICTOR), card('DEAL', 81))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await crm.changeRefusal(PORTAL, employee(PETER), card('DEAL', 999))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await crm.changeRefusal(PORTAL, employee(MARIA), card('DEAL', 81))).toMatchObject({ code: 'PORTAL_TOKEN_REFUSED' });
  });

  it('can be asked for less where the probe is not wanted', async () => {
    await using bench = await PortalBench.open({}, { changeProbe: 'read-only-check' });
    bench.admit(OLEG, VICTOR);
    expect(await bench.bitrix24.crm.changeRefusal(PORTAL, employee(OLEG), card('DEAL', 81))).toBeNull();
    expect(await bench.bitrix24.crm.changeRefusal(PORTAL, employee(VICTOR), card('DEAL', 81))).toMatchObject({ code: 'NOT_FOUND' });
    expect(bench.accepted('crm.item.update')).toBe(0);
  });
});

describe('a record in the timeline', () => {
  const view = (badge: string, part: Partial<ActivityView> = {}): ActivityView => ({
    messenger: 'WHATSAPP',
    title: 'WhatsApp коннектор линии #1',
    badge: { text: badge, colour: 'blue' },
    rows: [
      { key: 'from', title: 'От кого', value: '+7 963 000-00-00' },
      { key: 'to', title: 'На номер', value: '+7 900 000-00-11' },
    ],
    text: 'Здравствуйте!',
    attachments: [],
    note: null,
    openChat: null,
    sendAgain: null,
    histories: [],
    ...part,
  });

  it('is what the employee sees, and changes its badge and its button later (L-1, L-2, L-5)', async () => {
    await using bench = await PortalBench.open();
    bench.admit(PETER);
    const { timeline } = bench.bitrix24;
    const id = given(await timeline.addActivity(PORTAL, employee(PETER), card('DEAL', 81), 'm-1', view('Отправлено')));
    expect(bench.portal.service.timeline('DEAL', '81').at(-1)).toMatchObject({
      activityId: id,
      title: 'WhatsApp коннектор линии #1',
      badge: 'Отправлено',
      text: 'Здравствуйте!',
      rows: [
        { title: 'От кого', value: '+7 963 000-00-00' },
        { title: 'На номер', value: '+7 900 000-00-11' },
      ],
      buttons: [],
    });
    given(await timeline.updateActivity(PORTAL, id, view('Прочитано', { openChat: { title: 'Открыть чат', openLineChatId: '77' } })));
    expect(bench.portal.service.timeline('DEAL', '81').at(-1)).toMatchObject({
      badge: 'Прочитано',
      buttons: [{ title: 'Открыть чат', uri: '/online/?IM_DIALOG=chat77' }],
    });
    expect(given(await timeline.findActivity(PORTAL, card('DEAL', 81), 'm-1'))).toBe(id);
    expect(given(await timeline.findActivity(PORTAL, card('DEAL', 81), 'm-2'))).toBeNull();
  });

  it('takes every part of the layout: attachments, two buttons, the menu (L-12, L-15)', async () => {
    await using bench = await PortalBench.open();
    const messageId = '5f0c1f2e-0000-4000-8000-000000000001' as MessageId;
    const full = view('Не отправлено', {
      attachments: [{ title: 'Файл', value: 'smeta.pdf (1,2 МБ)' }],
      note: 'smeta.pdf: отказ',
      openChat: { title: 'ОТКРЫТЬ ЧАТ', openLineChatId: '77' },
      sendAgain: { title: 'Отправить ещё раз', messageId, attempt: 1 },
      histories: [{ title: 'История статусов', messageId }],
    });
    given(await bench.bitrix24.timeline.addActivity(PORTAL, null, card('DEAL', 81), 'm-1', full));
    expect(bench.portal.service.timeline('DEAL', '81').at(-1)).toMatchObject({
      rows: [{ title: 'От кого' }, { title: 'На номер' }, { title: 'Файл', value: 'smeta.pdf (1,2 МБ)' }],
      notes: ['smeta.pdf: отказ'],
      buttons: [
        { key: 'openChat', title: 'ОТКРЫТЬ ЧАТ' },
        { key: 'sendAgain', title: 'Отправить ещё раз', uri: null },
      ],
      menu: [{ title: 'История статусов' }],
    });
  });

  it('follows its card into the one that it is merged into (L-16)', async () => {
    await using bench = await PortalBench.open();
    const { timeline } = bench.bitrix24;
    const id = given(await timeline.addActivity(PORTAL, null, card('DEAL', 81), 'm-1', view('Отправлено')));
    bench.portal.service.changeCard('DEAL', '81', { do: 'merge', into: '82' });
    given(await timeline.updateActivity(PORTAL, id, view('Прочитано')));
    expect(bench.portal.service.timeline('DEAL', '82').map(({ activityId, badge }) => [activityId, badge])).toEqual([[id, 'Прочитано']]);
    expect(given(await timeline.findActivity(PORTAL, card('DEAL', 81), 'm-1'))).toBe(id);
  });

  it('is gone with its card, and is written on none that is gone (L-16)', async () => {
    await using bench = await PortalBench.open();
    const { timeline } = bench.bitrix24;
    const id = given(await timeline.addActivity(PORTAL, null, card('DEAL', 81), 'm-1', view('Отправлено')));
    bench.portal.service.changeCard('DEAL', '81', { do: 'delete' });
    expect(await timeline.updateActivity(PORTAL, id, view('Прочитано'))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await timeline.addActivity(PORTAL, null, card('DEAL', 81), 'm-2', view('x'))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each([
    ['LEAD', 31, null],
    ['CONTACT', 51, null],
    ['COMPANY', 41, null],
    ['SMART_PROCESS', 61, '1038'],
  ] as const)('stands on %s too (G-2)', async (type, id, smartProcessTypeId) => {
    await using bench = await PortalBench.open();
    given(await bench.bitrix24.timeline.addActivity(PORTAL, null, card(type, id, smartProcessTypeId), 'm-1', view('В очереди')));
    expect(bench.portal.service.timeline(type, String(id), smartProcessTypeId ?? undefined).map(({ badge }) => badge)).toEqual([
      'В очереди',
    ]);
  });

  it('stands on an order, or on its client and the order where a portal lets no order own a record (G-2, L-14)', async () => {
    await using bench = await PortalBench.open();
    const { timeline } = bench.bitrix24;
    given(await timeline.addActivity(PORTAL, null, card('ORDER', 91), 'm-1', view('Отправлено')));
    expect(bench.portal.service.timeline('ORDER', '91')).toHaveLength(1);

    given(await bench.bitrix24.app.register(PORTAL));
    bench.portal.faults.add([
      { service: 'bitrix24', method: 'crm.activity.configurable.add', do: 'refuse', code: 'WRONG_FIELD_VALUE', times: 1 },
    ]);
    const id = given(await timeline.addActivity(PORTAL, null, card('ORDER', 91), 'm-2', view('Отправлено')));
    given(await timeline.updateActivity(PORTAL, id, view('Прочитано')));
    for (const [type, of] of [
      ['CONTACT', '51'],
      ['ORDER', '91'],
    ] as const) {
      expect(bench.portal.service.timeline(type, of).at(-1)).toMatchObject({ activityId: id, badge: 'Прочитано' });
    }
  });

  it('of an order without a client stays unwritten where the order may own none, and says so (E-43)', async () => {
    await using bench = await PortalBench.open();
    bench.portal.faults.add([{ service: 'bitrix24', method: 'crm.activity.configurable.add', do: 'refuse', code: 'WRONG_FIELD_VALUE' }]);
    expect(await bench.bitrix24.timeline.addActivity(PORTAL, null, card('ORDER', 92), 'm-1', view('x'))).toMatchObject({
      code: 'ACTIVITY_NOT_WRITTEN',
      details: { rawCode: 'WRONG_FIELD_VALUE' },
    });
  });

  it('has our logo where it is registered, and is drawn where it is not', async () => {
    await using bench = await PortalBench.open();
    given(await bench.bitrix24.timeline.addActivity(PORTAL, null, card('DEAL', 81), 'before', view('x')));
    given(await bench.bitrix24.app.register(PORTAL));
    given(await bench.bitrix24.timeline.addActivity(PORTAL, null, card('DEAL', 81), 'after', view('x')));
    const layouts = [];
    for (const origin of ['before', 'after']) {
      const id = given(await bench.bitrix24.timeline.findActivity(PORTAL, card('DEAL', 81), origin));
      layouts.push(await bench.portal.result(MARIA, 'crm.activity.configurable.get', { id }));
    }
    expect(layouts).toMatchObject([
      { activity: { layout: { body: { logo: { code: 'comment' } } } } },
      { activity: { layout: { body: { logo: { code: 'olchat_whatsapp' } } } } },
    ]);
  });

  it('is written once although the answer was lost (RE-10)', async () => {
    await using bench = await PortalBench.open();
    given(await bench.bitrix24.app.register(PORTAL));
    bench.portal.faults.add([{ service: 'bitrix24', method: 'crm.activity.configurable.add', do: 'lose-answer', times: 1 }]);
    const id = given(await bench.bitrix24.timeline.addActivity(PORTAL, null, card('DEAL', 81), 'm-1', view('Отправлено')));
    expect(bench.portal.service.timeline('DEAL', '81').map(({ activityId }) => activityId)).toEqual([id]);
  });

  it('is refused to an employee who may not change the card (A-20)', async () => {
    await using bench = await PortalBench.open();
    bench.admit(OLEG);
    expect(await bench.bitrix24.timeline.addActivity(PORTAL, employee(OLEG), card('DEAL', 81), 'm-1', view('x'))).toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('that somebody deleted stays deleted (L-16)', async () => {
    await using bench = await PortalBench.open();
    const { timeline } = bench.bitrix24;
    const id = given(await timeline.addActivity(PORTAL, null, card('DEAL', 81), 'm-1', view('Отправлено')));
    await bench.portal.result(MARIA, 'crm.activity.delete', { id });
    expect(await timeline.updateActivity(PORTAL, id, view('Прочитано'))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('an order', () => {
  const phones = (content: CardContent) => content.addresses.filter(({ kind }) => kind === 'PHONE').map(({ value }) => value);

  it('brings the numbers of its clients, then the one typed in the shop (D-2, G-2)', async () => {
    await using bench = await PortalBench.open();
    bench.admit(PETER);
    const order = given(await bench.bitrix24.crm.readCard(PORTAL, employee(PETER), card('ORDER', 91)));
    expect(order.title).toBe('Заказ № 91');
    expect(order.people.map(({ type, id, name }) => [type, id, name])).toEqual([
      ['CONTACT', '51', 'Иван Петров'],
      ['COMPANY', '41', 'ООО «Ромашка»'],
    ]);
    expect(phones(order)).toEqual(['+7 900 000-00-11', '+7 900 000-00-31', '79000000041']);
    expect(order.addresses.at(-1)?.holder).toEqual({ type: 'ORDER', id: '91', name: 'Заказ № 91' });
    expect(bench.budget.taken).toHaveLength(3);
  });

  it('without clients has the number typed in the shop alone', async () => {
    await using bench = await PortalBench.open();
    const order = given(await bench.bitrix24.crm.readCard(PORTAL, 'main', card('ORDER', 92)));
    expect(order.people).toEqual([]);
    expect(phones(order)).toEqual(['+7 900 000-00-32']);
  });

  it('is not there for an employee who may not see it, and nothing is read for him with the main token (E-71)', async () => {
    await using bench = await PortalBench.open();
    bench.admit(PETER, VICTOR);
    const { crm } = bench.bitrix24;
    expect(await crm.readCard(PORTAL, employee(VICTOR), card('ORDER', 91))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await crm.changeRefusal(PORTAL, employee(VICTOR), card('ORDER', 91))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await crm.readCard(PORTAL, employee(MARIA), card('ORDER', 91))).toMatchObject({ code: 'PORTAL_TOKEN_REFUSED' });
    expect(bench.accepted('sale.order.get')).toBe(0);
    expect(await crm.readCard(PORTAL, employee(PETER), card('ORDER', 999))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await crm.changeRefusal(PORTAL, employee(PETER), card('ORDER', 999))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('shows an employee only those of its clients whom he may see', async () => {
    await using bench = await PortalBench.open();
    bench.admit(VICTOR);
    await bench.portal.result(MARIA, 'sale.order.update', { id: 91, fields: { responsibleId: VICTOR } });
    const order = given(await bench.bitrix24.crm.readCard(PORTAL, employee(VICTOR), card('ORDER', 91)));
    expect(order.people).toEqual([]);
    expect(phones(order)).toEqual(['79000000041']);
  });

  it('is changed only by those who may, and asking leaves nothing in it (A-20)', async () => {
    await using bench = await PortalBench.open();
    bench.admit(PETER, OLEG);
    const { crm } = bench.bitrix24;
    expect(await crm.changeRefusal(PORTAL, employee(PETER), card('ORDER', 91))).toBeNull();
    expect(await crm.changeRefusal(PORTAL, employee(OLEG), card('ORDER', 91))).toMatchObject({
      code: 'FORBIDDEN',
      details: { right: 'card' },
    });
    expect(given(await crm.readCard(PORTAL, employee(OLEG), card('ORDER', 91))).title).toBe('Заказ № 91');
    const filter = { ENTITY_ID: 91, ENTITY_TYPE: 'order' };
    expect(await bench.portal.result(MARIA, 'crm.timeline.comment.list', { filter })).toEqual([]);
  });

  it('cannot be read when the application works under nobody who administers the portal (A-21)', async () => {
    await using bench = await PortalBench.open();
    bench.admit(PETER);
    bench.tokens.pairs.set('main', bench.pairOf(PETER));
    expect(await bench.bitrix24.crm.readCard(PORTAL, employee(PETER), card('ORDER', 91))).toMatchObject({ code: 'PORTAL_TOKEN_REFUSED' });
  });
});

describe('a smart-process item without clients of its own', () => {
  it('brings the people of the deal that it is linked to, with the client field and without it (D-2)', async () => {
    await using bench = await PortalBench.open();
    for (const [id, type] of [
      [62, '1038'],
      [72, '1046'],
    ] as const) {
      const item = given(await bench.bitrix24.crm.readCard(PORTAL, 'main', card('SMART_PROCESS', id, type)));
      expect(item.people.map(person => [person.type, person.id])).toEqual([
        ['CONTACT', '51'],
        ['COMPANY', '41'],
      ]);
      expect(item.addresses.map(({ value }) => value)).toContain('+7 900 000-00-11');
    }
  });

  it('brings contact, company, deal and lead, everybody once', async () => {
    await using bench = await PortalBench.open();
    const fields = { parentId1: 31, parentId2: 83, parentId3: 52, parentId4: 41 };
    await bench.portal.result(MARIA, 'crm.item.update', { entityTypeId: 1046, id: 71, fields });
    const item = given(await bench.bitrix24.crm.readCard(PORTAL, 'main', card('SMART_PROCESS', 71, '1046')));
    expect(item.title).toBe('Заказ пропуска');
    expect(item.people.map(person => `${person.type} ${person.id}`)).toEqual([
      'CONTACT 52',
      'COMPANY 41',
      'COMPANY 42',
      'CONTACT 51',
      'CONTACT 54',
      'LEAD 31',
    ]);
    expect(item.addresses.filter(({ value }) => value === '+79000000014')).toHaveLength(1);
  });

  it('brings nobody of a deal that the employee may not see, and nobody where nothing is linked', async () => {
    await using bench = await PortalBench.open();
    bench.admit(VICTOR);
    await bench.portal.result(MARIA, 'crm.item.update', { entityTypeId: 1046, id: 72, fields: { assignedById: VICTOR } });
    const hidden = given(await bench.bitrix24.crm.readCard(PORTAL, employee(VICTOR), card('SMART_PROCESS', 72, '1046')));
    expect(hidden).toMatchObject({ title: 'Пропуск для монтажа', addresses: [], people: [] });
    const alone = given(await bench.bitrix24.crm.readCard(PORTAL, 'main', card('SMART_PROCESS', 71, '1046')));
    expect(alone).toMatchObject({ addresses: [], people: [] });
  });
});
