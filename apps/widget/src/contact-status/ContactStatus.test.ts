import { enableAutoUnmount } from '@vue/test-utils';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { h } from 'vue';
import { account, card, cardAnswer, message, recipient, template, viewer } from '../../testing/builders.ts';
import { clientNumber, clientNumbers, conversation, conversationEntry } from '../../testing/contact-status.ts';
import { accepted, eventually, fakeApi, refusal, templatesPage } from '../../testing/fake-api.ts';
import { mountScreen, surroundings } from '../../testing/mount.ts';
import ContactStatus from './ContactStatus.vue';

enableAutoUnmount(afterEach);
// What a page fetches on demand is compiled here first: that is not what these tests wait for.
beforeAll(async () => {
  await Promise.all([import('./WriteForm.vue'), import('../conversation/ConversationPanel.vue'), import('../screens/card/CardForm.vue')]);
}, 30_000);

const unknown = { presence: 'UNKNOWN', checkedAt: null } as const;
const chat = {
  id: 'chat',
  account: { id: 'account-1', title: 'Отдел продаж' },
  owner: { id: '2', name: 'Пётр' },
  openUrl: 'https://portal.example/online/?IM_DIALOG=chat77',
  openLineChatId: '77',
};
const lastMessage = {
  id: 'entry-1',
  at: '2026-01-01T09:00:00.000Z',
  author: 'CLIENT',
  text: 'Сколько\nстоит?',
  unsupported: null,
  removedAt: null,
  message: null,
} as const;
const checked = (presence: 'EXISTS' | 'ABSENT') => {
  const { id, label, address, username } = recipient();
  const answer = { id, label, address, username, presence, checkedAt: new Date().toISOString() };
  return { __typename: 'RecipientChecked', recipient: answer };
};

function open(answers: Record<string, (variables: Record<string, unknown>) => unknown> = {}, page = {}, isForced = false) {
  const api = fakeApi({ clientNumbers: () => clientNumbers([clientNumber()]), ...answers });
  const around = surroundings({ page });
  const screen = mountScreen({ render: () => h(ContactStatus, { card, isForced }) }, api, around);
  const button = (name: string) =>
    screen.findAll('button').find(one => one.text() === name || one.attributes('aria-label')?.startsWith(name) === true);
  return {
    api,
    around,
    screen,
    button,
    text: () => screen.text(),
    press: async (name: string) => {
      const found = button(name);
      if (!found) throw new Error(`There is no button ${name} in: ${screen.text()}`);
      await found.trigger('click');
    },
  };
}

describe('what is known of a number', () => {
  it('is its messenger with the age of that knowledge, its country and operator, and what is unknown is called so (S-1, D-7, D-8)', async () => {
    const { text } = open();
    await eventually(() => expect(text()).toContain('WhatsApp: есть'));
    expect(text()).toContain('проверено 3 часа назад');
    expect(text()).toContain('Россия, регион неизвестен, Билайн');
    expect(text()).toMatch(/у клиента \d\d:\d\d · (можно писать|лучше не сейчас|не время писать)/);
  });

  it('is a span of hours where the number does not tell the zone, and nothing where it tells nothing (S-4)', async () => {
    const timeZones = ['Europe/Moscow', 'Asia/Kamchatka'];
    const wide = { country: 'RU', countryName: 'Россия', region: null, operator: null, timeZones };
    const { text } = open({
      clientNumbers: () =>
        clientNumbers([clientNumber({}, { numbering: wide }), clientNumber({ address: '+8821600' }, { numbering: null })]),
    });
    await eventually(() => expect(text()).toMatch(/у клиента от \d\d:\d\d до \d\d:\d\d/));
    expect(text()).toContain('время клиента неизвестно');
    expect(text()).toContain('Страна, регион и оператор неизвестны');
  });

  it('is looked up after the press that opened it, only where nothing is known (S-2, D-6)', async () => {
    const { api, text } = open({
      clientNumbers: () => clientNumbers([clientNumber({ id: 'known', address: '+1' }), clientNumber({ ...unknown, id: 'recipient-1' })]),
      checkRecipient: () => checked('ABSENT'),
    });
    await eventually(() => expect(text()).toContain('WhatsApp: нет аккаунта'));
    expect(text()).toContain('проверено только что через «Отдел продаж»');
    expect(api.calls('checkRecipient')).toEqual([{ input: { accountId: 'account-1', recipientId: 'recipient-1', fresh: false } }]);
  });

  it('is not looked up again within ten minutes (S-7)', async () => {
    const { api, text } = open({
      clientNumbers: () => clientNumbers([clientNumber({ presence: 'UNKNOWN', checkedAt: new Date(Date.now() - 60_000).toISOString() })]),
    });
    await eventually(() => expect(text()).toContain('WhatsApp: неизвестно'));
    expect(api.calls('checkRecipient')).toEqual([]);
  });

  it('is looked up anew by the icon, whose cost is said (S-7, D-8)', async () => {
    const { api, press, button, text } = open({ checkRecipient: () => checked('EXISTS') });
    await eventually(() => expect(text()).toContain('Сегодня проверено: 2 из 100'));
    await eventually(() => expect(button('Обновить данные виджета')?.attributes('disabled')).toBeUndefined());
    await press('Обновить данные виджета');
    await eventually(() => expect(text()).toContain('проверено только что'));
    expect(api.calls('checkRecipient')).toEqual([{ input: { accountId: 'account-1', recipientId: 'recipient-1', fresh: true } }]);
    expect(api.calls('clientNumbers')).toHaveLength(2);
  });

  it('stays what it was when the day’s limit is reached, and the rest is not asked', async () => {
    const { api, text } = open({
      clientNumbers: () => clientNumbers([clientNumber({ ...unknown, id: 'a' }), clientNumber({ ...unknown, id: 'b', address: '+2' })]),
      checkRecipient: () => refusal('LIMIT_REACHED', 'Лимит проверок на сегодня исчерпан'),
    });
    await eventually(() => expect(text()).toContain('Лимит проверок на сегодня исчерпан'));
    expect(text()).toContain('WhatsApp: неизвестно');
    expect(api.calls('checkRecipient')).toHaveLength(1);
  });

  it('is not set back by a list that was asked for before it was looked up (D-8)', async () => {
    const late = Promise.withResolvers<unknown>();
    const { api, text, press } = open({ checkRecipient: () => checked('EXISTS') });
    await eventually(() => expect(text()).toContain('WhatsApp: есть'));
    api.answers['clientNumbers'] = () => late.promise;
    await press('Написать');
    await press('Закрыть');
    await eventually(() => expect(api.calls('clientNumbers')).toHaveLength(2));
    api.answers['clientNumbers'] = () => clientNumbers([clientNumber()]);
    await press('Обновить');
    await eventually(() => expect(text()).toContain('проверено только что'));
    late.resolve(clientNumbers([clientNumber(unknown)]));
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(text()).toContain('проверено только что');
  });

  it('could not be looked up through one line: that is not said of another, nor when the line works again', async () => {
    const line = account({ state: 'LOGIN_REQUIRED' });
    const { api, text, press, screen } = open({ accounts: () => [line, account({ id: 'account-2', state: 'LOGIN_REQUIRED' })] });
    await eventually(() => expect(text()).toContain('WhatsApp: есть'));
    const choose = (id: string) => screen.findComponent({ name: 'AccountSelect' }).vm.$emit('update:modelValue', id);
    choose('account-1');
    await press('Обновить');
    await eventually(() => expect(screen.find('.refusal').exists()).toBe(true));
    choose('account-2');
    await eventually(() => expect(screen.find('.refusal').exists()).toBe(false));
    choose('account-1');
    await eventually(() => expect(screen.find('.refusal').exists()).toBe(true));
    api.feed('accountState').emit({ __typename: 'AccountStateChanged', cursor: '2', account: account() });
    await eventually(() => expect(screen.find('.refusal').exists()).toBe(false));
  });

  it('is shown without a line to check through, and says so', async () => {
    const { api, text } = open({
      accounts: () => [account({ state: 'DISCONNECTED' })],
      clientNumbers: () => clientNumbers([clientNumber(unknown)]),
    });
    await eventually(() => expect(text()).toContain('Линия не подключена'));
    expect(text()).toContain('WhatsApp: неизвестно');
    expect(api.calls('checkRecipient')).toEqual([]);
  });
});

describe('chats with a number', () => {
  it('are shown from whatever card, with owner and last message, and open in the messenger (S-9)', async () => {
    const { around, text, press } = open({ clientNumbers: () => clientNumbers([clientNumber({}, { chats: [{ chat, lastMessage }] })]) });
    await eventually(() => expect(text()).toContain('«Отдел продаж»: ведёт Пётр'));
    expect(text()).toContain('Сколько стоит?');
    await press('ОТКРЫТЬ ЧАТ');
    expect(around.frame.openMessenger).toHaveBeenCalledExactlyOnceWith('chat77');
  });

  it('are made when there is none (S-8)', async () => {
    const { api, text, press } = open({
      createChat: () => ({ __typename: 'ChatCreated', created: true, chat: { ...chat, card, linkedCards: [] } }),
    });
    await eventually(() => expect(text()).toContain('СОЗДАТЬ ЧАТ'));
    await press('СОЗДАТЬ ЧАТ');
    await eventually(() => expect(text()).toContain('Чат создан, его ведёте вы'));
    expect(api.calls('createChat')).toEqual([{ input: { card, accountId: 'account-1', recipientId: 'recipient-1' } }]);
  });
});

describe('what can be done', () => {
  it('is to write with the form of the card, for this line and number (S-10)', async () => {
    const { screen, press, text } = open();
    await eventually(() => expect(text()).toContain('Написать'));
    await press('Написать');
    await eventually(() => expect(screen.find('textarea').exists()).toBe(true));
    expect(text()).toContain('Сообщение на +7 961 951-20-44');
    await press('Закрыть форму');
    expect(screen.find('textarea').exists()).toBe(false);
  });

  it('is to write to one number at a time, and what was written to another stays his draft (S-10, #5301)', async () => {
    const other = clientNumber({ id: 'recipient-2', address: '+7 961 951-20-55' });
    const { api, screen, text } = open({
      clientNumbers: () => clientNumbers([clientNumber(), other]),
      card: () => cardAnswer([recipient(), recipient({ id: 'recipient-2', address: '+7 961 951-20-55' })]),
    });
    const write = () => screen.findAll('button').filter(one => one.text() === 'Написать');
    await eventually(() => expect(write()).toHaveLength(2));
    await write()[0]?.trigger('click');
    await eventually(() => expect(screen.find('textarea').exists()).toBe(true));
    await eventually(() => expect(api.calls('draft')).toMatchObject([{ recipientId: 'recipient-1' }]));
    await screen.find('textarea').setValue('Дмитрий, добрый день!');
    await write()[0]?.trigger('click');
    await eventually(() => expect(text()).toContain('Сообщение на +7 961 951-20-55'));
    await eventually(() => expect(api.calls('draft').at(-1)).toMatchObject({ recipientId: 'recipient-2' }));
    expect(screen.findAll('textarea').map(({ element }) => element.value)).toEqual(['']);
    await eventually(() =>
      expect(api.calls('saveDraft').map(({ input }) => input)).toMatchObject([
        { recipientId: 'recipient-1', text: 'Дмитрий, добрый день!' },
      ]),
    );
  });

  it('stays open, with what was written, when the rest cannot be read anew', async () => {
    const { api, screen, press, text } = open({ checkRecipient: () => checked('EXISTS') });
    await eventually(() => expect(text()).toContain('Написать'));
    await press('Написать');
    await eventually(() => expect(screen.find('textarea').exists()).toBe(true));
    await screen.find('textarea').setValue('Добрый день!');
    api.answers['clientNumbers'] = () => Promise.reject(new Error('gone'));
    await press('Обновить');
    await eventually(() => expect(text()).toContain('Повторить'));
    expect(screen.find('textarea').element.value).toBe('Добрый день!');
  });

  it('is published and stands in the timeline as the employee chooses in that form, and as he chose last (S-14, S-16)', async () => {
    const { api, screen, press, text } = open({
      viewer: () => viewer({ lastPublication: 'NONE', lastCreateActivity: false }),
      sendMessage: () => accepted(message()),
    });
    const send = async (): Promise<void> => {
      await screen.find('textarea').setValue('Добрый день!');
      await press('ОТПРАВИТЬ');
    };
    const sent = () => api.calls('sendMessage').map(({ input }) => input);
    await eventually(() => expect(text()).toContain('Написать'));
    await press('Написать');
    await eventually(() => expect(text()).toContain('В чате открытой линии сообщения не будет'));
    await send();
    await eventually(() => expect(sent()).toEqual([expect.objectContaining({ publication: 'NONE', createActivity: false })]));
    await eventually(() => expect(screen.find('textarea').element.value).toBe(''));
    for (const name of ['Публиковать в чате', 'Создать дело']) await screen.find(`[role=switch][aria-label="${name}"]`).trigger('click');
    await send();
    await eventually(() => expect(sent()[1]).toMatchObject({ publication: 'OUTGOING', createActivity: true }));
  });

  it('has templates in that form behind «Добавить шаблон», those used last first (M-13)', async () => {
    const page = { screen: 'field' as const };
    const { press, button, screen, api } = open(
      { templates: () => templatesPage([template(), template({ id: 'template-2', title: 'Счёт' })]) },
      page,
    );
    await eventually(() => expect(button('Написать')).toBeDefined());
    await press('Написать');
    await eventually(() => expect(button('Добавить шаблон')?.text().replace(/\s/g, ' ')).toBe('{ }'));
    await press('Добавить шаблон');
    await eventually(() => expect(screen.findAll('[role=option] .title').map(title => title.text())).toEqual(['Приветствие', 'Счёт']));
    expect(screen.find('[role=combobox][aria-label="Найти шаблон"]').exists()).toBe(true);
    // The server's own order: five recent ones, then by title (M-2).
    expect(api.calls('templates').at(-1)).not.toHaveProperty('order');
  });

  it('is not to write where there is no such account, and that is said', async () => {
    const { button, text } = open({ clientNumbers: () => clientNumbers([clientNumber({ presence: 'ABSENT' })]) });
    await eventually(() => expect(text()).toContain('На этом номере нет WhatsApp.'));
    expect(button('Написать')?.attributes('disabled')).toBeDefined();
  });

  it('is to read the history: both directions, page by page, and where it ends (S-11)', async () => {
    const newest = conversation([conversationEntry({ id: '2', text: 'Второе', author: 'PHONE' })], { hasNextPage: true, endCursor: '2' });
    const older = conversation([
      conversationEntry({ id: '1', text: '<b>Первое</b>' }),
      conversationEntry({ id: '0', text: null, removedAt: '2026-01-01T09:00:00.000Z' }),
    ]);
    const { api, screen, text, press } = open({ conversation: ({ after }) => (after === null ? newest : older) });
    await eventually(() => expect(text()).toContain('История чата'));
    await press('История чата');
    await eventually(() => expect(text()).toContain('Второе'));
    expect(text()).not.toContain('осталась только в телефоне');
    await press('Показать ранее');
    await eventually(() => expect(text()).toContain('<b>Первое</b>'));
    expect(screen.findAll('ol li').map(one => one.text())).toMatchObject([
      expect.stringContaining('Сообщение удалено автором'),
      expect.stringContaining('Клиент'),
      expect.stringContaining('С другого устройства'),
    ]);
    expect(text()).toContain('осталась только в телефоне');
    expect(api.calls('conversation').at(-1)).toMatchObject({ after: '2' });
  });

  it('says that the history could not be read, and reads it again', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { api, text, press } = open({ conversation: () => Promise.reject(new Error('cut')) });
    await eventually(() => expect(text()).toContain('История чата'));
    await press('История чата');
    await eventually(() => expect(text()).toContain('Переписку загрузить не удалось'));
    api.answers['conversation'] = () => conversation([]);
    await press('Повторить');
    await eventually(() => expect(text()).toContain('ещё не переписывались'));
    warn.mockRestore();
  });
});

describe('the widget as a whole', () => {
  it('says that there are no numbers, with the server’s reason (E-11)', async () => {
    const numbers = { numbers: [], omitted: 0, reason: refusal('NO_ADDRESS', 'Поле «номер» не заполнено') };
    const { text } = open({ clientNumbers: () => ({ chatSupport: 'FULL', chatReason: null, numbers }) });
    await eventually(() => expect(text()).toContain('Поле «номер» не заполнено'));
  });

  it('says how many numbers did not fit (S-5)', async () => {
    const { text } = open({ clientNumbers: () => clientNumbers([clientNumber()], { omitted: 3 }) });
    await eventually(() => expect(text()).toContain('ещё 3 номера не поместились'));
  });

  it('says that nothing could be loaded, and loads on demand', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { api, text, press } = open({ clientNumbers: () => Promise.reject(new Error('cut')) });
    await eventually(() => expect(text()).toContain('Не удалось загрузить данные'));
    api.answers['clientNumbers'] = () => clientNumbers([clientNumber()]);
    await press('Повторить');
    await eventually(() => expect(text()).toContain('WhatsApp: есть'));
    warn.mockRestore();
  });

  it('lets choose the line where there are several (S-6)', async () => {
    const { screen, text } = open({
      accounts: () => [account(), account({ id: 'account-2', title: 'Сервис' })],
      viewer: () => viewer({ lastAccountId: 'account-2' }),
    });
    await eventually(() => expect(text()).toContain('WhatsApp: есть'));
    expect(screen.find('[role=combobox]').text()).toContain('Сервис');
  });

  it('speaks English', async () => {
    const { text } = open({}, { locale: 'en' });
    await eventually(() => expect(text()).toContain('WhatsApp: yes'));
    expect(text()).toContain('checked 3 hours ago');
    expect(text()).not.toMatch(/Линия|неизвест|проверено/);
  });
});
