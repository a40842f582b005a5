import { OlchatError } from '@olchat/client';
import { enableAutoUnmount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { h } from 'vue';
import { account as builtAccount, card, message as builtMessage, recipient } from '../../testing/builders.ts';
import { accountHistory, conversation, conversationEntry } from '../../testing/contact-status.ts';
import { eventually, fakeApi, refusal, statusChanged } from '../../testing/fake-api.ts';
import { mountScreen, surroundings } from '../../testing/mount.ts';
import ChatHistory from './ChatHistory.vue';
import ConversationPanel from './ConversationPanel.vue';
import { byDays } from './days.ts';

enableAutoUnmount(afterEach);
const warn = vi.spyOn(console, 'warn');
beforeEach(() => void warn.mockReset().mockImplementation(() => undefined));

const telegram = (readsHistory = true) => {
  const built = builtAccount({ messenger: 'TELEGRAM', title: 'Продажи' });
  return { ...built, capabilities: { ...built.capabilities, readsHistory } };
};
const whatsapp = () => {
  const built = builtAccount({ messenger: 'WHATSAPP', title: 'Продажи' });
  return { ...built, capabilities: { ...built.capabilities, readsHistory: true } };
};
const never = () => new Promise(() => undefined);

function open(
  answers: Record<string, (variables: Record<string, unknown>) => unknown>,
  { account = telegram(), locale = 'ru' }: { account?: ReturnType<typeof telegram>; locale?: 'ru' | 'en' } = {},
) {
  const api = fakeApi({ conversation: () => conversation([]), accountHistory: () => accountHistory([]), ...answers });
  const props = {
    card,
    account,
    recipientId: 'recipient-1',
    address: 'Иван @ivan',
    place: 'Россия, Амурская область, Билайн',
  };
  const screen = mountScreen({ render: () => h(ConversationPanel, props) }, api, surroundings({ page: { locale } }));
  return {
    api,
    account,
    screen,
    text: () => screen.text(),
    texts: () => screen.findAll('ol li .words').map(one => one.text()),
    button: (name: string) => screen.findAll('button').find(one => one.text() === name),
    press: async (name: string) => {
      const found = screen.findAll('button').find(one => one.text() === name);
      if (!found) throw new Error(`There is no button ${name} in: ${screen.text()}`);
      await found.trigger('click');
    },
  };
}

const page = (ids: readonly string[], change = {}) =>
  accountHistory(
    ids.map(id => conversationEntry({ id, text: id })),
    change,
  );

describe('a message of ours in an open history', () => {
  const ours = (status: 'SENT' | 'DELIVERED' | 'READ') =>
    conversationEntry({
      ...{ id: '2', text: 'Ждём вас', author: 'EMPLOYEE', status },
      message: { id: 'message-1', status, sender: { id: '7', name: 'Анна' }, failure: null, files: [], voice: null },
    });
  const badge = (panel: ReturnType<typeof open>) => panel.screen.find('ol li').text();

  it('goes on with its status as everywhere (L-2)', async () => {
    const panel = open({ conversation: () => conversation([ours('SENT')]) }, { account: telegram(false) });
    await eventually(() => expect(badge(panel)).toContain('Отправлено'));
    await eventually(() => expect(panel.api.feed('messageStatus').variables).toEqual({ accountId: panel.account.id }));
    panel.api.feed('messageStatus').emit(statusChanged(builtMessage(['QUEUED', 'SENT', 'DELIVERED', 'READ'])));
    await eventually(() => expect(badge(panel)).toContain('Прочитано'));
  });

  it('has what changed before the feed was open, also where the messenger’s own history is shown (RE-31)', async () => {
    const answers = [ours('SENT'), ours('DELIVERED')];
    const panel = open({
      conversation: () => conversation([answers.shift() ?? ours('DELIVERED')]),
      accountHistory: () => accountHistory([ours('SENT')]),
    });
    await eventually(() => expect(badge(panel)).toContain('Доставлено'));
  });

  it('is not set back by an answer that was asked for before the event', async () => {
    const late = Promise.withResolvers<unknown>();
    const answers: unknown[] = [conversation([ours('SENT')]), late.promise];
    const panel = open({ conversation: () => answers.shift() }, { account: telegram(false) });
    await eventually(() => expect(panel.api.calls('conversation')).toHaveLength(2));
    panel.api.feed('messageStatus').emit(statusChanged(builtMessage(['QUEUED', 'SENT', 'DELIVERED', 'READ'])));
    await eventually(() => expect(badge(panel)).toContain('Прочитано'));
    late.resolve(conversation([ours('DELIVERED')]));
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(badge(panel)).toContain('Прочитано');
  });

  it('is read anew with all the rest when the feed lost the thread (RE-33)', async () => {
    let now = ours('SENT');
    const panel = open({ conversation: () => conversation([now]) }, { account: telegram(false) });
    await eventually(() => expect(badge(panel)).toContain('Отправлено'));
    await eventually(() => expect(panel.api.calls('conversation')).toHaveLength(2));
    now = ours('READ');
    panel.api.feed('messageStatus').emit({ __typename: 'FeedResync', cursor: '9', reason: 'TOO_OLD' });
    await eventually(() => expect(badge(panel)).toContain('Прочитано'));
  });
});

describe('the history of an account that the messenger gives (S-11)', () => {
  it('is shown by pages to its beginning, oldest above, and nothing twice', async () => {
    const pages = [
      page(['пять', 'четыре'], { hasNextPage: true, endCursor: 'a' }),
      page(['четыре', 'три'], { hasNextPage: true, endCursor: 'b' }),
      page([]),
    ];
    const { api, text, texts, press, button } = open({ accountHistory: () => pages.shift() });
    await eventually(() => expect(texts()).toEqual(['четыре', 'пять']));
    expect(text()).not.toContain('начало переписки');
    await press('Показать ранее');
    await eventually(() => expect(texts()).toEqual(['три', 'четыре', 'пять']));
    await press('Показать ранее');
    await eventually(() => expect(text()).toContain('Это начало переписки.'));
    expect(texts()).toEqual(['три', 'четыре', 'пять']);
    expect(button('Показать ранее')).toBeUndefined();
    expect(api.calls('accountHistory')).toMatchObject([{ after: null }, { after: 'a' }, { after: 'b' }]);
    expect(api.calls('conversation').every(({ after }) => after === null)).toBe(true);
  });

  it('has what went through us on the screen while the messenger is asked', async () => {
    let answer: (page: unknown) => void = () => undefined;
    const asked = new Promise(resolve => (answer = resolve));
    const ours = conversation([conversationEntry({ id: 'x', text: 'наше' })], { hasNextPage: true, endCursor: 'x' });
    const { text, texts, button } = open({ conversation: () => ours, accountHistory: () => asked });
    await eventually(() => expect(texts()).toEqual(['наше']));
    expect(text()).toContain('Запрашиваем переписку у Telegram…');
    expect(button('Показать ранее')).toBeUndefined();
    answer(page(['наше позже', 'до подключения']));
    await eventually(() => expect(texts()).toEqual(['до подключения', 'наше позже']));
    expect(text()).not.toContain('Запрашиваем');
    expect(text()).not.toContain('осталась только в телефоне');
  });

  it('gives way to what went through us when it is refused, says why, and is asked for again', async () => {
    const ours = conversation([conversationEntry({ id: 'x', text: 'наше' })]);
    const { api, text, texts, press } = open({
      conversation: () => ours,
      accountHistory: () => accountHistory([], { reason: refusal('ACCOUNT_NOT_CONNECTED', 'Линия не подключена.') }),
    });
    await eventually(() => expect(text()).toContain('Линия не подключена.'));
    expect(text()).toContain('Показано то, что прошло через OLChat.');
    expect(text()).toContain('осталась только в телефоне');
    expect(texts()).toEqual(['наше']);
    api.answers['accountHistory'] = () => page(['всё']);
    await press('Повторить');
    await eventually(() => expect(texts()).toEqual(['всё']));
    expect(text()).not.toContain('Линия не подключена.');
  });

  it('is shown even when what went through us could not be read', async () => {
    const { text, texts } = open({ conversation: () => Promise.reject(new Error('cut')), accountHistory: () => page(['всё']) });
    await eventually(() => expect(texts()).toEqual(['всё']));
    expect(text()).not.toContain('загрузить не удалось');
  });

  it('keeps what is there when older ones do not come, and tries again by a press only', async () => {
    let turn = 0;
    const { api, screen, text, texts, press } = open({
      accountHistory: () => {
        turn += 1;
        if (turn === 1) return page(['новое'], { hasNextPage: true, endCursor: 'a' });
        if (turn === 2) return accountHistory([], { reason: refusal('LIMIT_REACHED', 'Повторите после 12:00.') });
        return turn === 3 ? Promise.reject(new OlchatError('INTERNAL', 'Internal error', { traceId: 'req-7' })) : page(['старое']);
      },
    });
    await eventually(() => expect(texts()).toEqual(['новое']));
    await press('Показать ранее');
    await eventually(() => expect(text()).toContain('Повторите после 12:00.'));
    await screen.find('[role=region]').trigger('scroll');
    expect(api.calls('accountHistory')).toHaveLength(2);
    await press('Показать ранее');
    await eventually(() => expect(text()).toContain('Более раннюю переписку загрузить не удалось.'));
    expect(text()).toContain('Код обращения: req-7');
    expect(texts()).toEqual(['новое']);
    await press('Показать ранее');
    await eventually(() => expect(texts()).toEqual(['старое', 'новое']));
    expect(text()).not.toContain('не удалось');
  });

  it('brings older ones when somebody scrolls to its top, one page at a time', async () => {
    let turn = 0;
    const { api, screen, texts } = open({
      accountHistory: () => {
        turn += 1;
        return turn === 1 ? page(['новое'], { hasNextPage: true, endCursor: 'a' }) : never();
      },
    });
    await eventually(() => expect(texts()).toEqual(['новое']));
    for (let scroll = 0; scroll < 3; scroll++) await screen.find('[role=region]').trigger('scroll');
    await eventually(() => expect(screen.text()).toContain('Загружаем более ранние сообщения…'));
    expect(api.calls('accountHistory')).toHaveLength(2);
  });

  it('shows a message of ours with our status, one from elsewhere with the messenger’s, in words, and the client’s with none', async () => {
    const own = { id: '1', status: 'FAILED' as const, sender: { id: '7', name: 'Анна' }, failure: null, files: [], voice: null };
    const nodes = [
      conversationEntry({ id: '3', text: 'от клиента' }),
      conversationEntry({ id: '2', text: 'из другой программы', author: 'PHONE', status: 'READ' }),
      conversationEntry({ id: '1', text: 'наше', author: 'EMPLOYEE', status: 'FAILED', message: own }),
    ];
    const { screen } = open({ accountHistory: () => accountHistory(nodes) });
    await eventually(() => expect(screen.findAll('ol li')).toHaveLength(3));
    const [ours, elsewhere, client] = screen.findAll('ol li');
    expect(ours?.text()).toContain('Анна');
    expect(ours?.text()).toContain('Не отправлено');
    expect(elsewhere?.text()).toMatch(/С другого устройства.*Прочитано/s);
    expect([ours, elsewhere].every(one => one?.classes('ours'))).toBe(true);
    expect(client?.text()).not.toMatch(/Прочитано|Отправлено|Доставлено/);
  });

  it('names a file that stands in the messenger only, and what cannot be shown', async () => {
    const attachment = { kind: 'DOCUMENT', name: 'акт.pdf', size: 2048, seconds: null } as const;
    const nodes = [
      conversationEntry({ id: '3', text: null, attachment }),
      conversationEntry({ id: '2', text: null, attachment: { kind: 'VOICE', name: null, size: 900, seconds: 7.4 } }),
      conversationEntry({ id: '1', text: null, unsupported: 'service' }),
    ];
    const { screen, text } = open({ accountHistory: () => accountHistory(nodes) });
    await eventually(() => expect(text()).toMatch(/Файл: акт\.pdf, 2.кБ, открывается в Telegram/));
    expect(text()).toContain('Голосовое сообщение, 7 с, открывается в Telegram');
    expect(text()).toContain('Звонок или служебное сообщение');
    expect(screen.findAll('ol button')).toEqual([]);
  });

  it('says where the number is from, by whom it is read, and the day of each message', async () => {
    const nodes = [
      conversationEntry({ id: '2', at: '2026-03-10T09:00:00.000Z' }),
      conversationEntry({ id: '1', at: '2025-11-02T09:00:00.000Z' }),
    ];
    const { screen, text } = open({ accountHistory: () => accountHistory(nodes) });
    await eventually(() => expect(screen.findAll('h4').map(one => one.text())).toEqual(['2 ноября 2025 г.', '10 марта 2026 г.']));
    expect(text()).toContain('Переписка: Иван @ivan, через «Продажи»');
    expect(text()).toContain('Россия, Амурская область, Билайн');
  });

  it('says that nothing was written yet, and speaks English', async () => {
    const { text } = open({}, { locale: 'en' });
    await eventually(() => expect(text()).toContain('Nothing was written to this client through this line yet.'));
    expect(text()).not.toMatch(/Переписка|Показать|Запрашиваем/);
  });
});

describe('a file in the history (S-11, SE-34)', () => {
  const saved: string[] = [];
  const answers = vi.fn<(url: string) => Response | Promise<never>>();
  beforeEach(() => {
    saved.length = 0;
    answers.mockReset().mockImplementation(() => new Response('bytes'));
    vi.stubGlobal('fetch', async (url: string) => answers(url));
    URL.createObjectURL = () => 'blob:1';
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
    warn.mockImplementation(() => undefined);
  });

  const photo = { id: 'f1', name: 'фото.jpg', size: 2048, url: '/files/of-client', previewUrl: '/files/preview' };
  const fromClient = (change = {}) => conversationEntry({ id: '1', text: null, file: { ...photo, ...change } });
  const sent = conversationEntry({
    ...{ id: '2', text: null, author: 'EMPLOYEE', status: 'READ' },
    message: {
      ...{ id: 'message-1', status: 'READ', sender: { id: '7', name: 'Анна' }, failure: null, voice: null },
      files: [{ ...photo, url: '/files/ended', previewUrl: '/files/ended-preview' }],
    },
  });
  const opened = async (entry: ReturnType<typeof conversationEntry>, more: Parameters<typeof open>[0] = {}) => {
    const panel = open({ conversation: () => conversation([entry]), ...more }, { account: telegram(false) });
    await eventually(() => expect(panel.text()).toMatch(/фото\.jpg, 2.кБ|Голосовое/));
    return panel;
  };
  const name = /^фото\.jpg, 2.кБ$/;
  const press = (panel: ReturnType<typeof open>, words = name) =>
    panel.screen
      .findAll('ol button')
      .find(one => words.test(one.text()))
      ?.trigger('click');

  it('that is a picture is shown by its small picture; one that does not come leaves the name', async () => {
    const panel = await opened(fromClient());
    const picture = panel.screen.find('ol img');
    expect(picture.attributes()).toMatchObject({ src: '/files/preview', alt: 'фото.jpg' });
    await picture.trigger('error');
    expect(panel.screen.find('ol img').exists()).toBe(false);
    expect(panel.text()).toContain('фото.jpg');
  });

  it('that is no picture has a name only', async () => {
    const panel = await opened(fromClient({ previewUrl: null }));
    expect(panel.screen.find('ol img').exists()).toBe(false);
  });

  it('of ours gets a new link for its small picture once, and then its name stands alone', async () => {
    const again = { id: 'message-1', files: [{ ...photo, previewUrl: '/files/fresh-preview' }], voice: null };
    const panel = await opened(sent, { message: () => ({ ...builtMessage(), ...again }) });
    await panel.screen.find('ol img').trigger('error');
    await eventually(() => expect(panel.screen.find('ol img').attributes('src')).toBe('/files/fresh-preview'));
    await panel.screen.find('ol img').trigger('error');
    await eventually(() => expect(panel.screen.find('ol img').exists()).toBe(false));
    expect(panel.api.calls('message')).toHaveLength(1);
  });

  it('is saved under its name; one of ours by a link that was asked for now', async () => {
    await press(await opened(fromClient()));
    await eventually(() => expect(saved).toEqual(['фото.jpg']));
    expect(answers).toHaveBeenLastCalledWith('/files/of-client');
    const panel = await opened(sent, {
      message: () => ({ ...builtMessage(), id: 'message-1', files: [{ ...photo, url: '/files/fresh' }] }),
    });
    await press(panel);
    await eventually(() => expect(saved).toEqual(['фото.jpg', 'фото.jpg']));
    expect(answers).toHaveBeenLastCalledWith('/files/fresh');
  });

  it('of the client whose link has ended says so, and the history is read anew on demand', async () => {
    const panel = await opened(fromClient());
    answers.mockImplementation(() => new Response('{}', { status: 404 }));
    await press(panel);
    await eventually(() => expect(panel.text()).toContain('Файл больше не хранится, или ссылка на него устарела.'));
    expect(saved).toEqual([]);
    panel.api.answers['conversation'] = () => conversation([fromClient({ url: '/files/anew' })]);
    answers.mockImplementation(() => new Response('bytes'));
    await panel.press('Обновить переписку');
    await eventually(() => expect(panel.text()).toMatch(/фото\.jpg, 2.кБ/));
    expect(panel.text()).not.toContain('устарела');
    await press(panel);
    await eventually(() => expect(answers).toHaveBeenLastCalledWith('/files/anew'));
    await eventually(() => expect(saved).toEqual(['фото.jpg']));
  });

  it('of ours that is not kept any more says so, and nothing can be done', async () => {
    const panel = await opened(sent, { message: () => null });
    await press(panel);
    await eventually(() => expect(panel.text()).toContain('Файл больше не хранится.'));
    expect(panel.button('Обновить переписку')).toBeUndefined();
  });

  it('that nobody answers for says so, and comes by another press', async () => {
    const panel = await opened(fromClient());
    answers.mockImplementation(() => Promise.reject(new TypeError('Failed to fetch')));
    await press(panel);
    await eventually(() => expect(panel.text()).toContain('Файл не пришёл: нет связи с сервером.'));
    answers.mockImplementation(() => new Response('bytes'));
    await press(panel);
    await eventually(() => expect(saved).toEqual(['фото.jpg']));
    expect(panel.text()).not.toContain('не пришёл');
  });

  it('that is a recording is saved as one', async () => {
    const panel = await opened(conversationEntry({ text: null, voice: { fileId: 'v1', seconds: 7, url: '/files/voice' } }));
    await press(panel, /Голосовое сообщение, 7 с/);
    await eventually(() => expect(saved).toEqual(['Голосовое сообщение, 7 с.ogg']));
  });
});

describe('the history of a WhatsApp line, which its own phone keeps (S-11)', () => {
  const SILENT = 'Переписка хранится в телефоне линии, и он не ответил. Откройте WhatsApp на телефоне этого номера и повторите.';
  const ours = conversation([conversationEntry({ id: 'x', text: 'наше' })]);

  it('says whom we wait for and for how long at most, and where it ends', async () => {
    let answer: (page: unknown) => void = () => undefined;
    const asked = new Promise(resolve => (answer = resolve));
    const { text, texts } = open({ conversation: () => ours, accountHistory: () => asked }, { account: whatsapp() });
    await eventually(() => expect(text()).toContain('Запрашиваем переписку у телефона этой линии'));
    expect(text()).toContain('до 20 секунд');
    expect(texts()).toEqual(['наше']);
    answer(page(['наше', 'из прошлого года']));
    await eventually(() => expect(texts()).toEqual(['из прошлого года', 'наше']));
    expect(text()).toContain('Более ранних сообщений в телефоне линии нет.');
    expect(text()).not.toContain('Telegram');
  });

  it('shows what went through us when the phone is silent, with what to do, and asks again by a press', async () => {
    const { api, text, texts, press } = open(
      { conversation: () => ours, accountHistory: () => accountHistory([], { reason: refusal('HISTORY_PHONE_SILENT', SILENT) }) },
      { account: whatsapp() },
    );
    await eventually(() => expect(text()).toContain(SILENT));
    expect(text()).toContain('Показано то, что прошло через OLChat.');
    expect(text()).not.toContain('Запрашиваем');
    expect(texts()).toEqual(['наше']);
    api.answers['accountHistory'] = () => page(['всё']);
    await press('Повторить');
    await eventually(() => expect(texts()).toEqual(['всё']));
    expect(text()).not.toContain(SILENT);
  });

  it('keeps its pages when the phone falls asleep between two of them', async () => {
    const answers = [
      page(['новое'], { hasNextPage: true, endCursor: 'a' }),
      accountHistory([], { reason: refusal('HISTORY_PHONE_SILENT', SILENT) }),
      page(['старое']),
    ];
    const { text, texts, press } = open({ accountHistory: () => answers.shift() }, { account: whatsapp() });
    await eventually(() => expect(texts()).toEqual(['новое']));
    await press('Показать ранее');
    await eventually(() => expect(text()).toContain(SILENT));
    await press('Показать ранее');
    await eventually(() => expect(texts()).toEqual(['старое', 'новое']));
  });

  it('speaks English', async () => {
    const { text } = open({ accountHistory: never }, { account: whatsapp(), locale: 'en' });
    await eventually(() => expect(text()).toContain('Asking the phone of this line'));
  });
});

it('is not asked for where the messenger does not give it, and that is said (S-11)', async () => {
  const { api, text } = open({ conversation: () => conversation([conversationEntry()]) }, { account: telegram(false) });
  await eventually(() => expect(text()).toContain('Telegram отдаёт переписку только с подключения линии'));
  expect(api.calls('accountHistory')).toEqual([]);
});

it('unfolds beside the chat’s button of the card, and folds again (S-11)', async () => {
  const api = fakeApi({ conversation: () => conversation([]), accountHistory: () => page(['всё']) });
  const person = { ...recipient(), label: 'Иван', username: 'ivan' };
  const props = { card, account: telegram(), recipient: person as never, hours: undefined };
  const screen = mountScreen({ render: () => h('div', [h(ChatHistory, props)]) }, api, surroundings());
  expect(api.calls('accountHistory')).toEqual([]);
  const button = screen.find('button');
  expect(button.attributes('aria-expanded')).toBe('false');
  await button.trigger('click');
  await eventually(() => expect(screen.text()).toContain('Переписка: Иван (@ivan)'));
  expect(screen.find('button').attributes('aria-expanded')).toBe('true');
  await screen.find('button').trigger('click');
  expect(screen.text()).toBe('История чата');
});

it('has one heading per day, also for two that have one date in different years', () => {
  const days = byDays([{ at: '2025-03-10T09:00:00Z' }, { at: '2025-03-10T10:00:00Z' }, { at: '2026-03-10T09:00:00Z' }], 'ru');
  expect(days.map(({ name, entries }) => [name, entries.length])).toEqual([
    ['10 марта 2025 г.', 2],
    ['10 марта 2026 г.', 1],
  ]);
});
