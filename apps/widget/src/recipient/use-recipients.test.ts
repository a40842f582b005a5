import { describe, expect, it } from 'vitest';
import { nextTick, ref } from 'vue';
import { card, cardAnswer, recipient } from '../../testing/builders.ts';
import { eventually, fakeApi, type FakeApi, refusal } from '../../testing/fake-api.ts';
import { mountComposable } from '../../testing/mount.ts';
import { useRecipients } from './use-recipients.ts';

type Known = ReturnType<typeof recipient>;

const list = (...recipients: Known[]) => cardAnswer(recipients);
const checked = (known: Known) => ({ __typename: 'RecipientChecked', recipient: known });
const unknown = (id: string) => recipient({ id, presence: 'UNKNOWN', checkedAt: null });
const asked = (api: FakeApi) => api.calls('checkRecipient').map(({ input }) => (input as { recipientId: string }).recipientId);

const chat = {
  ...{ id: 'chat', owner: { id: '2', name: 'Пётр' }, card, linkedCards: [] },
  ...{ openUrl: 'https://portal.example/online/?IM_DIALOG=chat77', openLineChatId: '77' },
};

function open(api: FakeApi, accountId = ref<string | undefined>('account-1')) {
  const { result, unmount } = mountComposable(() => useRecipients(card, accountId), api);
  return { ...result, accountId, unmount, ids: () => result.recipients.value.map(({ id }) => id) };
}

describe('the numbers of a card', () => {
  it('are checked where they are unknown, one after another (D-6)', async () => {
    let running = 0;
    const api = fakeApi({
      card: () => list(recipient({ id: 'known' }), unknown('first'), unknown('second')),
      checkRecipient: async ({ input }) => {
        expect(++running).toBe(1);
        await nextTick();
        running--;
        return checked(recipient({ id: (input as { recipientId: string }).recipientId }));
      },
    });
    const { ids, isChecking } = open(api);
    await eventually(() => expect(asked(api)).toEqual(['first', 'second']));
    await eventually(() => expect(isChecking.value).toBe(false));
    expect(ids()).toEqual(['known', 'first', 'second']);
    expect(api.calls('checkRecipient')[0]).toEqual({ input: { accountId: 'account-1', recipientId: 'first', fresh: false } });
  });

  it('are hidden where there is no WhatsApp (D-1)', async () => {
    const api = fakeApi({ card: () => list(recipient({ id: 'absent', presence: 'ABSENT' }), recipient({ id: 'there' })) });
    const { ids } = open(api);
    await eventually(() => expect(ids()).toEqual(['there']));
  });

  it('stay, unchecked, when no more can be checked today (D-7)', async () => {
    const api = fakeApi({
      card: () => list(unknown('first'), unknown('second')),
      checkRecipient: () => refusal('LIMIT_REACHED', 'Проверок больше нет'),
    });
    const { ids, checkRefusal, isChecking } = open(api);
    await eventually(() => expect(checkRefusal.value).toBe('Проверок больше нет'));
    await eventually(() => expect(isChecking.value).toBe(false));
    expect(asked(api)).toEqual(['first']);
    expect(ids()).toEqual(['first', 'second']);
  });

  it('stay when nobody answers the check', async () => {
    const api = fakeApi({ card: () => list(unknown('first')), checkRecipient: () => Promise.reject(new Error('gone')) });
    const { ids, isChecking } = open(api);
    await eventually(() => expect(asked(api)).toEqual(['first']));
    await eventually(() => expect(isChecking.value).toBe(false));
    expect(ids()).toEqual(['first']);
  });

  it('say that there is none (E-11)', async () => {
    const { emptiness } = open(fakeApi({ card: () => list() }));
    await eventually(() => expect(emptiness.value).toBe('noNumber'));
  });

  it('say that none has WhatsApp (E-10)', async () => {
    const { emptiness } = open(fakeApi({ card: () => list(recipient({ presence: 'ABSENT' })) }));
    await eventually(() => expect(emptiness.value).toBe('noWhatsapp'));
  });

  it('are asked about anew when the employee wishes (D-8)', async () => {
    const api = fakeApi({ checkRecipient: () => checked(recipient({ presence: 'ABSENT' })) });
    const { ids, checkAgain } = open(api);
    await eventually(() => expect(ids()).toEqual(['recipient-1']));
    await checkAgain('recipient-1');
    expect(api.calls('checkRecipient')).toEqual([{ input: { accountId: 'account-1', recipientId: 'recipient-1', fresh: true } }]);
    expect(ids()).toEqual([]);
  });

  it('say that a fresh check came to nothing', async () => {
    const { ids, checkAgain, checkRefusal } = open(fakeApi({ checkRecipient: () => Promise.reject(new Error('gone')) }));
    await eventually(() => expect(ids()).toEqual(['recipient-1']));
    await checkAgain('recipient-1');
    expect([checkRefusal.value, ids()]).toEqual(['Не удалось проверить номер.', ['recipient-1']]);
  });

  it('keep what they were while another line loads them again (W-7)', async () => {
    const { ids, accountId, loading } = open(fakeApi());
    await eventually(() => expect(ids()).toEqual(['recipient-1']));
    accountId.value = 'account-2';
    await nextTick();
    expect([loading.value, ids()]).toEqual(['ready', ['recipient-1']]);
  });

  it('are not mixed up when an older answer comes later', async () => {
    let answerFirst = (_: unknown): void => undefined;
    const api = fakeApi({
      card: ({ accountId }) =>
        accountId === 'account-1' ? new Promise(resolve => (answerFirst = resolve)) : list(recipient({ id: 'second' })),
    });
    const { ids, accountId } = open(api);
    await eventually(() => expect(api.calls('card')).toHaveLength(1));
    accountId.value = 'account-2';
    await eventually(() => expect(ids()).toEqual(['second']));
    answerFirst(list(recipient({ id: 'first' })));
    await nextTick();
    expect(ids()).toEqual(['second']);
  });

  it('of another line are without the chats of this one, also when they cannot be loaded (W-9)', async () => {
    const api = fakeApi({ card: () => list(recipient({ chat })) });
    const { recipients, accountId, isSeen, loading } = open(api);
    await eventually(() => expect(recipients.value.map(one => one.chat?.id)).toEqual(['chat']));
    api.answers['card'] = () => Promise.reject(new Error('gone'));
    accountId.value = 'account-2';
    await eventually(() => expect(loading.value).toBe('failed'));
    expect([isSeen.value, recipients.value.map(one => one.chat)]).toEqual([false, [null]]);
  });

  it('keep a chat that was made while they were being loaded again (W-9)', async () => {
    const api = fakeApi();
    const { recipients, rememberChat, reload } = open(api);
    await eventually(() => expect(recipients.value).toHaveLength(1));
    const loaded = reload();
    rememberChat('account-1', 'recipient-1', chat);
    await loaded;
    expect(recipients.value[0]?.chat?.id).toBe('chat');
    await reload();
    expect(recipients.value[0]?.chat).toBeNull();
  });

  it('take a chat only of the line that is chosen, and a new owner only where that chat is (O-7)', async () => {
    const api = fakeApi({ card: () => list(recipient({ id: 'one', chat }), recipient({ id: 'two' })) });
    const { recipients, rememberChat, renewChat } = open(api);
    await eventually(() => expect(recipients.value).toHaveLength(2));
    rememberChat('account-2', 'two', { ...chat, id: 'of another line' });
    renewChat({ ...chat, owner: { id: '1', name: 'Мария' } });
    expect(recipients.value.map(one => [one.id, one.chat?.id, one.chat?.owner?.name])).toEqual([
      ['one', 'chat', 'Мария'],
      ['two', undefined, undefined],
    ]);
  });

  it('are not said to be checked for ever when they cannot be loaded again meanwhile', async () => {
    let release = (_: unknown): void => undefined;
    const api = fakeApi({ checkRecipient: () => new Promise(resolve => (release = resolve)) });
    const { ids, isChecking, checkAgain, reload } = open(api);
    await eventually(() => expect(ids()).toEqual(['recipient-1']));
    const checking = checkAgain('recipient-1');
    expect(isChecking.value).toBe(true);
    api.answers['card'] = () => Promise.reject(new Error('gone'));
    await reload();
    release(checked(recipient({ presence: 'ABSENT' })));
    await checking;
    // What the messenger answered counts, whatever was asked in between.
    expect([isChecking.value, ids()]).toEqual([false, []]);
  });

  it('are not said to be checked through a line that is not chosen any more', async () => {
    const api = fakeApi({
      card: ({ accountId }) => (accountId === 'account-1' ? list(unknown('first')) : Promise.reject(new Error('gone'))),
      checkRecipient: () => new Promise(() => undefined),
    });
    const { accountId, isChecking, loading } = open(api);
    await eventually(() => expect(isChecking.value).toBe(true));
    accountId.value = 'account-2';
    await eventually(() => expect(loading.value).toBe('failed'));
    expect(isChecking.value).toBe(false);
  });

  it('say that they could not be loaded', async () => {
    const { loading } = open(fakeApi({ card: () => null }));
    await eventually(() => expect(loading.value).toBe('failed'));
  });

  it('are checked no further once the form is closed', async () => {
    let release = (_: unknown): void => undefined;
    const api = fakeApi({
      card: () => list(unknown('first'), unknown('second')),
      checkRecipient: () => new Promise(resolve => (release = resolve)),
    });
    const { unmount } = open(api);
    await eventually(() => expect(asked(api)).toEqual(['first']));
    unmount();
    release(checked(recipient({ id: 'first' })));
    await new Promise(resolve => setTimeout(resolve));
    expect(asked(api)).toEqual(['first']);
  });
});
