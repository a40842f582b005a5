import { enableAutoUnmount } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { account, line, loginStep, managedAccount } from '../../../testing/builders.ts';
import { eventually, fakeApi, refusal } from '../../../testing/fake-api.ts';
import { mountScreen, surroundings } from '../../../testing/mount.ts';
import ApplicationScreen from './ApplicationScreen.vue';

enableAutoUnmount(afterEach);

const step = (change: Parameters<typeof loginStep>[0] = {}) => ({ __typename: 'LoginStep', ...loginStep(change) });

function open(answers: Record<string, (variables: Record<string, unknown>) => unknown> = {}, around = surroundings()) {
  const api = fakeApi(answers);
  const screen = mountScreen(ApplicationScreen, api, around);
  return {
    api,
    screen,
    text: () => screen.text(),
    press: async (name: string) => {
      const found = screen.findAll('button').find(one => one.text() === name);
      if (!found) throw new Error(`There is no button ${name} in: ${screen.text()}`);
      await (found.attributes('type') === 'submit' ? screen.find('form').trigger('submit') : found.trigger('click'));
    },
  };
}

describe('the accounts', () => {
  it('are only looked at by who is no administrator: those that he may use (A-10)', async () => {
    const { api, screen, text } = open({}, surroundings({ page: { screen: 'app', isAdministrator: false } }));
    await eventually(() => expect(text()).toContain('Отдел продаж'));
    expect(text()).toContain('только администратор портала');
    expect(text()).not.toContain('Подключить WhatsApp');
    expect(screen.find('[aria-haspopup=menu]').exists()).toBe(false);
    expect(new Set(api.calls('managedAccounts').map(({ forSettings }) => forSettings))).toEqual(new Set([false]));
    expect(api.calls('lines')).toEqual([]);
  });

  it('are shown to an administrator whom the page did not know yet', async () => {
    const { text } = open({}, surroundings({ page: { employee: null, isAdministrator: false } }));
    await eventually(() => expect(text()).toContain('Отдел продаж'));
  });

  it.each([
    ['CONNECTED', 'Подключено'],
    ['CONNECTING', 'Подключается'],
    ['SYNCHRONISING', 'Синхронизация'],
    ['LOGIN_REQUIRED', 'QR-код'],
    ['DISCONNECTED', 'Отключено'],
    ['RESTRICTED', 'Подозрение на спам'],
    ['UNPAID', 'Не оплачен'],
  ] as const)('say of %s «%s» (C-8)', async (state, words) => {
    const { text } = open({ managedAccounts: () => [managedAccount({ state })] });
    await eventually(() => expect(text()).toContain(words));
  });

  it('warn of a restriction for spam, with what to do, until somebody has read it; one that begins anew is told anew (N-3)', async () => {
    const stateReason = {
      __typename: 'AccountUnavailable',
      code: 'ACCOUNT_RESTRICTED',
      message: 'Ограничено до завтра',
      retry: 'AFTER_FIX',
    } as const;
    const restricted = managedAccount({ state: 'RESTRICTED', stateSince: '2026-01-01T09:00:00.000Z', stateReason });
    const { api, screen, text, press } = open({ managedAccounts: () => [restricted] });
    await eventually(() => expect(screen.find('[role=alert]').text()).toContain('Подозрение на спам: Отдел продаж'));
    expect(text()).toContain('Ограничено до завтра');
    expect(screen.findAll('[role=alert] li').map(item => item.text())).toEqual([
      'Остановите рассылки и первые сообщения на несколько дней.',
      'Очистите очередь: отмените сообщения, которые ещё не ушли.',
      'Если вы часто пишете первыми, подумайте об официальном WhatsApp Business API.',
    ]);
    await press('Понятно');
    expect(screen.find('[role=alert]').exists()).toBe(false);
    const again = { ...account(), state: 'RESTRICTED', stateSince: '2026-02-01T09:00:00.000Z' };
    api.feed('accountState').emit({ __typename: 'AccountStateChanged', cursor: '1', account: again });
    await eventually(() => expect(screen.find('[role=alert]').exists()).toBe(true));
  });

  it('change live (C-21)', async () => {
    const { api, text } = open({ managedAccounts: () => [managedAccount({ state: 'CONNECTING' })] });
    await eventually(() => expect(text()).toContain('Подключается'));
    api.feed('accountState').emit({ __typename: 'AccountStateChanged', cursor: '1', account: account() });
    await eventually(() => expect(text()).toContain('Подключено'));
  });

  it('say when nothing changes them any more (RE-34)', async () => {
    const { api, text } = open();
    await eventually(() => expect(text()).toContain('Подключено'));
    api.feed('accountState').connection('connected');
    expect(text()).not.toContain('больше не обновляются');
    api.feed('accountState').connection('stopped');
    await eventually(() => expect(text()).toContain('Статусы больше не обновляются: доступ закрыт.'));
  });

  it('teach what to do when there is none', async () => {
    const { text } = open({ managedAccounts: () => [] });
    await eventually(() => expect(text()).toContain('Пока не подключён ни один аккаунт'));
  });

  it('say that they could not be loaded, and load on demand', async () => {
    const { api, text, press } = open({ managedAccounts: () => Promise.reject(new Error('gone')) });
    await eventually(() => expect(text()).toContain('Не удалось загрузить данные'));
    api.answers['managedAccounts'] = () => [managedAccount()];
    await press('Повторить');
    await eventually(() => expect(text()).toContain('Подключено'));
  });

  it('say when their line was deleted or is off (C-8)', async () => {
    const { text } = open({
      managedAccounts: () => [
        managedAccount({ line: null }),
        account({ id: 'account-2', line: { id: 'line-2', name: 'Склад', isActive: false } }),
      ],
    });
    await eventually(() => expect(text()).toContain('Открытая линия удалена'));
    expect(text()).toContain('Линия: Склад. Линия выключена');
  });
});

describe('connecting WhatsApp', () => {
  it('offers the free lines, disables the others with the reason (C-1, G-5)', async () => {
    const { api, screen, text, press } = open({
      lines: () => [
        line({ id: 'taken', accounts: [{ id: 'account-1', messenger: 'WHATSAPP', title: 'Отдел продаж', state: 'CONNECTED' }] }),
        line({ id: 'free', name: 'Склад' }),
        line({ id: 'off', name: 'Архив', isActive: false }),
      ],
      connectAccount: () => step({ qr: null }),
    });
    await eventually(() => expect(text()).toContain('Подключить WhatsApp'));
    await press('Подключить WhatsApp');
    expect(text()).toContain('Занята аккаунтом «Отдел продаж»');
    expect(screen.findAll('input[type=radio]').map(one => one.attributes('disabled') !== undefined)).toEqual([true, false, true, false]);
    await press('ПОДКЛЮЧИТЬ');
    await eventually(() => expect(text()).toContain('Отсканируйте код телефоном'));
    expect(api.calls('connectAccount')).toEqual([{ input: { kind: 'WHATSAPP_WEB', lineId: 'free' } }]);
  });

  it('makes a new line (C-1)', async () => {
    const { api, screen, text, press } = open({ connectAccount: () => step() });
    await eventually(() => expect(text()).toContain('Подключить WhatsApp'));
    await press('Подключить WhatsApp');
    await screen.find('input[type=text]').setValue(' Опт ');
    await press('ПОДКЛЮЧИТЬ');
    await eventually(() => expect(api.calls('connectAccount')).toEqual([{ input: { kind: 'WHATSAPP_WEB', newLineName: 'Опт' } }]));
  });

  it('keeps the choice and says why when it is refused', async () => {
    const { text, press } = open({ lines: () => [line()], connectAccount: () => refusal('LINE_TAKEN', 'Линия уже занята') });
    await eventually(() => expect(text()).toContain('Подключить WhatsApp'));
    await press('Подключить WhatsApp');
    await press('ПОДКЛЮЧИТЬ');
    await eventually(() => expect(text()).toContain('Линия уже занята'));
    expect(text()).toContain('К какой открытой линии подключить?');
  });

  it('shows the newest code and then that it is done (C-2)', async () => {
    const { api, screen, text, press } = open({
      continueLogin: () => step(),
      managedAccounts: () => [managedAccount({ state: 'LOGIN_REQUIRED' })],
    });
    await eventually(() => expect(text()).toContain('Загрузить QR-код'));
    await press('Загрузить QR-код');
    await eventually(() => expect(screen.find('svg[data-qr]').attributes('data-qr')).toBe('2@first'));
    const first = screen.find('svg[data-qr] path').attributes('d');
    await eventually(() => expect(api.feed('login').variables).toEqual({ accountId: 'account-1' }));
    api.feed('login').emit(loginStep({ qr: '2@second' }));
    await eventually(() => expect(screen.find('svg[data-qr]').attributes('data-qr')).toBe('2@second'));
    expect(screen.find('svg[data-qr] path').attributes('d')).not.toBe(first);
    api.feed('login').emit(loginStep({ kind: 'DONE', qr: null }));
    await eventually(() => expect(text()).toContain('Теперь можно писать клиентам'));
    await eventually(() => expect(api.feed('login').isStopped).toBe(true));
  });

  it('offers a new code when the old series ended', async () => {
    const { api, screen, text, press } = open({
      continueLogin: () => step(),
      managedAccounts: () => [managedAccount({ state: 'LOGIN_REQUIRED' })],
    });
    await eventually(() => expect(text()).toContain('Загрузить QR-код'));
    await press('Загрузить QR-код');
    await eventually(() => expect(api.feed('login').isStopped).toBe(false));
    api.feed('login').emit(loginStep({ kind: 'EXPIRED', qr: null }));
    await eventually(() => expect(text()).toContain('Код больше не действует'));
    api.answers['continueLogin'] = () => step({ qr: '2@new' });
    await press('Показать новый код');
    await eventually(() => expect(screen.find('svg[data-qr]').attributes('data-qr')).toBe('2@new'));
    expect(api.calls('continueLogin')).toEqual([{ input: { accountId: 'account-1' } }, { input: { accountId: 'account-1' } }]);
  });
});
