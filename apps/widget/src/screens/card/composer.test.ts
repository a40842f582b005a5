/** The form of a card beyond the one message: drafts, habits, why one cannot write, the client's hour, the ways on from a failure. */
import { OlchatError } from '@olchat/client';
import { enableAutoUnmount } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { account, card, cardAnswer, message, recipient, storedDraft, template, viewer } from '../../../testing/builders.ts';
import { openCard } from '../../../testing/card-screen.ts';
import { accepted, eventually, type FakeApi, refusal, templatesPage } from '../../../testing/fake-api.ts';
import { surroundings } from '../../../testing/mount.ts';

enableAutoUnmount(afterEach);
afterEach(() => vi.useRealTimers());

const noMessages = () => ({ nodes: [], pageInfo: { hasNextPage: false, endCursor: null }, asOf: 'snapshot' });
const only = (...nodes: ReturnType<typeof message>[]) => ({ ...noMessages(), nodes });
const sent = (api: FakeApi) => api.calls('sendMessage').map(({ input }) => input as Record<string, unknown>);
const remembered = (api: FakeApi) => api.calls('updatePreferences').map(({ input }) => input);

async function open(...args: Parameters<typeof openCard>) {
  const opened = openCard(...args);
  await eventually(() => expect(opened.screen.find('textarea').exists()).toBe(true));
  await eventually(() => expect(opened.text()).toContain('Телефон'));
  const key = (change: KeyboardEventInit) => opened.screen.find('textarea').trigger('keydown', { key: 'Enter', ...change });
  const toggle = (label: string) => {
    const found = opened.screen.findAll('[role=switch]').find(one => {
      const id = one.attributes('id');
      return opened.screen.find(`label[for="${id}"]`).text() === label;
    });
    if (!found) throw new Error(`There is no switch ${label}`);
    return found;
  };
  return { ...opened, key, toggle };
}

describe('a draft in the form (decision 17)', () => {
  it('comes back with its choices, says so, and is sent as what it is', async () => {
    const { api, text, written, press, toggle } = await open({ draft: () => storedDraft(), sendMessage: () => accepted(message()) });
    await eventually(() => expect(written()).toBe('Добрый де'));
    expect(text()).toContain('Черновик восстановлен');
    expect(toggle('Создать дело').attributes('aria-checked')).toBe('false');
    await press('ОТПРАВИТЬ');
    await eventually(() =>
      expect(sent(api)[0]).toMatchObject({ draftVersion: 'stored-1', publication: 'NONE', createActivity: false, text: 'Добрый де' }),
    );
    expect(text()).not.toContain('Черновик восстановлен');
  });

  it('is cleared by a press', async () => {
    const { api, written, press } = await open({ draft: () => storedDraft() });
    await eventually(() => expect(written()).toBe('Добрый де'));
    await press('Очистить');
    expect(written()).toBe('');
    await eventually(() => expect(api.calls('saveDraft')).toMatchObject([{ input: { baseVersion: 'stored-1', text: '' } }]));
  });

  it('of another window is not lost: the employee chooses', async () => {
    const { api, text, write, written, press } = await open({ saveDraft: () => refusal('DRAFT_CHANGED', 'Черновик изменён') });
    api.answers['draft'] = () => storedDraft({ text: 'Из другого окна' });
    await write('Моё');
    window.dispatchEvent(new Event('blur'));
    await eventually(() => expect(text()).toContain('сохранён другой черновик'));
    expect(text()).toContain('Из другого окна');
    await press('Взять оттуда');
    expect(written()).toBe('Из другого окна');
  });

  it('keeps the files that lie on the server, and brings them back with the recording (W-24)', async () => {
    const files = [{ id: 'f1', kind: 'DOCUMENT', name: 'акт.pdf', size: 4, mime: 'application/pdf', url: 'https://olchat.test/files/1' }];
    const voice = { fileId: 'v1', seconds: 3, mime: 'audio/ogg', url: 'https://olchat.test/files/2', waveform: null };
    const { api, screen, text, press } = await open({
      draft: () => storedDraft({ files, voice, asDocument: true }),
      sendMessage: () => accepted(message()),
    });
    await eventually(() => expect(text()).toContain('акт.pdf'));
    const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), {
      clipboardData: { files: [new File(['%PDF'], 'счёт.pdf', { type: 'application/pdf' })], types: ['Files'] },
    });
    screen.find('form').element.dispatchEvent(event);
    await eventually(() => expect(text()).toContain('счёт.pdf'));
    window.dispatchEvent(new Event('blur'));
    const fileIds = ['f1', 'file:счёт.pdf'];
    await eventually(() => expect(api.calls('saveDraft')).toMatchObject([{ input: { fileIds, voiceFileId: 'v1', asDocument: true } }]));
    await press('ОТПРАВИТЬ');
    await eventually(() => expect(sent(api)).toMatchObject([{ fileIds, voiceFileId: 'v1', asDocument: true }]));
  });

  it('without its files empties what stood there', async () => {
    const { api, text, press } = await open({
      draft: () =>
        storedDraft({ voice: { fileId: 'v1', seconds: 3, mime: 'audio/ogg', url: 'https://olchat.test/files/2', waveform: null } }),
    });
    await eventually(() => expect(text()).toContain('0:03'));
    await press('Очистить');
    await eventually(() => expect(text()).not.toContain('0:03'));
    await eventually(() => expect(api.calls('saveDraft')).toMatchObject([{ input: { text: '', fileIds: [], voiceFileId: null } }]));
  });

  it('says how many of its files are not kept any more', async () => {
    const { text } = await open({ draft: () => storedDraft({ lostFiles: 2 }) });
    await eventually(() => expect(text()).toContain('Файлы из черновика больше не хранятся (2)'));
  });

  it('that names the earlier recipient is not sent to another one before somebody says that it is right (#5301)', async () => {
    const numbers = [recipient(), recipient({ id: 'recipient-2', label: 'Анна Смирнова', address: '+7 961 951-20-45' })];
    const { api, text, write, press, button, screen } = await open({
      card: () => cardAnswer(numbers),
      sendMessage: () => accepted(message()),
    });
    await eventually(() => expect(text()).toContain('Дмитрий Иванов'));
    await write('Добрый день, Дмитрий!');
    screen.findComponent({ name: 'RecipientSelect' }).vm.$emit('update:modelValue', 'recipient-2');
    await eventually(() => expect(text()).toContain('В тексте есть «Дмитрий», а получатель теперь — Анна Смирнова'));
    expect(button('ОТПРАВИТЬ')?.attributes('title')).toBe('Подтвердите получателя');
    await press('Да, текст верный');
    expect(text()).toContain('Текст остался, получатель теперь другой');
    await press('ОТПРАВИТЬ');
    await eventually(() => expect(sent(api)[0]).toMatchObject({ recipientId: 'recipient-2', text: 'Добрый день, Дмитрий!' }));
  });
});

describe('an employee’s habits (W-24, T-18)', () => {
  it('Enter makes a line until he wants it to send; the rule stands under the box and is remembered (#3972)', async () => {
    const { api, text, write, key, press } = await open({ sendMessage: () => accepted(message()) });
    await eventually(() => expect(text()).toContain('Дмитрий'));
    await write('Добрый день!');
    await key({});
    expect(sent(api)).toEqual([]);
    expect(text()).toContain('Ctrl + Enter — отправить');
    await press('сменить: Отправлять по Enter');
    expect(text()).toContain('Enter — отправить, Shift + Enter — новая строка');
    expect(remembered(api)).toEqual([{ sendBy: 'ENTER' }]);
    await key({ shiftKey: true });
    await key({ isComposing: true });
    expect(sent(api)).toEqual([]);
    await key({});
    await eventually(() => expect(sent(api)).toHaveLength(1));
  });

  it('are those of his last window; Ctrl+Enter sends in any case', async () => {
    const { api, text, write, key } = await open({
      viewer: () => viewer({ sendBy: 'ENTER', lastCreateActivity: false }),
      sendMessage: () => accepted(message()),
    });
    await eventually(() => expect(text()).toContain('Дмитрий'));
    await write('Добрый день!');
    await key({ ctrlKey: true });
    await eventually(() => expect(sent(api)[0]).toMatchObject({ createActivity: false }));
  });

  it('«Создать дело» and the publication are remembered when they are switched; without both no trace is left, and that is said (T-16, T-17)', async () => {
    const { api, text, toggle, write, press } = await open({ sendMessage: () => accepted(message()) });
    await eventually(() => expect(text()).toContain('появится дело со статусами'));
    await toggle('Создать дело').trigger('click');
    expect(text()).toContain('Дела в таймлайне не будет');
    await toggle('Публиковать в чате').trigger('click');
    expect(text()).toContain('не останется следа');
    await eventually(() => expect(remembered(api)).toEqual([{ createActivity: false }, { publication: 'NONE' }]));
    await eventually(() => expect(text()).toContain('Дмитрий'));
    await write('Добрый день!');
    await press('ОТПРАВИТЬ');
    await eventually(() => expect(sent(api)[0]).toMatchObject({ createActivity: false, publication: 'NONE' }));
  });
});

describe('«Показывать имя сотрудника» (S-15)', () => {
  const limited = () => viewer({ senderLine: 'Петров Петр:', textLimit: 100 });

  it('stands behind the gear, off until he wants it, and is remembered', async () => {
    const { api, text, press, toggle } = await open({ viewer: limited });
    await press('Настройки сообщения');
    await eventually(() => expect(toggle('Показывать имя сотрудника').attributes('aria-checked')).toBe('false'));
    expect(text()).toContain('Клиент увидит только текст');
    await toggle('Показывать имя сотрудника').trigger('click');
    expect(text()).toContain('Первой строкой клиент увидит «Петров Петр:»');
    await eventually(() => expect(remembered(api)).toEqual([{ showName: true }]));
  });

  it('goes with the message, shows in its bubble at once, and counts: the counter tells (W-15, W-28)', async () => {
    const { api, text, write, press, screen } = await open({
      viewer: () => viewer({ ...limited(), showName: true }),
      sendMessage: () => accepted(message(['QUEUED'], { id: 'named', text: 'Заказ готов', senderLine: 'Петров Петр:' })),
    });
    await eventually(() => expect(text()).toContain('Дмитрий'));
    await write('Заказ готов');
    expect(text()).toContain(`${100 - 'Петров Петр:\n'.length - 'Заказ готов'.length}`);
    await press('ОТПРАВИТЬ');
    expect(screen.find('article .sender').text()).toBe('Петров Петр:');
    await eventually(() => expect(sent(api)[0]).toMatchObject({ showName: true, text: 'Заказ готов' }));
    await eventually(() => expect(screen.findAll('article .sender').map(one => one.text())).toEqual(['Петров Петр:']));
  });

  it('cannot be on for somebody whose name nobody knows', async () => {
    const { press, toggle, text } = await open({ viewer: () => viewer({ senderLine: null, showName: true }) });
    await press('Настройки сообщения');
    await eventually(() => expect(toggle('Показывать имя сотрудника').attributes('disabled')).toBeDefined());
    expect(toggle('Показывать имя сотрудника').attributes('aria-checked')).toBe('false');
    expect(text()).toContain('Ваше имя в Битрикс24 не заполнено');
  });
});

describe('the name of a request that failed', () => {
  const surprise = (traceId: string) => () => Promise.reject(new OlchatError('INTERNAL', 'Internal error', { traceId }));

  it('stands beside what could not be loaded, to be found in the log', async () => {
    const { text } = openCard({ viewer: surprise('8f0c-viewer') });
    await eventually(() => expect(text()).toContain('Не удалось загрузить данные.'));
    expect(text()).toContain('Код обращения: 8f0c-viewer');
  });

  it('stands beside a press that the server could not answer, and beside an action of a message', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const { api, text, write, press } = await open({
      messages: () => only(message(['QUEUED'])),
      sendMessage: surprise('8f0c-send'),
      cancelMessage: surprise('8f0c-cancel'),
    });
    await eventually(() => expect(text()).toContain('Дмитрий'));
    await press('Отменить');
    await eventually(() => expect(text()).toContain('Код обращения: 8f0c-cancel'));
    await write('Добрый день!');
    await press('ОТПРАВИТЬ');
    await vi.advanceTimersByTimeAsync(20_000);
    await eventually(() => expect(text()).toContain('Код обращения: 8f0c-send'));
    expect(api.calls('sendMessage')).toHaveLength(4);
  });

  it('stands beside older messages that did not come', async () => {
    const page = { nodes: [message()], pageInfo: { hasNextPage: true, endCursor: 'older' }, asOf: 'snapshot' };
    const { text, press } = await open({ messages: ({ after }) => (after ? surprise('8f0c-older')() : page) });
    await press('Показать более ранние');
    await eventually(() => expect(text()).toContain('Код обращения: 8f0c-older'));
  });

  it('stands beside templates and a preview that did not come', async () => {
    const { text, press } = await open({ templates: surprise('8f0c-templates') });
    await press('Шаблоны');
    await eventually(() => expect(text()).toContain('Код обращения: 8f0c-templates'));
    const filling = await open({
      fillTemplate: surprise('8f0c-preview'),
      templates: () => templatesPage([template({ text: 'Здравствуйте, {{CONTACT:NAME}}' })]),
    });
    await filling.press('Шаблоны');
    await eventually(() => expect(filling.text()).toContain('Значения карточки узнать не удалось.'));
    expect(filling.text()).toContain('Код обращения: 8f0c-preview');
  });

  it('is not invented where nobody answered', async () => {
    const { text } = openCard({ viewer: () => Promise.reject(new OlchatError('NO_ANSWER', 'No answer')) });
    await eventually(() => expect(text()).toContain('Не удалось загрузить данные.'));
    expect(text()).not.toContain('Код обращения');
  });
});

describe('«Почему нельзя написать» (K-2)', () => {
  const obstacle = (code: string, sentence: string, change: object = {}) => ({
    reason: refusal(code, sentence),
    account: null,
    helper: 'ADMINISTRATOR',
    remedy: 'Подключите линию.',
    ...change,
  });
  const no = (...obstacles: object[]) => ({ answer: 'NO', reasons: [], obstacles });

  it('is there at once when there is no line, with who helps and how (E-01)', async () => {
    const { api, text } = openCard(
      { accounts: () => [], canWrite: () => no(obstacle('NO_ACCOUNT', 'Нет доступных линий.')) },
      surroundings({ page: { isAdministrator: false } }),
    );
    await eventually(() => expect(text()).toContain('Нет доступных линий.'));
    expect(text()).toContain('Поможет администратор: Подключите линию.');
    expect(api.calls('canWrite')[0]).toEqual({ card, accountId: null, recipientId: null, messenger: 'WHATSAPP' });
  });

  it('names every line that does not work (E-02), and is gone as soon as one does', async () => {
    const disconnected = account({ state: 'LOGIN_REQUIRED' });
    const { api, text, screen } = openCard({
      accounts: () => [disconnected],
      canWrite: () =>
        no(obstacle('ACCOUNT_NOT_CONNECTED', 'Линия не подключена.', { account: { id: 'account-1', title: 'Отдел продаж' } })),
    });
    await eventually(() => expect(text()).toContain('Линия «Отдел продаж»'));
    api.feed('accountState').emit({ __typename: 'AccountStateChanged', cursor: '2', account: account() });
    await eventually(() => expect(text()).not.toContain('Почему нельзя написать'));
    expect(screen.find('form').exists()).toBe(true);
  });

  it('is gone when a first line is connected meanwhile: the feed tells of it, and the list is asked (E-01)', async () => {
    const { api, text } = openCard({ accounts: () => [], canWrite: () => no(obstacle('NO_ACCOUNT', 'Нет доступных линий.')) });
    await eventually(() => expect(text()).toContain('Нет доступных линий.'));
    const asked = api.calls('accounts').length;
    api.feed('accountState').emit({
      ...{ __typename: 'AccountStateChanged', cursor: '2' },
      account: account({ id: 'other', messenger: 'TELEGRAM' }),
    });
    api.answers['accounts'] = () => [account()];
    api.feed('accountState').emit({ __typename: 'AccountStateChanged', cursor: '3', account: account() });
    await eventually(() => expect(text()).not.toContain('Почему нельзя написать'));
    expect(api.calls('accounts')).toHaveLength(asked + 1);
  });

  it('opens by itself when the card has nobody to write to (E-11)', async () => {
    const { text, api } = await open({
      card: () => cardAnswer([]),
      canWrite: () =>
        no(obstacle('NO_ADDRESS', 'Поле «номер» не заполнено.', { helper: 'EMPLOYEE', remedy: 'Заполните телефон в карточке.' })),
    });
    await eventually(() => expect(text()).toContain('Что сделать: Заполните телефон в карточке.'));
    expect(api.calls('canWrite').at(-1)).toMatchObject({ accountId: 'account-1', recipientId: null });
  });

  it('is a link away when a send was refused', async () => {
    const { api, text, write, press } = await open({
      sendMessage: () => refusal('FORBIDDEN', 'Недостаточно прав: нельзя изменять эту карточку.'),
      canWrite: () => no(obstacle('FORBIDDEN', 'Недостаточно прав: нельзя изменять эту карточку.')),
    });
    await eventually(() => expect(text()).toContain('Дмитрий'));
    await write('Добрый день!');
    expect(text()).not.toContain('Почему нельзя написать');
    await press('ОТПРАВИТЬ');
    await eventually(() => expect(text()).toContain('Почему нельзя написать?'));
    await press('Почему нельзя написать?');
    await eventually(() => expect(text()).toContain('Поможет администратор'));
    api.answers['canWrite'] = () => ({ answer: 'YES', reasons: [], obstacles: [] });
    await press('Проверить ещё раз');
    await eventually(() => expect(text()).toContain('Препятствий нет'));
  });

  it('looks again when the window is looked at again, and says when nobody answers', async () => {
    const { api, text } = openCard({ accounts: () => [], canWrite: () => Promise.reject(new Error('gone')) });
    await eventually(() => expect(text()).toContain('Не удалось загрузить данные'));
    api.answers['canWrite'] = () => no(obstacle('NO_ACCOUNT', 'Нет доступных линий.'));
    window.dispatchEvent(new Event('focus'));
    await eventually(() => expect(text()).toContain('Нет доступных линий.'));
  });

  it('is in English too', async () => {
    const { text } = openCard(
      { accounts: () => [], canWrite: () => no(obstacle('NO_ACCOUNT', 'No line.', { helper: 'TIME', remedy: 'Wait.' })) },
      surroundings({ page: { locale: 'en' } }),
    );
    await eventually(() => expect(text()).toContain('It passes with time: Wait.'));
  });
});

describe('the client’s hour (S-1, S-4, A-4)', () => {
  const numbering = { country: 'RU', countryName: 'Россия', region: 'Амурская область', operator: 'Билайн', timeZones: ['Asia/Yakutsk'] };
  const at = async (hour: string, timeZones: string[] | null = numbering.timeZones) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(new Date(`2026-01-15T${hour}:00.000Z`));
    const { text, screen } = await open({ card: () => cardAnswer([recipient({ numbering: { ...numbering, timeZones } })]) });
    await eventually(() => expect(text()).toContain('Дмитрий'));
    return { text, screen };
  };

  it('stands beside the number, with where it is registered', async () => {
    const { text, screen } = await at('03:10');
    expect(text()).toContain('У клиента 12:10');
    expect(screen.find('[title="Амурская область, Билайн"]').exists()).toBe(true);
    expect(text()).not.toContain('лучше не писать');
  });

  it('hints at night, and forbids nothing', async () => {
    const { text } = await at('17:10');
    expect(text()).toContain('У клиента 02:10: сейчас лучше не писать');
  });

  it('is a span where the number says no more, and nothing where it says nothing', async () => {
    expect((await at('03:10', ['Asia/Yakutsk', 'Europe/Moscow'])).text()).toContain('У клиента от 06:10 до 12:10');
    expect((await at('03:10', null)).text()).not.toContain('У клиента');
  });
});

describe('a message that ended', () => {
  const failed = (retry: 'NO' | 'YES') =>
    message(['QUEUED', 'FAILED'], {
      text: 'Не дошло',
      failure: { code: 'NOT_IN_WHATSAPP', message: 'На номере нет WhatsApp', retry, rawCode: null },
    });

  it('for good offers no repetition, but its words for a new one', async () => {
    const { text, button, press, write, written } = await open({ messages: () => only(failed('NO')) });
    await eventually(() => expect(text()).toContain('На номере нет WhatsApp'));
    expect(button('Отправить ещё раз')).toBeUndefined();
    await press('Изменить');
    expect(written()).toBe('Не дошло');
    await write('Начало');
    await press('Изменить');
    expect(written()).toBe('Начало\nНе дошло');
  });

  it('otherwise is sent again or edited', async () => {
    const { text, button } = await open({ messages: () => only(failed('YES')) });
    await eventually(() => expect(text()).toContain('На номере нет WhatsApp'));
    expect([button('Отправить ещё раз'), button('Изменить')].map(one => one !== undefined)).toEqual([true, true]);
  });

  it('that nobody knows of is repeated by a person only (RE-13)', async () => {
    const unconfirmed = message(['QUEUED', 'UNCONFIRMED']);
    const { api, text, press } = await open({
      messages: () => only(unconfirmed),
      sendAgain: () => accepted(message(['QUEUED', 'UNCONFIRMED', 'QUEUED'])),
    });
    await eventually(() => expect(text()).toContain('Ждём подтверждения'));
    await press('Отправить ещё раз');
    await eventually(() => expect(text()).toContain('В очереди'));
    expect(api.calls('sendAgain')).toHaveLength(1);
  });
});

describe('emoji (W-16)', () => {
  it('that were chosen come first the next time, and arrows walk among them', async () => {
    const { screen, press, written, text } = await open();
    await eventually(() => expect(text()).toContain('Дмитрий'));
    await press('Эмодзи');
    await eventually(() => expect(screen.find('input[type=search]').exists()).toBe(true));
    const search = screen.find('input[type=search]');
    await eventually(() => expect(screen.findAll('.emoji-signs button').length).toBeGreaterThan(10));
    await search.setValue('привет');
    await eventually(() => expect(screen.findAll('.emoji-signs button').some(one => one.text() === '👋')).toBe(true));
    await search.trigger('keydown', { key: 'Enter' });
    const first = written();
    expect(first).not.toBe('');
    await press('Эмодзи');
    await press('Эмодзи');
    await eventually(() => expect(screen.findAll('.emoji-signs button').map(one => one.text())).toEqual([first]));
    await screen.find('input[type=search]').trigger('keydown', { key: 'ArrowDown' });
    expect(document.activeElement?.textContent?.trim()).toBe(first);
  });

  it('that were chosen lately stand first in whatever window, the last first; what is chosen here is told when the panel closes', async () => {
    const { api, screen, press, button } = await open({ viewer: () => viewer({ recentEmoji: ['🚗', '👋'] }) });
    const signs = () => screen.findAll('.emoji-signs button').map(one => one.text());
    await press('Эмодзи');
    await eventually(() => expect(signs()).toEqual(['🚗', '👋']));
    await eventually(() => expect(button('Недавние')).toBeDefined());
    const group = screen.findAll('.emoji-groups button').at(-1);
    await group?.trigger('click');
    // The first one is the sign of its group, too.
    const flag = signs()[1];
    if (flag === undefined) throw new Error('the group is empty');
    await press(flag);
    expect(remembered(api)).toEqual([]);
    await press('Эмодзи');
    await eventually(() => expect(remembered(api)).toEqual([{ usedEmoji: [flag] }]));
    expect(api.contexts('updatePreferences')).toMatchObject([{ keepalive: true }]);
    await press('Эмодзи');
    await eventually(() => expect(signs()).toEqual([flag, '🚗', '👋']));
  });
});
