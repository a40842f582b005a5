import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nextTick, ref } from 'vue';
import { card } from '../../testing/builders.ts';
import { fakeApi, type FakeApi, refusal } from '../../testing/fake-api.ts';
import { mountComposable } from '../../testing/mount.ts';
import { type StoredDraft, useComposerDraft } from './use-composer-draft.ts';

const stored = (change: Partial<StoredDraft> = {}): StoredDraft => ({
  text: 'Добрый де',
  files: [],
  voice: null,
  lostFiles: 0,
  asDocument: false,
  publication: 'OUTGOING',
  createActivity: true,
  version: 'stored-1',
  savedAt: '2026-01-01T09:00:00.000Z',
  ...change,
});

let versions = 0;
const saves = () => ({ __typename: 'DraftSaved', version: `saved-${++versions}`, savedAt: '2026-01-01T09:00:00.000Z' });

async function open(answers: Parameters<typeof fakeApi>[0] = {}, typed = '') {
  const api = fakeApi({
    saveDraft: ({ input }) => ((input as { text: string }).text ? saves() : { ...saves(), version: null }),
    ...answers,
  });
  const text = ref(typed);
  const uploads = ref(0);
  const recipientId = ref<string | undefined>('recipient-1');
  const { result, unmount } = mountComposable(
    () =>
      useComposerDraft({
        card,
        recipientId,
        read: () => ({
          text: text.value,
          fileIds: [],
          voiceFileId: null,
          asDocument: false,
          publication: 'OUTGOING' as const,
          createActivity: true,
        }),
        holdsMore: () => uploads.value > 0,
        write: draft => (text.value = draft?.text ?? ''),
      }),
    api,
  );
  const settle = async (ms = 0) => {
    await nextTick();
    await vi.advanceTimersByTimeAsync(ms);
  };
  await settle();
  return {
    api,
    text,
    uploads,
    recipientId,
    draft: result,
    unmount,
    settle,
    /** Types, and waits until it is saved. */
    type: async (words: string) => {
      text.value = words;
      await settle(1_000);
    },
  };
}

const savedTexts = (api: FakeApi) =>
  api.calls('saveDraft').map(({ input }) => {
    const { recipientId, baseVersion, text } = input as { recipientId: string; baseVersion: string | null; text?: string };
    return [recipientId, baseVersion, text];
  });

beforeEach(() => {
  versions = 0;
  vi.useFakeTimers();
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a draft', () => {
  it('comes back when the form is opened, until somebody touches it', async () => {
    const { api, text, draft, type } = await open({ draft: () => stored() });
    expect(api.calls('draft')).toEqual([{ card, recipientId: 'recipient-1' }]);
    expect([text.value, draft.isRestored.value]).toEqual(['Добрый де', true]);
    await type('Добрый день');
    expect(draft.isRestored.value).toBe(false);
    expect(savedTexts(api)).toEqual([['recipient-1', 'stored-1', 'Добрый день']]);
  });

  it('is saved a second after the last key, over the version that was saved before', async () => {
    const { api, text, type, settle } = await open();
    text.value = 'Доб';
    await settle(900);
    text.value = 'Добр';
    await settle(900);
    expect(savedTexts(api)).toEqual([]);
    await settle(100);
    await type('Добрый день');
    expect(savedTexts(api)).toEqual([
      ['recipient-1', null, 'Добр'],
      ['recipient-1', 'saved-1', 'Добрый день'],
    ]);
  });

  it('of somebody who types without a pause is saved every five seconds', async () => {
    const { api, text, settle } = await open();
    for (let word = 0; word < 12; word++) {
      text.value += 'слово ';
      await settle(900);
    }
    expect(savedTexts(api).map(([, , saved]) => saved?.length)).toEqual([36, 72]);
  });

  it('too long for a request that outlives the page is never more than a second behind', async () => {
    const { api, text, settle } = await open();
    text.value = 'ы'.repeat(10_001);
    for (let tenth = 0; tenth < 25; tenth++) {
      await settle(100);
      text.value += '!';
    }
    const behind = () => text.value.length - (savedTexts(api).at(-1)?.[2]?.length ?? 0);
    expect(savedTexts(api).length).toBeGreaterThanOrEqual(2);
    expect(behind()).toBeLessThanOrEqual(10);
    window.dispatchEvent(new Event('pagehide'));
    await settle();
    expect(behind()).toBe(0);
  });

  it.each([
    ['the page is closed', () => window.dispatchEvent(new Event('pagehide'))],
    ['another window is looked at', () => window.dispatchEvent(new Event('blur'))],
  ])('is saved at once when %s', async (_when, leave) => {
    const { api, text, settle } = await open();
    text.value = 'Добрый';
    await nextTick();
    leave();
    await settle();
    expect(savedTexts(api)).toEqual([['recipient-1', null, 'Добрый']]);
  });

  it('is saved when the form goes away', async () => {
    const { api, text, settle, unmount } = await open();
    text.value = 'Добрый';
    await nextTick();
    unmount();
    await settle();
    expect(savedTexts(api)).toEqual([['recipient-1', null, 'Добрый']]);
  });

  it('that is emptied is removed; one that never was asks nothing of the server', async () => {
    const { api, type } = await open();
    await type('  ');
    expect(api.calls('saveDraft')).toEqual([]);
    await type('Добрый');
    await type('');
    expect(savedTexts(api).at(-1)).toEqual(['recipient-1', 'saved-1', '']);
  });

  it('that was not saved says so, is tried again, and stays in the box', async () => {
    const { api, draft, text, type, settle } = await open({ saveDraft: () => Promise.reject(new Error('gone')) });
    await type('Добрый');
    expect(draft.isUnsaved.value).toBe(true);
    api.answers['saveDraft'] = saves;
    await settle(10_000);
    expect([draft.isUnsaved.value, text.value]).toEqual([false, 'Добрый']);
  });

  it('is not said to be unsaved any more when it was put back as it was saved', async () => {
    const { api, draft, type, settle } = await open({ draft: () => stored() });
    api.answers['saveDraft'] = () => Promise.reject(new Error('gone'));
    await type('Добрый день!');
    expect(draft.isUnsaved.value).toBe(true);
    await type('Добрый де');
    await settle(10_000);
    expect(draft.isUnsaved.value).toBe(false);
  });

  it('of a form that went away is not saved over the next one’s, when its last saving failed', async () => {
    const { api, text, settle, unmount } = await open();
    api.answers['saveDraft'] = () => Promise.reject(new Error('gone'));
    text.value = 'Добрый день!';
    await settle();
    unmount();
    await settle();
    const asked = api.calls('saveDraft').length;
    await settle(60_000);
    expect([asked, api.calls('saveDraft').length]).toEqual([1, 1]);
  });

  it('does not throw away a file that is on its way when it is opened: the employee chooses', async () => {
    const { api, draft, recipientId, uploads, text, settle } = await open();
    uploads.value = 1;
    api.answers['draft'] = () => stored({ text: 'Второму' });
    recipientId.value = 'recipient-2';
    await settle();
    expect([text.value, draft.theirs.value?.text]).toEqual(['', 'Второму']);
  });

  it('that cannot be read does not keep anybody from writing one', async () => {
    const { api, type } = await open({ draft: () => Promise.reject(new Error('gone')) });
    await type('Добрый');
    expect(savedTexts(api)).toEqual([['recipient-1', null, 'Добрый']]);
  });
});

describe('the last second before a page is closed', () => {
  const close = () => window.dispatchEvent(new Event('pagehide'));
  const inputs = (api: FakeApi) => api.calls('saveDraft').map(({ input }) => input as { text: string; savedBy: object });

  it('asks in a request that outlives the page, and not twice for the same words', async () => {
    const { api, text, settle } = await open();
    text.value = 'Добрый';
    await nextTick();
    close();
    close();
    await settle();
    expect(savedTexts(api)).toEqual([['recipient-1', null, 'Добрый']]);
    expect(api.contexts('saveDraft')).toMatchObject([{ keepalive: true }]);
  });

  it('does not wait for a saving that is under way: the numbers tell the server which is the later one', async () => {
    const { api, text, type, settle } = await open({ saveDraft: () => new Promise(() => undefined) });
    await type('Добрый');
    text.value = 'Добрый день';
    await nextTick();
    close();
    await settle();
    const [first, last] = inputs(api);
    expect([first?.text, last?.text]).toEqual(['Добрый', 'Добрый день']);
    const { writer } = first?.savedBy as { writer: string };
    expect([first?.savedBy, last?.savedBy]).toEqual([
      { writer, step: 1 },
      { writer, step: 2 },
    ]);
  });

  it('goes on from the later of two answers when the page was only hidden', async () => {
    const answers: ((answer: unknown) => void)[] = [];
    const { api, draft, text, type, settle } = await open({ saveDraft: () => new Promise(resolve => answers.push(resolve)) });
    await type('Добрый');
    text.value = 'Добрый день';
    await nextTick();
    close();
    await settle();
    answers[1]?.({ ...saves(), version: 'later' });
    await settle();
    answers[0]?.({ ...saves(), version: 'earlier' });
    await settle();
    api.answers['saveDraft'] = saves;
    await type('Добрый день!');
    expect(savedTexts(api).at(-1)).toEqual(['recipient-1', 'later', 'Добрый день!']);
    expect(draft.theirs.value).toBeUndefined();
  });

  it('takes back words that were removed while they were being saved', async () => {
    const { api, text, type, settle } = await open({ saveDraft: () => new Promise(() => undefined) });
    await type('Добрый');
    text.value = '';
    await nextTick();
    close();
    await settle();
    expect(savedTexts(api)).toEqual([
      ['recipient-1', null, 'Добрый'],
      ['recipient-1', null, ''],
    ]);
  });

  it('keeps what was typed after a press that is not answered yet', async () => {
    const { api, draft, text, type, settle } = await open();
    await type('Добрый день');
    draft.take();
    text.value = '';
    await nextTick();
    close();
    text.value = 'Следующее';
    await nextTick();
    close();
    await settle();
    expect(savedTexts(api).slice(1)).toEqual([['recipient-1', null, 'Следующее']]);
  });
});

describe('a draft of two windows', () => {
  const changed = () => refusal('DRAFT_CHANGED', 'Черновик изменён');

  it('is not saved over: the employee takes the other one', async () => {
    const { api, draft, text, type, settle } = await open({ saveDraft: changed });
    api.answers['draft'] = () => stored({ text: 'Из другого окна', version: 'theirs' });
    await type('Моё');
    expect(draft.theirs.value?.text).toBe('Из другого окна');
    expect(text.value).toBe('Моё');
    await settle(20_000);
    expect(api.calls('saveDraft')).toHaveLength(1);
    draft.takeTheirs();
    await nextTick();
    expect([text.value, draft.theirs.value]).toEqual(['Из другого окна', undefined]);
    api.answers['saveDraft'] = saves;
    await type('Из другого окна!');
    expect(savedTexts(api).at(-1)).toEqual(['recipient-1', 'theirs', 'Из другого окна!']);
  });

  it('is his own when he keeps it', async () => {
    const { api, draft, type, settle } = await open({ saveDraft: changed });
    api.answers['draft'] = () => stored({ version: 'theirs' });
    await type('Моё');
    api.answers['saveDraft'] = saves;
    draft.keepMine();
    await settle();
    expect(savedTexts(api).at(-1)).toEqual(['recipient-1', 'theirs', 'Моё']);
    expect(draft.theirs.value).toBeUndefined();
  });

  it('that was sent in the other window is said to be gone', async () => {
    const { draft, type, text, settle } = await open({ draft: () => stored(), saveDraft: changed });
    await type('Добрый день');
    expect(draft.theirs.value?.text).toBe('Добрый де');
    draft.keepMine();
    await settle();
    expect(text.value).toBe('Добрый день');
  });

  it('does not overwrite what was typed before it was read', async () => {
    const { draft, text } = await open({ draft: () => stored() }, 'Уже пишу');
    expect(text.value).toBe('Уже пишу');
    expect(draft.theirs.value?.text).toBe('Добрый де');
  });
});

describe('another recipient', () => {
  it('has his own draft; the text of the first stays his', async () => {
    const { api, text, recipientId, type, settle } = await open();
    await type('Первому');
    api.answers['draft'] = ({ recipientId: whose }) => (whose === 'recipient-2' ? stored({ text: 'Второму', version: 'second' }) : null);
    recipientId.value = 'recipient-2';
    await settle();
    expect(text.value).toBe('Второму');
    expect(savedTexts(api)).toEqual([['recipient-1', null, 'Первому']]);
  });

  it('without a draft gets the text that was typed, and it is said whose it was (#5301)', async () => {
    const { api, text, draft, recipientId, type, settle } = await open();
    await type('Добрый день');
    recipientId.value = 'recipient-2';
    await settle(1_000);
    expect([text.value, draft.carriedFrom.value]).toEqual(['Добрый день', 'recipient-1']);
    expect(savedTexts(api)).toEqual([
      ['recipient-1', null, 'Добрый день'],
      ['recipient-1', 'saved-1', undefined],
      ['recipient-2', null, 'Добрый день'],
    ]);
  });
});

describe('a press', () => {
  it('takes the draft with it, and nothing is saved until it is answered', async () => {
    const { api, draft, text, type, settle } = await open();
    await type('Добрый день');
    expect(draft.take()).toBe('saved-1');
    text.value = '';
    await settle(5_000);
    expect(api.calls('saveDraft')).toHaveLength(1);
    draft.settle(true);
    await settle();
    expect(api.calls('saveDraft')).toHaveLength(1);
    await type('Следующее');
    expect(savedTexts(api).at(-1)).toEqual(['recipient-1', null, 'Следующее']);
  });

  it('that was refused leaves it', async () => {
    const { api, draft, text, type, settle } = await open();
    await type('Добрый день');
    draft.take();
    text.value = '';
    await settle();
    text.value = 'Добрый день';
    draft.settle(false);
    await settle();
    expect(savedTexts(api).at(-1)).toEqual(['recipient-1', 'saved-1', 'Добрый день']);
  });

  it('keeps it with the server while another recipient is chosen before it is answered', async () => {
    const { api, text, draft, recipientId, settle } = await open({
      draft: ({ recipientId: whose }) => (whose === 'recipient-1' ? stored() : null),
    });
    draft.take();
    text.value = '';
    recipientId.value = 'recipient-2';
    await settle(2_000);
    draft.settle(false);
    await settle(2_000);
    expect(savedTexts(api)).toEqual([]);
  });

  it('while it is being saved empties what was saved', async () => {
    let answer = (_: unknown): void => undefined;
    const { api, draft, text, type, settle } = await open({ saveDraft: () => new Promise(resolve => (answer = resolve)) });
    await type('Добрый день');
    expect(draft.take()).toBeNull();
    text.value = '';
    draft.settle(true);
    api.answers['saveDraft'] = () => ({ ...saves(), version: null });
    answer({ ...saves(), version: 'late' });
    await settle();
    expect(savedTexts(api).at(-1)).toEqual(['recipient-1', 'late', '']);
  });
});
