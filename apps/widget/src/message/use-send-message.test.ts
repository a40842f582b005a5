import { NO_ANSWER, OlchatError } from '@olchat/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { card, message } from '../../testing/builders.ts';
import { accepted, fakeApi, type FakeApi, refusal, statusChanged } from '../../testing/fake-api.ts';
import { mountComposable } from '../../testing/mount.ts';
import { useMessageStore } from './message-store.ts';
import { useSendMessage } from './use-send-message.ts';

const content = {
  accountId: 'account-1',
  recipientId: 'recipient-1',
  text: 'Добрый день!',
  publication: 'OUTGOING',
  createActivity: true,
} as const;
const noAnswer = () => Promise.reject(new OlchatError(NO_ANSWER, 'No answer'));

function use(api: FakeApi) {
  return mountComposable(() => ({ ...useSendMessage(card), store: useMessageStore() }), api).result;
}

const keys = (api: FakeApi) => api.calls('sendMessage').map(({ input }) => (input as { idempotencyKey: string }).idempotencyKey);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a press of «ОТПРАВИТЬ»', () => {
  it('shows its bubble before the server knows of it, then the server’s message (W-28)', async () => {
    const { send, store } = use(fakeApi({ sendMessage: () => accepted(message()) }));
    const outcome = send(content);
    expect(store.pending.map(({ state, content: { text } }) => [state, text])).toEqual([['sending', 'Добрый день!']]);
    expect(await outcome).toEqual({ kind: 'accepted' });
    expect(store.pending).toEqual([]);
    expect(store.messages.map(({ id }) => id)).toEqual(['message-1']);
  });

  it('sends all of the form', async () => {
    const api = fakeApi({ sendMessage: () => accepted(message()) });
    await use(api).send(content);
    expect(api.calls('sendMessage')).toEqual([
      { input: { idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}$/) as string, card, draftVersion: null, ...content } },
    ]);
  });

  it('is one request however often it is pressed meanwhile (W-27)', async () => {
    const api = fakeApi({ sendMessage: () => accepted(message()) });
    const { send, store } = use(api);
    await Promise.all([send(content), send(content), send(content)]);
    expect(api.calls('sendMessage')).toHaveLength(1);
    expect(store.messages).toHaveLength(1);
  });

  it('after a lost answer is repeated with the same key by itself (W-27)', async () => {
    const api = fakeApi({ sendMessage: noAnswer });
    const { send } = use(api);
    const outcome = send(content);
    await vi.advanceTimersByTimeAsync(0);
    api.answers['sendMessage'] = () => ({ ...accepted(message()), duplicate: true });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await outcome).toEqual({ kind: 'accepted' });
    expect(new Set(keys(api))).toHaveProperty('size', 1);
    expect(keys(api)).toHaveLength(2);
  });

  it('leaves the repetition to the employee when nobody answers for long, still with the same key', async () => {
    const api = fakeApi({ sendMessage: noAnswer });
    const { send, store } = use(api);
    const outcome = send(content);
    await vi.advanceTimersByTimeAsync(13_000);
    expect(await outcome).toEqual({ kind: 'noAnswer' });
    expect(store.pending.map(({ state }) => state)).toEqual(['noAnswer']);

    api.answers['sendMessage'] = () => accepted(message());
    expect(await send(content)).toEqual({ kind: 'accepted' });
    expect(store.pending).toEqual([]);
    expect(keys(api)).toHaveLength(5);
    expect(new Set(keys(api)).size).toBe(1);
  });

  it('is repeated with the same key also from a form that was opened anew (W-27)', async () => {
    const api = fakeApi({ sendMessage: noAnswer });
    const { result } = mountComposable(() => ({ one: useSendMessage(card), two: useSendMessage(card), store: useMessageStore() }), api);
    void result.one.send(content);
    await vi.advanceTimersByTimeAsync(13_000);
    api.answers['sendMessage'] = () => accepted(message());
    expect(await result.two.send(content)).toEqual({ kind: 'accepted' });
    expect([result.store.pending.length, new Set(keys(api)).size]).toEqual([0, 1]);
  });

  it('waits when its first request is still under way at the server', async () => {
    const api = fakeApi({ sendMessage: () => refusal('IN_FLIGHT', 'Ещё отправляется') });
    const outcome = use(api).send(content);
    await vi.advanceTimersByTimeAsync(0);
    api.answers['sendMessage'] = () => accepted(message());
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await outcome).toEqual({ kind: 'accepted' });
  });

  it('says why it was refused, and is tried again with the same key', async () => {
    const api = fakeApi({ sendMessage: () => refusal('OWN_NUMBER', 'Нельзя отправить сообщение на свой же номер') });
    const { send, store } = use(api);
    expect(await send(content)).toMatchObject({ kind: 'refused', refusal: { code: 'OWN_NUMBER' } });
    expect(store.pending[0]).toMatchObject({ state: 'refused', refusal: { message: 'Нельзя отправить сообщение на свой же номер' } });
    await send(content);
    expect(new Set(keys(api)).size).toBe(1);
    expect(store.pending).toHaveLength(1);
  });

  it('is refused without a repetition when the session is lost', async () => {
    const api = fakeApi({ sendMessage: () => Promise.reject(new OlchatError('UNAUTHENTICATED', 'Who?')) });
    expect(await use(api).send(content)).toMatchObject({ kind: 'refused', refusal: { code: 'UNAUTHENTICATED' } });
    expect(api.calls('sendMessage')).toHaveLength(1);
  });

  it('of the same words after acceptance is a new message', async () => {
    const api = fakeApi({ sendMessage: () => accepted(message()) });
    const { send } = use(api);
    await send(content);
    await send(content);
    expect(new Set(keys(api)).size).toBe(2);
  });

  it('is not shown twice when the feed knows of the message before the answer', async () => {
    const api = fakeApi({ sendMessage: () => accepted(message()) });
    const { send, store } = use(api);
    const outcome = send(content);
    store.merge([statusChanged(message())['message'] as ReturnType<typeof message>]);
    expect([store.unheard.length, store.messages.length]).toEqual([0, 1]);
    await outcome;
    expect([store.unheard.length, store.messages.length]).toEqual([0, 1]);
  });

  it('keeps what the feed told before its answer came (Q-11)', async () => {
    const { send, store } = use(fakeApi({ sendMessage: () => accepted(message()) }));
    const outcome = send(content);
    const waitsUntil = '2026-01-01T12:00:00.000Z';
    store.merge([message(['QUEUED'], { waitsUntil })]);
    await outcome;
    expect(store.messages.map(one => one.waitsUntil)).toEqual([waitsUntil]);
  });

  it('without an answer is the message that the feed tells of, with its own status (W-28, L-8)', async () => {
    const api = fakeApi({ sendMessage: noAnswer });
    const { send, store } = use(api);
    const outcome = send(content);
    await vi.advanceTimersByTimeAsync(13_000);
    expect([await outcome, store.unheard.length]).toEqual([{ kind: 'noAnswer' }, 1]);

    store.merge([message(['QUEUED', 'SENT', 'DELIVERED'])]);
    await vi.advanceTimersByTimeAsync(0);
    expect([store.pending.length, store.messages.map(({ status }) => status)]).toEqual([0, ['DELIVERED']]);
    // The same words again are another message, not a repetition of the one that arrived.
    void send(content);
    await vi.advanceTimersByTimeAsync(0);
    expect(new Set(keys(api)).size).toBe(2);
  });

  it('that the feed told of while nobody answered was accepted', async () => {
    const { send, store } = use(fakeApi({ sendMessage: noAnswer }));
    const outcome = send(content);
    store.merge([message(['QUEUED', 'SENT'])]);
    await vi.advanceTimersByTimeAsync(13_000);
    expect(await outcome).toEqual({ kind: 'accepted' });
    expect(store.pending).toEqual([]);
  });

  it('does not hide an earlier message of the same words', () => {
    const { send, store } = use(fakeApi({ sendMessage: noAnswer }));
    store.merge([message(['QUEUED', 'SENT'], { id: 'earlier' })]);
    void send(content);
    expect(store.messages.map(({ id }) => id)).toEqual(['earlier']);
  });
});
