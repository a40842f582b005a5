import { enableAutoUnmount } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { applicationSettings } from '../../testing/builders.ts';
import { eventually, refusal } from '../../testing/fake-api.ts';
import { surroundings } from '../../testing/mount.ts';
import { openApplication } from '../../testing/screen.ts';

enableAutoUnmount(afterEach);

type Answers = NonNullable<Parameters<typeof openApplication>[0]>;

const saved = (change: Parameters<typeof applicationSettings>[0]) => ({
  __typename: 'SettingsUpdated',
  settings: applicationSettings(change),
});
const workingAs = (state: string, employee = { id: '2', name: 'Олег Петров' }) => ({
  portal: { workingAs: { employee, state, since: '2026-01-01T09:00:00.000Z' } },
});

async function openSettings(answers: Answers = {}, tab?: string, around = surroundings({ page: { screen: 'app' } })) {
  const page = openApplication(answers, around);
  await page.says('Настройки приложения');
  await page.press('Настройки приложения');
  await page.says('Основные');
  if (tab) await page.press(tab);
  return page;
}
const switchNamed = ({ screen }: Awaited<ReturnType<typeof openSettings>>, name: string) => {
  const found = screen.findAll('[role=switch]').find(one => screen.find(`label[for="${one.attributes('id') ?? ''}"]`).text() === name);
  if (!found) throw new Error(`There is no switch ${name}`);
  return found;
};

describe('«Основные»', () => {
  it('say whose rights the application works with (A-3)', async () => {
    const { says, text } = await openSettings();
    await says('Приложение работает под правами пользователя: Мария');
    expect(text()).toContain('Это вы');
    expect(text()).not.toContain('СМЕНИТЬ ПРАВА');
  });

  it.each([
    ['DISMISSED', 'Сотрудник уволен'],
    ['NOT_ADMINISTRATOR', 'больше не администратор'],
    ['REFUSED', 'Портал отклоняет вход'],
  ])('say of %s what is wrong, and take over with one press (A-3, A-21)', async (state, sentence) => {
    const { api, says, press, text } = await openSettings({
      workingRights: () => workingAs(state),
      takeOverRights: () => ({ __typename: 'RightsTakenOver', ...workingAs('OK', { id: '1', name: 'Мария' }) }),
    });
    await says(sentence);
    await press('СМЕНИТЬ ПРАВА НА ТЕКУЩЕГО ПОЛЬЗОВАТЕЛЯ');
    await says('Готово: приложение работает под вашими правами');
    expect(text()).toContain('пользователя: Мария');
    expect(api.calls('takeOverRights')).toHaveLength(1);
  });

  it('say why a take-over was refused', async () => {
    const { says, press } = await openSettings({
      workingRights: () => workingAs('OK'),
      takeOverRights: () => refusal('PORTAL_TOKEN_REFUSED', 'Откройте приложение ещё раз'),
    });
    await says('Олег Петров');
    await press('СМЕНИТЬ ПРАВА НА ТЕКУЩЕГО ПОЛЬЗОВАТЕЛЯ');
    await says('Откройте приложение ещё раз');
  });

  it('close the page to employees (A-2)', async () => {
    const page = await openSettings({ updateSettings: () => saved({ administratorsOnly: true }) });
    await switchNamed(page, 'Показывать страницу приложения только администраторам').trigger('click');
    await page.press('СОХРАНИТЬ');
    await page.says('Сохранено');
    expect(page.api.calls('updateSettings')).toEqual([{ input: { administratorsOnly: true } }]);
  });

  it('set the hours, and show the day as it will look (A-4)', async () => {
    const { api, screen, field, press, says, button } = await openSettings({
      updateSettings: () => saved({ writingHours: { redUntil: 6, orangeUntil: 8, greenUntil: 19, orangeAgainUntil: 21 } }),
    });
    expect(screen.find('.day').attributes('aria-label')).toContain('зелёный 8:00–19:00');
    await field('Красный до').setValue('9');
    await says('каждый следующий не раньше предыдущего');
    expect(screen.find('.day').exists()).toBe(false);
    expect(button('СОХРАНИТЬ').attributes('disabled')).toBeDefined();
    await field('Красный до').setValue('6');
    expect(screen.find('.day').attributes('aria-label')).toContain('красный 0:00–6:00, оранжевый 6:00–8:00');
    await press('СОХРАНИТЬ');
    await says('Сохранено');
    const writingHours = { redUntil: 6, orangeUntil: 8, greenUntil: 19, orangeAgainUntil: 21 };
    expect(api.calls('updateSettings')).toEqual([{ input: { writingHours } }]);
  });

  it('set the longest text, and show a refusal beside it (W-15)', async () => {
    const { field, press, says } = await openSettings({
      updateSettings: () => ({ ...refusal('OUT_OF_RANGE', 'От 1 до 4096'), __typename: 'ContentRejected', field: 'textLimit' }),
    });
    await field('Предельная длина текста').setValue('много');
    await says('Введите целое число');
    await field('Предельная длина текста').setValue('9999');
    await press('СОХРАНИТЬ');
    await says('От 1 до 4096');
    expect(field('Предельная длина текста').attributes('aria-invalid')).toBe('true');
  });

  it('do not show a refusal of one tab on the next', async () => {
    const { field, press, says, text, screen } = await openSettings({
      updateSettings: () => ({ ...refusal('OUT_OF_RANGE', 'От 1 до 4096'), __typename: 'ContentRejected', field: 'textLimit' }),
    });
    await field('Предельная длина текста').setValue('9999');
    await press('СОХРАНИТЬ');
    await says('От 1 до 4096');
    await press('Возможности');
    await press('Не сохранять');
    await eventually(() => expect(screen.find('[role=tab][aria-selected=true]').text()).toBe('Возможности'));
    expect(text()).not.toContain('От 1 до 4096');
  });

  it('are only looked at by employees, who have no other tab (A-2, A-7)', async () => {
    const around = surroundings({ page: { screen: 'app', isAdministrator: false, employee: { id: '5', name: 'Пётр' } } });
    const page = await openSettings({ workingRights: () => workingAs('DISMISSED') }, undefined, around);
    await page.says('Изменять настройки может только администратор портала');
    await page.says('Сотрудник уволен');
    expect(page.screen.findAll('[role=tab]').map(one => one.text())).toEqual(['Основные']);
    for (const name of ['СОХРАНИТЬ', 'СМЕНИТЬ ПРАВА']) expect(page.text()).not.toContain(name);
    expect(switchNamed(page, 'Показывать страницу приложения только администраторам').attributes('disabled')).toBeDefined();
    expect(page.field('Красный до').attributes('readonly')).toBeDefined();
  });

  it('are closed when the page was closed meanwhile (A-2)', async () => {
    let isClosed = false;
    const { press, says } = openApplication(
      { settings: () => (isClosed ? null : applicationSettings()) },
      surroundings({ page: { screen: 'app', isAdministrator: false } }),
    );
    await says('Настройки приложения');
    isClosed = true;
    await press('Настройки приложения');
    await says('доступны только администраторам портала');
  });

  it('say that they could not be loaded, and load on demand', async () => {
    const { api, press, says } = openApplication({ settings: () => Promise.reject(new Error('gone')) });
    await press('Настройки приложения');
    await says('Не удалось загрузить данные');
    api.answers['settings'] = () => applicationSettings();
    await press('Повторить');
    await says('Основные');
  });
});

describe('the tabs', () => {
  it('move with the arrows, and one of them is in the way of Tab', async () => {
    const { screen } = await openSettings();
    await screen.find('[role=tab]').trigger('keydown', { key: 'ArrowLeft' });
    await eventually(() => expect(document.activeElement?.textContent.trim()).toBe('Возможности'));
    expect(screen.findAll('[role=tab]').map(one => one.attributes('tabindex'))).toEqual(['-1', '-1', '0']);
    expect(screen.find('[role=tabpanel]').attributes('aria-labelledby')).toBe(screen.find('[aria-selected=true]').attributes('id'));
  });
});

describe('«Уведомления» (A-5)', () => {
  const chat = (...names: string[]) => ({
    chatId: '77',
    openUrl: 'https://portal.example/online/?IM_DIALOG=chat77',
    employees: names.map((name, at) => ({ id: String(at + 1), name })),
  });

  it('open the chat in the portal’s messenger', async () => {
    const around = surroundings({ page: { screen: 'app' } });
    const { says, press } = await openSettings({ notices: () => chat('Мария') }, 'Уведомления', around);
    await says('Кто в чате');
    await press('Чат уведомлений: Открыть');
    expect(around.frame.openMessenger).toHaveBeenCalledWith('chat77');
  });

  it('say that there is no chat yet', async () => {
    const { says, text } = await openSettings({}, 'Уведомления');
    await says('Чат появится с первым уведомлением');
    expect(text()).not.toContain('Открыть');
  });

  it('add an employee who is found, and remove one', async () => {
    const { api, press, says, text } = await openSettings(
      {
        notices: () => chat('Мария'),
        accessChoices: () => ({
          employees: [
            { kind: 'USER', id: '1', name: 'Мария' },
            { kind: 'USER', id: '5', name: 'Пётр Иванов' },
          ],
          departments: [],
          workgroups: [],
        }),
        addNoticeReader: () => ({ __typename: 'NoticeReaderAdded', notices: chat('Мария', 'Пётр Иванов') }),
        removeNoticeReader: () => ({ __typename: 'NoticeReaderRemoved', notices: chat('Пётр Иванов') }),
      },
      'Уведомления',
    );
    await says('Мария');
    await press('ДОБАВИТЬ ПОЛЬЗОВАТЕЛЯ');
    await says('+ Пётр Иванов');
    expect(text()).not.toContain('+ Мария');
    await press('+ Пётр Иванов');
    await says('Пётр Иванов добавлен(а) в чат');
    await press('Убрать из чата: Мария');
    await says('Мария убран(а) из чата');
    expect(api.calls('addNoticeReader')).toEqual([{ input: { employeeId: '5' } }]);
    expect(api.calls('removeNoticeReader')).toEqual([{ input: { employeeId: '1' } }]);
  });

  it('say why somebody stays', async () => {
    const { press, says } = await openSettings(
      { notices: () => chat('Мария'), removeNoticeReader: () => refusal('FORBIDDEN', 'Под его правами работает приложение') },
      'Уведомления',
    );
    await says('Мария');
    await press('Убрать из чата: Мария');
    await says('Под его правами работает приложение');
  });
});

describe('«Возможности» (A-7…A-9)', () => {
  it('switch widgets, and warn of the forced one (A-8, A-9)', async () => {
    const page = await openSettings({ updateSettings: () => saved({ statusesWidget: true, forceWidget: true }) }, 'Возможности');
    expect(page.text()).toContain('Не рекомендуется');
    expect(page.text()).toContain('«OLChat — статусы и чаты» → «ВЫБРАТЬ»');
    expect(page.screen.find('.loud').exists()).toBe(false);
    await switchNamed(page, 'Статусы и чаты').trigger('click');
    await switchNamed(page, 'Принудительно отображать виджет в карточке CRM').trigger('click');
    expect(page.screen.find('.loud').exists()).toBe(true);
    await page.press('СОХРАНИТЬ');
    await page.says('Сохранено');
    expect(page.api.calls('updateSettings')).toEqual([{ input: { statusesWidget: true, forceWidget: true } }]);
  });

  const process = (embedded: boolean) => ({ smartProcessTypeId: '1038', title: 'Проекты', embedded, hasClients: false });

  it('list the smart processes, and remove the application after a question (S-25)', async () => {
    const { api, says, press } = await openSettings(
      {
        smartProcesses: () => [process(true)],
        removeFromSmartProcess: () => ({ __typename: 'SmartProcessReleased', smartProcess: process(false) }),
      },
      'Возможности',
    );
    await says('Встройка включена');
    await says('не включено поле «Клиент»');
    await press('Убрать встройку: Проекты');
    await says('Убрать встройку из смарт-процесса «Проекты»?');
    expect(api.calls('removeFromSmartProcess')).toEqual([]);
    await press('Убрать встройку');
    await says('Встройка не включена');
    expect(api.calls('removeFromSmartProcess')).toEqual([{ input: { smartProcessTypeId: '1038' } }]);
  });

  it('keep the application there when the question is refused', async () => {
    const { api, says, press, text } = await openSettings({ smartProcesses: () => [process(true)] }, 'Возможности');
    await says('Проекты');
    await press('Убрать встройку: Проекты');
    await press('Отмена');
    expect(text()).not.toContain('Убрать встройку из');
    expect(api.calls('removeFromSmartProcess')).toEqual([]);
  });

  it('switch it on, and say why that was refused (S-25)', async () => {
    const { api, says, press } = await openSettings(
      {
        smartProcesses: () => [process(false)],
        embedInSmartProcess: () => refusal('PORTAL_UNAVAILABLE', 'Битрикс24 не ответил'),
      },
      'Возможности',
    );
    await says('Проекты');
    await press('Включить встройку: Проекты');
    await says('Битрикс24 не ответил');
    api.answers['embedInSmartProcess'] = () => ({ __typename: 'SmartProcessEmbedded', smartProcess: process(true) });
    await press('Включить встройку: Проекты');
    await says('Встройка включена: Проекты');
  });

  it('say that the smart processes could not be loaded, and that there is none', async () => {
    const { api, says, press } = await openSettings({ smartProcesses: () => Promise.reject(new Error('gone')) }, 'Возможности');
    await says('Список смарт-процессов не загрузился');
    api.answers['smartProcesses'] = () => [];
    await press('Повторить');
    await says('пока нет');
  });
});
