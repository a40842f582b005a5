/// <reference lib="dom" />
/** Files and voice notes as the employee handles them, in a real browser with its own microphone made of beeps (W-17…W-22, T-8, T-9, T-12, E-23, E-24). */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Frame, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MICROPHONE, newContext, NO_MICROPHONE, openBrowser, openFromCard, openPage } from '../support/browser.ts';
import { IVAN } from '../support/client.ts';
import type { PhoneMessage } from '../support/control.ts';
import { DOT, pdf, sha256 } from '../support/files.ts';
import { until } from '../support/process.ts';
import { startSystem, type System } from '../support/system.ts';
import { fits, picture } from './eyes.ts';

const DEAL_PATH = '/crm/deal/details/81/';

let system: System;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  system = await startSystem();
  browser = await openBrowser(MICROPHONE);
  context = await newContext(browser);
  await system.control.auto({ deliverAfterMs: 50, readAfterMs: 100 });
});
afterAll(async () => {
  await browser.close();
  await system.stop();
});

async function openCard(inContext = context): Promise<{ page: Page; frame: Frame; problems: string[] }> {
  const { page, problems } = await openPage(inContext, system);
  const frame = await openFromCard(page, system, DEAL_PATH);
  await frame.getByRole('textbox', { name: 'Сообщение' }).waitFor();
  return { page, frame, problems };
}

const send = (frame: Frame): Promise<void> => frame.getByRole('button', { name: 'ОТПРАВИТЬ', exact: true }).click();
const choose = (frame: Frame, ...files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> =>
  frame.getByLabel('Выберите файлы…').setInputFiles(files);
/** A picture that a browser drew, as PNG. */
async function drawn(page: Page, width: number, height: number): Promise<Buffer> {
  const url = await page.evaluate(
    ([across, down]) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: across, height: down });
      const brush = canvas.getContext('2d');
      for (let x = 0; brush !== null && x < across!; x += 40) {
        brush.fillStyle = `hsl(${(x / across!) * 360} 70% 60%)`;
        brush.fillRect(x, 0, 40, down!);
      }
      return canvas.toDataURL('image/png');
    },
    [width, height],
  );
  return Buffer.from(url.split(',')[1] ?? '', 'base64');
}

const received = async (bytes: Buffer): Promise<PhoneMessage[]> =>
  (await system.control.phone(IVAN)).messages.filter(({ files }) => files.some(one => one.sha256 === sha256(bytes)));

describe('files in the form', () => {
  it('are chosen, shown with picture, name and size, sent one by one with the text as caption, and stand in their bubbles (W-17, W-18, T-8, T-12)', async () => {
    const { page, frame, problems } = await openCard();
    const act = pdf('акт из браузера', 40_000);
    const photo = await drawn(page, 1600, 1200);
    await choose(
      frame,
      { name: 'фото.png', mimeType: 'image/png', buffer: photo },
      { name: 'Акт сверки.pdf', mimeType: 'application/pdf', buffer: act },
    );
    await frame.getByText('Акт сверки.pdf').waitFor();
    await frame.getByText('39 КБ').waitFor();
    await frame.getByRole('textbox', { name: 'Сообщение' }).fill('Вот фото и акт');
    await frame.getByText('Текст станет подписью к первому файлу.').waitFor();
    await picture(page, 'files-form');
    await send(frame);
    const photograph = frame.getByRole('article').filter({ hasText: 'Вот фото и акт' });
    await photograph.getByText('Прочитано').waitFor();
    const document = frame.getByRole('article').filter({ hasText: 'Акт сверки.pdf' }).last();
    await document.getByText('Прочитано').waitFor();
    // The preview, not the file (SE-34).
    await until('the picture is drawn', () => photograph.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth === 640));
    expect((await received(photo)).map(({ text }) => text)).toEqual(['Вот фото и акт']);
    expect(await received(act)).toHaveLength(1);
    const [download] = await Promise.all([page.waitForEvent('download'), document.getByRole('button', { name: /^Скачать/ }).click()]);
    expect(download.suggestedFilename()).toBe('Акт сверки.pdf');
    await photograph.scrollIntoViewIfNeeded();
    await picture(page, 'files-sent');
    expect(problems).toEqual([]);
    await page.close();
  });

  it('are dropped on the form and pasted into it, and go as documents when asked (T-9)', async () => {
    const { page, frame } = await openCard();
    const carry = (type: 'drop' | 'paste', name: string) =>
      frame.locator('form').evaluate(
        (form, { type, name, base64 }) => {
          const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
          const data = new DataTransfer();
          data.items.add(new File([bytes], name, { type: 'image/png' }));
          const event =
            type === 'drop'
              ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
              : new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
          form.dispatchEvent(event);
        },
        { type, name, base64: DOT.toString('base64') },
      );
    await carry('drop', 'брошен.png');
    await carry('paste', 'вставлен.png');
    await frame.getByText('брошен.png').waitFor();
    await frame.getByText('вставлен.png').waitFor();
    await frame.getByRole('button', { name: 'Убрать файл: брошен.png' }).click();
    await frame.getByRole('checkbox', { name: 'Отправить как документ' }).check();
    await send(frame);
    await frame.getByRole('article').filter({ hasText: 'вставлен.png' }).getByText('Прочитано').waitFor();
    const names = (await received(DOT)).map(({ files }) => files[0]?.name);
    expect(names).toContain('вставлен.png');
    expect(names).not.toContain('брошен.png');
    await page.close();
  });

  it('that cannot go say so before they are uploaded; over 25 MB they are offered as a link (W-19, E-23, Q-31)', async () => {
    const { page, frame } = await openCard();
    const uploads: string[] = [];
    page.on('request', request => {
      if (request.url().includes('/files?') || request.url().endsWith('/files')) uploads.push(new URL(request.url()).search);
    });
    // From the disk: so much would be long on its way into the browser.
    const contents = { 'setup.exe': Buffer.from('MZ'), 'пусто.pdf': Buffer.alloc(0), 'проект.pdf': pdf('проект', 26 * 2 ** 20) };
    const paths = await Promise.all(
      Object.entries(contents).map(async ([name, content]) => {
        const path = join(system.folder, name);
        await writeFile(path, content);
        return path;
      }),
    );
    await frame.getByLabel('Выберите файлы…').setInputFiles(paths);
    await frame.getByText('Такой вид файлов не принимается').waitFor();
    await frame.getByText('Файл пуст').waitFor();
    await frame.getByText('Больше 25 МБ').waitFor();
    expect(uploads).toEqual([]);
    expect(await frame.getByRole('button', { name: 'ОТПРАВИТЬ', exact: true }).isDisabled()).toBe(true);
    await picture(page, 'files-refused');
    await frame.getByRole('button', { name: 'Убрать файл: setup.exe' }).click();
    await frame.getByRole('button', { name: 'Убрать файл: пусто.pdf' }).click();
    await frame.getByRole('button', { name: 'Отправить ссылкой' }).click();
    await frame.getByText('уйдёт ссылкой').waitFor();
    expect(uploads).toEqual(['?as=link']);
    await send(frame);
    await frame.getByRole('article').filter({ hasText: 'проект.pdf' }).getByText('Прочитано').waitFor();
    await page.close();
  });
});

describe('a voice note', () => {
  it('is recorded with a pause, listened to, sent, and arrives as one with its picture (W-20, W-22)', async () => {
    const { page, frame, problems } = await openCard();
    await frame.getByRole('button', { name: 'Начать запись голосового сообщения' }).click();
    const timer = frame.getByRole('timer');
    const recorded = async (): Promise<number> => Number((await timer.textContent())?.trim().split(':')[1]);
    await until('a second is recorded', async () => (await recorded()) >= 1);
    await picture(page, 'voice-recording');
    await frame.getByRole('button', { name: 'Пауза' }).click();
    await frame.getByRole('button', { name: 'Продолжить запись' }).click();
    await until('two seconds are recorded', async () => (await recorded()) >= 2);
    expect(await frame.getByRole('button', { name: 'ОТПРАВИТЬ', exact: true }).isDisabled()).toBe(true);
    await frame.getByRole('button', { name: 'Закончить запись' }).click();
    const note = frame.getByRole('group', { name: /Голосовое сообщение/ }).first();
    await note.getByRole('button', { name: 'Прослушать' }).click();
    await note.getByRole('button', { name: 'Остановить' }).waitFor();
    await picture(page, 'voice-recorded');
    await send(frame);
    const bubble = frame
      .getByRole('article')
      .filter({ has: frame.getByRole('group', { name: /Голосовое сообщение/ }) })
      .first();
    await bubble.getByText('Прочитано').waitFor();
    const arrived = (await system.control.phone(IVAN)).messages.at(-1);
    expect(arrived?.voice?.mime).toBe('audio/ogg; codecs=opus');
    // The pause is not in it; the last look at the clock may be a moment ago.
    expect(arrived?.voice?.seconds).toBeGreaterThanOrEqual(2);
    await bubble.getByRole('button', { name: 'Прослушать' }).click();
    await bubble.getByRole('button', { name: 'Остановить' }).waitFor();
    expect(await bubble.locator('rect').evaluateAll(bars => bars.some(bar => Number(bar.getAttribute('height')) > 4))).toBe(true);
    await picture(page, 'voice-sent');
    expect(problems).toEqual([]);
    await page.close();
  });

  it('without a microphone leaves the form working, and says why and what to do (W-21, E-24)', async () => {
    const refusing = await openBrowser(NO_MICROPHONE);
    const deaf = await refusing.newContext({ viewport: { width: 360, height: 800 }, locale: 'ru-RU', colorScheme: 'dark' });
    const { page, frame } = await openCard(deaf);
    await frame.getByRole('button', { name: 'Начать запись голосового сообщения' }).click();
    await frame.getByText('Нет доступа к микрофону.').waitFor();
    await frame.getByText('выберите «Разрешить»').waitFor();
    await picture(page, 'voice-refused-dark-360');
    await frame.getByRole('button', { name: 'Убрать' }).click();
    const text = 'Без микрофона';
    await frame.getByRole('textbox', { name: 'Сообщение' }).fill(text);
    await choose(frame, { name: 'узко.png', mimeType: 'image/png', buffer: DOT });
    await frame.getByText('узко.png').waitFor();
    expect(await fits(frame)).toBe(true);
    await picture(page, 'files-dark-360');
    await send(frame);
    await frame.getByRole('article').filter({ hasText: text }).getByText('Прочитано').waitFor();
    await refusing.close();
  });
});
