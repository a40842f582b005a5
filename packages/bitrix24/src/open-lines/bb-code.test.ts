import { describe, expect, it } from 'vitest';
import { bbToText, bbToWhatsApp, textToBb } from './bb-code.ts';

describe('bbToWhatsApp', () => {
  it.each([
    ['Добрый день!', 'Добрый день!'],
    ['[b]важно[/b], [i]тихо[/i], [s]нет[/s], [u]под[/u]', '*важно*, _тихо_, ~нет~, под'],
    ['[B]важно[/B]', '*важно*'],
    ['[b]две[br]строки[/b]', '*две*\n*строки*'],
    ['[b] с краю [/b]', ' *с краю* '],
    ['[b][i]оба[/i][/b]', '*_оба_*'],
    ['[b][/b]', ''],
    ['[url]https://example.ru/a[/url]', 'https://example.ru/a'],
    ['[url=https://example.ru/a]сайт[/url]', 'сайт (https://example.ru/a)'],
    ['[url=https://example.ru/a]https://example.ru/a[/url]', 'https://example.ru/a'],
    ['[url=javascript:alert(1)]сайт[/url]', 'сайт'],
    ['[USER=27]Мария Смирнова[/USER] ответит', 'Мария Смирнова ответит'],
    ['[code]x = 1[/code]', '```x = 1```'],
    ['[quote]a\nb[/quote]', '> a\n> b'],
    ['размер [XL] и [1] и []', 'размер [XL] и [1] и []'],
    ['[b]не закрыт', '[b]не закрыт'],
    ['не открыт[/b]', 'не открыт[/b]'],
    ['[b][i]накрест[/b][/i]', '*[i]накрест*[/i]'],
  ])('%j → %j', (bb, whatsApp) => {
    expect(bbToWhatsApp(bb)).toBe(whatsApp);
  });

  it.each([
    ['tags that nobody closes', (size: number) => '[b]'.repeat(size)],
    ['tags closed out of turn', (size: number) => '[b][i]'.repeat(size) + '[/b]'.repeat(size)],
    ['blanks', (size: number) => `[b]${' '.repeat(size * 4)}[/b]`],
    ['beginnings of links', (size: number) => '[url='.repeat(size)],
  ])('takes %s in its stride: eight times the length is not sixty-four times the work', (_what, textOf) => {
    const fastest = (size: number): number => {
      const text = textOf(size);
      return Math.min(
        ...Array.from({ length: 20 }, () => {
          const begun = performance.now();
          bbToWhatsApp(text);
          return performance.now() - begun;
        }),
      );
    };
    fastest(4000); // what the compiler learns first
    expect(fastest(32_000) / fastest(4000)).toBeLessThan(32);
  });
});

describe('textToBb', () => {
  it.each(['[b]не жирный[/b]', 'ссылка [url=https://example.ru]x[/url]', 'строка[br]', '[icon=https://example.ru/pixel.png size=1]'])(
    'keeps %j from becoming a tag, and comes back',
    text => {
      expect(bbToWhatsApp(textToBb(text))).toBe(text);
      expect(bbToText(textToBb(text))).toBe(text);
    },
  );

  it('leaves other texts as they are', () => {
    expect(textToBb('цена [1] руб.\nитого: 5 [шт]')).toBe('цена [1] руб.\nитого: 5 [шт]');
  });
});
