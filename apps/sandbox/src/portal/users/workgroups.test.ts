/** Employees, departments and workgroups as Bitrix24 documents them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANNA, Bench, IRINA, MARIA, PETER, VICTOR } from '../test-bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

type Row = Record<string, unknown>;
const rows = async (employee: number, method: string, parameters: Row = {}): Promise<Row[]> =>
  (await bench.call(employee, method, parameters)).body['result'] as Row[];
const names = (found: Row[]) => found.map(row => row['NAME']);

describe('departments and employees', () => {
  it('are found by department, and a department has its own employees only, not those below it', async () => {
    const ids = async (department: number) =>
      (await rows(MARIA, 'user.get', { FILTER: { UF_DEPARTMENT: department } })).map(row => row['ID']);
    expect(await ids(3)).toEqual(['5', '7', '11']);
    expect(await ids(1)).toEqual(['1', '9', '13']);
  });

  it('come in the order that was asked, with the fields that were asked', async () => {
    const found = await rows(MARIA, 'user.get', { FILTER: { UF_DEPARTMENT: 3 }, sort: 'LAST_NAME', order: 'DESC', select: ['LAST_NAME'] });
    expect(found).toEqual([
      { ID: '11', LAST_NAME: 'Соколов' },
      { ID: '7', LAST_NAME: 'Кузнецова' },
      { ID: '5', LAST_NAME: 'Иванов' },
    ]);
  });

  it('are departments by whole name only', async () => {
    expect(names(await rows(MARIA, 'department.get', { NAME: 'Отдел продаж' }))).toEqual(['Отдел продаж']);
    expect(await rows(MARIA, 'department.get', { NAME: 'продаж' })).toEqual([]);
    expect(names(await rows(MARIA, 'department.get', { sort: 'NAME', order: 'DESC' }))).toEqual(['Отдел продаж', 'Компания']);
  });
});

describe('workgroups', () => {
  it('are seen by everybody, secret ones by their members, and all by an administrator who asks as one', async () => {
    expect(names(await rows(PETER, 'sonet_group.get', { IS_ADMIN: 'Y' }))).toEqual(['Проект «Окна»']);
    expect(names(await rows(MARIA, 'sonet_group.get'))).toEqual(['Проект «Окна»']);
    expect(names(await rows(MARIA, 'sonet_group.get', { IS_ADMIN: 'Y', ORDER: { NAME: 'ASC' } }))).toEqual([
      'Проект «Окна»',
      'Совет директоров',
    ]);
    expect(names(await rows(MARIA, 'sonet_group.get', { IS_ADMIN: 'Y', GROUP_ID: 4 }))).toEqual(['Совет директоров']);
  });

  it('are found by a part of the name, and by no field that cannot be filtered', async () => {
    expect(names(await rows(MARIA, 'sonet_group.get', { FILTER: { '%NAME': 'окна' } }))).toEqual(['Проект «Окна»']);
    expect(await bench.call(MARIA, 'sonet_group.get', { FILTER: { DESCRIPTION: 'x' } })).toMatchObject({ status: 400 });
  });

  it('have members who joined and work; who only asks to join is none', async () => {
    expect(await rows(MARIA, 'sonet_group.user.get', { ID: 2 })).toEqual([
      { USER_ID: String(MARIA), ROLE: 'A' },
      { USER_ID: String(ANNA), ROLE: 'K' },
    ]);
  });

  it.each([
    ['a wrong id', { ID: 'x' }, 'Wrong socialnetwork group ID'],
    ['a missing group', { ID: 404 }, 'Socialnetwork group not found'],
    ['a secret group', { ID: 4 }, 'Socialnetwork group not found'],
  ])('are refused with an empty code: %s', async (_what, parameters, description) => {
    expect(await bench.call(MARIA, 'sonet_group.user.get', parameters)).toMatchObject({
      status: 400,
      body: { error: '', error_description: description },
    });
  });

  it('lose and win a member when somebody moves him, and a department likewise', async () => {
    bench.service.moveEmployee(String(VICTOR), { departments: ['1'], workgroups: ['2'] });
    expect((await rows(MARIA, 'sonet_group.user.get', { ID: 2 })).map(row => row['USER_ID'])).toContain(String(VICTOR));
    expect((await rows(MARIA, 'user.get', { FILTER: { ID: VICTOR } }))[0]).toMatchObject({ UF_DEPARTMENT: [1] });
    expect(() => bench.service.moveEmployee(String(IRINA), { departments: ['404'] })).toThrow();
  });
});
