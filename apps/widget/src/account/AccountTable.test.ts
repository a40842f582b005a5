import B24Select from '@bitrix24/b24ui-nuxt/components/Select.vue';
import { enableAutoUnmount } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { managedAccount } from '../../testing/builders.ts';
import { eventually, refusal } from '../../testing/fake-api.ts';
import { surroundings } from '../../testing/mount.ts';
import { openApplication } from '../../testing/screen.ts';
import AccountStateFilter from './AccountStateFilter.vue';

enableAutoUnmount(afterEach);

const accounts = () => [
  managedAccount({ id: 'a', title: 'Опт', address: '+79000000091' }),
  managedAccount({ id: 'b', title: 'Склад', address: '+79000000092', state: 'DISCONNECTED' }),
  managedAccount({ id: 'c', title: 'Архив', address: '+79000000093', state: 'DISCONNECTED', set: { hidden: true } }),
];

async function openList(answers: Parameters<typeof openApplication>[0] = {}, around = surroundings({ page: { screen: 'app' } })) {
  const page = openApplication({ managedAccounts: accounts, ...answers }, around);
  await page.says('Опт');
  const titles = () => page.screen.findAll('tbody tr td.title').map(cell => cell.find('button').text());
  return { ...page, titles };
}

describe('the list of accounts (C-9)', () => {
  it('has the columns of the original, sorted by name', async () => {
    const { screen, titles } = await openList();
    const headings = screen.findAll('thead th button').map(one => one.text());
    expect(headings).toEqual(['Канал', 'Название', 'Номер телефона', 'Статус']);
    expect(titles()).toEqual(['Опт', 'Склад']);
    expect(screen.find('th.title').attributes('aria-sort')).toBe('ascending');
  });

  it('turns round at a second press, and sorts by a second column with Ctrl', async () => {
    const { screen, press, titles, button } = await openList();
    await press('Название');
    expect(titles()).toEqual(['Склад', 'Опт']);
    expect(screen.find('th.title').attributes('aria-sort')).toBe('descending');
    await press('Статус');
    expect(screen.find('th.title').attributes('aria-sort')).toBe('none');
    await button('Название').trigger('click', { ctrlKey: true });
    expect(screen.findAll('th').map(one => one.attributes('aria-sort'))).toEqual(['none', 'ascending', 'none', 'ascending', undefined]);
  });

  it('is searched, and says how many were found', async () => {
    const { screen, titles, text, field } = await openList();
    await field('Поиск: название').setValue('склад');
    expect(titles()).toEqual(['Склад']);
    expect(text()).toContain('Найден 1 аккаунт');
    await field('Поиск: название').setValue('нет такого');
    expect(text()).toContain('Ничего не найдено');
    expect(screen.find('table').exists()).toBe(false);
  });

  it('is narrowed to one state of those that somebody has, together with the search (C-9)', async () => {
    const { screen, titles, text, button } = await openList();
    await eventually(() => expect(screen.findComponent(B24Select).exists()).toBe(true));
    const select = screen.getComponent(B24Select);
    expect(button('Показать аккаунты со статусом').attributes('role')).toBe('combobox');
    const { items } = select.props() as { items: { label: string }[] };
    expect(items.map(({ label }) => label)).toEqual(['Любой статус', 'Подключено', 'Отключено']);
    select.vm.$emit('update:modelValue', 'DISCONNECTED');
    await eventually(() => expect(titles()).toEqual(['Склад']));
    expect(text()).toContain('Найден 1 аккаунт');
    select.vm.$emit('update:modelValue', 'ANY');
    await eventually(() => expect(titles()).toEqual(['Опт', 'Склад']));
  });

  it('offers no choice of state where all are in the same', async () => {
    const { screen } = await openList({ managedAccounts: () => accounts().slice(0, 1) });
    expect(screen.findComponent(AccountStateFilter).exists()).toBe(false);
  });

  it('leaves hidden ones out until they are asked for', async () => {
    const { titles, field } = await openList();
    await field('Показать скрытые (1)').setValue(true);
    expect(titles()).toEqual(['Архив', 'Опт', 'Склад']);
  });

  it('hides a disconnected one, and only such (C-9)', async () => {
    const { api, screen, press, titles, button } = await openList({
      updateAccount: () => ({
        __typename: 'AccountUpdated',
        account: managedAccount({ id: 'b', title: 'Склад', state: 'DISCONNECTED', set: { hidden: true } }),
      }),
    });
    await press('Действия с аккаунтом «Опт»');
    const hide = screen.findAll('[role=menuitem]').find(one => one.text().startsWith('Скрыть'));
    expect(hide?.text()).toContain('только отключённый аккаунт');
    expect(hide?.attributes('aria-disabled')).toBe('true');
    await hide?.trigger('click');
    expect(api.calls('updateAccount')).toEqual([]);
    await button('Действия с аккаунтом «Опт»').trigger('click');
    await press('Действия с аккаунтом «Склад»');
    await press('Скрыть');
    await eventually(() => expect(titles()).toEqual(['Опт']));
    expect(api.calls('updateAccount')).toEqual([{ input: { accountId: 'b', hidden: true } }]);
  });

  it('says why hiding was refused', async () => {
    const { press, says } = await openList({ updateAccount: () => refusal('ACCOUNT_CONNECTED', 'Аккаунт снова подключён') });
    await press('Действия с аккаунтом «Склад»');
    await press('Скрыть');
    await says('Аккаунт снова подключён');
  });

  it('opens the line’s settings in the portal (A-16)', async () => {
    const around = surroundings({ page: { screen: 'app' } });
    const { press } = await openList({}, around);
    await press('Действия с аккаунтом «Опт»');
    await press('Настройки линии');
    expect(around.frame.openPath).toHaveBeenCalledWith('/contact_center/lines_edit/?ID=line-1');
  });

  it('moves in the menu with the arrows, and closes it by Escape', async () => {
    const { screen, button } = await openList();
    await button('Действия с аккаунтом «Опт»').trigger('keydown', { key: 'ArrowDown' });
    await eventually(() => expect(document.activeElement?.textContent).toContain('Настройки коннектора'));
    const items = screen.findAll('[role=menuitem]');
    await items[0]?.trigger('keydown', { key: 'ArrowUp' });
    expect(document.activeElement?.textContent).toContain('Скрыть');
    await items[2]?.trigger('keydown', { key: 'Home' });
    expect(document.activeElement?.textContent).toContain('Настройки коннектора');
    await items[0]?.trigger('keydown', { key: 'Escape' });
    expect(screen.find('[role=menu]').exists()).toBe(false);
    expect(document.activeElement).toBe(button('Действия с аккаунтом «Опт»').element);
  });
});
