import { describe, expect, it } from 'vitest';
import { insertText, type Insertion } from './insert-text.ts';

const AT_CURSOR: Insertion = { withNewLine: false, replace: false };

/** `[` and `]` mark the selection. */
const inserted = (written: string, how: Partial<Insertion>): string => {
  const selectionStart = written.indexOf('[');
  const box = {
    value: written.replace('[', '').replace(']', ''),
    selectionStart,
    selectionEnd: written.indexOf(']') - 1,
    setSelectionRange(start: number) {
      this.selectionStart = start;
    },
  };
  insertText(box, 'текст', { ...AT_CURSOR, ...how });
  return `${box.value.slice(0, box.selectionStart)}|${box.value.slice(box.selectionStart)}`;
};

describe('a text of an application in the message box', () => {
  it.each([
    ['[]', {}, 'текст|'],
    ['[]', { withNewLine: true }, 'текст|'],
    ['Здравствуйте![]', {}, 'Здравствуйте! текст|'],
    ['до[ это ]после', {}, 'до текст| после'],
    ['до [] после', {}, 'до текст| после'],
    ['[]до', { withNewLine: true }, 'до\nтекст|'],
    ['до[]', { replace: true, withNewLine: true }, 'текст|'],
  ])('%s and %j make «%s»', (written, how, made) => {
    expect(inserted(written, how)).toBe(made);
  });
});
