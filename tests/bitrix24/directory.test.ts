import type { AccessEntry } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import { ANNA, employee, given, IRINA, MARIA, PETER, PORTAL, PortalBench } from './portal-bench.ts';

const names = (entries: readonly AccessEntry[]) => entries.map(({ kind, id, name }) => `${kind} ${id} ${name}`);

describe('where an employee belongs (A-11, A-13)', () => {
  it('are the departments of his own, not those above them, in one request', async () => {
    await using bench = await PortalBench.open();
    const of = async (id: number) => given(await bench.bitrix24.directory.departmentsOf(PORTAL, employee(id)));
    expect([await of(PETER), await of(MARIA), await of(404)]).toEqual([['3'], ['1'], []]);
    expect(bench.budget.taken).toHaveLength(3);
  });

  it('is nowhere for somebody who was dismissed', async () => {
    await using bench = await PortalBench.open();
    bench.portal.service.moveEmployee(String(PETER), { departments: ['1', '3'] });
    expect(given(await bench.bitrix24.directory.departmentsOf(PORTAL, employee(PETER)))).toEqual(['1', '3']);
    bench.portal.service.moveEmployee(String(PETER), { departments: [] });
    expect(given(await bench.bitrix24.directory.departmentsOf(PORTAL, employee(PETER)))).toEqual([]);
  });

  it('are the members of a workgroup; a missing or secret one has none', async () => {
    await using bench = await PortalBench.open();
    const members = async (id: string) => given(await bench.bitrix24.directory.workgroupMembers(PORTAL, id));
    expect([await members('2'), await members('4'), await members('404')]).toEqual([[String(MARIA), String(ANNA)], [], []]);
  });

  it('cannot be told while the portal is away, and that is a refusal, not "nowhere"', async () => {
    await using bench = await PortalBench.open();
    bench.portal.faults.add([{ service: 'bitrix24', method: 'user.get', do: 'refuse', code: 'OVERLOAD_LIMIT', status: 503 }]);
    bench.portal.faults.add([{ service: 'bitrix24', method: 'sonet_group.user.get', do: 'refuse', code: 'OVERLOAD_LIMIT', status: 503 }]);
    expect(await bench.bitrix24.directory.departmentsOf(PORTAL, employee(PETER))).toMatchObject({ code: 'PORTAL_UNAVAILABLE' });
    expect(await bench.bitrix24.directory.workgroupMembers(PORTAL, '2')).toMatchObject({ code: 'PORTAL_UNAVAILABLE' });
  });
});

describe('whom a list may name (A-11)', () => {
  it('are employees, departments and workgroups by name, in one request', async () => {
    await using bench = await PortalBench.open();
    const all = given(await bench.bitrix24.directory.search(PORTAL, 'main', null));
    expect(names(all.employees)).toContain(`USER ${IRINA} Ирина Новикова`);
    expect(names(all.departments)).toEqual(['DEPARTMENT 1 Компания', 'DEPARTMENT 3 Отдел продаж']);
    expect(names(all.workgroups)).toEqual(['WORKGROUP 2 Проект «Окна»', 'WORKGROUP 4 Совет директоров']);
    expect(bench.budget.taken).toHaveLength(1);
  });

  it.each([
    ['иван', ['USER 5 Пётр Иванов']],
    ['продаж', ['DEPARTMENT 3 Отдел продаж']],
    ['окн', ['WORKGROUP 2 Проект «Окна»']],
    ['никого такого', []],
  ])('are found by a part of the name: %s', async (text, expected) => {
    await using bench = await PortalBench.open();
    const { employees, departments, workgroups } = given(await bench.bitrix24.directory.search(PORTAL, 'main', text));
    expect(names([...employees, ...departments, ...workgroups])).toEqual(expected);
  });

  it('are for an employee without the workgroups that Bitrix24 does not show him (M-8, E-71)', async () => {
    await using bench = await PortalBench.open();
    bench.admit(PETER);
    const { employees, departments, workgroups } = given(await bench.bitrix24.directory.search(PORTAL, employee(PETER), null));
    expect(names(workgroups)).toEqual(['WORKGROUP 2 Проект «Окна»']);
    expect(names(employees)).toContain(`USER ${IRINA} Ирина Новикова`);
    expect(names(departments)).toContain('DEPARTMENT 3 Отдел продаж');
  });

  it('get their names by id, in order, without those whom the portal does not know', async () => {
    await using bench = await PortalBench.open();
    const asked = [
      { kind: 'WORKGROUP', id: '4' },
      { kind: 'USER', id: '404' },
      { kind: 'USER', id: '7' },
      { kind: 'DEPARTMENT', id: '404' },
      { kind: 'DEPARTMENT', id: '3' },
      { kind: 'WORKGROUP', id: '404' },
    ] as const;
    const found = given(await bench.bitrix24.directory.named(PORTAL, asked));
    expect(names(found)).toEqual(['WORKGROUP 4 Совет директоров', 'USER 7 Анна Кузнецова', 'DEPARTMENT 3 Отдел продаж']);
    expect(bench.budget.taken).toHaveLength(1);
  });
});
