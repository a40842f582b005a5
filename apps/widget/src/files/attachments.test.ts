import { enableAutoUnmount } from '@vue/test-utils';
import { NO_ANSWER, OlchatError, type UploadedFile, type UploadOptions } from '@olchat/client';
import { afterEach, describe, expect, it } from 'vitest';
import { message } from '../../testing/builders.ts';
import { openCard } from '../../testing/card-screen.ts';
import { accepted, eventually, refusal } from '../../testing/fake-api.ts';
import { barsOf, clock, levelOf } from '../voice/levels.ts';
import { pixelsOf } from './picture-size.ts';
import { microphoneProblem } from '../voice/microphone-problem.ts';
import { recordingFormat } from '../voice/recording-format.ts';

enableAutoUnmount(afterEach);

const noMessages = () => ({ nodes: [], pageInfo: { hasNextPage: false, endCursor: null }, asOf: 'snapshot' });
const pdf = (name = 'акт.pdf', bytes = 4) => {
  const file = new File(['%PDF'], name, { type: 'application/pdf' });
  Object.defineProperty(file, 'size', { value: bytes });
  return file;
};

/** Headers that say of themselves what a test wants; nothing of a picture follows. */
const two = (...values: number[]): number[] => values.flatMap(value => [value >> 8, value & 0xff]);
const pngOf = (width: number, height: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([
    0x89,
    ...[...'PNG'].map(letter => letter.charCodeAt(0)),
    ...Array<number>(12).fill(0),
    ...two(0, width, 0, height),
    8,
    6,
    0,
    0,
    0,
    0,
  ]);
/** `before`: bytes of colour tables in front of the frame. */
const jpegOf = (width: number, height: number, before = 0): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([
    0xff,
    0xd8,
    0xff,
    0xe2,
    ...two(before + 2),
    ...Array<number>(before).fill(0xff),
    0xff,
    0xc0,
    ...two(17),
    8,
    ...two(height, width),
    3,
  ]);

async function open(answers: Parameters<typeof openCard>[0] = {}) {
  const card = openCard({ messages: noMessages, sendMessage: () => accepted(message()), ...answers });
  await eventually(() => expect(card.screen.find('input[type=file]').exists()).toBe(true));
  await eventually(() => expect(card.text()).toContain('Дмитрий'));
  return {
    ...card,
    paste: async (...files: File[]) => {
      const event = new Event('paste', { bubbles: true, cancelable: true });
      Object.assign(event, { clipboardData: { files, types: ['Files'] } });
      card.screen.find('form').element.dispatchEvent(event);
    },
    says: (words: string) => eventually(() => expect(card.text()).toContain(words)),
    sent: () => card.api.calls('sendMessage').map(({ input }) => input as Record<string, unknown>),
  };
}

describe('a file in the form (W-17…W-19, T-12)', () => {
  it('goes with its text, and leaves the form at once (W-28)', async () => {
    const { paste, says, write, press, sent, text } = await open();
    await paste(pdf());
    await says('акт.pdf');
    await write('Вот акт');
    await says('Текст уйдёт отдельным сообщением перед вложениями');
    await press('ОТПРАВИТЬ');
    await eventually(() => expect(sent()).toMatchObject([{ text: 'Вот акт', fileIds: ['file:акт.pdf'], asDocument: false }]));
    await eventually(() => expect(text()).not.toContain('акт.pdf'));
  });

  it.each([
    ['пусто.pdf', 0, 'Файл пуст'],
    ['setup.exe', 4, 'Такой вид файлов не принимается'],
    ['огромный.pdf', 101 * 2 ** 20, 'Больше 25 МБ'],
  ])('%s of %i bytes is refused before it is uploaded: %s (E-23)', async (name, bytes, words) => {
    const { api, paste, says, button } = await open();
    let uploads = 0;
    api.upload = async () => {
      uploads += 1;
      throw new Error('nothing is uploaded here');
    };
    await paste(pdf(name, bytes));
    await says(words);
    expect([uploads, button('Отправить ссылкой')]).toEqual([0, undefined]);
    expect(button('ОТПРАВИТЬ')?.attributes('title')).toContain('Одно из вложений не уйдёт');
  });

  it.each([
    ['бомба.png', pngOf(30_000, 30_000), 'На картинке больше 50 млн точек'],
    ['бомба.jpg', jpegOf(60_000, 60_000, 20_000), 'На картинке больше 50 млн точек'],
  ])('%s is refused by its header, neither drawn nor uploaded (SE-33)', async (name, bytes, words) => {
    const { api, paste, says, screen, sent } = await open();
    let uploads = 0;
    api.upload = async () => {
      uploads += 1;
      throw new Error('nothing is uploaded here');
    };
    await paste(new File([bytes], name, { type: name.endsWith('png') ? 'image/png' : 'image/jpeg' }));
    await says(words);
    expect([uploads, screen.findAll('img').length, sent()]).toEqual([0, 0, []]);
  });

  it('that is a picture is drawn and goes once its header was read, also when «ОТПРАВИТЬ» was pressed before (W-17, W-27)', async () => {
    const { paste, says, press, sent } = await open();
    await paste(new File([pngOf(100, 100)], 'фото.png', { type: 'image/png' }));
    await says('фото.png');
    await press('ОТПРАВИТЬ');
    await eventually(() => expect(sent()).toMatchObject([{ fileIds: ['file:фото.png'] }]));
  });

  it('waits for its upload in its bubble, and one press sends it once (W-27)', async () => {
    const { api, paste, says, press, sent, articles } = await open();
    let arrive = (_: UploadedFile): void => undefined;
    api.upload = () => new Promise(resolve => (arrive = resolve));
    await paste(pdf());
    await says('акт.pdf');
    await press('ОТПРАВИТЬ');
    await eventually(() => expect(articles()[0]).toContain('акт.pdf'));
    expect(sent()).toEqual([]);
    arrive({ __typename: 'UploadedFile', fileId: 'f1', name: 'акт.pdf', size: 4, mime: 'application/pdf' });
    await eventually(() => expect(sent()).toMatchObject([{ fileIds: ['f1'] }]));
  });

  it('shows how far it is, and its upload ends when it is removed', async () => {
    const { api, paste, says, press, text } = await open();
    let given: UploadOptions = {};
    api.upload = (_file, options = {}) => {
      given = options;
      options.onProgress?.(0.4);
      return new Promise((_resolve, reject) => options.signal?.addEventListener('abort', () => reject(new Error('removed'))));
    };
    await paste(pdf());
    await says('40 %');
    await press('Отменить загрузку: акт.pdf');
    expect([given.signal?.aborted, text().includes('акт.pdf')]).toEqual([true, false]);
  });

  it('whose upload broke off can be repeated', async () => {
    const { api, paste, says, press, sent, button } = await open();
    const works = api.upload;
    api.upload = () => Promise.reject(new OlchatError(NO_ANSWER, 'cut'));
    await paste(pdf());
    await says('Не загрузилось: нет связи с сервером');
    api.upload = works;
    await press('Повторить');
    await eventually(() => expect(button('ОТПРАВИТЬ')?.attributes('disabled')).toBeUndefined());
    await press('ОТПРАВИТЬ');
    await eventually(() => expect(sent()).toMatchObject([{ fileIds: ['file:акт.pdf'] }]));
  });

  it('whose upload failed on the server says the code of the request', async () => {
    const { api, paste, says, text } = await open();
    api.upload = () => Promise.reject(new OlchatError(NO_ANSWER, 'No readable answer: HTTP 500', { traceId: 'req-5' }));
    await paste(pdf());
    await says('Не загрузилось: на сервере что-то пошло не так.');
    expect(text()).toContain('Код обращения: req-5');
  });

  it('that the virus scanner could not look at says so, and is repeated on demand (SE-33)', async () => {
    const { api, paste, says, press, button } = await open();
    const works = api.upload;
    api.upload = async () => ({ __typename: 'UploadRefused', code: 'FILE_NOT_SCANNED', message: 'Проверка сейчас не отвечает' });
    await paste(pdf());
    await says('Проверка сейчас не отвечает');
    api.upload = async () => ({ __typename: 'UploadRefused', code: 'FILE_INFECTED', message: 'В файле найден вирус' });
    await press('Повторить');
    await says('В файле найден вирус');
    expect(button('Повторить')).toBeUndefined();
    api.upload = works;
  });

  it('comes back with the text when the send is refused (W-29)', async () => {
    const { paste, says, write, press, written, text } = await open({ sendMessage: () => refusal('OWN_NUMBER', 'Нельзя на свой номер') });
    await paste(pdf());
    await says('акт.pdf');
    await write('Вот акт');
    await press('ОТПРАВИТЬ');
    await says('Нельзя на свой номер');
    expect([written(), text().includes('акт.pdf')]).toEqual(['Вот акт', true]);
  });
});

it('a message shows its files and its voice note (W-17, W-20)', async () => {
  const file = {
    id: 'f1',
    kind: 'DOCUMENT',
    name: 'договор.pdf',
    size: 2048,
    mime: 'application/pdf',
    url: '/files/x',
    previewUrl: null,
  } as const;
  const voice = { fileId: 'v1', seconds: 65, mime: 'audio/ogg', waveform: [0, 50, 100], url: '/files/v' };
  const { screen, text } = openCard({
    messages: () => ({
      ...noMessages(),
      nodes: [message(['SENT'], { text: '', files: [file] }), message(['SENT'], { id: 'm2', text: '', voice })],
    }),
  });
  await eventually(() => expect(text()).toContain('договор.pdf'));
  expect(text()).toContain('2 КБ');
  await eventually(() => expect(screen.find('[aria-label="Голосовое сообщение, 1:05"]').exists()).toBe(true));
});

describe('a picture in a bubble (SE-34)', () => {
  const picture = {
    ...({ id: 'f1', kind: 'IMAGE', name: 'фото.jpg', size: 2048, mime: 'image/jpeg' } as const),
    url: '/files/whole',
    previewUrl: '/files/small-1',
  };
  const shown = (previewUrl: string | null) =>
    openCard({
      messages: () => ({ ...noMessages(), nodes: [message(['SENT'], { text: '', files: [{ ...picture, previewUrl }] })] }),
      message: () => message(['SENT'], { text: '', files: [{ ...picture, previewUrl: '/files/small-2' }] }),
    });

  it('is its preview, never the file itself; a link that has ended is renewed once, then the name stands alone', async () => {
    const { screen, text } = shown('/files/small-1');
    const image = () => screen.find('article img');
    await eventually(() => expect(image().attributes('src')).toBe('/files/small-1'));
    await image().trigger('error');
    await eventually(() => expect(image().attributes('src')).toBe('/files/small-2'));
    await image().trigger('error');
    await eventually(() => expect(image().exists()).toBe(false));
    expect(text()).toContain('фото.jpg');
  });

  it('without a preview is a name', async () => {
    const { screen, text } = shown(null);
    await eventually(() => expect(text()).toContain('фото.jpg'));
    expect(screen.find('article img').exists()).toBe(false);
  });
});

it('a browser that cannot record says so, and the form goes on (E-24, W-21)', async () => {
  const { press, says, write, button } = await open();
  await press('Начать запись голосового сообщения');
  await says('Этот браузер не умеет записывать звук');
  await press('Убрать');
  await write('Текст');
  expect(button('ОТПРАВИТЬ')?.attributes('disabled')).toBeUndefined();
});

it.each([
  ['a PNG', pngOf(1234, 567), 1234 * 567],
  ['a JPEG with colour tables of 60 KB before its frame', jpegOf(1234, 567, 60_000), 1234 * 567],
  [
    'a GIF',
    Uint8Array.from([...[...'GIF89a'].map(letter => letter.charCodeAt(0)), 0xd2, 4, 0x37, 2, ...Array<number>(20).fill(0)]),
    1234 * 567,
  ],
  ['no picture', Uint8Array.from(Array<number>(40).fill(37)), null],
  ['next to nothing', Uint8Array.from([0xff, 0xd8]), null],
])('the points of %s are told by its header (SE-33)', async (_what, bytes, pixels) => {
  expect(await pixelsOf(new Blob([bytes]))).toBe(pixels);
});

describe('a recording', () => {
  it('is drawn by the loudest of each stretch, and a short one is stretched', () => {
    expect(barsOf([0, 10, 50, 20], 2)).toEqual([10, 50]);
    expect(barsOf([7], 3)).toEqual([7, 7, 7]);
    expect(barsOf([], 2)).toEqual([0, 0]);
    expect([levelOf(new Float32Array([0, 0])), levelOf(new Float32Array([1, -1]))]).toEqual([0, 100]);
    expect([clock(5.9), clock(65)]).toEqual(['0:05', '1:05']);
  });

  it('is made in the first format that the browser can', () => {
    expect(recordingFormat(mime => mime.startsWith('audio/webm'))?.name).toBe('voice.webm');
    expect(recordingFormat(mime => mime === 'audio/mp4')?.name).toBe('voice.m4a');
    expect(recordingFormat(() => false)).toBeUndefined();
  });

  it.each([
    ['NotAllowedError', true, 'refused'],
    ['NotAllowedError', false, 'closed'],
    ['NotFoundError', true, 'absent'],
    ['NotReadableError', true, 'busy'],
    ['TypeError', true, 'unable'],
  ])('that fails with %s is explained (E-24)', (name, allowed, problem) => {
    const error = Object.assign(new Error(name), { name });
    expect(microphoneProblem(error, { featurePolicy: { allowsFeature: () => allowed } })).toBe(problem);
  });
});
