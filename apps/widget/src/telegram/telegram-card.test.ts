import { enableAutoUnmount } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { account, alisa, cardAnswer, message, type recipient, telegramAccount, viewer } from '../../testing/builders.ts';
import { accepted, eventually, refusal } from '../../testing/fake-api.ts';
import { openTelegramCard } from '../../testing/telegram-card.ts';

enableAutoUnmount(afterEach);

const unavailable = refusal('PUBLICATION_UNAVAILABLE', 'Битрикс24 не принимает такие сообщения') as never;
const people = (...recipients: ReturnType<typeof recipient>[]) => cardAnswer(recipients);
const nobody = (list: object) => {
  const answer = cardAnswer([]);
  return { ...answer, recipients: { ...answer.recipients, ...list } };
};

function open(...args: Parameters<typeof openTelegramCard>) {
  const card = openTelegramCard(...args);
  const { screen } = card;
  const publication = () => screen.find<HTMLSelectElement>('.publication select');
  const isComposerShown = () => screen.find('textarea').exists() && screen.find('.last').attributes('style') !== 'display: none;';
  return { ...card, publication, isComposerShown };
}

describe('the application [OLChat] Telegram in a card', () => {
  it('asks for Telegram’s accounts only, and shows people as they call themselves (T-1, T-3, T-4, D-20)', async () => {
    const { api, text } = open();
    await eventually(() => expect(text()).toContain('Алиса (@Alisa_Demo)'));
    expect(api.calls('accounts')[0]).toEqual({ messenger: 'TELEGRAM' });
    expect(api.calls('checkRecipient')).toEqual([]);
    expect(text()).toContain('Откуда');
    expect(text()).toContain('Кому');
    expect(text()).not.toContain('Линия');
  });

  it('copies the username without the clipboard’s permission, and cannot where there is none (T-5)', async () => {
    const copied: string[] = [];
    document.execCommand = vi.fn(() => {
      copied.push(document.querySelector<HTMLTextAreaElement>('body > textarea')?.value ?? '');
      return true;
    });
    const { named, screen } = open();
    await eventually(() => expect(named('Скопировать username')).toBeDefined());
    await named('Скопировать username')?.trigger('click');
    await eventually(() => expect(screen.text()).toContain('Скопировано'));
    expect(copied).toEqual(['Alisa_Demo']);
    screen.unmount();
    const without = open({ card: () => people({ ...alisa, username: null, phone: '+79000000055' }) });
    await eventually(() => expect(without.text()).toContain('Алиса (+79000000055)'));
    expect(without.named('У клиента нет username')?.attributes('disabled')).toBeDefined();
  });

  it('offers the three ways of publication in their order, the impossible one disabled with the reason (T-13, T-15)', async () => {
    const { api, screen, publication, text, named } = open({
      accounts: () => [
        telegramAccount({
          publications: [
            { publication: 'OUTGOING', available: false, reason: unavailable },
            { publication: 'INCOMING', available: true, reason: null },
            { publication: 'NONE', available: true, reason: null },
          ],
        }),
      ],
      sendMessage: () => accepted(message(['QUEUED'])),
    });
    await eventually(() => expect(publication().exists()).toBe(true));
    expect(
      publication()
        .findAll('option')
        .map(one => [one.text(), one.attributes('disabled') !== undefined]),
    ).toEqual([
      ['Исходящим в ОЛ', true],
      ['Входящим сообщением в ОЛ', false],
      ['Без публикации в ОЛ', false],
    ]);
    expect(text()).toContain('Битрикс24 не принимает такие сообщения');
    expect(publication().element.value).toBe('INCOMING');
    await publication().setValue('NONE');
    expect(api.calls('updatePreferences').at(-1)).toEqual({ input: { publication: 'NONE' } });
    await screen.find('textarea').setValue('Здравствуйте');
    await eventually(() => expect(named('ОТПРАВИТЬ')?.attributes('disabled')).toBeUndefined());
    await screen.find('form').trigger('submit');
    await eventually(() => expect(api.calls('sendMessage')).toMatchObject([{ input: { text: 'Здравствуйте', publication: 'NONE' } }]));
  });

  it('takes as long a text as Telegram does, whatever the portal allows in WhatsApp (T-7)', async () => {
    const { screen, named } = open({ viewer: () => viewer({ textLimit: 10 }) });
    await eventually(() => expect(screen.find('textarea').exists()).toBe(true));
    await screen.find('textarea').setValue('a'.repeat(4096));
    await eventually(() => expect(named('ОТПРАВИТЬ')?.attributes('disabled')).toBeUndefined());
    await screen.find('textarea').setValue('a'.repeat(4097));
    await eventually(() => expect(named('ОТПРАВИТЬ')?.attributes('disabled')).toBeDefined());
  });

  it('remembers the last way of publication (T-18), and says that there is no «Доставлено» (L-13)', async () => {
    const { publication, text } = open({ viewer: () => viewer({ lastPublication: 'OUTGOING' }) });
    await eventually(() => expect(publication().element.value).toBe('OUTGOING'));
    expect(text()).toContain('статуса «Доставлено» у него нет');
  });

  it('is one sentence and help where nobody was found (D-26, D-29), and looks again on demand', async () => {
    const reason = refusal('NOT_IN_TELEGRAM', 'Никого') as never;
    const { api, text, named, isComposerShown } = open({ card: () => nobody({ reason }) });
    await eventually(() => expect(text()).toContain('У клиента нет Telegram-аккаунта или он скрыл номер телефона'));
    expect(text()).toContain('Кто может найти меня по номеру?');
    expect(isComposerShown()).toBe(false);
    expect(text()).not.toContain('не раньше');
    api.answers['card'] = () => nobody({ reason, askedAgainFrom: new Date(Date.now() + 600_000).toISOString() });
    await named('Проверить ещё раз')?.trigger('click');
    await eventually(() => expect(text()).toContain('О том же ещё раз спросим не раньше'));
    expect(api.calls('card').map(({ fresh }) => fresh)).toEqual([false, true]);
    api.answers['card'] = () => people(alisa);
    await named('Проверить ещё раз')?.trigger('click');
    await eventually(() => expect(text()).toContain('Алиса (@Alisa_Demo)'));
    expect(isComposerShown()).toBe(true);
  });

  it('says when the search goes on or must wait, and not that there is nobody', async () => {
    const later = refusal('LIMIT_REACHED', 'Повторите после 14:00') as never;
    const { text, isComposerShown } = open({ card: () => nobody({ reason: later }) });
    await eventually(() => expect(text()).toContain('Повторите после 14:00'));
    expect(text()).not.toContain('скрыл номер');
    expect(isComposerShown()).toBe(true);
    const open2 = open({ card: () => nobody({ pending: 2, reason: later }) });
    await eventually(() => expect(open2.text()).toContain('Проверяются ещё 2 поля'));
  });

  it('waits for the contacts of a new account with progress, and opens by itself (T-2, D-32)', async () => {
    const loading = telegramAccount({ state: 'SYNCHRONISING', synchronisation: { done: 30, total: 120 } });
    const { api, text, screen, isComposerShown } = open({
      accounts: () => [loading],
      card: () => nobody({ state: 'SYNCHRONISING' }),
    });
    await eventually(() => expect(text()).toContain('Идёт загрузка приложения [OLChat] Telegram'));
    expect(text()).toContain('Загружено: 30 из 120');
    expect(screen.find('progress').attributes()).toMatchObject({ value: '30', max: '120' });
    expect(isComposerShown()).toBe(false);
    api.answers['card'] = () => people(alisa);
    api.answers['accounts'] = () => [telegramAccount()];
    api.feed('accountState').emit({ __typename: 'AccountStateChanged', cursor: '1', account: telegramAccount() });
    await eventually(() => expect(text()).toContain('Алиса (@Alisa_Demo)'));
    expect(text()).not.toContain('Идёт загрузка');
    expect(isComposerShown()).toBe(true);
  });

  it.each([
    [{ firstMessagesPerDay: 40, firstMessagesLeft: 3 }, 'Сегодня осталось 3 новых адресата'],
    [{ firstMessagesPerDay: 40, firstMessagesLeft: 0 }, 'Новым адресатам сегодня больше писать нельзя'],
    [{ nextFirstMessageAt: new Date(Date.now() + 120_000).toISOString() }, 'уйдёт не раньше'],
    [{ firstMessagesHeldUntil: new Date(Date.now() + 3_600_000).toISOString() }, 'Мессенджер ограничил первые сообщения этой линии до'],
  ])('says what is left of first messages when it matters: %j (Q-13, Q-46)', async (limits, sentence) => {
    const { text } = open({ accounts: () => [telegramAccount({ limits: { ...account().limits, ...limits } })] });
    await eventually(() => expect(text()).toContain(sentence));
  });

  it.each([
    [{ messagesPerDay: 40, messagesLeft: 3 }, 'Сегодня с этой линии можно отправить ещё 3 сообщения'],
    [
      { messagesLeft: 0, nextMessageAt: new Date(Date.now() + 120_000).toISOString() },
      'Лимит сообщений этой линии исчерпан: следующее уйдёт',
    ],
  ])(
    'says what is left of all messages, also to whom one writes already, and why it would wait: %j (Q-11, Q-46)',
    async (limits, sentence) => {
      const { text, named } = open({
        accounts: () => [telegramAccount({ limits: { ...account().limits, ...limits } })],
        card: () => people({ ...alisa, hasConversation: true }),
      });
      await eventually(() => expect(text()).toContain(sentence));
      expect(named('Почему сообщение подождёт?') !== undefined).toBe('nextMessageAt' in limits);
    },
  );

  it('says nothing of a limit that leaves enough, or that let go again (Q-46)', async () => {
    const past = new Date(Date.now() - 1_000).toISOString();
    const limits = { ...account().limits, messagesPerDay: 40, messagesLeft: 6, nextMessageAt: past };
    const { text } = open({ accounts: () => [telegramAccount({ limits })] });
    await eventually(() => expect(text()).toContain('Алиса (@Alisa_Demo)'));
    expect(text()).not.toMatch(/можно отправить ещё|Лимит сообщений/);
  });

  it('says nothing of first messages to whom one writes already (Q-11)', async () => {
    const sent = message(['SENT'], { recipient: { ...message().recipient, id: alisa.id } });
    const limits = { ...account().limits, firstMessagesPerDay: 40, firstMessagesLeft: 0 };
    const { text } = open({
      accounts: () => [telegramAccount({ limits })],
      messages: () => ({ nodes: [sent], pageInfo: { hasNextPage: false, endCursor: null }, asOf: 'snapshot' }),
    });
    await eventually(() => expect(text()).toContain('Алиса (@Alisa_Demo)'));
    expect(text()).not.toContain('Новым адресатам сегодня больше писать нельзя');
  });

  it('says nothing of first messages to whom another card wrote already (Q-11)', async () => {
    const limits = { ...account().limits, firstMessagesPerDay: 40, firstMessagesLeft: 0 };
    const { text, named } = open({
      accounts: () => [telegramAccount({ limits })],
      card: () => people({ ...alisa, hasConversation: true }),
    });
    await eventually(() => expect(text()).toContain('Алиса (@Alisa_Demo)'));
    expect(text()).not.toContain('Новым адресатам сегодня больше писать нельзя');
    expect(named('Почему сообщение подождёт?')).toBeUndefined();
  });

  it('says before sending that the client takes no first message, and what helps (T-3, K-2)', async () => {
    const reason = refusal('PREMIUM_NEEDED', 'Клиент принимает первые сообщения только от подписчиков Telegram Premium.');
    const { text, named } = open({
      card: () => people({ ...alisa, obstacle: reason as never }),
      canWrite: () => ({
        answer: 'NO',
        reasons: [reason],
        obstacles: [{ reason, account: null, helper: 'CLIENT', remedy: 'Клиент пишет первым.' }],
      }),
    });
    await eventually(() => expect(text()).toContain('только от подписчиков Telegram Premium'));
    await named('Почему нельзя написать?')?.trigger('click');
    await eventually(() => expect(text()).toContain('Поможет клиент: Клиент пишет первым.'));
  });

  it('says what a first message would wait for, and who helps (E-31, K-2)', async () => {
    const reason = refusal('LIMIT_REACHED', 'Достигнут предел (40). Повторите после 21:40.');
    const limits = { ...account().limits, firstMessagesPerDay: 40, firstMessagesLeft: 0 };
    const { text, named } = open({
      accounts: () => [telegramAccount({ limits })],
      canWrite: () => ({
        answer: 'YES',
        reasons: [reason],
        obstacles: [{ reason, account: null, helper: 'TIME', remedy: 'Предел поднимает администратор.' }],
      }),
    });
    await eventually(() => expect(named('Почему сообщение подождёт?')).toBeDefined());
    await named('Почему сообщение подождёт?')?.trigger('click');
    await eventually(() => expect(text()).toContain('Написать можно, но сообщение уйдёт не сразу.'));
    expect(text()).toContain('Достигнут предел (40)');
    expect(text()).toContain('Предел поднимает администратор.');
  });

  it('names the end of a restriction of the chosen line (C-8, E-30)', async () => {
    const stateReason = refusal('ACCOUNT_RESTRICTED', 'Подозрение на спам: мессенджер ограничил линию до 22 ноября, 10:00.') as never;
    const { api, text } = open();
    await eventually(() => expect(text()).toContain('Алиса (@Alisa_Demo)'));
    api
      .feed('accountState')
      .emit({ __typename: 'AccountStateChanged', cursor: '1', account: telegramAccount({ state: 'RESTRICTED', stateReason }) });
    await eventually(() => expect(text()).toContain('мессенджер ограничил линию до 22 ноября, 10:00'));
  });

  describe('a message that waits (Q-11…Q-13)', () => {
    const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
    const waiting = (change: object) => message(['QUEUED'], change);
    const only = (one: ReturnType<typeof message>) => () => ({
      nodes: [one],
      pageInfo: { hasNextPage: false, endCursor: null },
      asOf: 'snapshot',
    });

    it.each([
      ['DAILY_LIMIT', 'новые адресаты на сутки закончились'],
      ['FIRST_MESSAGE_PAUSE', 'между первыми сообщениями новым адресатам выдерживается пауза'],
      ['MESSAGE_LIMIT', 'лимит сообщений линии исчерпан'],
      ['MESSENGER_RESTRICTION', 'мессенджер ограничил первые сообщения этой линии'],
      ['NEXT_TRY', 'мессенджер попросил подождать или не отвечал'],
      ['SEND_INTERVAL', 'между сообщениями линии выдерживается пауза'],
    ] as const)('says when it leaves and why, %s, and can be cancelled (Q-21)', async (waitsFor, why) => {
      const { text, named } = open({ messages: only(waiting({ waitsUntil: inMs(600_000), waitsFor })) });
      // With the day, when it is told shortly before midnight.
      await eventually(() => expect(text()).toMatch(/Отправим после .*\d\d:\d\d/));
      expect(text()).toContain(why);
      expect(named('Отменить')).toBeDefined();
    });

    it('tells of another time as soon as the feed does, and says nothing more when it has left', async () => {
      const { api, text } = open({ messages: only(waiting({})) });
      await eventually(() => expect(text()).toContain('В очереди'));
      expect(text()).not.toContain('Отправим после');
      const held = waiting({ waitsUntil: inMs(600_000), waitsFor: 'FIRST_MESSAGE_PAUSE' });
      api.feed('messageStatus').emit({ __typename: 'MessageWaitChanged', cursor: '1', message: held });
      await eventually(() => expect(text()).toContain('Отправим после'));
      const left = message(['QUEUED', 'SENT']);
      api.feed('messageStatus').emit({ __typename: 'MessageStatusChanged', cursor: '2', message: left, change: left.history.at(-1) });
      await eventually(() => expect(text()).not.toContain('Отправим после'));
    });

    it('says nothing of a pause of seconds', async () => {
      const { text } = open({ messages: only(waiting({ waitsUntil: inMs(2_000), waitsFor: 'SEND_INTERVAL' })) });
      await eventually(() => expect(text()).toContain('В очереди'));
      expect(text()).not.toContain('Отправим после');
    });
  });

  it('speaks English', async () => {
    const { text } = open({}, 'en');
    await eventually(() => expect(text()).toContain('As outgoing in the open line'));
    expect(text()).not.toMatch(/Откуда|Кому|публикац/);
  });
});
