import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench, MARIA, OLEG, PETER, until, FIRST, connectLine, writeAsClient } from '../test-bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
  bench.install();
});
afterAll(() => bench.close());

const list = (entityTypeId: number, parameters: Record<string, unknown>): Promise<unknown> =>
  bench.result(MARIA, 'crm.item.list', { entityTypeId, ...parameters });

describe('crm.item', () => {
  it('gives multi-fields with flat aliases of the first of each kind', async () => {
    expect(await bench.result(MARIA, 'crm.item.get', { entityTypeId: 3, id: 57 })).toMatchObject({
      item: {
        id: 57,
        entityTypeId: 3,
        hasPhone: 'N',
        hasImol: 'Y',
        imol: 'imol|olchat_telegram|1|700000057|571',
        fm: [{ typeId: 'IM', valueType: 'OPENLINE' }],
      },
    });
  });

  it('shows fm in a list only with *', async () => {
    expect(await list(3, { filter: { id: 51 }, select: ['*'] })).toMatchObject({ items: [{ fm: expect.any(Array) as unknown }] });
    expect(JSON.stringify(await list(3, { filter: { id: 51 }, select: ['id', 'fm'] }))).toBe('{"items":[{"id":51}]}');
  });

  it('filters by prefixes, lists, groups and flat aliases, and refuses unknown fields', async () => {
    const ids = async (filter: Record<string, unknown>): Promise<number[]> =>
      ((await list(3, { filter, select: ['id'] })) as { items: { id: number }[] }).items.map(({ id }) => id);
    expect(await ids({ '@id': [51, 53] })).toEqual([51, 53]);
    expect(await ids({ '>id': 58 })).toEqual([59, 60]);
    expect(await ids({ '%lastName': 'петр' })).toEqual([51]);
    expect(await ids({ '=%lastName': 'С%' })).toEqual([52, 56]);
    expect(await ids({ 0: { logic: 'OR', 0: { name: 'Алиса' }, 1: { name: 'Юлия' } } })).toEqual([55, 59]);
    expect(await ids({ '=phone': '+7 900 000-00-15' })).toEqual([54]);
    expect(await bench.refusal(MARIA, 'crm.item.list', { entityTypeId: 3, filter: { nothing: 1 } })).toEqual([400, 'INVALID_ARG_VALUE']);
  });

  it('adds, changes and deletes multi-fields by the keys of the documentation, and tells of it', async () => {
    await bench.result(MARIA, 'event.bind', { event: 'ONCRMCONTACTUPDATE', handler: `${bench.productUrl}/events` });
    const change = (fm: unknown): Promise<unknown> => bench.result(MARIA, 'crm.item.update', { entityTypeId: 3, id: 53, fields: { fm } });
    const added = (await change({ n0: { typeId: 'PHONE', valueType: 'WORK', value: '+79000000090' } })) as {
      item: { fm: { id: number; value: string }[] };
    };
    const id = String(added.item.fm.find(({ value }) => value === '+79000000090')?.id);
    expect(await change({ [id]: { value: '+79000000091' } })).toMatchObject({ item: { phone: '+79000000091' } });
    expect(await change({ [id]: { value: '' } })).toMatchObject({ item: { hasPhone: 'N' } });
    expect((await bench.eventsNamed('ONCRMCONTACTUPDATE', 3))[0]?.data).toEqual({ FIELDS: { ID: '53' } });
  });

  it('describes fields with the upper-case names of templates', async () => {
    expect(await bench.result(MARIA, 'crm.item.fields', { entityTypeId: 3 })).toMatchObject({
      fields: {
        lastName: { type: 'string', title: 'Фамилия', upperName: 'LAST_NAME' },
        assignedById: { type: 'user', upperName: 'ASSIGNED_BY_ID' },
      },
    });
  });

  it('finds the people of a card and the card of a phone in any spelling', async () => {
    expect(await bench.result(MARIA, 'crm.deal.contact.items.get', { id: 83 })).toEqual([
      { CONTACT_ID: 52, SORT: 10, ROLE_ID: 0, IS_PRIMARY: 'Y' },
      { CONTACT_ID: 54, SORT: 20, ROLE_ID: 0, IS_PRIMARY: 'N' },
    ]);
    expect(await bench.result(MARIA, 'crm.contact.company.items.get', { id: 52 })).toMatchObject([{ COMPANY_ID: 41 }, { COMPANY_ID: 42 }]);
    expect(await bench.result(MARIA, 'crm.duplicate.findbycomm', { type: 'PHONE', values: ['89000000011'] })).toEqual({ CONTACT: [51] });
    expect(await bench.result(MARIA, 'crm.duplicate.findbycomm', { type: 'PHONE', values: ['123'] })).toEqual([]);
  });

  it('keeps orders and lists of smart processes for administrators', async () => {
    expect(await bench.result(MARIA, 'sale.order.get', { id: 91 })).toMatchObject({
      order: { id: 91, clients: [{ entityId: 51, entityTypeId: 3 }, { entityId: 41 }] },
    });
    expect(await bench.result(MARIA, 'crm.type.list')).toMatchObject({
      types: [{ id: 7, entityTypeId: 1038, isClientEnabled: 'Y' }, { isClientEnabled: 'N' }],
    });
    expect(await bench.refusal(PETER, 'crm.type.list')).toEqual([403, 'ACCESS_DENIED']);
    expect(await bench.result(PETER, 'crm.type.getByEntityTypeId', { entityTypeId: 1038 })).toMatchObject({ type: { title: 'Проекты' } });
  });

  it('draws a custom field of our own type in the card', async () => {
    await bench.result(MARIA, 'userfieldtype.add', {
      USER_TYPE_ID: 'olchat',
      HANDLER: `${bench.productUrl}/field`,
      TITLE: 'Статусы и чаты',
    });
    expect(await bench.refusal(MARIA, 'userfieldtype.add', { USER_TYPE_ID: 'olchat', HANDLER: `${bench.productUrl}/field` })).toEqual([
      400,
      'ERROR_CORE',
    ]);
    const field = {
      entityId: 'CRM_7',
      fieldName: 'UF_CRM_7_OLCHAT',
      userTypeId: 'rest_31_olchat',
      editFormLabel: { ru: 'Статусы и чаты' },
    };
    expect(await bench.refusal(MARIA, 'userfieldconfig.add', { moduleId: 'crm', field: { ...field, entityId: 'CRM_1038' } })).toEqual([
      400,
      'ERROR_ARGUMENT',
    ]);
    await bench.result(MARIA, 'userfieldconfig.add', { moduleId: 'crm', field });
    expect(await bench.result(MARIA, 'crm.item.fields', { entityTypeId: 1038, useOriginalUfNames: 'Y' })).toMatchObject({
      fields: { UF_CRM_7_OLCHAT: { type: 'rest_31_olchat', isDynamic: true } },
    });
    expect(bench.service.desk.cardWidgets(FIRST, String(PETER), 'SMART_PROCESS', '61', '1038')).toMatchObject([
      {
        label: 'Статусы и чаты',
        handler: `${bench.productUrl}/field`,
        options: {
          MODE: 'view',
          ENTITY_ID: 'CRM_7',
          ENTITY_VALUE_ID: '61',
          ENTITY_DATA: { entityTypeId: 1038, entityId: '61', module: 'crm' },
        },
      },
    ]);
    expect(bench.service.desk.cardWidgets(FIRST, String(PETER), 'SMART_PROCESS', '71', '1046')).toEqual([]);
  });
});

const layout = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  icon: { code: 'whatsapp' },
  header: { title: 'WhatsApp коннектор линии #1', tags: { status: { title: 'Отправлено', type: 'secondary' } } },
  body: {
    logo: { code: 'channel-whatsapp' },
    blocks: {
      to: {
        type: 'withTitle',
        properties: { title: 'На номер', inline: true, block: { type: 'text', properties: { value: '+7 900 000-00-11' } } },
      },
      text: { type: 'largeText', properties: { value: 'Здравствуйте!' } },
    },
  },
  footer: {
    buttons: { openChat: { title: 'Открыть чат', type: 'primary', action: { type: 'redirect', uri: '/online/?IM_DIALOG=chat1767' } } },
    menu: {
      showPostponeItem: false,
      items: { again: { title: 'Ещё раз', action: { type: 'restEvent', id: 'resend', actionParams: { m: '7' } } } },
    },
  },
  ...more,
});
const fields = { completed: true, isIncomingChannel: false, responsibleId: PETER, originatorId: 'olchat', originId: 'm-1' };
const add = (owner: [number, number], parts: Record<string, unknown> = {}): Record<string, unknown> => ({
  ownerTypeId: owner[0],
  ownerId: owner[1],
  fields,
  layout: layout(),
  ...parts,
});

describe('a configurable activity', () => {
  it('is made, found by its origin, updated as a whole, and pushed to open cards (L-1, L-2)', async () => {
    const changes: string[] = [];
    const end = bench.service.desk.onChange((memberId, what) => changes.push(`${memberId}/${what}`));
    const { activity } = (await bench.result(PETER, 'crm.activity.configurable.add', add([2, 81]))) as { activity: { id: number } };
    const found = await bench.result(MARIA, 'crm.activity.list', {
      filter: { PROVIDER_ID: 'CONFIGURABLE_REST_APP', ORIGINATOR_ID: 'olchat', ORIGIN_ID: 'm-1' },
      select: ['ID'],
    });
    expect(found).toEqual([{ ID: String(activity.id) }]);
    expect(bench.service.timeline('DEAL', '81')).toMatchObject([
      {
        activityId: String(activity.id),
        title: 'WhatsApp коннектор линии #1',
        badge: 'Отправлено',
        rows: [{ title: 'На номер', value: '+7 900 000-00-11' }],
        text: 'Здравствуйте!',
        buttons: [{ title: 'Открыть чат', uri: '/online/?IM_DIALOG=chat1767' }],
      },
    ]);
    await until(() => changes.includes(`${FIRST}/timeline`));
    const read = { ...layout(), header: { title: 'x', tags: { status: { title: 'Прочитано', type: 'success' } } } };
    await bench.result(MARIA, 'crm.activity.configurable.update', { id: activity.id, fields: {}, layout: read });
    expect(bench.service.desk.timeline(FIRST, 'DEAL', '81')).toMatchObject([
      { kind: 'app', badge: { title: 'Прочитано', type: 'success' }, author: { name: 'Пётр Иванов' }, completed: true },
    ]);
    expect(await bench.result(OLEG, 'crm.activity.configurable.get', { id: activity.id })).toMatchObject({
      activity: { ownerTypeId: 2, ownerId: 81, fields: { originId: 'm-1' }, layout: { header: { title: 'x' } } },
    });
    expect(bench.ledger.rows().findLast(({ method }) => method === 'crm.activity.configurable.update')).toMatchObject({
      externalId: String(activity.id),
      ours: 'm-1',
    });
    end();
  });

  it('is refused for a wrong layout with the platform’s own code', async () => {
    const refusal = async (parts: Record<string, unknown>): Promise<unknown> =>
      (await bench.refusal(PETER, 'crm.activity.configurable.add', add([2, 82], parts)))[1];
    const block = { type: 'text', properties: { value: 'x' } };
    const body = (blocks: unknown): Record<string, unknown> => ({
      layout: layout({ body: { logo: { code: 'channel-whatsapp' }, blocks } }),
    });
    expect(await refusal({ layout: {} })).toBe('ERROR_EMPTY_LAYOUT');
    expect(await refusal({ layout: layout({ icon: { code: 'no-such' } }) })).toBe('ENUM_FIELD');
    expect(await refusal({ layout: layout({ icon: { code: 'whatsapp', size: 1 } }) })).toBe('FIELD_IS_REDUNDANT');
    expect(await refusal({ layout: { icon: { code: 'whatsapp' } } })).toBe('FIELD_IS_REQUIRED');
    expect(await refusal({ layout: layout({ header: { title: 'x', tags: { a: { title: 'x', type: 'lavender' } } } }) })).toBe('ENUM_FIELD');
    expect(await refusal({ layout: layout({ header: { title: { ru: 'x', de: 'y' } } }) })).toBe('WRONG_LANG');
    expect(await refusal(body({}))).toBe('FIELD_IS_REQUIRED');
    expect(await refusal(body({ 'с пробелом': block }))).toBe('KEY_CONTAIN_WRONG_SYMBOLS');
    expect(await refusal(body({ a: { type: 'audio', properties: {} } }))).toBe('ENUM_FIELD');
    expect(
      await refusal(
        body({ a: { type: 'withTitle', properties: { title: 'x', block: { type: 'largeText', properties: { value: 'x' } } } } }),
      ),
    ).toBe('ENUM_FIELD');
    expect(await refusal(body(Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`b${index}`, block]))))).toBe('TOO_MANY_ITEMS');
    const button = { title: 'x', type: 'primary', action: { type: 'redirect', uri: '/' } };
    expect(await refusal({ layout: layout({ footer: { buttons: { a: button, b: button, c: button } } }) })).toBe('TOO_MANY_ITEMS');
    expect(await refusal({ fields: { ...fields, isIncomingChannel: 'Y', deadline: '2026-08-01T00:00:00+03:00' } })).toBe(
      'INCOMING_ACTIVITY_CAN_NOT_BE_WITH_DEADLINE',
    );
    expect(await refusal({ fields: { completed: 'maybe' } })).toBe('WRONG_FIELD_VALUE');
    expect(bench.service.timeline('DEAL', '82')).toEqual([]);
  });

  it('needs the right to change the card, and on every type of card stands in its timeline', async () => {
    expect(await bench.refusal(OLEG, 'crm.activity.configurable.add', add([2, 81]))).toEqual([400, 'ACCESS_DENIED']);
    expect(await bench.refusal(PETER, 'crm.activity.configurable.add', add([2, 999]))).toEqual([400, 'NOT_FOUND']);
    for (const [type, id, typeId] of [
      ['LEAD', 31, 1],
      ['CONTACT', 54, 3],
      ['COMPANY', 41, 4],
      ['ORDER', 91, 14],
      ['SMART_PROCESS', 61, 1038],
    ] as const) {
      await bench.result(PETER, 'crm.activity.configurable.add', add([typeId, id]));
      expect(bench.service.timeline(type, String(id), '1038')).toHaveLength(1);
    }
  });

  it('sends the press of its button with flat data and the person in auth', async () => {
    await bench.result(MARIA, 'event.bind', { event: 'ONCRMTIMELINEITEMACTION', handler: `${bench.productUrl}/events` });
    const { activity } = (await bench.result(PETER, 'crm.activity.configurable.add', add([3, 59]))) as { activity: { id: number } };
    bench.service.desk.pressTimelineButton(FIRST, String(PETER), String(activity.id), 'again');
    const [event] = await bench.eventsNamed('ONCRMTIMELINEITEMACTION', 1);
    expect(event?.data).toEqual({ id: 'resend', entityTypeId: '3', entityId: '59', activityId: String(activity.id), m: '7' });
    expect(event?.auth['user_id']).toBe(String(PETER));
  });

  it('shows in further cards by bindings, and answers NOT_FOUND after its deletion (L-16)', async () => {
    const { activity } = (await bench.result(PETER, 'crm.activity.configurable.add', add([1, 33]))) as { activity: { id: number } };
    const binding = { activityId: activity.id, entityTypeId: 3, entityId: 58 };
    await bench.result(PETER, 'crm.activity.binding.add', binding);
    expect(await bench.refusal(PETER, 'crm.activity.binding.add', binding)).toEqual([400, 'ACTIVITY_IS_ALREADY_BOUND']);
    expect(bench.service.timeline('CONTACT', '58')).toHaveLength(1);
    await bench.result(PETER, 'crm.activity.binding.delete', binding);
    expect(bench.service.timeline('CONTACT', '58')).toEqual([]);
    await bench.result(PETER, 'crm.item.delete', { entityTypeId: 1, id: 33 });
    expect(await bench.refusal(MARIA, 'crm.activity.configurable.update', { id: activity.id, fields: {}, layout: layout() })).toEqual([
      400,
      'NOT_FOUND',
    ]);
  });

  it('binds the open-line activity to another card too', async () => {
    await writeAsClient(bench, await connectLine(bench), 'wa-1', 'Раз');
    const found = (await bench.result(MARIA, 'crm.activity.list', {
      filter: { PROVIDER_ID: 'IMOPENLINES_SESSION', OWNER_TYPE_ID: 3, OWNER_ID: 51 },
    })) as { ID: string }[];
    await bench.result(MARIA, 'crm.activity.binding.add', { activityId: found[0]?.ID, entityTypeId: 4, entityId: 42 });
    expect(bench.service.timeline('COMPANY', '42')).toMatchObject([{ title: 'Чат с клиентом' }]);
  });

  it('may use icons and logos that an administrator added', async () => {
    const png = Buffer.concat([
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      Buffer.from([0, 0, 0, 24, 0, 0, 0, 24]),
      Buffer.alloc(8),
    ]).toString('base64');
    expect(await bench.refusal(MARIA, 'crm.timeline.logo.add', { code: 'olchat', fileContent: png })).toEqual([400, 'ERROR_ARGUMENT']);
    await bench.result(MARIA, 'crm.timeline.icon.add', { code: 'olchat', fileContent: png });
    expect(JSON.stringify(await bench.result(MARIA, 'crm.timeline.icon.list'))).toContain('"olchat"');
    await bench.result(PETER, 'crm.activity.configurable.add', add([3, 60], { layout: layout({ icon: { code: 'olchat' } }) }));
  });
});
