import { describe, expect, it } from 'vitest';
import { batchAnswer, commandsOf, type FakeCall, FakePortal, PORTAL } from '../rest/fake-portal.ts';
import { cardItemOf } from './card-items.ts';
import { CARD_PLACEMENTS, EVENTS, register } from './registrations.ts';

const addresses = { publicUrl: 'https://olchat.example', title: 'OLChat' };

/** A portal that remembers what is bound. */
const remembering = (portal: FakePortal) => {
  const bound = {
    placements: [] as object[],
    events: [] as object[],
    connectors: {} as Record<string, string>,
    logos: [] as object[],
    fieldTypes: [] as object[],
    available: [...CARD_PLACEMENTS] as string[],
    cardFields: [] as { id: string; entityId: string; userTypeId: string; editFormLabel: { ru: string } }[],
  };
  const run = (method: string, params: Record<string, unknown>): unknown => {
    switch (method) {
      case 'placement.get':
        return bound.placements;
      case 'event.get':
        return bound.events;
      case 'imconnector.list':
        return bound.connectors;
      case 'crm.timeline.logo.list':
        return { logos: bound.logos };
      case 'placement.list':
        return bound.available;
      case 'userfieldtype.list':
        return bound.fieldTypes;
      case 'userfieldtype.add':
      case 'userfieldtype.update':
        bound.fieldTypes = [{ USER_TYPE_ID: params['USER_TYPE_ID'], HANDLER: params['HANDLER'], TITLE: params['TITLE'] }];
        return true;
      case 'app.info':
        return { ID: '123' };
      case 'userfieldconfig.list':
        return { fields: bound.cardFields };
      case 'userfieldconfig.add':
        return bound.cardFields.push({ ...(params['field'] as (typeof bound.cardFields)[number]), id: String(bound.cardFields.length) });
      case 'userfieldconfig.delete':
        bound.cardFields = bound.cardFields.filter(({ id }) => id !== params['id']);
        return null;
      case 'placement.bind':
        return bound.placements.push({ placement: params['PLACEMENT'], handler: params['HANDLER'], title: params['TITLE'] }) > 0;
      case 'event.bind':
        return bound.events.push({ event: params['event'], handler: params['handler'] }) > 0;
      case 'crm.timeline.logo.add':
        return bound.logos.push({ code: params['code'] }) > 0;
      case 'placement.unbind':
        bound.placements = bound.placements.filter(place => !('handler' in place && place.handler === params['HANDLER']));
        return { count: 1 };
      case 'imconnector.register':
        bound.connectors[String(params['ID'])] = String(params['NAME']);
        return { result: true };
      default:
        throw new Error(`unexpected ${method}`);
    }
  };
  portal.answer = (call: FakeCall) => {
    if (call.method !== 'batch') return { result: run(call.method, call.params) };
    return batchAnswer(
      Object.fromEntries(Object.entries(commandsOf(call)).map(([name, { method, params }]) => [name, run(method, params)])),
    );
  };
  return bound;
};

describe('register', () => {
  it('leaves places, events, logos and connectors on a fresh portal, in four requests (W-1, T-1)', async () => {
    await using portal = await FakePortal.open();
    const bound = remembering(portal);
    const done = await register(portal.rest(), PORTAL, addresses);
    expect(done).toMatchObject({ kept: [], removed: [], failed: [] });
    expect(bound.placements).toEqual(
      CARD_PLACEMENTS.flatMap(placement => [
        { placement, handler: `https://olchat.example/bitrix24/placement/${placement}`, title: 'OLChat' },
        { placement, handler: `https://olchat.example/bitrix24/placement/${placement}.TELEGRAM`, title: '[OLChat] Telegram' },
      ]),
    );
    expect(bound.events).toEqual(EVENTS.map(event => ({ event, handler: 'https://olchat.example/bitrix24/events' })));
    expect(portal.methods()).toEqual(['batch', 'batch', 'imconnector.register', 'imconnector.register']);
    expect(portal.calls[2]?.params).toMatchObject({ ID: 'olchat_whatsapp', NEED_SIGNATURE: false, CHAT_GROUP: false });
  });

  it('changes nothing the second time', async () => {
    await using portal = await FakePortal.open();
    const bound = remembering(portal);
    await register(portal.rest(), PORTAL, addresses);
    const before = structuredClone(bound);
    expect(await register(portal.rest(), PORTAL, addresses)).toMatchObject({ added: [], removed: [], failed: [] });
    expect(bound).toEqual(before);
  });

  it('repairs what is missing and what points elsewhere', async () => {
    await using portal = await FakePortal.open();
    const bound = remembering(portal);
    await register(portal.rest(), PORTAL, addresses);
    bound.events.pop();
    const isDealOf = (place: object, end: string) => 'handler' in place && String(place.handler).endsWith(`CRM_DEAL_DETAIL_ACTIVITY${end}`);
    bound.placements = bound.placements.map(place =>
      isDealOf(place, '') ? { placement: 'CRM_DEAL_DETAIL_ACTIVITY', handler: 'https://old.example/x' } : place,
    );
    expect(await register(portal.rest(), PORTAL, addresses)).toMatchObject({
      added: ['placement CRM_DEAL_DETAIL_ACTIVITY', `event ${EVENTS.at(-1)}`],
      removed: ['placement CRM_DEAL_DETAIL_ACTIVITY'],
      failed: [],
    });
  });

  it('stands in orders and embedded smart processes where the portal has such places (G-3, S-25)', async () => {
    await using portal = await FakePortal.open();
    const bound = remembering(portal);
    await register(portal.rest(), PORTAL, addresses, { embedded: ['1038'], statusesWidget: false, templatesInChat: false });
    expect(bound.placements).toHaveLength(2 * CARD_PLACEMENTS.length);
    bound.available.push('CRM_ORDER_DETAIL_ACTIVITY', 'CRM_DYNAMIC_1038_DETAIL_ACTIVITY');
    const added = ['CRM_ORDER_DETAIL_ACTIVITY', 'CRM_DYNAMIC_1038_DETAIL_ACTIVITY'].flatMap(code => [
      `placement ${code}`,
      `placement ${code}.TELEGRAM`,
    ]);
    expect(
      await register(portal.rest(), PORTAL, addresses, { embedded: ['1038', '1050'], statusesWidget: false, templatesInChat: false }),
    ).toMatchObject({
      added,
      failed: [],
    });
  });

  it('leaves its type of field, and changes it in place when its address or title changed (S-20)', async () => {
    await using portal = await FakePortal.open();
    const bound = remembering(portal);
    await register(portal.rest(), PORTAL, addresses);
    const handler = 'https://olchat.example/bitrix24/placement/USERFIELD_TYPE';
    expect(bound.fieldTypes).toEqual([{ USER_TYPE_ID: 'olchat', HANDLER: handler, TITLE: 'OLChat WhatsApp — статусы и чаты' }]);
    bound.fieldTypes = [{ USER_TYPE_ID: 'olchat', HANDLER: 'https://old.example/x', TITLE: 'OLChat' }];
    expect(await register(portal.rest(), PORTAL, addresses)).toMatchObject({ added: ['field type olchat'], failed: [] });
    expect(bound.fieldTypes).toMatchObject([{ HANDLER: handler, TITLE: 'OLChat WhatsApp — статусы и чаты' }]);
    const methods = portal.calls.flatMap(call =>
      call.method === 'batch' ? Object.values(commandsOf(call)).map(command => command.method) : [],
    );
    expect(methods.filter(method => /^userfieldtype\.(?:add|update)$/.test(method))).toEqual(['userfieldtype.add', 'userfieldtype.update']);
  });

  it('makes the field «Статусы и чаты» in ordinary cards while it is switched on, once, and removes it after (A-8, S-26)', async () => {
    await using portal = await FakePortal.open();
    const bound = remembering(portal);
    const on = { embedded: [], statusesWidget: true, templatesInChat: false };
    const fields = ['CRM_LEAD', 'CRM_DEAL', 'CRM_CONTACT', 'CRM_COMPANY'].map(entity => `card-field ${entity}`);
    await register(portal.rest(), PORTAL, addresses);
    expect(bound.cardFields).toEqual([]);
    expect(await register(portal.rest(), PORTAL, addresses, on)).toMatchObject({ added: fields, failed: [] });
    expect(bound.cardFields[1]).toMatchObject({
      entityId: 'CRM_DEAL',
      userTypeId: 'rest_123_olchat',
      editFormLabel: { ru: 'OLChat — статусы и чаты' },
    });
    expect(await register(portal.rest(), PORTAL, addresses, on)).toMatchObject({
      added: [],
      kept: expect.arrayContaining(fields) as unknown,
    });
    expect(await register(portal.rest(), PORTAL, addresses)).toMatchObject({ removed: fields, failed: [] });
    expect(bound.cardFields).toEqual([]);
  });

  it('stands above the message box of open-line chats while that is switched on, and goes when it is switched off (A-8, M-12)', async () => {
    await using portal = await FakePortal.open();
    const bound = remembering(portal);
    const on = { embedded: [], statusesWidget: false, templatesInChat: true };
    const what = 'placement IM_TEXTAREA';
    await register(portal.rest(), PORTAL, addresses);
    const binding = { placement: 'IM_TEXTAREA', handler: 'https://olchat.example/bitrix24/placement/IM_TEXTAREA' };
    expect(bound.placements).not.toContainEqual(expect.objectContaining(binding));
    expect(await register(portal.rest(), PORTAL, addresses, on)).toMatchObject({ added: [what], removed: [], failed: [] });
    expect(bound.placements).toContainEqual(expect.objectContaining(binding));
    const commands = portal.calls.flatMap(call => (call.method === 'batch' ? Object.values(commandsOf(call)) : []));
    expect(commands.find(({ params }) => params['PLACEMENT'] === 'IM_TEXTAREA')?.params).toMatchObject({
      OPTIONS: { context: 'LINES', role: 'USER', iconName: 'fa-file-text-o' },
      LANG_ALL: { ru: { TITLE: 'Редактирование и выбор шаблонов' } },
    });
    expect(await register(portal.rest(), PORTAL, addresses, on)).toMatchObject({ added: [], removed: [] });
    expect(await register(portal.rest(), PORTAL, addresses)).toMatchObject({ added: [], removed: [what], failed: [] });
    expect(bound.placements).not.toContainEqual(expect.objectContaining(binding));
  });

  it('says that the portal gave no right to make fields, once they are wanted', async () => {
    await using portal = await FakePortal.open();
    remembering(portal);
    const usual = portal.answer;
    portal.answer = call =>
      call.method === 'batch' && 'cardFields' in commandsOf(call)
        ? batchAnswer({ ...(usual(call) as { result: { result: object } }).result.result }, { cardFields: { error: 'insufficient_scope' } })
        : usual(call);
    expect(await register(portal.rest(), PORTAL, addresses)).toMatchObject({ failed: [] });
    expect(await register(portal.rest(), PORTAL, addresses, { embedded: [], statusesWidget: true, templatesInChat: false })).toMatchObject({
      failed: [{ what: 'card-field', code: 'insufficient_scope' }],
    });
  });

  it('binds an item anew when the product was renamed, and leaves the other messenger’s alone', async () => {
    await using portal = await FakePortal.open();
    const bound = remembering(portal);
    await register(portal.rest(), PORTAL, addresses);
    bound.placements = bound.placements.map(place =>
      'title' in place && 'placement' in place && place.placement === 'CRM_LEAD_DETAIL_ACTIVITY' && place.title === '[OLChat] Telegram'
        ? { ...place, title: 'Old' }
        : place,
    );
    const what = 'placement CRM_LEAD_DETAIL_ACTIVITY.TELEGRAM';
    expect(await register(portal.rest(), PORTAL, addresses)).toMatchObject({ added: [what], removed: [what], failed: [] });
  });

  it('tells by the address of a page whose item opened it (T-1)', () => {
    expect(cardItemOf('CRM_DEAL_DETAIL_ACTIVITY.TELEGRAM')).toEqual({ placement: 'CRM_DEAL_DETAIL_ACTIVITY', messenger: 'TELEGRAM' });
    expect(cardItemOf('CRM_DEAL_DETAIL_ACTIVITY')).toEqual({ placement: 'CRM_DEAL_DETAIL_ACTIVITY', messenger: 'WHATSAPP' });
  });

  it('names what the portal refused and goes on', async () => {
    await using portal = await FakePortal.open();
    remembering(portal);
    const usual = portal.answer;
    portal.answer = call => (call.method === 'imconnector.register' ? { result: { result: false, error: 'ICON_REQUIRED' } } : usual(call));
    expect(await register(portal.rest(), PORTAL, addresses)).toMatchObject({
      failed: ['olchat_whatsapp', 'olchat_telegram'].map(connector => ({ what: `connector ${connector}`, code: 'ICON_REQUIRED' })),
    });
  });

  it('says that an administrator is needed', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () => batchAnswer({}, { placements: { error: 'ACCESS_DENIED' } });
    expect(await register(portal.rest(), PORTAL, addresses)).toMatchObject({ code: 'FORBIDDEN', details: { right: 'administrator' } });
  });
});
