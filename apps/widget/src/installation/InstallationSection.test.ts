import { enableAutoUnmount } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { refusal } from '../../testing/fake-api.ts';
import { openApplication } from '../../testing/screen.ts';

enableAutoUnmount(afterEach);

const found = {
  checkedAt: '2026-01-01T09:00:00.000Z',
  fileScanner: 'READY',
  kept: ['Пункт меню в карточке сделки'],
  mended: [{ what: 'Подписка на событие ONIMCONNECTORMESSAGEADD', at: '2026-01-01T09:00:00.000Z' }],
  failed: [
    {
      what: 'Доступ к папке pub без входа',
      code: 'CLOSED_TO_GUESTS',
      message: 'Откройте её для анонимных пользователей.',
      since: '2025-12-30T09:00:00.000Z',
    },
  ],
};

async function openInstallation(answers: Parameters<typeof openApplication>[0] = {}) {
  const page = openApplication(answers);
  await page.press('Установка и права');
  await page.says('Проверка установки');
  return page;
}

describe('the check of the installation', () => {
  it('says what stands, what was mended and what could not be, since when and how to mend it (G-13)', async () => {
    const { says, text } = await openInstallation({ installation: () => found });
    await says('Доступ к папке pub без входа');
    for (const words of [...found.kept, 'ONIMCONNECTORMESSAGEADD', 'Откройте её', 'С 30', 'Код: CLOSED_TO_GUESTS'])
      expect(text()).toContain(words);
    expect(text()).not.toContain('Всё на месте');
  });

  it('runs on demand', async () => {
    const { api, says, press } = await openInstallation({
      checkInstallation: () => ({ __typename: 'InstallationChecked', installation: { ...found, mended: [], failed: [] } }),
    });
    await says('Проверки ещё не было');
    await press('ПРОВЕРИТЬ СЕЙЧАС');
    await says('Всё на месте');
    await says('Исправлять ничего не пришлось');
    expect(api.calls('checkInstallation')).toHaveLength(1);
  });

  it('says why it could not run, and keeps what was known', async () => {
    const { says, press, text } = await openInstallation({
      installation: () => found,
      checkInstallation: () => refusal('PORTAL_UNAVAILABLE', 'Проверка уже идёт'),
    });
    await says('Пункт меню');
    await press('ПРОВЕРИТЬ СЕЙЧАС');
    await says('Проверка уже идёт');
    expect(text()).toContain('Пункт меню в карточке сделки');
  });

  it.each([
    ['ABSENT', 'Файлы не проверяются на вирусы'],
    ['READY', 'Файлы сотрудников и клиентов проверяются на вирусы'],
    ['SILENT', 'Проверка на вирусы не отвечает'],
  ])('says whether files are looked at for viruses: %s (SE-33)', async (fileScanner, words) => {
    const { says } = await openInstallation({ installation: () => ({ ...found, fileScanner }) });
    await says(words);
  });

  it('says whose rights the application works with (A-3)', async () => {
    const { says } = await openInstallation();
    await says('Приложение работает под правами пользователя: Мария');
  });

  it('says that it could not be loaded, and loads on demand', async () => {
    const page = openApplication({ installation: () => Promise.reject(new Error('gone')) });
    await page.press('Установка и права');
    await page.says('Не удалось загрузить данные');
    page.api.answers['installation'] = () => found;
    await page.press('Повторить');
    await page.says('Пункт меню');
  });
});
