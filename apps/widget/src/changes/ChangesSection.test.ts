import { enableAutoUnmount } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openApplication } from '../../testing/screen.ts';

enableAutoUnmount(afterEach);

const change = (id: string, more: object = {}) => ({
  id,
  at: '2026-01-01T09:00:00.000Z',
  employee: { id: '1', name: 'Мария' },
  what: 'ACCOUNT_SETTINGS',
  subject: 'Опт',
  before: '{"sendIntervalMs":500,"publishOutgoing":true}',
  after: '{"sendIntervalMs":1500,"publishOutgoing":false}',
  ...more,
});
const page = (nodes: object[], endCursor: string | null = null) => ({ nodes, pageInfo: { hasNextPage: endCursor !== null, endCursor } });

async function openChanges(answers: Parameters<typeof openApplication>[0]) {
  const opened = openApplication(answers);
  await opened.press('Журнал изменений');
  await opened.says('Кто и когда менял');
  return opened;
}

describe('the record of changes (A-23)', () => {
  it('says who changed what, and when, from what to what', async () => {
    const { says, screen } = await openChanges({ changes: () => page([change('1')]) });
    await says('Настройки коннектора');
    const row = screen.find('tbody tr').text().replaceAll(/\s+/g, ' ');
    for (const words of ['Мария', 'Опт', 'Интервал отправки', '0,5 с', '1,5 с', 'Публиковать в чат исходящие', 'да', 'нет']) {
      expect(row).toContain(words);
    }
    expect(screen.find('tbody time').attributes('datetime')).toBe('2026-01-01T09:00:00.000Z');
  });

  it('says of an access list who stood on it (A-12)', async () => {
    const access = '{"access":[{"kind":"DEPARTMENT","id":"3","name":"Отдел продаж"}]}';
    const { says, screen } = await openChanges({
      changes: () => page([change('1', { what: 'ACCOUNT_ACCESS', before: '{"access":[]}', after: access })]),
    });
    await says('Доступ к коннектору');
    expect(screen.find('tbody dl').text().replaceAll(/\s+/g, ' ')).toMatch(/все.*→.*Отдел продаж/);
  });

  it('names what it has no words for as the server does', async () => {
    const { says } = await openChanges({ changes: () => page([change('1', { what: 'SOMETHING_NEWER', after: '{"newField":7}' })]) });
    await says('SOMETHING_NEWER');
    await says('newField');
  });

  it('comes a page at a time', async () => {
    const { api, says, press, text } = await openChanges({
      changes: ({ after }) => (after === null ? page([change('2')], 'older') : page([change('1', { subject: 'Склад' })])),
    });
    await says('Показана 1 запись');
    await press('Показать более ранние');
    await says('Склад');
    expect(text()).toContain('Показано 2 записи');
    expect(text()).not.toContain('Показать более ранние');
    expect(api.calls('changes')).toEqual([
      { first: 20, after: null },
      { first: 20, after: 'older' },
    ]);
  });

  it('says that there is nothing yet', async () => {
    const { says } = await openChanges({});
    await says('Изменений пока не было');
  });

  it('says that it could not be loaded, and goes on from there', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { api, says, press } = await openChanges({ changes: () => Promise.reject(new Error('gone')) });
    await says('Не удалось загрузить данные');
    api.answers['changes'] = () => page([change('1')]);
    await press('Повторить');
    await says('Показана 1 запись');
    warn.mockRestore();
  });
});
