/** The three tabs of «[OLChat] Telegram» in a card: what stands on each, and what of it goes (T-7…T-12). */
import { enableAutoUnmount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { message } from '../../testing/builders.ts';
import { accepted, eventually, refusal } from '../../testing/fake-api.ts';
import { openTelegramCard } from '../../testing/telegram-card.ts';

enableAutoUnmount(afterEach);
afterEach(() => vi.unstubAllGlobals());

const pdf = (name = 'акт.pdf') => new File(['%PDF'], name, { type: 'application/pdf' });
const stored = (change: object = {}) => ({
  ...{ text: '', files: [], voice: null, lostFiles: 0, asDocument: false, publication: 'NONE', createActivity: true },
  ...{ version: 'stored-1', savedAt: '2026-01-01T09:00:00.000Z', ...change },
});
const note = { fileId: 'v1', seconds: 3, mime: 'audio/ogg', url: 'https://olchat.test/files/2', waveform: null };

async function open(...args: Parameters<typeof openTelegramCard>) {
  const [answers, locale] = args;
  const card = openTelegramCard({ sendMessage: () => accepted(message(['QUEUED'])), ...answers }, locale);
  const { screen, api, named } = card;
  await eventually(() => expect(screen.findAll('[role=tab]')).toHaveLength(3));
  await eventually(() => expect(screen.find('input[type=checkbox]').exists()).toBe(true));
  await eventually(() => expect(card.text()).toContain('Алиса (@Alisa_Demo)'));
  const tab = (name: string) => {
    const found = screen.findAll('[role=tab]').find(one => one.text().startsWith(name));
    if (!found) throw new Error(`There is no tab ${name}`);
    return found;
  };
  const carry = (kind: 'paste' | 'drop', ...files: File[]) => {
    const held = { files, types: ['Files'] };
    const event = Object.assign(new Event(kind, { bubbles: true, cancelable: true }), { clipboardData: held, dataTransfer: held });
    screen.find('form').element.dispatchEvent(event);
  };
  const isSeen = (selector: string) => {
    const found = document.querySelector<HTMLElement>(selector);
    return found !== null && found.closest<HTMLElement>('[style*="display: none"]') === null;
  };
  return {
    ...card,
    tab,
    carry,
    isSeen,
    current: () => screen.find('[role=tab][aria-selected=true]').text(),
    go: (name: string) => tab(name).trigger('click'),
    write: (words: string) => screen.find('textarea').setValue(words),
    written: () => screen.find('textarea').element.value,
    send: async () => {
      await eventually(() => expect(named('ОТПРАВИТЬ')?.attributes('disabled')).toBeUndefined());
      await screen.find('form').trigger('submit');
    },
    obstacle: () => named('ОТПРАВИТЬ')?.attributes('title'),
    sent: () => api.calls('sendMessage').map(({ input }) => input as Record<string, unknown>),
    drafts: () => api.calls('saveDraft').map(({ input }) => input as Record<string, unknown>),
  };
}

describe('the tabs', () => {
  it('are «СООБЩЕНИЕ», «ФАЙЛЫ», «ГОЛОСОВОЕ», one panel, walked by arrows (T-7, T-8, T-10)', async () => {
    const { screen, tab, current, isSeen } = await open();
    expect(screen.find('[role=tablist]').attributes('aria-label')).toBe('Что отправить');
    expect(screen.findAll('[role=tab]').map(one => one.text())).toEqual(['СООБЩЕНИЕ', 'ФАЙЛЫ', 'ГОЛОСОВОЕ']);
    const panel = screen.find('[role=tabpanel]');
    expect(tab('СООБЩЕНИЕ').attributes('aria-controls')).toBe(panel.attributes('id'));
    expect(panel.attributes('aria-labelledby')).toBe(tab('СООБЩЕНИЕ').attributes('id'));
    expect([isSeen('textarea'), isSeen('input[type=checkbox]')]).toEqual([true, false]);
    await tab('СООБЩЕНИЕ').trigger('keydown', { key: 'ArrowRight' });
    expect(current()).toBe('ФАЙЛЫ');
    expect([isSeen('textarea'), isSeen('input[type=checkbox]')]).toEqual([false, true]);
    expect(panel.attributes('aria-labelledby')).toBe(tab('ФАЙЛЫ').attributes('id'));
    await tab('ФАЙЛЫ').trigger('keydown', { key: 'End' });
    await eventually(() => expect(document.activeElement).toBe(tab('ГОЛОСОВОЕ').element));
  });

  it('speak English', async () => {
    const { screen } = openTelegramCard({}, 'en');
    await eventually(() => expect(screen.findAll('[role=tab]').map(one => one.text())).toEqual(['MESSAGE', 'FILES', 'VOICE']));
  });

  it('send only what is on the open one; the rest stays, marked, and in the draft (T-11)', async () => {
    const { tab, go, write, written, carry, send, sent, drafts, text } = await open();
    await write('Здравствуйте!');
    carry('paste', pdf());
    await eventually(() => expect(tab('ФАЙЛЫ').text()).toContain('приложен 1 файл'));
    expect(tab('СООБЩЕНИЕ').text()).toContain('есть текст');
    expect(tab('СООБЩЕНИЕ').find('.dot').exists()).toBe(true);
    expect(tab('ГОЛОСОВОЕ').find('.dot').exists()).toBe(false);
    expect(text()).toContain('Уйдёт только то, что на открытой вкладке');
    window.dispatchEvent(new Event('blur'));
    await eventually(() => expect(drafts()).toMatchObject([{ text: 'Здравствуйте!', fileIds: ['file:акт.pdf'] }]));
    await go('СООБЩЕНИЕ');
    await send();
    await eventually(() => expect(sent()).toMatchObject([{ text: 'Здравствуйте!', draftVersion: 'draft-1' }]));
    expect(sent()[0]).not.toHaveProperty('fileIds');
    expect(written()).toBe('');
    expect(tab('ФАЙЛЫ').text()).toContain('приложен 1 файл');
    // What stays is a draft of its own: the one before went with the message.
    await eventually(() => expect(drafts().at(-1)).toMatchObject({ baseVersion: null, text: '', fileIds: ['file:акт.pdf'] }));
    await go('ФАЙЛЫ');
    await send();
    await eventually(() => expect(sent()[1]).toMatchObject({ text: '', fileIds: ['file:акт.pdf'] }));
    await eventually(() => expect(tab('ФАЙЛЫ').find('.dot').exists()).toBe(false));
  });

  it('each say what they lack (W-26)', async () => {
    const { go, obstacle, write } = await open();
    expect(obstacle()).toBe('Напишите сообщение');
    await write('Здравствуйте!');
    await go('ФАЙЛЫ');
    expect(obstacle()).toBe('Выберите файлы');
    await go('ГОЛОСОВОЕ');
    expect(obstacle()).toBe('Запишите сообщение');
  });

  it('come back with a draft, opened where something stands', async () => {
    const { current, tab, isSeen } = await open({ draft: () => stored({ voice: note }) });
    await eventually(() => expect(current()).toContain('ГОЛОСОВОЕ'));
    expect(tab('ГОЛОСОВОЕ').text()).toContain('есть запись');
    expect(isSeen('textarea')).toBe(false);
  });
});

describe('«СООБЩЕНИЕ»', () => {
  it('is a text box with the emoji menu in its upper corner (T-7)', async () => {
    const { screen, named, write, written } = await open();
    await write('Привет');
    expect(screen.find('.writing > [aria-label=Эмодзи]').exists()).toBe(true);
    expect(screen.find('.tools [aria-label=Эмодзи]').exists()).toBe(false);
    await named('Эмодзи')?.trigger('click');
    await eventually(() => expect(screen.find('input[type=search]').exists()).toBe(true));
    await screen.find('input[type=search]').setValue('привет');
    await eventually(() => expect(named('👋')).toBeDefined());
    await named('👋')?.trigger('click');
    expect(written()).toContain('👋');
  });

  it('is where the words of a failed message go, whichever tab is open', async () => {
    const failed = message(['QUEUED', 'FAILED'], { text: 'Не ушло' });
    const messages = () => ({ nodes: [failed], pageInfo: { hasNextPage: false, endCursor: null }, asOf: 'snapshot' });
    const { go, named, written, current } = await open({ messages });
    await go('ФАЙЛЫ');
    await named('Изменить')?.trigger('click');
    await eventually(() => expect(current()).toContain('СООБЩЕНИЕ'));
    expect(written()).toBe('Не ушло');
  });
});

describe('«ФАЙЛЫ»', () => {
  it('takes one or more files from the computer, each a message, and «Отправить как документ» goes with them (T-8, T-9, T-12)', async () => {
    const { screen, go, named, send, sent, text } = await open();
    await go('ФАЙЛЫ');
    expect(named('Выберите файлы…')).toBeDefined();
    const input = screen.find<HTMLInputElement>('input[type=file]');
    expect(input.attributes('multiple')).toBeDefined();
    Object.defineProperty(input.element, 'files', { value: [pdf('счёт.pdf'), pdf('акт.pdf')], configurable: true });
    await input.trigger('change');
    await eventually(() => expect(text()).toContain('счёт.pdf'));
    const asDocument = screen.find<HTMLInputElement>('input[type=checkbox]');
    expect(asDocument.element.labels?.[0]?.textContent).toBe('Отправить как документ');
    expect(asDocument.element.checked).toBe(false);
    await asDocument.setValue(true);
    await send();
    await eventually(() => expect(sent()).toMatchObject([{ fileIds: ['file:счёт.pdf', 'file:акт.pdf'], asDocument: true, text: '' }]));
  });

  it.each(['paste', 'drop'] as const)('opens by itself with what came by %s', async kind => {
    const { carry, current, text } = await open();
    carry(kind, pdf());
    await eventually(() => expect(current()).toContain('ФАЙЛЫ'));
    expect(text()).toContain('акт.pdf');
  });

  it('gets its files back when they are refused, and the text of the other tab is untouched (W-29)', async () => {
    const { carry, send, text, write, written, go } = await open({ sendMessage: () => refusal('FILE_GONE', 'Этот файл был удалён') });
    await write('Потом');
    carry('paste', pdf());
    await eventually(() => expect(text()).toContain('акт.pdf'));
    await send();
    await eventually(() => expect(text()).toContain('Этот файл был удалён'));
    expect([text().includes('акт.pdf'), written()]).toEqual([true, 'Потом']);
    await go('СООБЩЕНИЕ');
    expect(text()).not.toContain('Этот файл был удалён');
  });
});

describe('«ГОЛОСОВОЕ»', () => {
  const recorders: FakeRecorder[] = [];
  class FakeRecorder extends EventTarget {
    static isTypeSupported = () => true;
    state = 'inactive';
    constructor() {
      super();
      recorders.push(this);
    }
    start = () => (this.state = 'recording');
    pause = () => (this.state = 'paused');
    resume = () => (this.state = 'recording');
    stop(): void {
      this.state = 'inactive';
      this.dispatchEvent(Object.assign(new Event('dataavailable'), { data: new Blob(['x']) }));
      this.dispatchEvent(new Event('stop'));
    }
  }
  class FakeContext {
    createAnalyser = () => ({ fftSize: 4, getFloatTimeDomainData: (samples: Float32Array) => samples.fill(0.5) });
    createMediaStreamSource = () => ({ connect: () => undefined });
    close = async () => undefined;
  }

  beforeEach(() => {
    recorders.length = 0;
    vi.stubGlobal('MediaRecorder', FakeRecorder);
    vi.stubGlobal('AudioContext', FakeContext);
    vi.stubGlobal('navigator', Object.assign(navigator, { mediaDevices: { getUserMedia: async () => ({ getTracks: () => [] }) } }));
  });

  it('records by the microphone, can be listened to and deleted, then goes alone (T-10)', async () => {
    const { go, named, send, sent, tab, write, written } = await open();
    await write('Потом');
    await go('ГОЛОСОВОЕ');
    expect(named('Начать запись голосового сообщения')?.attributes('title')).toBe('Начать запись голосового сообщения');
    const record = async () => {
      await named('Начать запись голосового сообщения')?.trigger('click');
      await eventually(() => expect(named('Закончить запись')).toBeDefined());
      expect(tab('ГОЛОСОВОЕ').text()).toContain('запись не закончена');
      await named('Закончить запись')?.trigger('click');
      await eventually(() => expect(named('Прослушать')).toBeDefined());
    };
    await record();
    await named('Удалить запись')?.trigger('click');
    expect(tab('ГОЛОСОВОЕ').find('.dot').exists()).toBe(false);
    await record();
    await send();
    await eventually(() => expect(sent()).toMatchObject([{ text: '', voiceFileId: 'file:voice.ogg', fileIds: [] }]));
    expect(written()).toBe('Потом');
  });

  it('waits while another tab is open: what is said there is not recorded, and the text can go (T-11)', async () => {
    const { go, named, send, sent, write, tab } = await open();
    await go('ГОЛОСОВОЕ');
    await named('Начать запись голосового сообщения')?.trigger('click');
    await eventually(() => expect(recorders[0]?.state).toBe('recording'));
    await go('СООБЩЕНИЕ');
    await eventually(() => expect(recorders[0]?.state).toBe('paused'));
    await write('Пока так');
    await send();
    await eventually(() => expect(sent()).toMatchObject([{ text: 'Пока так' }]));
    await go('ГОЛОСОВОЕ');
    expect(tab('ГОЛОСОВОЕ').text()).toContain('запись не закончена');
    await named('Продолжить запись')?.trigger('click');
    expect(recorders.map(({ state }) => state)).toEqual(['recording']);
  });
});
