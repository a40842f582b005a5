import { enableAutoUnmount } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { applicationSettings, managedAccount } from '../../../testing/builders.ts';
import { eventually, refusal } from '../../../testing/fake-api.ts';
import { surroundings } from '../../../testing/mount.ts';
import { openApplication } from '../../../testing/screen.ts';

enableAutoUnmount(afterEach);

const sectionsOf = ({ screen }: ReturnType<typeof openApplication>) => screen.findAll('nav button').map(one => one.text());

describe('the sections of the application’s page', () => {
  it('are five for an administrator, one of them current', async () => {
    const page = openApplication();
    expect(sectionsOf(page)).toEqual(['Аккаунты', 'Шаблоны', 'Настройки приложения', 'Установка и права', 'Журнал изменений']);
    await page.press('Журнал изменений');
    expect(page.screen.findAll('nav [aria-current=page]').map(one => one.text())).toEqual(['Журнал изменений']);
    await eventually(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Журнал изменений'));
  });

  it('are three for an employee', async () => {
    const page = openApplication({}, surroundings({ page: { screen: 'app', isAdministrator: false } }));
    await page.says('Аккаунты');
    expect(sectionsOf(page)).toEqual(['Аккаунты', 'Шаблоны', 'Настройки приложения']);
  });

  it('are none for an employee where the page is the administrators’ only (A-2)', async () => {
    const page = openApplication({ settings: () => null }, surroundings({ page: { screen: 'app', isAdministrator: false } }));
    await page.says('открыта только администраторам портала');
    expect(sectionsOf(page)).toEqual([]);
    expect(page.api.calls('managedAccounts')).toEqual([]);
  });

  it('wait for who could not be asked, and come on demand', async () => {
    const page = openApplication(
      { settings: () => Promise.reject(new Error('gone')) },
      surroundings({ page: { screen: 'app', isAdministrator: false } }),
    );
    await page.says('Не удалось загрузить данные');
    page.api.answers['settings'] = () => applicationSettings();
    await page.press('Повторить');
    await page.says('Аккаунты');
  });

  it('speak English to who asks for it', async () => {
    const page = openApplication({}, surroundings({ page: { screen: 'app', locale: 'en' } }));
    expect(sectionsOf(page)).toEqual(['Accounts', 'Templates', 'Application settings', 'Installation and rights', 'Record of changes']);
    await page.press('Application settings');
    await page.says('The application works with the rights of');
    expect(page.text().replaceAll('Мария', '')).not.toMatch(/[а-яё]/i);
  });
});

describe('unsaved changes', () => {
  async function renamed(updateAccount: () => unknown) {
    const page = openApplication({ updateAccount });
    await page.says('Отдел продаж');
    await page.press('Отдел продаж');
    await page.says('Доступ к коннектору');
    await page.press('Переименовать');
    await page.field('Название').setValue('Опт');
    await page.press('Журнал изменений');
    await page.says('Сохранить их?');
    return page;
  }
  const done = () => ({ __typename: 'AccountUpdated', account: managedAccount({ title: 'Опт' }) });

  it('are saved before leaving', async () => {
    const { api, press, says } = await renamed(done);
    await press('Сохранить и перейти');
    await says('Изменений пока не было');
    expect(api.calls('updateAccount')).toHaveLength(1);
  });

  it('are left behind only by decision', async () => {
    const { api, press, says } = await renamed(done);
    await press('Не сохранять');
    await says('Изменений пока не было');
    expect(api.calls('updateAccount')).toEqual([]);
  });

  it('stay with who stays', async () => {
    const { press, text, field } = await renamed(done);
    await press('Остаться');
    expect(text()).not.toContain('Сохранить их?');
    expect((field('Название').element as HTMLInputElement).value).toBe('Опт');
  });

  it('keep the page when saving is refused, with the reason', async () => {
    const { press, says, field, text } = await renamed(() => refusal('ACCOUNT_NOT_FOUND', 'Такого аккаунта нет'));
    await press('Сохранить и перейти');
    await says('Такого аккаунта нет');
    expect(text()).not.toContain('Сохранить их?');
    expect((field('Название').element as HTMLInputElement).value).toBe('Опт');
  });

  it('hold the window, and nothing holds it without them', async () => {
    const press = () => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    const page = await renamed(done);
    expect(press()).toBe(true);
    await page.press('Не сохранять');
    await page.says('Изменений пока не было');
    expect(press()).toBe(false);
  });

  it('are asked of between the tabs of the settings too', async () => {
    const { press, says, field, text } = openApplication();
    await press('Настройки приложения');
    await says('Основные');
    await field('Предельная длина текста').setValue('500');
    await press('Возможности');
    await says('Сохранить их?');
    await press('Остаться');
    expect(text()).toContain('Предельная длина текста');
  });
});
