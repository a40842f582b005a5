import { enableAutoUnmount } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { message } from '../../../testing/builders.ts';
import { eventually, fakeApi, type FakeApi, statusChanged } from '../../../testing/fake-api.ts';
import { mountScreen, surroundings } from '../../../testing/mount.ts';
import HistoryScreen from './HistoryScreen.vue';

enableAutoUnmount(afterEach);

type Shown = ReturnType<typeof message>;

const through = (reportsDelivered = true) => ({ messenger: 'WHATSAPP', capabilities: { reportsDelivered, reportsRead: true } });

function open(api: FakeApi, messageId: string | null = 'message-1') {
  return mountScreen(HistoryScreen, api, surroundings({ page: { screen: 'history', card: null, messageId } }));
}

const showing = (shown: Shown, reportsDelivered = true) =>
  fakeApi({ messageHistory: () => ({ ...shown, through: through(reportsDelivered) }) });

describe('«История статусов»', () => {
  it('names each status with both its times and its source (L-8)', async () => {
    const shown = message(['QUEUED', 'SENT', 'DELIVERED']);
    const [first, second, third] = shown.history;
    if (!first || !second || !third) return expect.unreachable();
    shown.history = [
      { ...first, source: 'PERSON' },
      { ...second, source: 'ACCEPTANCE' },
      { ...third, occurredAt: '2026-01-01T09:00:02.000Z', learnedAt: '2026-01-01T09:05:02.000Z', source: 'IMPLIED' },
    ];
    const screen = open(showing(shown));
    await eventually(() => expect(screen.findAll('ol > li')).toHaveLength(3));
    const steps = screen.findAll('ol > li').map(step => step.text());
    expect(steps[0]).toContain('В очереди');
    expect(steps[1]).toMatch(/Отправлено.*Произошло.*ответ мессенджера/s);
    expect(steps[1]).not.toContain('Узнали');
    expect(steps[2]).toMatch(/Доставлено.*Произошло.*:00:02.*Узнали.*:05:02.*следует из более позднего статуса/s);
    expect(screen.text()).toContain('Дмитрий Иванов, +7 961 951-20-44');
  });

  it('follows the message while it is open (L-2)', async () => {
    let shown = message(['QUEUED', 'SENT']);
    const api = fakeApi({ messageHistory: () => ({ ...shown, through: through() }) });
    const screen = open(api);
    await eventually(() => expect(screen.findAll('ol > li')).toHaveLength(2));
    await eventually(() => expect(api.feed('messageStatus').variables).toMatchObject({ messageId: 'message-1' }));
    shown = message(['QUEUED', 'SENT', 'DELIVERED', 'READ']);
    api.feed('messageStatus').emit(statusChanged(shown));
    await eventually(() => expect(screen.findAll('ol > li')).toHaveLength(4));
    expect(screen.text()).not.toContain('Почему нет «Прочитано»');
  });

  it('is read once more where the feed starts: what changed in between comes in no event (RE-31)', async () => {
    let shown = message(['QUEUED', 'SENT']);
    const api = fakeApi({
      messageHistory: () => {
        const answer = { ...shown, through: through() };
        shown = message(['QUEUED', 'SENT', 'DELIVERED', 'READ']);
        return answer;
      },
    });
    const screen = open(api);
    await eventually(() => expect(screen.findAll('ol > li')).toHaveLength(4));
  });

  it('is asked for again when the answer after a change does not come (L-2)', async () => {
    const api = showing(message(['QUEUED', 'SENT']));
    const screen = open(api);
    await eventually(() => expect(api.calls('messageHistory')).toHaveLength(2));
    await eventually(() => expect(screen.findAll('ol > li')).toHaveLength(2));
    api.answers['messageHistory'] = () => Promise.reject(new Error('no answer'));
    vi.useFakeTimers();
    try {
      api.feed('messageStatus').emit(statusChanged(message(['QUEUED', 'SENT', 'DELIVERED'])));
      await vi.advanceTimersByTimeAsync(0);
      api.answers['messageHistory'] = () => ({ ...message(['QUEUED', 'SENT', 'DELIVERED']), through: through() });
      await vi.advanceTimersByTimeAsync(10_000);
    } finally {
      vi.useRealTimers();
    }
    expect(screen.findAll('ol > li')).toHaveLength(3);
  });

  it('is not set back by an answer that is overtaken by a newer one (L-2)', async () => {
    const late = Promise.withResolvers<unknown>();
    const state = (...statuses: Parameters<typeof message>[0] & string[]) => ({ ...message(statuses), through: through() });
    const first = () => state('QUEUED', 'SENT');
    const answers = [first, first, () => late.promise, () => state('QUEUED', 'SENT', 'DELIVERED', 'READ')];
    const api = fakeApi({ messageHistory: () => answers[api.calls('messageHistory').length - 1]?.() });
    const screen = open(api);
    await eventually(() => expect(api.calls('messageHistory')).toHaveLength(2));
    await eventually(() => expect(screen.findAll('ol > li')).toHaveLength(2));
    api.feed('messageStatus').emit(statusChanged(message(['QUEUED', 'SENT', 'DELIVERED'])));
    await eventually(() => expect(api.calls('messageHistory')).toHaveLength(3));
    api.feed('messageStatus').emit(statusChanged(message(['QUEUED', 'SENT', 'DELIVERED', 'READ'])));
    await eventually(() => expect(screen.findAll('ol > li')).toHaveLength(4));
    late.resolve(state('QUEUED', 'SENT', 'DELIVERED'));
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(screen.findAll('ol > li')).toHaveLength(4);
  });

  it('says why a failed one failed, and leads to the message that was sent instead (L-12)', async () => {
    const reason = { code: 'MESSENGER_REFUSED' as const, message: 'Мессенджер отказал', rawCode: null, retry: 'YES' as const };
    const failed = message(['QUEUED', 'FAILED'], { failure: reason, sentAgainAs: { id: 'message-2' } });
    const api = fakeApi({
      messageHistory: ({ id }) => ({ ...(id === 'message-2' ? message(['QUEUED'], { id: 'message-2' }) : failed), through: through() }),
    });
    const screen = open(api);
    await eventually(() => expect(screen.text()).toContain('Мессенджер отказал'));
    await screen.find('button').trigger('click');
    await eventually(() => expect(screen.findAll('ol > li')).toHaveLength(1));
    expect(api.calls('messageHistory').at(-1)).toEqual({ id: 'message-2' });
  });
});

describe('help about a missing «Прочитано» (L-10)', () => {
  it.each([
    ['SENT', true],
    ['DELIVERED', true],
    ['QUEUED', false],
    ['FAILED', false],
    ['READ', false],
  ] as const)('of a message in %s is shown: %s', async (status, isShown) => {
    const screen = open(showing(message(['QUEUED', status])));
    await eventually(() => expect(screen.findAll('ol > li')).toHaveLength(2));
    expect(screen.text().includes('Клиент ещё не открывал чат')).toBe(isShown);
  });

  it('says so where the messenger reports no delivery at all (L-13)', async () => {
    const screen = open(showing(message(['QUEUED', 'SENT']), false));
    await eventually(() => expect(screen.text()).toContain('не сообщает о доставке'));
  });
});

describe('a history that cannot be shown', () => {
  it('of a message that is not there, or not for this employee, says so (E-71)', async () => {
    const screen = open(fakeApi({ messageHistory: () => null }));
    await eventually(() => expect(screen.text()).toContain('Сообщение не найдено'));
  });

  it('of a page without a message says so, and asks nothing', async () => {
    const api = fakeApi({ messageHistory: () => null });
    const screen = open(api, null);
    await eventually(() => expect(screen.text()).toContain('Сообщение не найдено'));
    expect(api.calls('messageHistory')).toEqual([]);
  });

  it('is tried again on demand', async () => {
    const api = fakeApi({
      messageHistory: () => {
        throw new Error('no answer');
      },
    });
    const screen = open(api);
    await eventually(() => expect(screen.text()).toContain('Не удалось загрузить данные'));
    api.answers['messageHistory'] = () => ({ ...message(['QUEUED']), through: through() });
    await screen.find('button').trigger('click');
    await eventually(() => expect(screen.findAll('ol > li')).toHaveLength(1));
  });
});
