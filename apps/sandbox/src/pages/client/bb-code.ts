/** Bitrix24's BB codes of chat messages: bold, italic, underline, strike, links, line breaks; names of others are dropped, their content stays. */
import { element } from './element.ts';

const CODE = /\[(\/?)(b|i|u|s|url|br|user|chat|color|size)(?:=([^\]]*))?\]/gi;
const STYLES: Readonly<Record<string, 'b' | 'i' | 'u' | 's'>> = { b: 'b', i: 'i', u: 'u', s: 's' };

export const bbCode = (text: string): Node => {
  const root = document.createDocumentFragment();
  const open: { code: string; node: Node }[] = [{ code: '', node: root }];
  const add = (node: Node): void => void open.at(-1)?.node.appendChild(node);
  let end = 0;
  for (const match of text.matchAll(CODE)) {
    const [whole, slash, name = '', argument] = match;
    add(document.createTextNode(text.slice(end, match.index)));
    end = match.index + whole.length;
    const code = name.toLowerCase();
    if (code === 'br') add(element('br'));
    else if (slash === '/') closeCode(open, code);
    else openCode(open, code, argument, add);
  }
  add(document.createTextNode(text.slice(end)));
  return root;
};

const openCode = (open: { code: string; node: Node }[], code: string, argument: string | undefined, add: (node: Node) => void): void => {
  const style = STYLES[code];
  const node = style !== undefined ? element(style) : code === 'url' ? link(argument) : element('span');
  add(node);
  open.push({ code, node });
};

const closeCode = (open: { code: string; node: Node }[], code: string): void => {
  const index = open.findLastIndex(one => one.code === code);
  if (index > 0) open.length = index;
};

/** Only web addresses become links. */
const link = (address: string | undefined): HTMLElement =>
  address !== undefined && /^https?:\/\//i.test(address)
    ? element('a', { href: address, target: '_blank', rel: 'noopener' })
    : element('span');
