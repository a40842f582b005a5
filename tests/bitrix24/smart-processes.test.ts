import { describe, expect, it } from 'vitest';
import { FIRST, given, MARIA, PETER, PORTAL, PortalBench } from './portal-bench.ts';

const PROJECT = '1038';
const CODE = 'CRM_DYNAMIC_1038_DETAIL_ACTIVITY';

const menu = (bench: PortalBench, smartProcessTypeId: string) =>
  bench.portal.service.desk.cardPlacements(FIRST, String(PETER), 'SMART_PROCESS', 'ru', smartProcessTypeId);

describe('the cards of a smart process', () => {
  it('have our item only after it was placed, once, and in no other type (G-3, S-22, S-25)', async () => {
    await using bench = await PortalBench.open();
    given(await bench.bitrix24.app.register(PORTAL));
    expect(menu(bench, PROJECT)).toEqual([]);
    const { smartProcesses } = bench.bitrix24;
    const type = { smartProcessTypeId: PROJECT, title: 'Проекты', hasClients: true };
    expect(await smartProcesses.place(PORTAL, PROJECT)).toEqual(type);
    expect(await smartProcesses.place(PORTAL, PROJECT)).toEqual(type);
    expect(bench.accepted('placement.bind')).toBe(12);
    expect(menu(bench, PROJECT)).toEqual([
      { code: CODE, handler: `${bench.portal.productUrl}/bitrix24/placement/${CODE}`, title: 'OLChat' },
      { code: CODE, handler: `${bench.portal.productUrl}/bitrix24/placement/${CODE}.TELEGRAM`, title: '[OLChat] Telegram' },
    ]);
    expect(menu(bench, '1046')).toEqual([]);
    expect(given(await smartProcesses.types(PORTAL))).toEqual([
      { ...type, isPlaced: true },
      { smartProcessTypeId: '1046', title: 'Внутренние заявки', hasClients: false, isPlaced: false },
    ]);
  });

  it('lose our item and nothing else, also twice (S-25)', async () => {
    await using bench = await PortalBench.open();
    given(await bench.bitrix24.app.register(PORTAL));
    const { smartProcesses } = bench.bitrix24;
    await smartProcesses.place(PORTAL, PROJECT);
    await smartProcesses.place(PORTAL, '1046');
    expect(await smartProcesses.remove(PORTAL, PROJECT)).toMatchObject({ smartProcessTypeId: PROJECT });
    expect(await smartProcesses.remove(PORTAL, PROJECT)).toMatchObject({ smartProcessTypeId: PROJECT });
    expect(menu(bench, PROJECT)).toEqual([]);
    expect(menu(bench, '1046')).toHaveLength(2);
    expect(given(await bench.bitrix24.app.register(PORTAL))).toMatchObject({ added: [], removed: [] });
  });

  it('lose an item that points to an address of another day', async () => {
    await using bench = await PortalBench.open();
    const stale = `${bench.portal.productUrl}/somewhere/else`;
    await bench.portal.result(MARIA, 'placement.bind', { PLACEMENT: CODE, HANDLER: stale, TITLE: 'OLChat' });
    expect(given(await bench.bitrix24.smartProcesses.types(PORTAL))).toMatchObject([{ isPlaced: false }, {}]);
    await bench.bitrix24.smartProcesses.place(PORTAL, PROJECT);
    expect(menu(bench, PROJECT).map(({ handler }) => handler)).toEqual(
      [CODE, `${CODE}.TELEGRAM`].map(code => `${bench.portal.productUrl}/bitrix24/placement/${code}`),
    );
  });

  it('are those of smart processes: an unknown number and a type of the system are not there', async () => {
    await using bench = await PortalBench.open();
    for (const id of ['1999', '2', '14', '31']) {
      expect(await bench.bitrix24.smartProcesses.place(PORTAL, id)).toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(bench.accepted('placement.bind')).toBe(0);
  });

  it('are gone with a type that is deleted: its field, its item in the menu, and what was bound there (S-25)', async () => {
    await using bench = await PortalBench.open();
    given(await bench.bitrix24.app.register(PORTAL));
    const { smartProcesses } = bench.bitrix24;
    for (const id of [PROJECT, '1046']) given(await smartProcesses.place(PORTAL, id));
    bench.portal.service.live(FIRST, { do: 'delete-smart-process', smartProcessTypeId: 1038 });
    const [event] = await bench.portal.eventsNamed('ONCRMTYPEDELETE', 1);
    expect(event?.data).toEqual({ FIELDS: { ID: '7' } });
    expect(given(await smartProcesses.types(PORTAL))).toMatchObject([{ smartProcessTypeId: '1046', isPlaced: true }]);
    expect(await smartProcesses.remove(PORTAL, PROJECT)).toMatchObject({ code: 'NOT_FOUND' });
    const bound = (await bench.portal.result(MARIA, 'placement.get')) as { placement: string }[];
    expect(bound.map(({ placement }) => placement).filter(code => code.includes('DYNAMIC'))).toEqual([
      'CRM_DYNAMIC_1046_DETAIL_ACTIVITY',
      'CRM_DYNAMIC_1046_DETAIL_ACTIVITY',
    ]);
    expect(bench.portal.service.desk.fieldTypes(FIRST)).toHaveLength(1);
    expect(menu(bench, PROJECT)).toEqual([]);
  });

  it('are ours only with an administrator’s token', async () => {
    await using bench = await PortalBench.open();
    bench.tokens.pairs.set('main', bench.pairOf(PETER));
    const refusal = { code: 'FORBIDDEN', details: { right: 'administrator' } };
    expect(await bench.bitrix24.smartProcesses.types(PORTAL)).toMatchObject(refusal);
    expect(await bench.bitrix24.smartProcesses.place(PORTAL, PROJECT)).toMatchObject(refusal);
  });
});
