import { attachmentsWords } from '../../src/locales/attachments-words.ts';
import { contactWords } from '../../src/contact-status/contact-words.ts';
import { conversationWords } from '../../src/conversation/conversation-words.ts';
import type { Locale, WordKey } from '../../src/locales/index.ts';
import { settingsWords } from '../../src/locales/settings-words.ts';
import { chatTemplatesWords } from '../../src/screens/chat-templates/chat-templates-words.ts';
import { createWords } from '../../src/locales/use-words.ts';
import type { FakeApi } from '../fake-api.ts';

type Values = Record<string, string | number>;

/** The widget's own words in the language of the picture: a state finds its buttons by them. */
export interface StageWords {
  t: (key: WordKey, values?: Values) => string;
  plural: (key: WordKey, count: number, values?: Values) => string;
}

/** A person's hands and eyes on a screen. Everything waits until it can be done, and fails with what stood there instead. */
export interface Stage extends StageWords {
  api: FakeApi;
  /** A button, link, tab, option or switch by its words or its label. */
  press: (name: string) => Promise<void>;
  /** Types into the field of a label; without one into the message. */
  write: (text: string, label?: string) => Promise<void>;
  key: (target: Element, key: string) => void;
  see: (words: string) => Promise<void>;
  find: <Found extends HTMLElement>(selector: string) => Promise<Found>;
  /** The entry of these words in the kit's select that stands at this place of the page, from 0. */
  choose: (place: number, entry: string) => Promise<void>;
  /** Puts files into the form, as pasting does. */
  paste: (...files: File[]) => Promise<void>;
  /** Repeats until it neither throws nor gives nothing. */
  until: <Found>(what: string, look: () => Found | undefined | null | false) => Promise<Found>;
}

const PATIENCE_MS = 4_000;
const PRESSABLE = 'button, a, summary, [role=menuitem], [role=option], [role=tab], label';

export function stageWords(locale: Locale): StageWords {
  const parts = [settingsWords, contactWords, conversationWords, attachmentsWords, chatTemplatesWords];
  const all = (language: Locale) => Object.assign({}, ...parts.map(part => part[language])) as (typeof settingsWords)[Locale];
  const { t } = createWords(locale, { ru: all('ru'), en: all('en') }).global;
  return {
    t: (key, values = {}) => t(key, values),
    plural: (key, count, values = {}) => t(key, { count, ...values }, { plural: count }),
  };
}

async function until<Found>(what: string, look: () => Found | undefined | null | false): Promise<Found> {
  const end = performance.now() + PATIENCE_MS;
  let last: unknown;
  while (performance.now() < end) {
    try {
      const found = look();
      if (found !== undefined && found !== null && found !== false) return found;
    } catch (error) {
      last = error;
    }
    await nextFrame();
  }
  throw new Error(`${what}: not within ${PATIENCE_MS} ms, the page says: ${visibleText()}`, { cause: last });
}

/** A timer would be held back, or hurried, by the page's own settings. */
const nextFrame = (): Promise<number> => new Promise(requestAnimationFrame);

const visibleText = (): string => document.body.innerText.replaceAll(/\s+/g, ' ');
const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const isVisible = (element: Element): boolean => (element as HTMLElement).checkVisibility();
const namesOf = (element: Element): string[] =>
  [element.textContent, element.getAttribute('aria-label'), element.getAttribute('title')].map(name => plain(name ?? ''));

export function createStage(api: FakeApi, words: StageWords): Stage {
  const find = <Found extends HTMLElement>(selector: string): Promise<Found> =>
    until(selector, () => [...document.querySelectorAll<Found>(selector)].find(isVisible));

  const key = (target: Element, pressed: string): void =>
    void target.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, code: pressed, bubbles: true, cancelable: true }));

  return {
    ...words,
    api,
    key,
    until,
    find,
    press: async name => {
      const target = await until(`to press «${name}»`, () => {
        const all = [...document.querySelectorAll<HTMLElement>(PRESSABLE)].filter(isVisible);
        const found = all.find(one => namesOf(one).includes(name)) ?? all.find(one => namesOf(one).some(own => own.startsWith(name)));
        return found?.matches(':disabled') ? undefined : found;
      });
      target.click();
    },
    write: async (text, label) => {
      const field = await until(`a field ${label ?? ''}`, () => {
        if (label === undefined) return document.querySelector<HTMLTextAreaElement>('textarea.box');
        const labels = [...document.querySelectorAll('label')].filter(one => plain(one.textContent).startsWith(label));
        return labels[0]?.control ?? document.querySelector(`[aria-label="${label}"]`);
      });
      (field as HTMLTextAreaElement).value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    },
    choose: async (place, entry) => {
      const select = await until(`select ${place}`, () => document.querySelectorAll<HTMLElement>('[role=combobox]')[place]);
      select.focus();
      key(select, 'Enter');
      const option = await until(`an entry ${entry}`, () =>
        [...document.querySelectorAll<HTMLElement>('[role=option]')].find(one => plain(one.textContent).includes(entry)),
      );
      key(option, 'Enter');
    },
    see: async sentence => {
      const letters = (text: string): string => text.replaceAll(/\s+/g, '');
      // What is visible takes a layout, in every frame: asked only once the words are there at all.
      const isThere = (): boolean => letters(document.body.textContent).includes(letters(sentence));
      await until(`«${sentence}»`, () => isThere() && visibleText().includes(plain(sentence)));
    },
    paste: async (...files) => {
      const form = await find<HTMLFormElement>('form');
      const clipboardData = new DataTransfer();
      for (const file of files) clipboardData.items.add(file);
      form.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
  };
}
