import { enableAutoUnmount } from '@vue/test-utils';
import { NO_ANSWER, OlchatError } from '@olchat/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { account, card, cardAnswer, message, recipient, viewer } from '../../../testing/builders.ts';
import { accepted, eventually, type FakeApi, refusal, statusChanged } from '../../../testing/fake-api.ts';
import { openCard as open } from '../../../testing/card-screen.ts';
import { surroundings } from '../../../testing/mount.ts';

enableAutoUnmount(afterEach);

const noMessages = () => ({ nodes: [], pageInfo: { hasNextPage: false, endCursor: null }, asOf: 'snapshot' });
const failed = message(['QUEUED', 'FAILED'], {
  failure: { code: 'CONTACT_REFUSED', message: 'Клиент запретил сообщения от незнакомых', retry: 'AFTER_FIX', rawCode: '463' },
});

const sent = (api: FakeApi) => api.calls('sendMessage').map(({ input }) => input as Record<string, unknown>);

describe('the form', () => {
  it('is outlined at once, before anything is known', () => {
    const { screen } = open();
    expect(screen.find('[role=status][aria-label=Загрузка]').exists()).toBe(true);
  });

  it('opens with the line, the number and the messages of the card', async () => {
    const { text, articles } = open();
    await eventually(() => expect(text()).toContain('Отдел продаж'));
    await eventually(() => expect(text()).toContain('Телефон · Дмитрий Иванов'));
    expect(text()).toContain('+7 961 951-20-44');
    expect(articles()[0]).toContain('Отправлено');
  });

  it('opens with the line last used for this client (W-4)', async () => {
    const { api } = open({
      accounts: () => [account(), account({ id: 'account-2', title: 'Поддержка' })],
      messages: () => ({ ...noMessages(), nodes: [message(['SENT'], { account: { id: 'account-2', title: 'Поддержка' } })] }),
      viewer: () => viewer({ lastAccountId: 'account-1' }),
    });
    await eventually(() => expect(api.calls('card')).toEqual([{ card, accountId: 'account-2', fresh: false }]));
  });

  it('opens with the number of the last exchange, else with the first that surely has WhatsApp (W-6)', async () => {
    const numbers = [recipient({ id: 'maybe', presence: 'UNKNOWN', label: 'Пётр' }), recipient(), recipient({ id: 'last', label: 'Анна' })];
    const toAnna = message(['SENT'], { recipient: { ...message().recipient, id: 'last' } });
    const answers = { card: () => cardAnswer(numbers), checkRecipient: () => refusal('LIMIT_REACHED', 'Лимит') };
    const talked = open({ ...answers, messages: () => ({ ...noMessages(), nodes: [toAnna] }) });
    await eventually(() => expect(talked.text()).toContain('Телефон · Анна'));
    talked.screen.unmount();
    const fresh = open({ ...answers, messages: noMessages });
    await eventually(() => expect(fresh.text()).toContain('Телефон · Дмитрий Иванов'));
  });

  it('says what keeps the button disabled (W-26)', async () => {
    const { button, text, write } = open();
    await eventually(() => expect(text()).toContain('Телефон · Дмитрий'));
    expect(button('ОТПРАВИТЬ')?.attributes('disabled')).toBeDefined();
    expect(button('ОТПРАВИТЬ')?.attributes('title')).toBe('Напишите сообщение');
    await write('ы'.repeat(1001));
    expect(text()).toContain('Лишний 1 символ');
    expect(button('ОТПРАВИТЬ')?.attributes('title')).toBe('Сообщение длиннее 1000 символов');
    await write('Привет');
    expect(button('ОТПРАВИТЬ')?.attributes('disabled')).toBeUndefined();
  });

  it('sends, clears the text and keeps line and number (W-28)', async () => {
    const { api, write, press, written, articles, text } = open({ messages: noMessages, sendMessage: () => accepted(message()) });
    await eventually(() => expect(text()).toContain('Дмитрий'));
    await write('Добрый день!');
    await press('ОТПРАВИТЬ');
    expect(written()).toBe('');
    expect(articles()[0]).toContain('Отправляется');
    await eventually(() => expect(articles()[0]).toContain('В очереди'));
    expect(sent(api)).toMatchObject([
      { accountId: 'account-1', recipientId: 'recipient-1', text: 'Добрый день!', publication: 'OUTGOING', card },
    ]);
    expect(text()).toContain('Отдел продаж');
  });

  it('sends by Ctrl+Enter, once, and not while an input method composes', async () => {
    const { api, screen, write, text } = open({ sendMessage: () => accepted(message()) });
    await eventually(() => expect(text()).toContain('Дмитрий'));
    await write('Добрый день!');
    await screen.find('textarea').trigger('keydown', { key: 'Enter', ctrlKey: true, isComposing: true });
    expect(sent(api)).toHaveLength(0);
    await screen.find('textarea').trigger('keydown', { key: 'Enter', ctrlKey: true });
    await screen.find('textarea').trigger('keydown', { key: 'Enter', ctrlKey: true });
    await eventually(() => expect(sent(api)).toHaveLength(1));
  });

  it('gives the text back when it is refused, and says why (W-29)', async () => {
    const { write, press, written, text, articles } = open({
      messages: noMessages,
      sendMessage: () => refusal('OWN_NUMBER', 'Нельзя отправить сообщение на свой же номер'),
    });
    await eventually(() => expect(text()).toContain('Дмитрий'));
    await write('Добрый день!');
    await press('ОТПРАВИТЬ');
    await eventually(() => expect(written()).toBe('Добрый день!'));
    expect(text()).toContain('Нельзя отправить сообщение на свой же номер');
    expect(articles()).toEqual([]);
    await write('Добрый вечер!');
    expect(text()).not.toContain('Нельзя отправить');
  });

  it('looks at the lines again when one refused (W-3), and keeps the text', async () => {
    const { api, button, write, press, text, written } = open({
      messages: noMessages,
      sendMessage: () => refusal('ACCOUNT_NOT_CONNECTED', 'Линия не подключена'),
    });
    await eventually(() => expect(text()).toContain('Дмитрий'));
    api.answers['accounts'] = () => [account({ state: 'LOGIN_REQUIRED' })];
    await write('Добрый день!');
    await press('ОТПРАВИТЬ');
    await eventually(() => expect(button('ОТПРАВИТЬ')?.attributes('title')).toBe('Выберите подключённую линию'));
    expect(written()).toBe('Добрый день!');
  });

  it('does not overwrite what was written meanwhile: the refused words stay in their bubble', async () => {
    let refuse = (_: unknown): void => undefined;
    const { write, press, written, articles, text } = open({
      messages: noMessages,
      sendMessage: () => new Promise(resolve => (refuse = resolve)),
    });
    await eventually(() => expect(text()).toContain('Дмитрий'));
    await write('Первое');
    await press('ОТПРАВИТЬ');
    await write('Второе');
    await eventually(() => expect(articles()).toHaveLength(1));
    refuse(refusal('LIMIT_REACHED', 'Лимит на сегодня исчерпан'));
    await eventually(() => expect(articles()[0]).toContain('Лимит на сегодня исчерпан'));
    expect(written()).toBe('Второе');
    await press('Убрать');
    expect(articles()).toEqual([]);
  });

  it('does not give words back to somebody else who was chosen meanwhile: they stay in their bubble (W-29)', async () => {
    let refuse = (_: unknown): void => undefined;
    const { screen, api, write, press, written, articles, text } = open({
      messages: noMessages,
      card: () => cardAnswer([recipient(), recipient({ id: 'recipient-2', label: 'Пётр' })]),
      sendMessage: () => new Promise(resolve => (refuse = resolve)),
    });
    await eventually(() => expect(text()).toContain('Дмитрий'));
    await write('Дмитрий, добрый день!');
    await press('ОТПРАВИТЬ');
    screen.findComponent({ name: 'RecipientSelect' }).vm.$emit('update:modelValue', 'recipient-2');
    await eventually(() => expect(api.calls('draft').at(-1)).toMatchObject({ recipientId: 'recipient-2' }));
    refuse(refusal('LIMIT_REACHED', 'Лимит на сегодня исчерпан'));
    await eventually(() => expect(articles()[0]).toContain('Лимит на сегодня исчерпан'));
    expect(written()).toBe('');
  });

  it('publishes as the employee did last (W-24), and off means nothing is published', async () => {
    const { api, write, press, text } = open({ viewer: () => viewer({ lastPublication: 'NONE' }), sendMessage: () => accepted(message()) });
    await eventually(() => expect(text()).toContain('В чате открытой линии сообщения не будет'));
    await eventually(() => expect(text()).toContain('Дмитрий'));
    await write('Добрый день!');
    await press('ОТПРАВИТЬ');
    await eventually(() => expect(sent(api)[0]).toMatchObject({ publication: 'NONE' }));
  });

  it('cannot publish where publishing is off, and says why (W-24)', async () => {
    const reason = {
      __typename: 'GeneralRefusal',
      code: 'PUBLICATION_UNAVAILABLE',
      message: 'Публикация выключена администратором',
      retry: 'NO',
    } as const;
    const publications = [{ publication: 'OUTGOING', available: false, reason }] as const;
    const { screen, text } = open({ accounts: () => [account({ publications: [...publications] })] });
    await eventually(() => expect(text()).toContain('Публикация выключена администратором'));
    expect(screen.find('[role=switch]').attributes('disabled')).toBeDefined();
  });

  it('inserts an emoji at the caret (W-16)', async () => {
    const { screen, write, written, press, text } = open();
    await eventually(() => expect(text()).toContain('Дмитрий'));
    await write('Привет, Дмитрий');
    screen.find('textarea').element.setSelectionRange(6, 6);
    await press('Эмодзи');
    await eventually(() => expect(screen.find('input[type=search]').exists()).toBe(true));
    await screen.find('input[type=search]').setValue('привет');
    await eventually(() => expect(screen.findAll('button').some(one => one.text() === '👋')).toBe(true));
    await press('👋');
    expect(written()).toBe('Привет👋, Дмитрий');
  });
});

describe('a form that cannot be sent', () => {
  it('says that the card has no number (E-11)', async () => {
    const { text } = open({
      card: () => cardAnswer([]),
    });
    await eventually(() => expect(text()).toContain('Поле «номер» не заполнено'));
  });

  it('makes no chat from an order without a client, and says why; through the client it says that (G-4)', async () => {
    const answer = (chatSupport: string, chatReason: object | null) => () =>
      cardAnswer([recipient()], { title: 'Заказ № 91', chatSupport, chatReason });
    const impossible = open({ card: answer('NONE', refusal('NO_CLIENT', 'К карточке не привязан ни контакт, ни компания')) });
    await eventually(() => expect(impossible.text()).toContain('не привязан ни контакт, ни компания'));
    expect(
      impossible.screen
        .findAll('button')
        .find(button => button.text() === 'СОЗДАТЬ ЧАТ')
        ?.attributes('disabled'),
    ).toBeDefined();
    impossible.screen.unmount();
    const through = open({ card: answer('THROUGH_CLIENT', null) });
    await eventually(() => expect(through.text()).toContain('через связанный контакт или компанию'));
    expect(
      through.screen
        .findAll('button')
        .find(button => button.text() === 'СОЗДАТЬ ЧАТ')
        ?.attributes('disabled'),
    ).toBeUndefined();
  });

  it('says that no number has WhatsApp (E-10)', async () => {
    const recipients = [recipient({ presence: 'ABSENT' })];
    const { text } = open({
      card: () => cardAnswer(recipients),
    });
    await eventually(() => expect(text()).toContain('Нет номеров WhatsApp'));
  });

  it('says that nothing could be loaded, and loads on demand', async () => {
    const { api, text, press } = open({ accounts: () => Promise.reject(new OlchatError(NO_ANSWER, 'No answer')) });
    await eventually(() => expect(text()).toContain('Не удалось загрузить данные'));
    api.answers['accounts'] = () => [account()];
    await press('Повторить');
    await eventually(() => expect(text()).toContain('Отдел продаж'));
  });

  it('says that it does not know the card', async () => {
    const { text } = open({}, surroundings({ page: { card: null } }));
    await eventually(() => expect(text()).toContain('Откройте приложение из карточки CRM'));
  });
});

describe('a chat', () => {
  const chat = {
    id: 'chat',
    owner: { id: '2', name: 'Пётр' },
    card,
    linkedCards: [
      { card: { type: 'LEAD' as const, id: '1209', smartProcessTypeId: null }, url: 'https://portal.example/crm/lead/details/1209/' },
    ],
    openUrl: 'https://portal.example/online/?IM_DIALOG=chat77',
    openLineChatId: '77',
  };

  it('is created without a message, and opened in the messenger (W-8, W-9)', async () => {
    const { api, around, press, text } = open({ createChat: () => ({ __typename: 'ChatCreated', created: true, chat }) });
    await eventually(() => expect(text()).toContain('Дмитрий'));
    await press('СОЗДАТЬ ЧАТ');
    await eventually(() => expect(text()).toContain('Чат создан, его ведёте вы'));
    expect(api.calls('createChat')).toEqual([{ input: { card, accountId: 'account-1', recipientId: 'recipient-1' } }]);
    expect(sent(api)).toEqual([]);
    await press('ОТКРЫТЬ ЧАТ');
    expect(around.frame.openMessenger).toHaveBeenCalledExactlyOnceWith('chat77');
  });

  it('that is made while another line is chosen belongs to its own line, and nothing is said about it to the other (W-9)', async () => {
    let made = (_: unknown): void => undefined;
    const second = account({ id: 'account-2', title: 'Вторая' });
    const { api, screen, press, text, button } = open({
      accounts: () => [account(), second],
      createChat: () => new Promise(resolve => (made = resolve)),
    });
    await eventually(() => expect(text()).toContain('Дмитрий'));
    await press('СОЗДАТЬ ЧАТ');
    screen.findComponent({ name: 'AccountSelect' }).vm.$emit('update:modelValue', 'account-2');
    await eventually(() => expect(api.calls('card').at(-1)).toMatchObject({ accountId: 'account-2' }));
    made({ __typename: 'ChatCreated', created: true, chat });
    await new Promise(resolve => setTimeout(resolve, 20));
    expect([button('СОЗДАТЬ ЧАТ') !== undefined, button('ОТКРЫТЬ ЧАТ')]).toEqual([true, undefined]);
    expect(text()).not.toContain('Чат создан');
  });

  it('that exists shows whose it is (O-6)', async () => {
    const recipients = [recipient({ chat })];
    const { text, button } = open({
      card: () => cardAnswer(recipients),
    });
    await eventually(() => expect(text()).toContain('Чат ведёт Пётр'));
    expect(button('ОТКРЫТЬ ЧАТ')).toBeDefined();
  });

  it('of another is taken over only after a question (O-7)', async () => {
    const recipients = [recipient({ chat })];
    const mine = { ...chat, owner: { id: '1', name: 'Мария' } };
    const { api, press, text, button } = open({
      card: () => cardAnswer(recipients),
      takeOverChat: () => ({ __typename: 'ChatTakenOver', chat: mine }),
    });
    await eventually(() => expect(text()).toContain('Чат ведёт Пётр'));
    await press('ЗАБРАТЬ ДИАЛОГ');
    await eventually(() => expect(text()).toContain('Диалог ведёт Пётр. Забрать его себе?'));
    expect(api.calls('takeOverChat')).toEqual([]);
    await press('Забрать');
    await eventually(() => expect(text()).toContain('Теперь чат ведёте вы'));
    expect(api.calls('takeOverChat')).toEqual([{ input: { chatId: 'chat' } }]);
    expect(button('ЗАБРАТЬ ДИАЛОГ')).toBeUndefined();
  });

  it('of the employee himself is not offered to be taken over (O-7)', async () => {
    const recipients = [recipient({ chat: { ...chat, owner: { id: '1', name: 'Мария' } } })];
    const { text, button } = open({
      card: () => cardAnswer(recipients),
    });
    await eventually(() => expect(text()).toContain('Чат ведёте вы'));
    expect(button('ЗАБРАТЬ ДИАЛОГ')).toBeUndefined();
  });

  it('says where Bitrix24 attached it, with a link (O-4)', async () => {
    const recipients = [recipient({ chat })];
    const { screen, text } = open({
      card: () => cardAnswer(recipients),
    });
    await eventually(() => expect(text()).toContain('Битрикс24 прикрепил чат не к этой карточке: лид № 1209'));
    expect(screen.find('a[href="https://portal.example/crm/lead/details/1209/"]').exists()).toBe(true);
  });

  it('that cannot be created says why (E-05)', async () => {
    const { press, text } = open({ createChat: () => refusal('FORBIDDEN', 'Недостаточно прав: вы не в очереди линии') });
    await eventually(() => expect(text()).toContain('Дмитрий'));
    await press('СОЗДАТЬ ЧАТ');
    await eventually(() => expect(text()).toContain('Недостаточно прав: вы не в очереди линии'));
  });

  it('opens at its own address when the portal around keeps silent', async () => {
    const open_ = vi.spyOn(window, 'open').mockReturnValue(null);
    const around = surroundings({ frame: { openMessenger: () => Promise.reject(new Error('silent')) } });
    const { press, text } = open({ createChat: () => ({ __typename: 'ChatCreated', created: false, chat }) }, around);
    await eventually(() => expect(text()).toContain('Дмитрий'));
    await press('СОЗДАТЬ ЧАТ');
    await eventually(() => expect(text()).toContain('Чат уже есть, его ведёт Пётр'));
    await press('ОТКРЫТЬ ЧАТ');
    await eventually(() => expect(open_).toHaveBeenCalledExactlyOnceWith(chat.openUrl, '_blank', 'noopener'));
    open_.mockRestore();
  });
});

describe('the messages', () => {
  it('change live, and the newest is spoken once (L-2)', async () => {
    const { api, articles, screen } = open({ messages: () => ({ ...noMessages(), nodes: [message(['QUEUED', 'SENT'])] }) });
    await eventually(() => expect(articles()[0]).toContain('Отправлено'));
    api.feed('messageStatus').emit(statusChanged(message(['QUEUED', 'SENT', 'DELIVERED', 'READ'])));
    await eventually(() => expect(articles()[0]).toContain('Прочитано'));
    expect(screen.find('p[aria-live=polite]').text()).toBe('Прочитано');
  });

  it('show every step on demand, with its time and who told of it (L-8)', async () => {
    const { articles, screen } = open({ messages: () => ({ ...noMessages(), nodes: [message(['QUEUED', 'SENT', 'DELIVERED'])] }) });
    await eventually(() => expect(articles()[0]).toContain('Доставлено'));
    await screen.find('article button[aria-expanded]').trigger('click');
    await eventually(() =>
      expect(screen.findAll('article li').map(one => one.find('.badge').text())).toEqual(['В очереди', 'Отправлено', 'Доставлено']),
    );
    expect(screen.find('article li').text()).toContain('уведомление мессенджера');
  });

  it('that failed say why, and are sent again as new ones (L-12)', async () => {
    const again = message(['QUEUED'], { id: 'message-2', createdAt: '2026-01-01T10:00:00.000Z' });
    const { api, articles, press } = open({ messages: () => ({ ...noMessages(), nodes: [failed] }), sendAgain: () => accepted(again) });
    await eventually(() => expect(articles()[0]).toContain('Клиент запретил сообщения от незнакомых'));
    expect(articles()[0]).toContain('Код: 463');
    await press('Отправить ещё раз');
    await eventually(() => expect(articles()).toHaveLength(2));
    expect(articles()[0]).toContain('В очереди');
    expect(articles()[1]).toContain('Отправлено ещё раз новым сообщением');
    expect(articles()[1]).not.toMatch(/Отправить ещё раз/);
    expect(api.calls('sendAgain')).toMatchObject([{ input: { messageId: 'message-1' } }]);
  });

  it('keep the failure and the key when sending again gets no answer', async () => {
    const { api, text, press } = open({
      messages: () => ({ ...noMessages(), nodes: [failed] }),
      sendAgain: () => Promise.reject(new Error('gone')),
    });
    await eventually(() => expect(text()).toContain('Отправить ещё раз'));
    await press('Отправить ещё раз');
    await eventually(() => expect(text()).toContain('Не получилось'));
    await press('Отправить ещё раз');
    await eventually(() => expect(api.calls('sendAgain')).toHaveLength(2));
    const keys = api.calls('sendAgain').map(({ input }) => (input as { idempotencyKey: string }).idempotencyKey);
    expect(keys[0]).toBe(keys[1]);
    expect(text()).toContain('Не отправлено');
  });

  it('that were cancelled although no answer came do not say that it failed (Q-21)', async () => {
    const { api, articles, press } = open({
      messages: () => ({ ...noMessages(), nodes: [message()] }),
      cancelMessage: () => Promise.reject(new Error('gone')),
    });
    await eventually(() => expect(articles()[0]).toContain('В очереди'));
    await press('Отменить');
    await eventually(() => expect(articles()[0]).toContain('Не получилось'));
    api.feed('messageStatus').emit(statusChanged(message(['QUEUED', 'CANCELLED'])));
    await eventually(() => expect(articles()[0]).toContain('Отменено'));
    expect(articles()[0]).not.toContain('Не получилось');
  });

  it('in the queue can be cancelled (Q-21)', async () => {
    const { articles, press } = open({
      messages: () => ({ ...noMessages(), nodes: [message()] }),
      cancelMessage: () => ({ __typename: 'MessageCancelled', cancelled: message(['QUEUED', 'CANCELLED']) }),
    });
    await eventually(() => expect(articles()[0]).toContain('В очереди'));
    await press('Отменить');
    await eventually(() => expect(articles()[0]).toContain('Отменено'));
  });

  it('that are too late to cancel say so', async () => {
    const { articles, press } = open({
      messages: () => ({ ...noMessages(), nodes: [message()] }),
      cancelMessage: () => refusal('ALREADY_FINAL', 'Сообщение уже отправлено'),
    });
    await eventually(() => expect(articles()[0]).toContain('В очереди'));
    await press('Отменить');
    await eventually(() => expect(articles()[0]).toContain('Сообщение уже отправлено'));
  });

  it('are text: markup in them is shown, not followed (SE-35)', async () => {
    const { screen, articles } = open({
      messages: () => ({ ...noMessages(), nodes: [message(['SENT'], { text: '<img src=x onerror=alert(1)>' })] }),
    });
    await eventually(() => expect(articles()[0]).toContain('<img src=x onerror=alert(1)>'));
    expect(screen.find('article img').exists()).toBe(false);
  });
});

describe('a session that ended', () => {
  it('leaves the form and the draft where they are, with a way on', async () => {
    const around = surroundings();
    const { text, write, written, press } = open({}, around);
    await eventually(() => expect(text()).toContain('Дмитрий'));
    await write('Черновик');
    around.session.state.value = 'lost';
    await eventually(() => expect(text()).toContain('Сеанс закончился'));
    expect(written()).toBe('Черновик');
    await press('Обновить');
    expect(around.session.renew).toHaveBeenCalled();
  });

  it('that never began shows the server’s sentence instead of a form (E-06)', async () => {
    const around = surroundings({
      page: { sessionToken: null, problem: { code: 'PORTAL_AUTH_MISSING', message: 'Нет данных авторизации от Битрикс24' } },
    });
    around.session.state.value = 'missing';
    const { screen, text } = open({}, around);
    expect(text()).toContain('Нет данных авторизации от Битрикс24');
    expect(screen.find('form').exists()).toBe(false);
    around.session.state.value = 'valid';
    await eventually(() => expect(screen.find('textarea').exists()).toBe(true));
  });
});

it('speaks English', async () => {
  const { text } = open({}, surroundings({ page: { locale: 'en' } }));
  await eventually(() => expect(text()).toContain('Publish in the chat'));
  expect(text()).not.toMatch(/Линия|Сообщение/);
});
