import { enableAutoUnmount } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { clientNumber, clientNumbers } from '../../../testing/contact-status.ts';
import { eventually, fakeApi, refusal } from '../../../testing/fake-api.ts';
import { mountScreen, surroundings } from '../../../testing/mount.ts';
import type { Page } from '../../page/page.ts';
import FieldScreen from './FieldScreen.vue';

enableAutoUnmount(afterEach);

const BUTTON = 'ВКЛ. ВСТРОЙКУ OLCHAT ДЛЯ СМАРТ-ПРОЦЕССА';
type Field = NonNullable<Page['field']>;
const around = (field: Partial<Field>, page: Partial<Page> = {}, frame = {}) =>
  surroundings({
    page: {
      screen: 'field',
      field: { mode: 'edit', smartProcessTypeId: '1038', embedded: false, isOn: false, isForced: false, ...field },
      ...page,
    },
    frame,
  });
const embedded = {
  __typename: 'SmartProcessEmbedded',
  smartProcess: { smartProcessTypeId: '1038', title: 'Проекты', embedded: true, hasClients: true },
};
const buttons = (screen: ReturnType<typeof mountScreen>) =>
  screen.findAll('button').map(button => button.text() || button.attributes('title'));

describe('the field of a smart process in edit mode', () => {
  it('shows the sentence, the button and the icon, and after the press only the sentence and the icon (S-21…S-23)', async () => {
    const api = fakeApi({ embedInSmartProcess: () => embedded });
    const screen = mountScreen(FieldScreen, api, around({}));
    expect(screen.text()).toContain('Вы в режиме редактирования');
    expect(buttons(screen)).toEqual(['Обновить данные виджета', BUTTON]);
    await screen.findAll('button')[1]?.trigger('click');
    await eventually(() => expect(buttons(screen)).toEqual(['Обновить данные виджета']));
    expect(api.calls('embedInSmartProcess')).toEqual([{ input: { smartProcessTypeId: '1038' } }]);
    expect(screen.text()).toContain('Встройка включена');
  });

  it('shows only the sentence and the icon where the embedding is on, and in cards that need none (S-23)', () => {
    for (const field of [{ embedded: true }, { smartProcessTypeId: null }]) {
      const screen = mountScreen(FieldScreen, fakeApi(), around(field));
      expect(screen.text()).toContain('Вы в режиме редактирования');
      expect(buttons(screen)).toEqual(['Обновить данные виджета']);
      screen.unmount();
    }
  });

  it('says the reason of a refusal and keeps the button; a failed request too', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const api = fakeApi({ embedInSmartProcess: () => refusal('PORTAL_UNAVAILABLE', 'Битрикс24 не ответил') });
    const screen = mountScreen(FieldScreen, api, around({}));
    await screen.findAll('button')[1]?.trigger('click');
    await eventually(() => expect(screen.text()).toContain('Битрикс24 не ответил'));
    api.answers['embedInSmartProcess'] = () => Promise.reject(new Error('cut'));
    await screen.findAll('button')[1]?.trigger('click');
    await eventually(() => expect(screen.text()).toContain('Встройку включить не удалось'));
    expect(buttons(screen)).toContain(BUTTON);
    warn.mockRestore();
  });

  it('offers the button to administrators only, and says so', () => {
    const screen = mountScreen(FieldScreen, fakeApi(), around({}, { isAdministrator: false }));
    expect(screen.findAll('button')[1]?.attributes('disabled')).toBeDefined();
    expect(screen.text()).toContain('Включить встройку может администратор портала.');
  });

  it('clears the stored value by the icon and asks to save the card (S-24)', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const setFieldValue = vi.fn(async () => undefined);
    const screen = mountScreen(FieldScreen, fakeApi(), around({ embedded: true }, {}, { setFieldValue }));
    await screen.find('button').trigger('click');
    await eventually(() => expect(screen.text()).toContain('Сохраните карточку'));
    expect(setFieldValue).toHaveBeenCalledWith('');
    setFieldValue.mockRejectedValueOnce(new Error('silent'));
    await screen.find('button').trigger('click');
    await eventually(() => expect(screen.text()).toContain('Данные виджета не изменились'));
    warn.mockRestore();
  });
});

describe('the field in view mode', () => {
  const line = (field: Partial<Field>, page: Partial<Page> = {}) => {
    const screen = mountScreen(FieldScreen, fakeApi(), around({ mode: 'view', ...field }, page));
    expect(screen.findAll('button')).toEqual([]);
    const text = screen.text();
    screen.unmount();
    return text;
  };

  it('says in one line why there is no widget (S-22, A-8)', () => {
    expect(line({})).toContain('ещё не включён');
    expect(line({ smartProcessTypeId: null })).toContain('выключен в настройках');
    expect(line({ isOn: true }, { card: null })).toContain('Сохраните карточку');
  });

  it('tells an employee without access from a portal that does not answer, by the server’s sentence (S-13)', async () => {
    const said = async (code: string, message: string): Promise<string> => {
      const place = around({ mode: 'view', isOn: true, isForced: true }, { sessionToken: null, problem: { code, message } });
      place.session.state.value = 'missing';
      const screen = mountScreen(FieldScreen, fakeApi(), place);
      await eventually(() => expect(screen.text()).toContain(message));
      expect(screen.find('textarea').exists()).toBe(false);
      const text = screen.text();
      screen.unmount();
      return text;
    };
    const without = await said('PORTAL_AUTH_MISSING', 'Нет данных авторизации от Битрикс24.');
    const silent = await said('PORTAL_UNAVAILABLE', 'Битрикс24 сейчас не отвечает.');
    expect(silent).not.toBe(without);
  });

  it('collapses to the button that it was opened with', async () => {
    const api = fakeApi({ clientNumbers: () => clientNumbers([clientNumber()]) });
    const screen = mountScreen(FieldScreen, api, around({ mode: 'view', isOn: true }));
    await eventually(() => expect(screen.text()).toContain('WhatsApp: есть'));
    await screen.find('button[aria-expanded=true]').trigger('click');
    expect(buttons(screen)).toEqual(['Написать в WhatsApp']);
  });

  it('stands open where the portal wants that, and still asks no messenger (S-3, A-9)', async () => {
    const api = fakeApi({ clientNumbers: () => clientNumbers([clientNumber({ presence: 'UNKNOWN', checkedAt: null })]) });
    const screen = mountScreen(FieldScreen, api, around({ mode: 'view', isOn: true, isForced: true }));
    await eventually(() => expect(screen.text()).toContain('частые проверки ведут к блокировке'));
    await eventually(() => expect(screen.text()).toContain('WhatsApp: неизвестно'));
    expect(api.calls('checkRecipient')).toEqual([]);
  });
});
