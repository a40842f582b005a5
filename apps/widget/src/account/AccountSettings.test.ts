import { enableAutoUnmount } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { account, health, managedAccount, NO_LIMITS } from '../../testing/builders.ts';
import { eventually, refusal } from '../../testing/fake-api.ts';
import { openApplication } from '../../testing/screen.ts';

enableAutoUnmount(afterEach);

type Answers = NonNullable<Parameters<typeof openApplication>[0]>;

const updated = (change: Parameters<typeof managedAccount>[0]) => ({ __typename: 'AccountUpdated', account: managedAccount(change) });

async function openSettings(answers: Answers = {}) {
  const page = openApplication(answers);
  await page.says('Отдел продаж');
  await page.press('Отдел продаж');
  await page.says('Доступ к коннектору');
  return page;
}

describe('the settings of an account', () => {
  it('rename it by the pencil, and say that it is saved (C-7)', async () => {
    const { api, press, field, says, screen } = await openSettings({ updateAccount: () => updated({ title: 'Опт' }) });
    await press('Переименовать');
    await field('Название').setValue('Опт');
    await says('Есть несохранённые изменения');
    await press('СОХРАНИТЬ');
    await says('Сохранено');
    expect(api.calls('updateAccount')).toEqual([{ input: { accountId: 'account-1', title: 'Опт' } }]);
    await press('К списку аккаунтов');
    await eventually(() => expect(screen.find('table').text()).toContain('Опт'));
  });

  it('say what to change in the settings of the line, why, and what to press (O-11, O-12)', async () => {
    const advice = [
      { code: 'GREETING', what: 'Включено автоматическое приветствие.', why: 'Оно уходит клиенту.', fix: 'Настройки линии → выключите.' },
    ];
    const { says } = await openSettings({ lineAdvice: () => [{ id: 'account-1', line: { id: 'line-1', advice } }] });
    await says('Что поправить в настройках линии: 1 совет');
    for (const { what, why, fix } of advice) for (const sentence of [what, why, fix]) await says(sentence);
  });

  it('refuse an empty name before anything is asked', async () => {
    const { press, field, says, button } = await openSettings();
    await press('Переименовать');
    await field('Название').setValue(' ');
    await says('Введите название');
    expect(button('СОХРАНИТЬ').attributes('disabled')).toBeDefined();
  });

  it('show the sentence of a refusal beside its field, and keep what was typed', async () => {
    const { press, field, says } = await openSettings({
      updateAccount: () => ({
        ...refusal('TEXT_TOO_LONG', 'Название длиннее 100 символов'),
        __typename: 'ContentRejected',
        field: 'title',
      }),
    });
    await press('Переименовать');
    await field('Название').setValue('Слишком длинное');
    await press('СОХРАНИТЬ');
    await says('Название длиннее 100 символов');
    const input = field('Название');
    expect((input.element as HTMLInputElement).value).toBe('Слишком длинное');
    expect(input.attributes('aria-invalid')).toBe('true');
  });

  it('say that nothing is saved when there is no answer', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { press, field, says } = await openSettings({ updateAccount: () => Promise.reject(new Error('gone')) });
    await press('Переименовать');
    await field('Название').setValue('Опт');
    await press('СОХРАНИТЬ');
    await says('Изменения не сохранены');
    warn.mockRestore();
  });

  it('send only what changed: the switch of publishing (C-11)', async () => {
    const { api, screen, press, says } = await openSettings({ updateAccount: () => updated({ set: { publishOutgoing: false } }) });
    await screen.find('[role=switch]').trigger('click');
    await press('СОХРАНИТЬ');
    await says('Сохранено');
    expect(api.calls('updateAccount')).toEqual([{ input: { accountId: 'account-1', publishOutgoing: false } }]);
  });

  it('take the interval in seconds, and refuse what is none (C-16)', async () => {
    const { api, press, field, says, button } = await openSettings({ updateAccount: () => updated({ set: { sendIntervalMs: 2_500 } }) });
    await field('Интервал отправки').setValue('0,1');
    await says('Введите число от 0,5 до 600');
    expect(button('СОХРАНИТЬ').attributes('disabled')).toBeDefined();
    await field('Интервал отправки').setValue('2,5');
    await press('СОХРАНИТЬ');
    await says('Сохранено');
    expect(api.calls('updateAccount')).toEqual([{ input: { accountId: 'account-1', sendIntervalMs: 2_500 } }]);
  });

  describe('limits of its own (Q-11, Q-12, Q-42, Q-43)', () => {
    const advisedLimits = { checksPerDay: 150, searchesPerDay: 200, firstMessagesPerDay: 40, firstMessageEveryMs: 180_000, young: false };
    const telegram = { managedAccounts: () => [managedAccount({ kind: 'TELEGRAM', messenger: 'TELEGRAM', set: { advisedLimits } })] };
    const NEW = 'Новых адресатов за 24 часа';

    it('are empty at first: what we advise stands below, with the reason', async () => {
      const { field, says } = await openSettings(telegram);
      expect((field(NEW).element as HTMLInputElement).value).toBe('');
      await says('По умолчанию 40. Мессенджеры не публикуют чисел');
      await says('По умолчанию 180.');
      await says('Поисков по username в день');
    });

    it('are saved all together, a pause in seconds; more than we advise is warned of, and allowed', async () => {
      const limits = { ...NO_LIMITS, firstMessagesPerDay: 60, firstMessageEveryMs: 90_000 };
      const { api, field, says, press, text } = await openSettings({
        ...telegram,
        updateAccount: () => updated({ set: { advisedLimits, limits } }),
      });
      await field(NEW).setValue('40');
      expect(text()).not.toContain('Больше, чем мы советуем');
      await field(NEW).setValue('60');
      await says('Больше, чем мы советуем: мессенджер может ограничить аккаунт');
      await field('Пауза между первыми').setValue('90');
      await says('Меньше, чем мы советуем');
      await press('СОХРАНИТЬ');
      await says('Сохранено');
      expect(api.calls('updateAccount')).toEqual([{ input: { accountId: 'account-1', limits } }]);
    });

    it('are whole numbers; emptied they are as advised again', async () => {
      const limits = { ...NO_LIMITS, firstMessagesPerDay: 60 };
      const { api, field, says, button, press } = await openSettings({
        managedAccounts: () => [managedAccount({ set: { advisedLimits, limits } })],
        updateAccount: () => updated({ set: { advisedLimits } }),
      });
      await field(NEW).setValue('много');
      await says('Введите целое число от 0 до 10000');
      expect(button('СОХРАНИТЬ').attributes('disabled')).toBeDefined();
      await field(NEW).setValue('');
      await press('СОХРАНИТЬ');
      await says('Сохранено');
      expect(api.calls('updateAccount')).toMatchObject([{ input: { limits: { firstMessagesPerDay: null } } }]);
    });

    it('of all messages are none until an administrator sets them, and begin at one (Q-11)', async () => {
      const limits = { ...NO_LIMITS, messagesPerMinute: 5, messagesPerDay: 300 };
      const { api, field, says, press, button } = await openSettings({ ...telegram, updateAccount: () => updated({ set: { limits } }) });
      await says('По умолчанию без ограничения. Считается всё, что уходит через аккаунт');
      await field('Сообщений в минуту').setValue('0');
      await says('Введите целое число от 1 до 120');
      expect(button('СОХРАНИТЬ').attributes('disabled')).toBeDefined();
      await field('Сообщений в минуту').setValue('5');
      await field('Сообщений за 24 часа').setValue('300');
      await press('СОХРАНИТЬ');
      await says('Сохранено');
      expect(api.calls('updateAccount')).toEqual([{ input: { accountId: 'account-1', limits } }]);
    });

    it('show the sentence of a refusal beside their field', async () => {
      const { field, says, press } = await openSettings({
        ...telegram,
        updateAccount: () => ({ ...refusal('OUT_OF_RANGE', 'От 0 до 10000'), __typename: 'ContentRejected', field: 'checksPerDay' }),
      });
      await field('Проверок номеров').setValue('9000');
      await press('СОХРАНИТЬ');
      await says('От 0 до 10000');
      expect(field('Проверок номеров').attributes('aria-invalid')).toBe('true');
    });

    it('of a young number say so, and of a messenger without user names leave them out (Q-44)', async () => {
      const young = { ...advisedLimits, searchesPerDay: 0, firstMessagesPerDay: 20, young: true };
      const { says, text } = await openSettings({ managedAccounts: () => [managedAccount({ set: { advisedLimits: young } })] });
      await says('По умолчанию 20. Аккаунт подключён недавно');
      expect(text()).not.toContain('Поисков по username');
    });
  });

  it('add an ignored number by Enter, refuse what is no number, and remove one (C-18)', async () => {
    const { api, press, field, says, button } = await openSettings({
      managedAccounts: () => [managedAccount({ set: { ignoredNumbers: ['+79000000091'] } })],
      updateAccount: () => updated({ set: { ignoredNumbers: ['+79000000092'] } }),
    });
    const input = field('Список игнорируемых номеров');
    await input.setValue('8 900 000-00-92');
    await input.trigger('keydown', { key: 'Enter' });
    await says('«8 900 000-00-92» — не номер в международном формате');
    expect(input.attributes('aria-invalid')).toBe('true');
    await input.setValue('+7 900 000-00-92');
    await input.trigger('keydown', { key: 'Enter' });
    expect((input.element as HTMLInputElement).value).toBe('');
    await press('Убрать номер +79000000091');
    await press('СОХРАНИТЬ');
    await says('Сохранено');
    expect(api.calls('updateAccount')).toEqual([{ input: { accountId: 'account-1', ignoredNumbers: ['+79000000092'] } }]);
    expect(() => button('Убрать номер +79000000091')).toThrow('There is no button');
  });

  it('undo changes', async () => {
    const { press, field, text } = await openSettings();
    await field('Интервал отправки').setValue('99999');
    await press('Отменить изменения');
    expect((field('Интервал отправки').element as HTMLInputElement).value).toBe('0,5');
    expect(text()).not.toContain('Есть несохранённые изменения');
  });
});

describe('access to an account (A-10…A-12)', () => {
  const choices = () => ({
    employees: [{ kind: 'USER', id: '5', name: 'Пётр Иванов' }],
    departments: [{ kind: 'DEPARTMENT', id: '3', name: 'Отдел продаж и сервиса' }],
    workgroups: [{ kind: 'WORKGROUP', id: '7', name: 'Запуск' }],
  });

  it('is everybody’s with an empty list', async () => {
    const { text } = await openSettings();
    expect(text()).toContain('Доступ есть у всех');
  });

  it('takes employees, departments and workgroups, and saves the list alone', async () => {
    const access = [
      { kind: 'USER', id: '5', name: 'Пётр Иванов' },
      { kind: 'DEPARTMENT', id: '3', name: 'Отдел продаж и сервиса' },
    ] as const;
    const { api, press, field, says, text } = await openSettings({
      accessChoices: choices,
      restrictAccount: () => ({ __typename: 'AccountRestricted', account: managedAccount({ set: { access: [...access] } }) }),
    });
    await press('ИЗМЕНИТЬ');
    await says('Запуск');
    expect(text()).toContain('Отдел — это его сотрудники без подотделов');
    await field('Пётр Иванов').setValue(true);
    await field('Отдел продаж и сервиса').setValue(true);
    await field('Запуск').setValue(true);
    await field('Запуск').setValue(false);
    await press('ВЫБРАТЬ');
    await says('только те, кто в списке');
    await press('СОХРАНИТЬ');
    await says('Сохранено');
    expect(api.calls('restrictAccount')).toEqual([
      {
        input: {
          accountId: 'account-1',
          access: [
            { kind: 'USER', id: '5' },
            { kind: 'DEPARTMENT', id: '3' },
          ],
        },
      },
    ]);
    expect(api.calls('updateAccount')).toEqual([]);
  });

  it('asks the portal for what was typed, once the typing pauses', async () => {
    const { api, press, field } = await openSettings({ accessChoices: choices });
    await press('ИЗМЕНИТЬ');
    await field('Поиск сотрудников, отделов и групп').setValue('Пёт');
    await field('Поиск сотрудников, отделов и групп').setValue('Пётр');
    await eventually(() => expect(api.calls('accessChoices')).toEqual([{ search: null }, { search: 'Пётр' }]));
  });

  it('says that nobody could be searched, and searches again on demand', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { api, press, says } = await openSettings({ accessChoices: () => Promise.reject(new Error('gone')) });
    await press('ИЗМЕНИТЬ');
    await says('Не удалось загрузить список');
    api.answers['accessChoices'] = choices;
    await press('Повторить');
    await says('Пётр Иванов');
    warn.mockRestore();
  });

  it('shows why a list was refused, and keeps it', async () => {
    const { press, field, says } = await openSettings({
      accessChoices: choices,
      restrictAccount: () => refusal('PORTAL_UNAVAILABLE', 'Битрикс24 не ответил'),
    });
    await press('ИЗМЕНИТЬ');
    await says('Пётр Иванов');
    await field('Пётр Иванов').setValue(true);
    await press('СОХРАНИТЬ');
    await says('Битрикс24 не ответил');
    expect((field('Пётр Иванов').element as HTMLInputElement).checked).toBe(true);
  });

  it('is removed by the cross of a chip', async () => {
    const { press, text } = await openSettings({
      managedAccounts: () => [managedAccount({ set: { access: [{ kind: 'USER', id: '5', name: 'Пётр Иванов' }] } })],
    });
    await press('Убрать: Пётр Иванов');
    expect(text()).toContain('Доступ есть у всех');
  });
});

describe('health (C-21, C-22)', () => {
  it('shows the queue, what was sent and checked, and the last error with its time', async () => {
    const lastError = { code: 'NOT_CONFIRMED', message: 'WhatsApp не подтвердил приём', retry: 'NO', rawCode: null } as const;
    const { says, text } = await openSettings({
      accountHealth: () => [
        { id: 'account-1', health: health({ queued: 4, sentToday: 17, lastError, lastErrorAt: '2026-01-01T09:00:00.000Z' }) },
      ],
    });
    await says('WhatsApp не подтвердил приём');
    expect(text()).toMatch(/В очереди\s*4/);
    expect(text()).toMatch(/Отправлено сегодня\s*17/);
    expect(text()).toContain('2 из 100');
  });

  it.each([
    [9, 'Осталось 9 дней до отвязки'],
    [4, 'WhatsApp отвяжет устройство через 4 дня'],
    [1, 'WhatsApp отвяжет устройство через 1 день'],
    [0, 'WhatsApp отвяжет устройство сегодня'],
  ])('says of %s days left: %s', async (unlinkedInDays, sentence) => {
    const { says, screen } = await openSettings({
      accountHealth: () => [{ id: 'account-1', health: health({ unlinkedInDays, phoneSeenAt: '2026-01-01T09:00:00.000Z' }) }],
    });
    await says(sentence);
    expect(screen.find('.urgent').exists()).toBe(unlinkedInDays <= 4);
  });

  it('is counted again when the state changes', async () => {
    const { api, says } = await openSettings();
    api.answers['accountHealth'] = () => [{ id: 'account-1', health: health({ state: 'LOGIN_REQUIRED', queued: 9 }) }];
    api.feed('accountState').emit({
      __typename: 'AccountStateChanged',
      cursor: '1',
      account: account({ state: 'LOGIN_REQUIRED', stateSince: '2026-01-02T09:00:00.000Z' }),
    });
    await says('QR-код');
    await eventually(() => expect(api.calls('accountHealth')).toHaveLength(2));
  });

  it('says that it could not be loaded', async () => {
    const { says } = await openSettings({ accountHealth: () => Promise.reject(new Error('gone')) });
    await says('Состояние не загрузилось');
  });
});

describe('disconnecting', () => {
  const disconnected = () => ({ __typename: 'AccountDisconnected', account: account({ state: 'DISCONNECTED' }) });

  it('asks first, and is done without a question about an empty queue (C-6)', async () => {
    const { api, text, press, says } = await openSettings({ disconnectAccount: disconnected });
    await press('Отключить аккаунт');
    expect(text()).toContain('Отключить аккаунт «Отдел продаж»?');
    expect(text()).not.toContain('Что сделать с сообщениями в очереди?');
    await press('Отключить аккаунт');
    await says('Отключено');
    expect(api.calls('disconnectAccount')).toEqual([{ input: { accountId: 'account-1', queued: 'KEEP' } }]);
    await says('Загрузить QR-код');
  });

  it('asks what to do with the queue (Q-24)', async () => {
    const limits = { ...account().limits, queued: 3 };
    const { api, screen, press } = await openSettings({
      managedAccounts: () => [managedAccount({ limits })],
      disconnectAccount: disconnected,
    });
    await press('Отключить аккаунт');
    await screen.find('input[type=radio][value=CANCEL]').setValue();
    await press('Отключить аккаунт');
    await eventually(() => expect(api.calls('disconnectAccount')).toEqual([{ input: { accountId: 'account-1', queued: 'CANCEL' } }]));
  });

  it('may be thought better of', async () => {
    const { api, text, press } = await openSettings();
    await press('Отключить аккаунт');
    await press('Отмена');
    expect(text()).not.toContain('Отключить аккаунт «');
    expect(api.calls('disconnectAccount')).toEqual([]);
  });

  it('says why it was refused', async () => {
    const { press, says } = await openSettings({
      disconnectAccount: () => refusal('FORBIDDEN', 'Недостаточно прав: нужен администратор'),
    });
    await press('Отключить аккаунт');
    await press('Отключить аккаунт');
    await says('Недостаточно прав: нужен администратор');
  });
});
