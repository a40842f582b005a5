import { enableAutoUnmount } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { account, line, loginStep } from '../../../testing/builders.ts';
import { eventually, fakeApi, refusal } from '../../../testing/fake-api.ts';
import { mountScreen, surroundings } from '../../../testing/mount.ts';
import ConnectionScreen from './ConnectionScreen.vue';

enableAutoUnmount(afterEach);

const step = (change: Parameters<typeof loginStep>[0] = {}) => ({ __typename: 'LoginStep', ...loginStep(change) });

function open(answers: Record<string, (variables: Record<string, unknown>) => unknown> = {}, around = surroundings()) {
  const api = fakeApi(answers);
  const screen = mountScreen(ConnectionScreen, api, around);
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
  it('are for administrators', async () => {
    const { api, text } = open({}, surroundings({ page: { isAdministrator: false } }));
    expect(text()).toContain('только администратор портала');
    expect(api.calls('accounts')).toEqual([]);
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
    const { text } = open({ accounts: () => [account({ state })] });
    await eventually(() => expect(text()).toContain(words));
  });

  it('change live (C-21)', async () => {
    const { api, text } = open({ accounts: () => [account({ state: 'CONNECTING' })] });
    await eventually(() => expect(text()).toContain('Подключается'));
    api.feed('accountState').emit({ __typename: 'AccountStateChanged', cursor: '1', account: account() });
    await eventually(() => expect(text()).toContain('Подключено'));
  });

  it('teach what to do when there is none', async () => {
    const { text } = open({ accounts: () => [] });
    await eventually(() => expect(text()).toContain('Пока не подключён ни один аккаунт'));
  });

  it('say that they could not be loaded, and load on demand', async () => {
    const { api, text, press } = open({ accounts: () => Promise.reject(new Error('gone')) });
    await eventually(() => expect(text()).toContain('Не удалось загрузить данные'));
    api.answers['accounts'] = () => [account()];
    await press('Повторить');
    await eventually(() => expect(text()).toContain('Подключено'));
  });

  it('say when their line was deleted or is off (C-8)', async () => {
    const { text } = open({
      accounts: () => [account({ line: null }), account({ id: 'account-2', line: { id: 'line-2', name: 'Склад', isActive: false } })],
    });
    await eventually(() => expect(text()).toContain('Открытая линия удалена'));
    expect(text()).toContain('Линия: Склад. Линия выключена');
  });
});

describe('connecting WhatsApp', () => {
  it('offers the free lines, disables the others with the reason (C-1, G-5)', async () => {
    const { api, screen, text, press } = open({
      lines: () => [
        line({ id: 'taken', account: { id: 'account-1', title: 'Отдел продаж', state: 'CONNECTED' } }),
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
    const { api, screen, text, press } = open({ continueLogin: () => step(), accounts: () => [account({ state: 'LOGIN_REQUIRED' })] });
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
    const { api, screen, text, press } = open({ continueLogin: () => step(), accounts: () => [account({ state: 'LOGIN_REQUIRED' })] });
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

describe('disconnecting', () => {
  it('asks first, and is done without a question about an empty queue (C-6)', async () => {
    const { api, text, press } = open({
      disconnectAccount: () => ({ __typename: 'AccountDisconnected', account: account({ state: 'DISCONNECTED' }) }),
    });
    await eventually(() => expect(text()).toContain('Отключить аккаунт'));
    await press('Отключить аккаунт');
    expect(text()).toContain('Отключить аккаунт «Отдел продаж»?');
    expect(text()).not.toContain('Что сделать с сообщениями в очереди?');
    await press('Отключить аккаунт');
    await eventually(() => expect(text()).toContain('Отключено'));
    expect(api.calls('disconnectAccount')).toEqual([{ input: { accountId: 'account-1', queued: 'KEEP' } }]);
  });

  it('asks what to do with the queue (Q-24)', async () => {
    const limits = { ...account().limits, queued: 3 };
    const { api, screen, text, press } = open({
      accounts: () => [account({ limits })],
      disconnectAccount: () => ({ __typename: 'AccountDisconnected', account: account({ state: 'DISCONNECTED' }) }),
    });
    await eventually(() => expect(text()).toContain('В очереди 3 сообщения'));
    await press('Отключить аккаунт');
    await screen.find('input[type=radio][value=CANCEL]').setValue();
    await press('Отключить аккаунт');
    await eventually(() => expect(api.calls('disconnectAccount')).toEqual([{ input: { accountId: 'account-1', queued: 'CANCEL' } }]));
  });

  it('may be thought better of', async () => {
    const { api, text, press } = open();
    await eventually(() => expect(text()).toContain('Отключить аккаунт'));
    await press('Отключить аккаунт');
    await press('Отмена');
    expect(text()).not.toContain('Отключить аккаунт «');
    expect(api.calls('disconnectAccount')).toEqual([]);
  });

  it('says why it was refused', async () => {
    const { text, press } = open({ disconnectAccount: () => refusal('FORBIDDEN', 'Недостаточно прав: нужен администратор') });
    await eventually(() => expect(text()).toContain('Отключить аккаунт'));
    await press('Отключить аккаунт');
    await press('Отключить аккаунт');
    await eventually(() => expect(text()).toContain('Недостаточно прав: нужен администратор'));
  });
});
