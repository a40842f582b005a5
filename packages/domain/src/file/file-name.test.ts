import fc from 'fast-check';
import { expect, it } from 'vitest';
import { extensionOf, fileName } from './file-name.ts';

it.each([
  ['Договор №1.pdf', 'Договор №1.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\me\\скан.pdf', 'скан.pdf'],
  ['фото\u202Egpj.exe', 'фотоgpj.exe'],
  ['a\r\nSet-Cookie: x.txt', 'aSet-Cookie x.txt'],
  ['<b>"счёт"|*?.pdf', 'bсчёт.pdf'],
  ['.htaccess', 'htaccess'],
  ['  много    пробелов .txt ', 'много пробелов .txt'],
  ['\u0000\u200B', 'file'],
  ['', 'file'],
])('shows %j as %j (SE-34)', (given, shown) => {
  expect(fileName(given)).toBe(shown);
});

it('is at most 180 characters long and keeps its extension', () => {
  const name = fileName(`${'я'.repeat(400)}.docx`);
  expect([...name]).toHaveLength(180);
  expect(extensionOf(name)).toBe('docx');
});

it('of anything is one safe name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), given => {
      const name = fileName(given);
      expect(name).not.toMatch(/[\p{Cc}\p{Cf}/\\]/u);
      expect(name.length).toBeGreaterThan(0);
      expect([...name].length).toBeLessThanOrEqual(180);
    }),
  );
});
